"""A report of one unit, regime and period, from the draft to the signed package."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, Union

from . import cells
from ._call import Document, Json, Moment, Text, ask_bytes, ask_json, ask_text, call, moment
from ._call import text, write_json
from ._native import ffi
from .drafting import Drafting, Numbers
from .findings import Findings
from .party import Party, sign_by


class Report(Drafting):
    """One report. Any thread may use it; every call reads its present state from the store."""

    def set(
        self, row: str, column: Union[str, int], value: cells.Value, *, form: str = "",
        numbers: Numbers = Numbers.PLAIN,
    ) -> None:  # fmt: skip
        """Puts one cell by hand; :meth:`set_cells` is made for many.

        ``value`` is a figure (``Decimal``, ``int`` or text), ``None`` or "" for blank, "-" for
        nothing occurred, "x" not applicable, "..." not available yet, or a member of ``Absent``.
        """
        call(
            "report_set_cell", self, text(form, "form"), text(row, "row"), str(column),
            cells.written(value), numbers,
        )  # fmt: skip

    def set_cells(
        self, many: cells.Cells, *, form: str = "", numbers: Numbers = Numbers.PLAIN
    ) -> None:
        """Puts many cells in one call, all or nothing.

        ``many`` is an iterable of (row, column, value), or a table with the Arrow protocol and
        the text columns "row", "column" and "value". ``InvalidArgument`` lists every mistake.
        """
        if hasattr(many, "__arrow_c_stream__"):
            capsule = many.__arrow_c_stream__()
            stream = cells.stream_of(capsule)
            call("report_set_cells_stream", self, text(form, "form"), stream, numbers)
            del capsule
        else:
            columns, kept = cells.columns_of(many, numbers)
            call("report_set_cells", self, text(form, "form"), columns)
            del kept

    def fill(
        self, frame: Any, *, form: str = "", numbers: Numbers = Numbers.PLAIN
    ) -> None:
        """Takes a ``pandas.DataFrame`` that looks like the form.

        Its index holds the rows' codes, its columns are named as the form's; a missing value is
        blank. Frames of floats are refused: a figure is exact, use ``Decimal``, integers or text.
        """
        self.set_cells(cells.of_frame(frame), form=form, numbers=numbers)

    def import_cells(
        self, name: str, content: Text, *, form: str = "", numbers: Numbers = Numbers.PLAIN
    ) -> None:
        """Takes the content of a CSV or JSON file (by the end of ``name``), all or nothing."""
        call("report_import", self, text(form, "form"), text(name, "name"), content, numbers)

    def import_file(
        self, path: Union[str, "os.PathLike[str]"], *, form: str = "",
        numbers: Numbers = Numbers.PLAIN,
    ) -> None:  # fmt: skip
        """Takes cells from a CSV or JSON file, all or nothing."""
        with open(path, "rb") as file:
            content = file.read()
        self.import_cells(os.path.basename(path), content, form=form, numbers=numbers)

    def explain(self, rule: str, explanation: str, *, row: str = "", form: str = "") -> None:
        """Explains in writing why a row (empty: the form) breaks a rule of class "explain"."""
        call("report_explain", self, form, row, text(rule, "rule"), text(explanation, "text"))

    def sent_otherwise(self, channel: str, time: Moment) -> None:
        """Notes that the report was first sent by another channel (paper, e-office)."""
        call("report_sent_otherwise", self, text(channel, "channel"), moment(time))

    def check(self) -> Findings:
        """Checks the report against its forms' rules."""
        out = ffi.new("girs_findings **")
        call("report_check", self, out)
        return Findings(out[0])

    def approve(self) -> None:
        """Approves the draft; ``Conflict`` lists the findings that stand in the way."""
        call("report_approve", self)

    def send_back(self, reason: str) -> None:
        """Returns an approved report to its preparer, with the reason."""
        call("report_return", self, text(reason, "reason"))

    def submit(self, parties: Sequence[Party]) -> str:
        """Seals an approved report and puts it into the outbox; gives the package's identity."""
        return sign_by(parties, "report_submit", self)

    def prepare(self, signers: Sequence[Mapping[str, str]]) -> bytes:
        """Makes the package of an approved report for those who sign it one after the other.

        ``signers`` are {"role", "keyid", "authority"}; each signs with ``girs.sign_package()``, and
        the last one hands it to :meth:`submit_signed`. The store stays as it is.
        """
        return ask_bytes("report_prepare", self, write_json(signers))

    def submit_signed(self, package: Json) -> str:
        """Queues a package of :meth:`prepare` that everybody named in it has signed."""
        return ask_text("report_submit_signed", self, write_json(package))

    def correct(self, reason_code: str, reason: str, authorization: str = "") -> None:
        """Begins revision n+1 of a sealed report with the same cells."""
        self._amend("report_correct", reason_code, reason, authorization)

    def withdraw(self, reason_code: str, reason: str, authorization: str = "") -> None:
        """Begins the withdrawal of a sealed report as revision n+1."""
        self._amend("report_withdraw", reason_code, reason, authorization)

    def _amend(self, name: str, reason_code: str, reason: str, authorization: str) -> None:
        call(
            name, self, text(reason_code, "reason_code"), text(reason, "reason"),
            text(authorization, "authorization"),
        )  # fmt: skip

    def show(self) -> Document:
        """State, window, due date, forms with their cells, explanations, members."""
        told: Document = ask_json("report_show", self)
        return told

    def history(self) -> list[Document]:
        """Who did what when."""
        told: list[Document] = ask_json("report_history", self)
        return told
