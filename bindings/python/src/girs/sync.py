"""Exchange with an authority: one bounded round on the caller's thread."""

from __future__ import annotations

from typing import Optional

from ._call import Document, ask_json, call, options, read_json, take_bytes
from ._callbacks import ProgressFunction, Raised, progress_callback, raising
from ._native import ffi, lib
from .errors import GirsError
from .keys import Signer, signer_or_null
from .part import Part
from .transport import Transport, transport_struct


class Sync(Part):
    """Rounds of exchange, and the outbox."""

    def run(
        self,
        url: Optional[str] = None,
        *,
        timeout_ms: int = 0,
        progress: Optional[ProgressFunction] = None,
        patient: bool = False,
        signer: Optional[Signer] = None,
        transport: Optional[Transport] = None,
        **tls: Optional[str],
    ) -> Document:
        """Runs one round and gives its summary.

        ``patient`` leaves packages that wait after a failed attempt until their time; ``signer``
        (Ed25519) signs each request; ``transport`` carries requests instead of HTTP. ``tls`` are
        the texts of girs_sync_options: ``authorities``, ``pinned_keys``, ``certificate``,
        ``certificate_key``, ``certificate_passphrase``, ``proxy``, ``proxy_authorization``.

        ``IoFailed`` when there is no line: what is not yet receipted stays queued. An error that
        comes after the round had begun has the summary so far as ``error.summary``.
        """
        raised = Raised()
        carried, borrowed = transport_struct(transport, raised) if transport else (None, [])
        callback = progress_callback(progress, raised)
        how, kept = options(
            "girs_sync_options", url=url, timeout_ms=timeout_ms, progress=callback,
            flags=lib.GIRS_SYNC_PATIENT if patient else 0, signer=signer_or_null(signer),
            transport=carried, **tls,
        )  # fmt: skip
        out = ffi.new("girs_bytes **")
        with raising(raised, *([signer.raised] if signer else [])):
            try:
                call("sync_run", self._store, how, out)
            except GirsError as failed:
                failed.summary = read_json(take_bytes(out) or b"null")
                raise
        del kept, borrowed
        told: Document = read_json(take_bytes(out))
        return told

    def outbox(self) -> list[Document]:
        """What is queued, receipted, accepted, rejected."""
        told: list[Document] = ask_json("sync_outbox", self._store)
        return told
