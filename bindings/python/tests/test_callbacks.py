"""Python functions that C calls: what they raise comes out where the call was made."""

from __future__ import annotations

import base64
import datetime
import sys

import pytest

import girs


class Refusal(Exception):
    """An exception of the host's own."""


def token(key: girs.Key, answer=None) -> girs.CallbackSigner:
    """A signer whose key is elsewhere: it signs through the C struct of another key."""
    from girs._native import ffi

    def sign(scheme: str, data: bytes) -> bytes:
        if answer is not None:
            return answer(scheme, data)
        c = key.signer()
        signature, room = ffi.new("uint8_t[4096]"), ffi.new("size_t *", 4096)
        name = ffi.new("char[]", scheme.encode())
        assert c.sign(c.context, name, ffi.from_buffer("uint8_t[]", data), len(data), signature, room) == 0
        return bytes(ffi.buffer(signature, room[0]))

    shown = key.show()
    return girs.CallbackSigner(shown["scheme"], base64.b64decode(shown["spki"]), sign)


def test_a_python_callable_signs(exchange):
    report = exchange.draft()
    report.approve()
    seal = token(exchange.keys["seal"])
    pid = report.submit(exchange.parties(seal=seal))
    assert exchange.commune.packages.export(pid)


@pytest.mark.parametrize("raised", [Refusal("no token"), KeyboardInterrupt(), ValueError("pin")])
def test_what_a_signer_raises_comes_out_and_nothing_was_sealed(exchange, raised):
    def refuse(_scheme, _data):
        raise raised

    report = exchange.draft()
    report.approve()
    with pytest.raises(type(raised)) as seen:
        report.submit(exchange.parties(approver=token(exchange.keys["approver"], refuse)))
    assert seen.value is raised
    assert isinstance(seen.value.__cause__, girs.GirsError)
    assert exchange.commune.sync.outbox() == []
    assert report.submit(exchange.parties())  # and the report can still be sealed


@pytest.mark.parametrize("answer", [b"x" * 100_000, "text", None])
def test_a_signature_that_is_none_is_refused(exchange, answer):
    report = exchange.draft()
    report.approve()
    wrong = token(exchange.keys["approver"], lambda _scheme, _data: answer)
    with pytest.raises((TypeError, ValueError)):
        report.submit(exchange.parties(approver=wrong))


def test_a_signature_by_another_key_is_untrusted(exchange):
    report = exchange.draft()
    report.approve()
    wrong = token(exchange.keys["approver"], lambda _scheme, _data: b"0" * 70)
    with pytest.raises(girs.Untrusted):
        report.submit(exchange.parties(approver=wrong))


def test_progress_cancels_by_false_and_by_an_exception(exchange):
    exchange.submit()

    def fail(progress):
        raise Refusal(progress.stage)

    with exchange.serving() as server:
        with pytest.raises(girs.Cancelled) as cancelled:
            exchange.commune.sync.run(server.url, progress=lambda progress: False)
        assert cancelled.value.details["callback"] == "1"
        with pytest.raises(Refusal):
            exchange.commune.sync.run(server.url, progress=fail)
        assert exchange.commune.sync.run(server.url)["receipted"] == 1
    with pytest.raises(Refusal):
        girs.fsck(exchange.centre, fail)


def test_a_clock_that_raises_is_reported_and_the_systems_time_is_used(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "unraisablehook", seen.append)

    def broken():
        raise Refusal("stopped")

    store = girs.Store(tmp_path / "s.girs", clock=broken)
    store.set("unit", "31825")
    from exchange import CATALOGUE

    store.catalog.load(CATALOGUE)
    store.reports.create("KSTTHC", "2025-Q4")
    assert seen and isinstance(seen[0].exc_value, Refusal)


def test_without_a_hook_of_the_hosts_what_a_clock_raises_is_printed(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)  # pytest has one of its own

    def broken():
        raise Refusal("stopped")

    store = girs.Store(tmp_path / "s.girs", clock=broken)
    store.set("unit", "31825")
    from exchange import CATALOGUE

    store.catalog.load(CATALOGUE)
    report = store.reports.create("KSTTHC", "2025-Q4")
    assert "Refusal: stopped" in capsys.readouterr().err
    told = report.history()[0]
    assert told["at"].startswith(str(datetime.date.today().year))
