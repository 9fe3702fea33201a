"""Signed packages: reading, verifying, carrying without a network."""

from __future__ import annotations

from typing import Literal, Optional

from ._call import Document, Json, Moment, ask_bytes, ask_json, ask_text, c_text, moment, text
from ._call import ask_valid, write_json
from .part import Part


def show(package: Json, language: Literal["vi", "en"] = "en") -> str:
    """A page for people of what is signed; verifies nothing."""
    return ask_text("package_show", write_json(package), c_text(language, "language"))


def pre_authentication(payload_type: str, payload: bytes) -> bytes:
    """The bytes that a DSSE signature is over."""
    return ask_bytes("dsse_pae", text(payload_type, "payload_type"), payload)


def verify_envelope(envelope: Json, scheme: str, key: bytes) -> bool:
    """Whether a DSSE envelope carries a signature by ``key``; no registry is asked."""
    return ask_valid("dsse_verify", write_json(envelope), text(scheme, "scheme"), key)


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
