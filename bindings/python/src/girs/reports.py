"""The reports of a store: begun, opened, summed up, and looked at side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Optional, Union

from ._call import Document, Json, ask_json, call, options, read_json, take_bytes, text
from ._call import write_json
from ._callbacks import ProgressFunction, Raised, progress_callback, raising
from ._native import ffi, lib
from .part import Part
from .report import Report
from .table import Table


class Reports(Part):
    """The reports of a store.

    Everywhere ``unit`` is the store's own by default, ``actor`` says in the history who acts, and
    ``role`` holds that person to it: "preparer", "approver", "agency-seal", several with commas,
    or "registry" for what the registry grants. Without a role the host has checked.
    """

    def create(
        self, regime: str, period: str, *, unit: Optional[str] = None,
        actor: Optional[str] = None, aggregate: bool = False, role: Optional[str] = None,
        on_behalf: Optional[str] = None,
    ) -> Report:  # fmt: skip
        """Begins a report with empty forms; ``Conflict`` when it exists.

        ``on_behalf``: the unit above that enters the data for this one.
        """
        return self._report(
            "report_create", which(regime, period, unit, actor, aggregate, role, on_behalf)
        )

    def open(
        self, regime: str, period: str, *, unit: Optional[str] = None,
        actor: Optional[str] = None, aggregate: bool = False, role: Optional[str] = None,
    ) -> Report:  # fmt: skip
        """Opens an existing report; ``NotFound`` when there is none."""
        return self._report("report_open", which(regime, period, unit, actor, aggregate, role))

    def _report(self, name: str, chosen: tuple[Any, list[Any]]) -> Report:
        how, kept = chosen
        out = ffi.new("girs_report **")
        call(name, self._store, how, out)
        del kept
        return Report(out[0], self._store)

    def aggregate(
        self, regime: str, period: str, *, unit: Optional[str] = None,
        actor: Optional[str] = None, excluded: Optional[Mapping[str, str]] = None,
        role: Optional[str] = None,
    ) -> tuple[Report, Document]:  # fmt: skip
        """Sums up the accepted reports of the unit's members: the draft, and who was counted.

        ``excluded`` gives the reason for each member that is left out.
        """
        how, kept = which(regime, period, unit, actor, True, role)
        out, summary = ffi.new("girs_report **"), ffi.new("girs_bytes **")
        left_out: Json = write_json(excluded) if excluded else ""
        call("report_aggregate", self._store, how, left_out, out, summary)
        del kept
        return Report(out[0], self._store), read_json(take_bytes(summary))

    def members(self, regime: str, period: str, *, unit: Optional[str] = None) -> Document:
        """How far each direct member's report has come on its way into the unit's aggregate."""
        how, kept = which(regime, period, unit, None, True)
        told: Document = ask_json("report_members", self._store, how)
        del kept
        return told

    def against_members(
        self, regime: str, period: str, *, unit: Optional[str] = None, aggregate: bool = False
    ) -> Document:
        """The cells in which a unit's report differs from the sum of its members'."""
        how, kept = which(regime, period, unit, None, aggregate)
        told: Document = ask_json("report_against_members", self._store, how)
        del kept
        return told

    def cell_of_members(
        self, regime: str, period: str, row: str, column: Union[str, int], *,
        unit: Optional[str] = None, form: str = "", aggregate: bool = False,
    ) -> list[Document]:  # fmt: skip
        """What each member that counts gave in one cell: {"unit", "unit_name", "value"}."""
        how, kept = which(regime, period, unit, None, aggregate)
        told: list[Document] = ask_json(
            "report_cell_of_members", self._store, how, text(form, "form"), text(row, "row"),
            str(column),
        )  # fmt: skip
        del kept
        return told

    def check_all(
        self, regime: str, period: str, *, unit: str = "", findings_max: int = 100,
        progress: Optional[ProgressFunction] = None,
    ) -> Document:  # fmt: skip
        """Checks every report of a period that the store holds, in one call: those of ``unit`` and
        all units below; empty: all. Counts cover everything, ``findings_max`` limits the list."""
        how, kept = which(regime, period, unit, None, False)
        raised = Raised()
        with raising(raised):
            told: Document = ask_json(
                "report_check_all", self._store, how, ffi.cast("size_t", findings_max),
                progress_callback(progress, raised), ffi.NULL,
            )  # fmt: skip
        del kept
        return told

    def list(self) -> Iterable[Document]:
        """Every report of the store: regime, unit, period, scope, rev, state, pid."""
        told: Iterable[Document] = ask_json("report_list", self._store)
        return told

    @property
    def table(self) -> Table:
        """The same in columns."""
        return Table(lambda stream: call("report_list_stream", self._store, stream))


def which(
    regime: str, period: str, unit: Optional[str], actor: Optional[str], aggregate: bool,
    role: Optional[str] = None, on_behalf: Optional[str] = None,
) -> tuple[Any, list[Any]]:  # fmt: skip
    return options(
        "girs_report_options",
        flags=lib.GIRS_REPORT_AGGREGATE if aggregate else 0,
        regime=regime, unit=unit, period=period, actor=actor, role=role, on_behalf=on_behalf,
    )  # fmt: skip
