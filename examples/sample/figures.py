"""Invents one commune's figures of a quarter: dossiers received, resolved and pending by field.

The columns are those of form II.06a/VPCP/KSTT.  Every figure is a Python int, and the form's
identities hold by construction: 3=4+5+6, 7=8+9+10, 11=12+13, 3=7+11, and column 6 is column 11
of the quarter before.
"""

import random
from dataclasses import dataclass

COLUMNS = tuple(f"c{number}" for number in range(3, 14))
Row = dict[str, int]          # column -> figure
Sheet = dict[str, Row]        # row code -> figures

# word in a field's title -> (share of a commune's dossiers, share still pending at the end).
# Invented, but of the right order: certification is done the same day, land takes weeks.
HABITS = [
    ("chứng thực", 0.46, 0.00),
    ("hộ tịch", 0.19, 0.02),
    ("đất đai", 0.11, 0.28),
    ("bảo trợ", 0.07, 0.12),
    ("kinh doanh", 0.05, 0.04),
    ("cư trú", 0.04, 0.05),
    ("người có công", 0.03, 0.15),
    ("xây dựng", 0.02, 0.20),
]
_OTHER_HABITS = (0.004, 0.08)


@dataclass(frozen=True)
class Dossiers:
    """What a field's figures are derived from, before any column is added up."""

    online: int
    direct: int
    carried: int
    pending: int
    late: int
    early: int
    overdue: int

    def row(self) -> Row:
        received = self.online + self.direct + self.carried
        resolved = received - self.pending
        return {"c3": received, "c4": self.online, "c5": self.direct, "c6": self.carried,
                "c7": resolved, "c8": self.early, "c9": resolved - self.early - self.late,
                "c10": self.late, "c11": self.pending, "c12": self.pending - self.overdue,
                "c13": self.overdue}


def between(rng: random.Random, low: float, high: float) -> float:
    """A number from low to high; only random() is promised to stay the same for ever."""
    return low + (high - low) * rng.random()


def quarter(seed: str, commune: str, period: str, titles: dict[str, str],
            carried: dict[str, int]) -> Sheet:
    """The rows of one commune's quarter, without the total; `carried` is column 6."""
    yearly = random.Random(f"{seed}/{commune}")
    size = between(yearly, 1200, 5200)
    online_share = between(yearly, 0.35, 0.8)
    return {code: _field(random.Random(f"{seed}/{commune}/{period}/{code}"), title, size,
                         online_share, carried.get(code, 0)).row()
            for code, title in titles.items()}


def opening(seed: str, commune: str, titles: dict[str, str]) -> dict[str, int]:
    """What the first quarter takes over from the one before it, which is not in the sample."""
    rng = random.Random(f"{seed}/{commune}/opening")
    return {code: int(between(rng, 0, 400 * share * pending))
            for code, title in titles.items() for share, pending in [_habits(title)]}


def total(rows: Sheet) -> Row:
    """The total row: every column added up."""
    return {column: sum(row[column] for row in rows.values()) for column in COLUMNS}


def add(row: Row, changes: Row) -> Row:
    """The row with some columns moved."""
    return {column: row[column] + changes.get(column, 0) for column in COLUMNS}


def _habits(title: str) -> tuple[float, float]:
    for word, share, pending in HABITS:
        if word in title.lower():
            return share, pending
    return _OTHER_HABITS


def _field(rng: random.Random, title: str, size: float, online_share: float,
           carried: int) -> Dossiers:
    share, pending_share = _habits(title)
    # A small field has quarters without a single dossier.
    new = int(size * share * between(rng, 0.8, 1.2)) if share > 0.01 or rng.random() < 0.6 else 0
    online = int(new * online_share * between(rng, 0.9, 1.1))
    received = new + carried
    pending = int(received * pending_share * between(rng, 0.6, 1.4))
    resolved = received - pending
    late = int(resolved * between(rng, 0, 0.015))
    return Dossiers(online=online, direct=new - online, carried=carried, pending=pending,
                    late=late, early=int((resolved - late) * between(rng, 0.45, 0.85)),
                    overdue=int(pending * between(rng, 0, 0.06)))
