"""Periods of the reference of figures_test.py: kind ("month", "quarter", "half", "year") and a
number that counts them without gaps."""
from functools import lru_cache

PER_YEAR = {"month": 12, "quarter": 4, "half": 2, "year": 1}
LETTER = {"month": "M{:02}", "quarter": "Q{}", "half": "S{}"}


def period(kind, year, index=1):
    return kind, year * PER_YEAR[kind] + index - 1


@lru_cache(maxsize=None)
def label(of):
    kind, number = of
    year, index = divmod(number, PER_YEAR[kind])
    return f"{year}-{LETTER[kind].format(index + 1)}" if kind != "year" else str(year)


def back(of, count):
    return of[0], of[1] - count


def year_before(of):
    return back(of, PER_YEAR[of[0]])


def first_of_year(of):
    return of[0], of[1] - of[1] % PER_YEAR[of[0]]


def parts_of(frequency, first, last):
    """The periods of `frequency` from the beginning of `first` to the end of `last`; None when they
    do not tile it."""
    each, rest = divmod(PER_YEAR[frequency], PER_YEAR[first[0]])
    if rest or not each:
        return None
    return [(frequency, number) for number in range(first[1] * each, (last[1] + 1) * each)]


@lru_cache(maxsize=None)
def last_day(of):
    kind, number = of
    year, index = divmod(number, PER_YEAR[kind])
    month = (index + 1) * 12 // PER_YEAR[kind]
    days = 29 if month == 2 and year % 4 == 0 else 28 if month == 2 else 30 + (month + month // 8) % 2
    return f"{year}-{month:02}-{days:02}"
