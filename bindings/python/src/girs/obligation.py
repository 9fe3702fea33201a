"""What has to be reported, by whom and until when."""

from __future__ import annotations

from typing import Optional

from ._call import Day, Document, Moment, ask_json, call, day, moment, options
from ._native import lib
from .part import Part


class Obligations(Part):
    """What units owe, and what an authority changes about it."""

    def due(
        self,
        first: Day,
        last: Day,
        *,
        unit: Optional[str] = None,
        with_units_below: bool = False,
        time: Optional[Moment] = None,
    ) -> list[Document]:
        """The reports due from ``first`` to ``last``, in order of due date."""
        return self._ask("due", first, last, unit, with_units_below, time)

    def reminders(
        self,
        after: Day,
        last: Day,
        *,
        unit: Optional[str] = None,
        with_units_below: bool = False,
        time: Optional[Moment] = None,
    ) -> list[Document]:
        """The reminders after the day ``after`` up to ``last``, of reports still to be sent."""
        return self._ask("reminders", after, last, unit, with_units_below, time)

    def _ask(
        self, name: str, first: Day, last: Day, unit: Optional[str], below: bool,
        time: Optional[Moment],
    ) -> list[Document]:  # fmt: skip
        how, kept = options(
            "girs_due_options",
            flags=lib.GIRS_DUE_WITH_UNITS_BELOW if below else 0,
            unit=unit, to=day(last), time=moment(time), **{"from": day(first)},
        )  # fmt: skip
        told: list[Document] = ask_json(name, self._store, how)
        del kept
        return told

    def extend(
        self, regime: str, unit: str, period: str, due: Day, *, reason: str, author: str,
        aggregate: bool = False,
    ) -> None:  # fmt: skip
        """Moves the due date of one report of one unit (gia hạn)."""
        self._change("obligation_extend", regime, unit, period, reason, author, aggregate, day(due))

    def exclude(
        self, regime: str, unit: str, period: str, *, reason: str, author: str,
        aggregate: bool = False,
    ) -> None:  # fmt: skip
        """Takes one report out of what is expected, with the reason."""
        self._change("obligation_exclude", regime, unit, period, reason, author, aggregate)

    def restore(
        self, regime: str, unit: str, period: str, *, reason: str, author: str,
        aggregate: bool = False,
    ) -> None:  # fmt: skip
        """Ends an exclusion, with the reason."""
        self._change("obligation_restore", regime, unit, period, reason, author, aggregate)

    def _change(
        self, name: str, regime: str, unit: str, period: str, reason: str, author: str,
        aggregate: bool, due: Optional[str] = None,
    ) -> None:  # fmt: skip
        change, kept = options(
            "girs_obligation_change",
            flags=lib.GIRS_OBLIGATION_AGGREGATE if aggregate else 0,
            regime=regime, unit=unit, period=period, due=due, reason=reason, author=author,
        )  # fmt: skip
        call(name, self._store, change)
        del kept
