"""Exchange with an authority: one bounded round on the caller's thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Optional

from ._call import Document, ask_json, call, options, read_json, take_bytes
from ._callbacks import ProgressFunction, Raised, progress_callback, raising
from ._native import ffi, lib
from .cancel import CancelToken
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
        cancel: Optional[CancelToken] = None,
        **tls: Optional[str],
    ) -> Document:
        """Runs one round and gives its summary.

        ``patient`` leaves packages that wait after a failed attempt until their time; ``signer``
        (Ed25519) signs each request; ``transport`` carries requests instead of HTTP; ``cancel``
        ends the round before its next package or event. ``tls`` are the texts of girs_sync_options: ``authorities``, ``pinned_keys``, ``certificate``,
        ``certificate_key``, ``certificate_passphrase``, ``proxy``, ``proxy_authorization``.

        ``IoFailed`` when there is no line: what is not yet receipted stays queued. An error that
        comes after the round had begun has the summary so far as ``error.summary``.
        """
        out = ffi.new("girs_bytes **")
        with _line(
            url, timeout_ms, progress, signer, transport, cancel, tls,
            flags=lib.GIRS_SYNC_PATIENT if patient else 0,
        ) as how:  # fmt: skip
            try:
                call("sync_run", self._store, how, out)
            except GirsError as failed:
                failed.summary = read_json(take_bytes(out) or b"null")
                raise
        told: Document = read_json(take_bytes(out))
        return told

    def monitor(
        self,
        url: Optional[str] = None,
        *,
        timeout_ms: int = 0,
        progress: Optional[ProgressFunction] = None,
        signer: Optional[Signer] = None,
        transport: Optional[Transport] = None,
        cancel: Optional[CancelToken] = None,
        **tls: Optional[str],
    ) -> Document:
        """Watches an authority's log, as any body can; finds what an honest log does not have.

        The line is that of :meth:`run`. Gives {"origin", "size", "root", "own_found",
        "finding_count", "findings"}.
        """
        with _line(url, timeout_ms, progress, signer, transport, cancel, tls) as how:
            told: Document = ask_json("log_monitor", self._store, how)
        return told

    def outbox(self) -> list[Document]:
        """What is queued, receipted, accepted, rejected."""
        told: list[Document] = ask_json("sync_outbox", self._store)
        return told


@contextmanager
def _line(
    url: Optional[str], timeout_ms: int, progress: Optional[ProgressFunction],
    signer: Optional[Signer], transport: Optional[Transport], cancel: Optional[CancelToken],
    tls: Mapping[str, Optional[str]], flags: int = 0,
) -> Iterator[Any]:  # fmt: skip
    """The girs_sync_options of one call; what callbacks raise during it comes out of it."""
    raised = Raised()
    carried, borrowed = transport_struct(transport, raised) if transport else (None, [])
    how, kept = options(
        "girs_sync_options", url=url, timeout_ms=timeout_ms, flags=flags,
        progress=progress_callback(progress, raised), signer=signer_or_null(signer),
        transport=carried, cancel=cancel.pointer if cancel else None, **tls,
    )  # fmt: skip
    with raising(raised, *([signer.raised] if signer else [])):
        yield how
    del kept, borrowed
