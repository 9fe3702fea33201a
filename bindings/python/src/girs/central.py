"""The receiving authority: admits packages, logs them, decides on them, asks for reports."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Literal, Optional

from ._call import Document, Json, Moment, ask_json, ask_text, call, moment, options
from ._call import take_bytes, text, write_json
from ._callbacks import ProgressFunction, Raised, progress_callback, raising
from ._handle import Handle
from ._native import ffi
from .keys import Signer, signer_or_null
from .line import Line
from .store import Path, Store

Decision = Literal["accepted", "rejected", "reopened", "excluded"]


class Central(Handle):
    """The authority's side of a store. Any thread may use it."""

    _noun = "central"

    def __init__(
        self, store: Store, log_key: Signer, decision_key: Optional[Signer] = None
    ) -> None:
        """Opens a store for service; its "audience" and "registry-root" are set, its catalogue
        loaded. ``log_key`` is Ed25519; without ``decision_key`` people decide."""
        self._signers = [one for one in (log_key, decision_key) if one is not None]
        how, kept = options(
            "girs_central_options",
            log_key=signer_or_null(log_key),
            decision_key=signer_or_null(decision_key),
        )
        out = ffi.new("girs_central **")
        with self._raising():
            call("central_open", store, how, out)
        del kept
        super().__init__(out[0], store)

    def _raising(self, *more: Signer) -> Any:
        return raising(*(one.raised for one in (*self._signers, *more)))

    def publish(self, registry: Json) -> None:
        """Puts a signed registry into force and logs it."""
        with self._raising():
            call("central_publish", self, write_json(registry))

    def admit(self, package: Json) -> Document:
        """Takes a package that came by another way than HTTP: {"fresh", "index", "receipt"}."""
        with self._raising():
            told: Document = ask_json("central_admit", self, write_json(package))
        return told

    def decide(
        self, pid: str, decision: Decision, decider: Signer, *, codes: Sequence[str] = (),
        reason: str = "",
    ) -> str:  # fmt: skip
        """Decides on a package; gives the decision's identity."""
        out = ffi.new("girs_bytes **")
        with self._raising(decider):
            call(
                "central_decide", self, text(pid, "pid"), text(decision, "decision"),
                " ".join(codes), text(reason, "reason"), signer_or_null(decider), out,
            )  # fmt: skip
        return take_bytes(out).decode()

    def request(self, request: Json, requester: Signer) -> str:
        """Asks chosen units for a report; gives the request's identity."""
        out = ffi.new("girs_bytes **")
        with self._raising(requester):
            call("central_request", self, write_json(request), signer_or_null(requester), out)
        return take_bytes(out).decode()

    def publish_catalogue(self, publisher: Signer) -> int:
        """Publishes the catalogue that the store holds, for units to adopt; gives its version."""
        out = ffi.new("int64_t *")
        with self._raising(publisher):
            call("central_publish_catalogue", self, signer_or_null(publisher), out)
        return int(out[0])

    def fetch_members(self, below: Json, line: Line) -> Document:
        """Fetches from a centre below what its aggregates were summed from, as evidence, and
        decides on those that waited for it.

        ``below`` is {"origin", "roots", "log_key"}. Gives {"wanted", "fetched", "settled",
        "faults"}; ``Untrusted`` when the log below contradicts itself, with the same as
        ``error.summary``.
        """
        with self._raising():
            told: Document = line.ask("central_fetch_members", self, write_json(below))
        return told

    def rotate(self, path: Path, origin: str) -> None:
        """A new year, a new log: makes a new store whose log ``origin`` begins with the last
        checkpoint of this one, which stays as it is."""
        with self._raising():
            call("central_rotate", self, os.fspath(path), text(origin, "origin"))

    def checkpoint(self) -> str:
        """The signed checkpoint of the log as it stands."""
        with self._raising():
            return ask_text("central_checkpoint", self)


def overview(
    store: Store, regime: str, period: str, unit: str, time: Optional[Moment] = None
) -> Document:
    """Who has reported and who is late, for ``unit`` and all units below."""
    told: Document = ask_json(
        "overview", store, text(regime, "regime"), text(period, "period"), text(unit, "unit"),
        moment(time),
    )  # fmt: skip
    return told


def fsck(store: Store, progress: Optional[ProgressFunction] = None) -> Document:
    """Re-checks everything that the store claims; no "faults": all is as it was signed."""
    raised = Raised()
    callback = progress_callback(progress, raised)
    with raising(raised):
        told: Document = ask_json("fsck", store, callback, ffi.NULL)
    return told
