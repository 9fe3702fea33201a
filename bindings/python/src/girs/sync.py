"""Exchange with an authority: one bounded round on the caller's thread."""

from __future__ import annotations

from typing import Optional

from ._call import Document, ask_json, call, text
from ._callbacks import ProgressFunction
from ._native import lib
from .cancel import CancelToken
from .keys import Signer
from .line import Line
from .part import Part
from .transport import Transport


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

        ``patient`` leaves packages that wait after a failed attempt until their time; the other
        arguments are those of :class:`girs.Line`.

        ``IoFailed`` when there is no line: what is not yet receipted stays queued. An error that
        comes after the round had begun has the summary so far as ``error.summary``.
        """
        line = Line(
            url, timeout_ms=timeout_ms, progress=progress, signer=signer, transport=transport,
            cancel=cancel, **tls,
        )  # fmt: skip
        told: Document = line.ask(
            "sync_run", self._store, flags=lib.GIRS_SYNC_PATIENT if patient else 0
        )
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
        line = Line(
            url, timeout_ms=timeout_ms, progress=progress, signer=signer, transport=transport,
            cancel=cancel, **tls,
        )  # fmt: skip
        told: Document = line.ask("log_monitor", self._store)
        return told

    def outbox(self) -> list[Document]:
        """What is queued, receipted, accepted, rejected."""
        told: list[Document] = ask_json("sync_outbox", self._store)
        return told

    def send_again(self, pid: str) -> None:
        """Queues a refused package again, as it was signed: the authority has mended its side.

        ``Conflict`` when it was not refused, or another revision has taken its place.
        """
        call("sync_send_again", self._store, text(pid, "pid"))
