"""The form's rules in plain integers: which of them a sheet breaks, and where.

Written apart from the library on purpose: mistakes.json says what must be found, and the library
has to come to the same.
"""

from dataclasses import dataclass

from figures import COLUMNS, Row, Sheet

# rule -> (left columns, right columns) of each row
IDENTITIES = {
    "received-total": (("c3",), ("c4", "c5", "c6")),
    "resolved-total": (("c7",), ("c8", "c9", "c10")),
    "pending-total": (("c11",), ("c12", "c13")),
    "balance": (("c3",), ("c7", "c11")),
}
CLASSES = {"received-total": "error", "resolved-total": "error", "pending-total": "error",
           "grand-total": "error", "balance": "explain", "carry-over": "explain"}


@dataclass(frozen=True, order=True)
class Finding:
    rule: str
    row: str       # empty: a rule about a column
    column: str    # as the form names it, "3"; empty: a rule about a row


def findings(sheet: Sheet, previous: Sheet, total_row: str) -> list[Finding]:
    """Every rule that the sheet breaks, sorted."""
    found = [Finding(rule, code, "") for code, row in sheet.items()
             for rule, (left, right) in IDENTITIES.items() if _sum(row, left) != _sum(row, right)]
    found += [Finding("carry-over", code, "") for code, row in sheet.items()
              if code in previous and row["c6"] != previous[code]["c11"]]
    for column in COLUMNS:
        parts = sum(row[column] for code, row in sheet.items() if code != total_row)
        if sheet[total_row][column] != parts:
            found.append(Finding("grand-total", "", column.removeprefix("c")))
    return sorted(found)


def _sum(row: Row, columns: tuple[str, ...]) -> int:
    return sum(row[column] for column in columns)
