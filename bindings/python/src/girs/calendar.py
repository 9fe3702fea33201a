"""Periods, windows, working days and due dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, NamedTuple, Optional

from ._call import Day, Json, Text, ask_json, call, day, text, write_json
from ._handle import Handle
from ._native import ffi

Relation = Literal["children", "parent", "next", "previous", "same-last-year"]


class Working(NamedTuple):
    """Whether a day is worked, and why not, or why all the same."""

    working: bool
    why: str
    why_vi: str


class Due(NamedTuple):
    """The last day to report, and the first second that is late."""

    day: date
    deadline: datetime


class Calendar(Handle):
    """A working calendar: weekly rest, holidays, make-up days. Any thread may use it."""

    _noun = "calendar"

    @classmethod
    def read(cls, document: Json) -> Calendar:
        """Reads a calendar document; ``InvalidArgument`` lists every mistake."""
        out = ffi.new("girs_calendar **")
        call("calendar_read", write_json(document), out)
        return cls(out[0])

    def overlay(self, document: Json) -> Calendar:
        """This calendar with a host's own days laid over it; this one stays as it is."""
        out = ffi.new("girs_calendar **")
        call("calendar_overlay", self, write_json(document), out)
        return Calendar(out[0])

    def working(self, on: Day) -> Working:
        """Whether ``on`` is worked; ``NotFound`` when the calendar does not know the year."""
        told = ask_json("calendar_working", self, day(on))
        return Working(told["working"], told.get("why", ""), told.get("why_vi", ""))

    def due(
        self,
        rule: Json,
        window: tuple[Day, Day],
        period: str,
        *,
        level: Optional[str] = None,
        members_due: Optional[Day] = None,
    ) -> Due:
        """When a report for the window is due under a rule.

        ``level`` is a kind of unit or its number, ``members_due`` the latest day on which a
        report that is added up is due; both only where the rule asks.
        """
        first, last = day(window[0]), day(window[1])
        where: tuple[Any, ...] = (self, write_json(rule), first, last, text(period, "period"))
        if level is None and members_due is None:
            return due_from(ask_json("calendar_due", *where))
        members = "" if members_due is None else day(members_due)
        return due_from(ask_json("calendar_due_for", *where, level or "", members))

    def periods(self, frequency: Json, rule: Json, first: Day, last: Day) -> list[str]:
        """The periods whose windows end on the days ``first`` to ``last``."""
        told: list[str] = ask_json(
            "calendar_periods", self, _frequency(frequency), write_json(rule), day(first), day(last)
        )
        return told


def _frequency(frequency: Json) -> Text:
    if isinstance(frequency, str) and not frequency.lstrip().startswith(("{", '"')):
        return f'"{frequency}"'
    return write_json(frequency)


def due_from(told: Any) -> Due:
    deadline = datetime.fromisoformat(told["deadline"].replace("Z", "+00:00"))
    return Due(date.fromisoformat(told["due"]), deadline)


def window(rule: Json, period: str) -> tuple[date, date]:
    """The first and the last day that ``period`` covers under a window rule."""
    told = ask_json("calendar_window", write_json(rule), text(period, "period"))
    return date.fromisoformat(told["from"]), date.fromisoformat(told["to"])


def related(period: str, relation: Relation) -> list[str]:
    """Periods related to one, empty where there is none."""
    told: list[str] = ask_json("period_related", text(period, "period"), text(relation, "relation"))
    return told
