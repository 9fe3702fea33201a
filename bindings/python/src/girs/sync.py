"""Exchange with an authority: one bounded round on the caller's thread."""

from __future__ import annotations

from typing import Any, Optional

from ._call import Document, ask_json, call, options, read_json, take_bytes
from ._callbacks import ProgressFunction, Raised, progress_callback, raising
from ._native import ffi
from .errors import GirsError
from .part import Part


class Sync(Part):
    """Rounds of exchange, and the outbox."""

    def run(
        self,
        url: str,
        *,
        timeout_ms: int = 0,
        progress: Optional[ProgressFunction] = None,
        **more: Any,
    ) -> Document:
        """Runs one round and gives its summary.

        ``IoFailed`` when there is no line: what is not yet receipted stays queued. An error that
        comes after the round had begun has the summary so far as ``error.summary``. ``more`` are
        further fields of girs_sync_options.
        """
        raised = Raised()
        callback = progress_callback(progress, raised)
        how, kept = options(
            "girs_sync_options", url=url, timeout_ms=timeout_ms, progress=callback, **more
        )
        out = ffi.new("girs_bytes **")
        with raising(raised):
            try:
                call("sync_run", self._store, how, out)
            except GirsError as failed:
                failed.summary = read_json(take_bytes(out) or b"null")
                raise
        del kept
        told: Document = read_json(take_bytes(out))
        return told

    def outbox(self) -> list[Document]:
        """What is queued, receipted, accepted, rejected."""
        told: list[Document] = ask_json("sync_outbox", self._store)
        return told
