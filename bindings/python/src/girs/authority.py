"""What an authority in service asks of its own store: the overview at one look, requests, rules of
sharing, evidence from below, and who read what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Optional

from ._call import Document, Json, Moment, ask_json, call, moment, text, write_json
from ._native import ffi
from .line import Line
from .part import Part


class Authority(Part):
    """The authority's side of a store, beside :class:`girs.Central`, which signs."""

    def board(self, unit: str = "", time: Optional[Moment] = None) -> Document:
        """The whole of a subtree at one look: completeness and timeliness of every regime's newest
        period, what is late and whose turn it is, returns, what came last, and alerts.

        ``unit`` and all below it; empty: all. A store that stays open remembers most of it.
        """
        told: Document = ask_json("central_board", self._store, text(unit, "unit"), moment(time))
        return told

    def requests(self, pid: str = "", time: Optional[Moment] = None) -> list[Document]:
        """What has come of one request, or of all: who has seen it, answered, is late."""
        told: list[Document] = ask_json(
            "central_request_status", self._store, text(pid, "pid"), moment(time)
        )
        return told

    def share(self, rule: Json) -> None:
        """Adds a rule by which another body may pull, or its later wording ("girs.sharing/1")."""
        call("central_share", self._store, write_json(rule))

    def shares(self) -> list[Document]:
        """The newest wording of every rule of sharing, in force or not."""
        told: list[Document] = ask_json("central_shares", self._store)
        return told

    def pull_shared(self, authority: Json, line: Line) -> Document:
        """Pulls what another authority shares with this store's unit, verified; goes on where the
        last pull ended.

        ``authority`` is {"origin", "roots", "log_key"}; the key of ``line.signer`` is a "partner"
        there. Gives {"reports", "series", "decisions", "known", "passed"}; what was passed by is
        tried again in later pulls.
        """
        told: Document = line.ask("central_pull_shared", self._store, write_json(authority))
        return told

    def reads(self, unit: str = "", since: int = 0) -> Iterator[Document]:
        """Who read which figures through the server, from the read after ``since``, page by page."""
        place: Optional[int] = since
        while place is not None:
            page = ask_json("central_reads", self._store, place, text(unit, "unit"))
            yield from page["reads"]
            place = page["next"]

    def forget_reads(self, before: Moment) -> int:
        """Deletes the record of reads before a moment; gives how many there were."""
        count = ffi.new("int64_t *")
        call("central_forget_reads", self._store, moment(before), count)
        return int(count[0])

    def retention(self, rules: Document, apply: bool = False) -> Document:
        """What would leave the store by rules of retention; with ``apply`` what has left it."""
        told: Document = ask_json("central_retention", self._store, write_json(rules), int(apply))
        return told

    def member_faults(self) -> list[Document]:
        """What was found against centres below, oldest first, with both signed documents."""
        told: list[Document] = ask_json("central_member_faults", self._store)
        return told

    def trace(self, pid: str, form: str, row: str, column: Any) -> Document:
        """Follows one cell of a package down to the signed cells that it was summed from."""
        told: Document = ask_json(
            "central_trace", self._store, text(pid, "pid"), text(form, "form"), text(row, "row"),
            str(column),
        )  # fmt: skip
        return told
