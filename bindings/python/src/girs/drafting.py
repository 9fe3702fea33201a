"""Work on a draft: previews, edits that are kept and taken back, what the checks say on the way."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Optional, Union

from ._call import Document, Text, ask_json, ask_text, call, text, write_json
from ._handle import Handle
from ._native import ffi
from .findings import Findings


class Numbers(IntEnum):
    """How numbers are written in texts: 1234.50 or 1.234,50; nothing is guessed."""

    PLAIN = 0
    VIETNAMESE = 1


class Drafting(Handle):
    """What a report offers while it is a draft."""

    _noun = "report"

    def preview(
        self, name: str, content: Text, *, form: str = "", numbers: Numbers = Numbers.PLAIN
    ) -> Document:
        """What a CSV or JSON file would change, and what the checks would say; stores nothing."""
        told: Document = ask_json("report_preview", self, *_file(form, name, content), numbers)
        return told

    def merge(
        self, name: str, content: Text, base: int = 0, *, form: str = "",
        numbers: Numbers = Numbers.PLAIN,
    ) -> None:  # fmt: skip
        """Takes a file from an editor who saw version ``base`` ("edit" of ``show()``).

        What others changed since stays; ``Conflict`` lists the cells that both changed.
        """
        call("report_merge", self, *_file(form, name, content), numbers, base)

    def undo(self) -> None:
        """Takes back the newest edit that was not taken back yet; ``NotFound`` without one."""
        call("report_undo", self)

    def set_field(
        self, field: str, value: str, *, form: str = "", numbers: Numbers = Numbers.PLAIN
    ) -> None:
        """Puts the text of a header field or of an outline's section; "" takes it away."""
        call(
            "report_set_field", self, text(form, "form"), text(field, "field"),
            text(value, "value"), numbers,
        )  # fmt: skip

    def remove_row(self, row: str, *, form: str = "") -> None:
        """Takes a dynamic row away, or blanks a fixed one."""
        call("report_remove_row", self, text(form, "form"), text(row, "row"))

    def make_nil(self) -> None:
        """Makes the draft a nil return: every figure of its fixed rows is nil."""
        call("report_make_nil", self)

    def fill_from(
        self, period: str, columns: Optional[Mapping[str, str]] = None, *, form: str = ""
    ) -> None:
        """Fills blank cells from an earlier period's report; ``columns`` there: column here."""
        chosen = write_json(columns) if columns else ""
        call("report_fill_from", self, text(form, "form"), text(period, "period"), chosen)

    def convert(self, regime: str, *, form: str = "") -> list[Document]:
        """Fills the national form from the unit's report of a local one, under ``regime``.

        Gives the cells that hold something and have no place here, with the reason.
        """
        told: list[Document] = ask_json(
            "report_convert", self, text(form, "form"), text(regime, "regime")
        )
        return told

    def csv(self, *, form: str = "") -> str:
        """A form as CSV, as it comes in; safe to open in a spreadsheet."""
        return ask_text("report_csv", self, text(form, "form"))

    def attach(self, name: str, media_type: str, content: bytes) -> None:
        """Adds a file ("application/pdf") to the report, or replaces the one of that name."""
        call(
            "report_attach", self, text(name, "name"), text(media_type, "media_type"),
            ffi.from_buffer(content), ffi.cast("size_t", len(content)),
        )  # fmt: skip

    def detach(self, name: str) -> None:
        """Takes a file away."""
        call("report_detach", self, text(name, "name"))

    def check_cell(self, row: str, column: Union[str, int], *, form: str = "") -> Findings:
        """Checks one cell alone: what it must be, and the rules that read it."""
        out = ffi.new("girs_findings **")
        call("report_check_cell", self, text(form, "form"), text(row, "row"), str(column), out)
        return Findings(out[0])

    def causes(self) -> Document:
        """Which single cells, changed by how much, would satisfy all identities that fail."""
        told: Document = ask_json("report_causes", self)
        return told

    def difference(self, from_rev: int, to_rev: int = 0) -> Document:
        """What changed between two revisions; 0 is the newest."""
        told: Document = ask_json("report_difference", self, from_rev, to_rev)
        return told

    def send_for_approval(self) -> None:
        """The preparer sends the draft to the approver."""
        call("report_send_for_approval", self)

    def take_back(self) -> None:
        """The preparer takes a report back that was sent for approval."""
        call("report_take_back", self)


def _file(form: str, name: str, content: Text) -> tuple[Text, Text, Text]:
    return text(form, "form"), text(name, "name"), content


