"""Indicators: figures computed from reports, each traceable to signed cells."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Optional

from ._call import Day, Document, Json, Text, ask_json, ask_text, call, day, options, text
from ._call import write_json
from ._native import lib
from .part import Part
from .party import Party, sign_by
from .table import Table


class Figure(NamedTuple):
    """The figure of one unit; ``value`` is None where there is none, ``why`` says why."""

    unit: str
    name: str
    value: Optional[Decimal]
    why: Optional[str]
    numerator: Optional[Decimal]
    denominator: Optional[Decimal]
    counted: Optional[int]
    expected: Optional[int]
    pid: Optional[str]


class Indicators(Part):
    """The indicators of a store."""

    def compute(self, code: str, unit: str, period: str) -> list[Figure]:
        """Computes an indicator for ``unit`` and for each unit directly below it."""
        return [_figure(one) for one in self.document(code, unit, period)["figures"]]

    def document(self, code: str, unit: str, period: str) -> Document:
        """The same with the indicator's name and unit of measure."""
        told: Document = ask_json("indicator_compute", self._store, *_which(code, unit, period))
        return told

    def table(self, code: str, unit: str, period: str) -> Table:
        """The same in columns."""
        return Table(
            lambda stream: call(
                "indicator_compute_stream", self._store, *_which(code, unit, period), stream
            ),
            ("value", "numerator", "denominator"),
        )

    def explain(self, code: str, unit: str, period: str) -> Document:
        """Formula, operands with their cells, the package with its leaf and signers."""
        told: Document = ask_json("indicator_explain", self._store, *_which(code, unit, period))
        return told

    def explain_question(self, request: Json) -> Document:
        """What stands behind the one figure that a query asks for: in its breakdown, derivation and
        boundaries, as of its moment."""
        told: Document = ask_json(
            "indicator_explain_question", self._store, write_json(request), text("json", "form")
        )
        return told

    def graph_question(self, request: Json, form: str = "svg") -> str:
        """The same as a picture, "svg" or "dot"."""
        return ask_text(
            "indicator_explain_question", self._store, write_json(request), text(form, "form")
        )

    def definitions(self) -> Sequence[Document]:
        """Every indicator of the catalogue with all that its definition says, each member under
        its own name, and what holds where it says nothing ("frequency", "factor", "verified"...)."""
        told: Sequence[Document] = ask_json("indicator_list", self._store)
        return told

    def query(self, request: Json, form: str = "json") -> str:
        """Figures over units, periods and breakdowns: "json", "csv", "sdmx-csv", "sdmx-json"."""
        return ask_text("indicator_query", self._store, write_json(request), text(form, "form"))

    def query_table(self, request: Json) -> Table:
        """The same in columns: texts by dictionary, "value" as decimal128; of any size, computed
        batch by batch as pyarrow, polars or DuckDB take them."""
        asked = write_json(request)
        return Table(lambda stream: call("indicator_query_stream", self._store, asked, stream))

    def store_columns(self, *, anew: bool = False) -> Document:
        """Stores the figures of closed periods by column, from which large questions are answered
        faster; nothing else depends on it. Gives {"written", "kept", "removed"} in periods."""
        told: Document = ask_json(
            "indicator_columns", self._store, lib.GIRS_COLUMNS_ANEW if anew else 0
        )
        return told

    def review(self, request: Json) -> Document:
        """Alerts and projections over the figures of a query."""
        told: Document = ask_json("indicator_review", self._store, write_json(request))
        return told

    def import_series(
        self, content: Text, *, sdmx: bool = False, vintage: Optional[Day] = None,
        source: Optional[str] = None,
    ) -> Document:  # fmt: skip
        """Takes the values of a CSV (or SDMX-CSV 2.0) text as new vintages, all or none.

        ``vintage`` is the day of publication for lines without one. Gives {"values", "series",
        "unchanged"}; ``InvalidArgument`` lists every mistake with "line" and "column".
        """
        how, kept = options(
            "girs_series_import_options", flags=lib.GIRS_SERIES_SDMX_CSV if sdmx else 0,
            vintage=None if vintage is None else day(vintage, "vintage"), source=source,
        )  # fmt: skip
        told: Document = ask_json("series_import", self._store, how, content)
        del kept
        return told

    def submit_series(self, series: Json, parties: Sequence[Party]) -> str:
        """Signs one series and queues it for the authority; gives the package's identity."""
        return sign_by(parties, "series_submit", self._store, write_json(series))

    def graph(self, code: str, unit: str, period: str, form: str = "svg") -> str:
        """The explanation of a figure as a picture, "svg" or "dot"."""
        which = _which(code, unit, period)
        return ask_text("indicator_graph", self._store, *which, text(form, "form"))


def _which(code: str, unit: str, period: str) -> tuple[Any, ...]:
    return text(code, "code"), text(unit, "unit"), text(period, "period")


def _figure(told: Document) -> Figure:
    value = told.get("value")
    why = None if isinstance(value, str) else next(iter((value or {}).values()), None)
    return Figure(
        told["unit"], told.get("name", ""), _decimal(value), why, _decimal(told.get("numerator")),
        _decimal(told.get("denominator")), told.get("counted"), told.get("expected"),
        told.get("pid"),
    )  # fmt: skip


def _decimal(value: object) -> Optional[Decimal]:
    return Decimal(value) if isinstance(value, str) and value else None
