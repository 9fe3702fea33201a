"""Plans: many rules and indicators over the cells of many units at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Optional

from ._call import Json, call, text, write_json
from ._handle import Handle
from ._native import ffi, lib
from .table import Table

Figures = Any
"""Whole numbers of 64 bits in a row: ``array("q")``, numpy's int64, ``memoryview``."""


class Plan(Handle):
    """Compiled definitions; girs/plan.h lists the members of the request.

    >>> plan = Plan({"definitions": [{"name": "share", "formula": "[4]/[3]*100", "form": "F"}],
    ...              "forms": [{"code": "F", "columns": ["3", "4"]}]})
    >>> units = PlanTable([{"code": "VN"}])
    >>> units.add({"form": "F", "column": "3", "period": "2025-Q4"}, array("q", [1250]))
    >>> units.add({"form": "F", "column": "4", "period": "2025-Q4"}, array("q", [830]))
    >>> plan.run(units, ["2025-Q4"]).values.to_pandas()
    """

    _noun = "plan"

    def __init__(self, request: Json) -> None:
        """Compiles; ``InvalidArgument`` lists every mistake with its pointer."""
        out = ffi.new("girs_plan **")
        call("plan_compile", write_json(request), out)
        super().__init__(out[0])

    @property
    def text(self) -> str:
        """The plan as an engineer reads it: formulas, graph, instructions."""
        found: str = ffi.string(lib.girs_plan_text(self.pointer)).decode()
        return found

    def prepare(
        self, table: PlanTable, periods: Sequence[str], *, blank_columns: bool = False
    ) -> PlanRun:
        """Finds a column for everything that the plan reads; computes nothing yet.

        ``blank_columns``: a column that is not in the table is blank instead of a mistake.
        """
        out = ffi.new("girs_plan_run **")
        flags = lib.GIRS_PLAN_BLANK_COLUMNS if blank_columns else 0
        call("plan_run_prepare", self, table, write_json(list(periods)), flags, out)
        return PlanRun(out[0])

    def run(
        self, table: PlanTable, periods: Sequence[str], *, threads: int = 1,
        blank_columns: bool = False,
    ) -> PlanRun:  # fmt: skip
        """Computes all of it on so many threads."""
        run = self.prepare(table, periods, blank_columns=blank_columns)
        if threads <= 1:
            run.part(0, 1)
            return run
        from concurrent.futures import ThreadPoolExecutor  # not at every import of girs

        with ThreadPoolExecutor(threads) as pool:
            for done in [pool.submit(run.part, part, threads) for part in range(threads)]:
                done.result()
        return run


class PlanTable(Handle):
    """Columns of cells over the units of one tree; one thread fills it."""

    _noun = "plan_table"

    def __init__(self, units: Sequence[Mapping[str, str]]) -> None:
        """``units`` are {"code", "parent", "kind"}, depth first."""
        out = ffi.new("girs_plan_table **")
        call("plan_table_create", write_json(list(units)), out)
        super().__init__(out[0])

    def add(
        self, place: Json, figures: Figures, present: Optional[bytes] = None, scale: int = 0
    ) -> None:
        """Adds a column: ``figures[i]`` / 10^scale for unit i.

        ``present`` has one bit a cell, the lowest first, 0: blank (Arrow's validity); without it
        all are there.
        """
        cells = _cells(figures)
        call(
            "plan_table_add", self, write_json(place), ffi.from_buffer("int64_t[]", cells),
            _bits(present, len(cells)), ffi.cast("size_t", len(cells)), scale,
        )  # fmt: skip

    def add_list(
        self, place: Json, figures: Figures, offsets: Figures, present: Optional[bytes] = None,
        scale: int = 0,
    ) -> None:  # fmt: skip
        """Adds a column of a list: unit i has the cells offsets[i] to offsets[i+1] - 1."""
        cells, ends = _cells(figures), _cells(offsets)
        if len(ends) and ends[-1] != len(cells):
            raise ValueError(f"the last offset is {ends[-1]}, and there are {len(cells)} cells")
        call(
            "plan_table_add_list", self, write_json(place), ffi.from_buffer("int64_t[]", cells),
            _bits(present, len(cells)), ffi.from_buffer("int64_t[]", ends),
            ffi.cast("size_t", len(ends)), scale,
        )  # fmt: skip

    def require_units(self, units: Sequence[Mapping[str, str]]) -> None:
        """Refuses another tree of units than that of the table, with each that came, went or
        moved: for a host that keeps a table while the country's units may have changed."""
        call("plan_table_require_units", self, write_json(list(units)))

    def set(self, place: Json, value: Json) -> None:
        """Sets one cell: {"value": "12.5"}, {"absent": "nil"} or {"text": ...}."""
        call("plan_table_set", self, write_json(place), write_json(value))

    def parameter(self, name: str, value: Json) -> None:
        """Sets [$name]."""
        call("plan_table_parameter", self, text(name, "name"), write_json(value))


class PlanRun(Handle):
    """A plan at work on a table. Different threads may compute different parts at once."""

    _noun = "plan_run"

    def memory(self, threads: int = 1) -> int:
        """Bytes that it holds with ``threads`` at work."""
        return int(lib.girs_plan_run_memory(self.pointer, threads))

    def part(self, part: int, parts: int) -> None:
        """Computes part ``part`` of ``parts``, counted from 0."""
        call("plan_run_part", self, ffi.cast("size_t", part), ffi.cast("size_t", parts))

    def apply(self, changes: Json) -> int:
        """Puts corrected cells and lists into the table and brings the results up to date.

        ``changes`` is {"cells": [{"form", "row", "column", "period", "unit", "value"}], "lists":
        [...]} (girs/plan.h). Gives how many definitions were computed again somewhere.
        """
        out = ffi.new("int64_t *")
        call("plan_run_apply", self, write_json(changes), out)
        return int(out[0])

    def cancel(self) -> None:
        """Stops all parts for good; from any thread. They raise ``Cancelled``."""
        lib.girs_plan_run_cancel(self.pointer)

    @property
    def findings(self) -> Table:
        """What the rules found; ``Conflict`` until all parts are done."""
        return Table(lambda stream: call("plan_run_findings", self, stream))

    @property
    def values(self) -> Table:
        """The values of the indicators; ``Conflict`` until all parts are done."""
        return Table(lambda stream: call("plan_run_values", self, stream), ("value",))


def _cells(figures: Figures) -> "memoryview[int]":
    cells = memoryview(figures)
    if cells.format not in ("q", "l") or cells.itemsize != 8 or cells.ndim != 1:
        raise TypeError(f"figures are whole numbers of 64 bits in a row, not {cells.format!r}")
    return cells


def _bits(present: Optional[bytes], count: int) -> Any:
    if present is None:
        return ffi.NULL
    if len(present) * 8 < count:
        raise ValueError(f"{len(present)} bytes of bits do not cover {count} cells")
    return ffi.from_buffer("uint8_t[]", present)
