"""The mistakes of the sample: kinds that real reports have, and what they do to a sheet.

A kind changes either figures (the import takes the file, a rule finds the mistake) or typed
texts (the import refuses the file).  Where it happens is drawn from the figures themselves: the
row with the most cases that has room for it.
"""

from dataclasses import dataclass
from typing import Optional

import figures
from files import Cells
from figures import Row, Sheet


@dataclass(frozen=True)
class Kind:
    """A kind of mistake and how it ends."""

    name: str
    rule: str        # the rule that must find it; empty: no rule, the file is refused or missing
    outcome: str     # "mended", "explained", "left-out", "absent"
    vi: str
    en: str
    explanation: str = ""   # Vietnamese, with {cases}
    text: str = ""          # what is typed instead of a number


_TRANSPOSED = ("Đảo hai chữ số liền nhau trong cột 3 của một lĩnh vực.",
               "Two neighbouring digits of column 3 are swapped in one field.")
_OLD_TOTAL = ("Bổ sung hồ sơ vào một lĩnh vực nhưng không cộng lại dòng tổng số.",
              "Cases were added to one field and the total row was not added up again.")
_TAKEN_OVER = ("Cột 6 khác cột 11 của kỳ trước vì nhận bàn giao hồ sơ của huyện cũ.",
               "Column 6 differs from column 11 of the period before: dossiers were taken over "
               "from the dissolved district.")
_TAKEN_OVER_WHY = "Nhận bàn giao {cases} hồ sơ đang giải quyết của huyện cũ khi kết thúc cấp huyện."

# One commune for each line, in this order.
KINDS = [
    Kind("transposed-total", "received-total", "mended", *_TRANSPOSED),
    Kind("transposed-total", "received-total", "left-out", *_TRANSPOSED),
    Kind("old-total", "grand-total", "mended", *_OLD_TOTAL),
    Kind("old-total", "grand-total", "left-out", *_OLD_TOTAL),
    Kind("taken-over", "carry-over", "explained", *_TAKEN_OVER, _TAKEN_OVER_WHY),
    Kind("taken-over", "carry-over", "explained", *_TAKEN_OVER, _TAKEN_OVER_WHY),
    Kind("withdrawn", "balance", "explained",
         "Hồ sơ người dân xin rút không nằm trong cột 7 và cột 11, nên cột 3 lớn hơn.",
         "Dossiers that citizens withdrew are in neither column 7 nor 11, so column 3 is larger.",
         "{cases} hồ sơ do người dân xin rút trong kỳ, không tính là đã giải quyết."),
    Kind("not-a-number", "", "mended", "Một ô gõ số theo kiểu có dấu chấm và dấu phẩy.",
         "One cell holds a number typed with a dot and a comma.", text="1.234,5"),
    Kind("not-a-number", "", "mended", "Một ô gõ chữ o thay cho số 0.",
         "One cell holds the letter o in place of a zero.", text="12o"),
    Kind("duplicate-row", "", "mended", "Một lĩnh vực xuất hiện hai lần.",
         "One field stands in the file twice."),
    Kind("absent", "", "absent", "Không gửi báo cáo.", "Nothing is sent."),
]


@dataclass(frozen=True)
class Place:
    row: str
    column: str      # as the form names it; empty: the whole row
    cases: int = 0   # by how many dossiers the figures moved


def busiest(sheet: Sheet, total_row: str) -> str:
    """The field with the most cases pending, so that every kind has room."""
    rows = {code: row for code, row in sheet.items() if code != total_row}
    return max(rows, key=lambda code: (_swapped(rows[code]["c3"]) is not None,
                                       rows[code]["c11"], rows[code]["c3"]))


def in_figures(kind: Kind, sheet: Sheet, total_row: str) -> Optional[tuple[Sheet, Place]]:
    """The sheet with the mistake in it and where; None for a kind that changes no figure."""
    code = busiest(sheet, total_row)
    row, total = sheet[code], sheet[total_row]
    if kind.name == "transposed-total":
        wrong = _swapped(row["c3"])
        return {**sheet, code: {**row, "c3": wrong}}, Place(code, "3", wrong - row["c3"])
    if kind.name == "old-total":
        late = {"c3": 7, "c4": 7, "c7": 7, "c8": 7}
        return {**sheet, code: figures.add(row, late)}, Place(code, "", 7)
    if kind.name == "taken-over":
        taken = {"c3": 14, "c6": 14, "c11": 14, "c12": 14}
        return _with(sheet, {code: row, total_row: total}, taken), Place(code, "6", 14)
    if kind.name == "withdrawn":
        withdrawn = {"c7": -3, "c8": -3}
        return _with(sheet, {code: row, total_row: total}, withdrawn), Place(code, "7", 3)
    return None


def in_texts(kind: Kind, content: Cells, row: str) -> Optional[tuple[Cells, Place]]:
    """The typed texts with the mistake in them; None for a kind that changes no text."""
    if kind.name == "not-a-number":
        return ([(code, {**cells, "c4": kind.text} if code == row else cells)
                 for code, cells in content], Place(row, "4"))
    if kind.name == "duplicate-row":
        return content + [entry for entry in content if entry[0] == row], Place(row, "")
    return None


def _with(sheet: Sheet, rows: Sheet, changes: Row) -> Sheet:
    return {**sheet, **{code: figures.add(row, changes) for code, row in rows.items()}}


def _swapped(figure: int) -> Optional[int]:
    """The figure with its last two differing neighbours swapped; None when there are none."""
    digits = str(figure)
    for at in range(len(digits) - 2, -1, -1):
        if digits[at] != digits[at + 1] and not (at == 0 and digits[1] == "0"):
            return int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2:])
    return None
