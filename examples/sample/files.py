"""Writes sheets as the data files that the import reads, wide CSV or JSON, the same bytes always.

A figure is written as its digits, zero as "-" (nothing occurred) or, where a commune is in the
habit of typing zeros, as "0" in rows that have cases.
"""

import csv
import io
import json
from pathlib import Path

from figures import COLUMNS, Row, Sheet

Cells = list[tuple[str, dict[str, str]]]   # rows in order of the file; a row may come twice


def cells(sheet: Sheet, types_zeros: bool) -> Cells:
    """The sheet as typed texts."""
    return [(code, _typed(row, types_zeros)) for code, row in sheet.items()]


def _typed(row: Row, types_zeros: bool) -> dict[str, str]:
    zero = "0" if types_zeros and any(row.values()) else "-"
    return {column: str(row[column]) if row[column] else zero for column in COLUMNS}


def write_cells(path: Path, content: Cells) -> None:
    """Writes CSV or JSON, as the path's ending says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((_csv(content) if path.suffix == ".csv" else _json(content)).encode())


def _csv(content: Cells) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["row", *COLUMNS])
    writer.writerows([code, *(row[column] for column in COLUMNS)] for code, row in content)
    return text.getvalue()


def _json(content: Cells) -> str:
    rows = [{"row": code, **{column: {"absent": "nil"} if text == "-" else text
                             for column, text in row.items()}} for code, row in content]
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{"rows": [\n{lines}\n]}}\n'


def write_json(path: Path, value: object) -> None:
    """A document of ours beside the data files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())
