"""Signed packages: reading, verifying, carrying without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Optional, Union

from ._call import Document, Json, Moment, ask_bytes, ask_json, ask_text, c_text, moment, text
from ._call import ask_valid, write_json
from ._callbacks import raising
from .keys import Signer, signer_or_null
from .part import Part

Package = Union[str, bytes, Mapping[str, Any]]


def show(package: Json, language: Literal["vi", "en"] = "en") -> str:
    """A page for people of what is signed; verifies nothing."""
    return ask_text("package_show", write_json(package), c_text(language, "language"))


def pre_authentication(payload_type: str, payload: bytes) -> bytes:
    """The bytes that a DSSE signature is over."""
    return ask_bytes("dsse_pae", text(payload_type, "payload_type"), payload)


def verify_envelope(envelope: Json, scheme: str, key: bytes) -> bool:
    """Whether a DSSE envelope carries a signature by ``key``; no registry is asked."""
    return ask_valid("dsse_verify", write_json(envelope), text(scheme, "scheme"), key)


def sign(package: Package, signer: Signer) -> bytes:
    """The package with one signature more, of one whom it names; needs no store."""
    with raising(signer.raised):
        return ask_bytes("package_sign", write_json(package), signer_or_null(signer))


def sign_batch(
    packages: Sequence[Package], role: str, signer: Signer, time: Optional[Moment] = None
) -> list[bytes]:
    """Signs up to 500 packages with one signature: a slow token asks for its PIN once."""
    given = [json.loads(one) if isinstance(one, (str, bytes)) else one for one in packages]
    with raising(signer.raised):
        signed = ask_bytes(
            "package_sign_batch", write_json(given), text(role, "role"), moment(time),
            signer_or_null(signer),
        )  # fmt: skip
    return [json.dumps(one, ensure_ascii=False).encode() for one in json.loads(signed)]


class Packages(Part):
    """The packages of a store."""

    def verify(self, package: Json, time: Optional[Moment] = None) -> Document:
        """Verifies a submission, envelope or bundle against the registry as of ``time``.

        ``Untrusted`` has detail "reason"; ``Corrupt`` lists every mistake.
        """
        told: Document = ask_json(
            "package_verify", self._store, write_json(package), moment(time)
        )
        return told

    def export(self, pid: str) -> bytes:
        """The package with its receipts as one file (.girs.json) for carriage."""
        return ask_bytes("package_export", self._store, text(pid, "pid"))
