"""Exchange beyond plain HTTP: TLS, signed requests, transports of the host."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import urllib.error
import urllib.request

import pytest

import girs


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 and its key, as files."""
    cert, key = tmp_path / "cert.pem", tmp_path / "cert.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-keyout", key, "-out", cert, "-days", "3650", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)  # fmt: skip
    return cert.read_text(), key.read_text()


def test_a_round_over_tls_trusts_the_authority_that_it_is_told(exchange, certificate):
    exchange.submit()
    cert, key = certificate
    with girs.Server(exchange.central(), certificate=cert, certificate_key=key) as server:
        assert server.url.startswith("https://")
        with pytest.raises(girs.GirsError):
            exchange.commune.sync.run(server.url)
        assert exchange.commune.sync.run(server.url, authorities=cert)["receipted"] == 1


def forward(url, failing=()):
    """A transport that carries requests to a server on loopback, except where the line is cut."""

    def carry(request: girs.Request) -> girs.Answer:
        if request.method in failing:
            raise OSError("the disk is not mounted")
        digest = base64.b64encode(hashlib.sha256(request.body).digest()).decode()
        headers = {**request.headers, "content-digest": f"sha-256=:{digest}:"}
        asked = urllib.request.Request(
            url + request.path, data=request.body or None, headers=headers, method=request.method
        )
        try:
            with urllib.request.urlopen(asked) as answer:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                return girs.Answer(answer.status, answer.read(), headers)
        except urllib.error.HTTPError as refused:
            return girs.Answer(refused.code, refused.read())

    return carry


def test_a_transport_of_the_host_carries_a_round(exchange):
    exchange.submit()
    with exchange.serving() as server:
        with pytest.raises(OSError, match="not mounted"):
            exchange.commune.sync.run(transport=forward(server.url, {"PUT"}))
        summary = exchange.commune.sync.run(transport=forward(server.url))
        assert summary["receipted"] == 1, summary


def test_a_signer_signs_each_request(exchange):
    exchange.submit()
    with girs.Server(exchange.central(), signed_only=True) as server:
        with pytest.raises(girs.GirsError):
            exchange.commune.sync.run(server.url)
        with pytest.raises(girs.GirsError):  # the key has no such role
            exchange.commune.sync.run(server.url, signer=exchange.keys["requester"])
