"""What girs documents about figures of indicators, worked out with fractions: the reference of
figures_test.py. It was written from include/girs/indicator.h, the schema of indicators and the
notes of src/indicator, and shares nothing with them; it is slow and plain on purpose.
"""
from dataclasses import replace

from figures_model import TOTAL, leaves
from figures_periods import back, first_of_year, label, last_day, parts_of, year_before
from figures_series import Series
from figures_values import (ADD_UP, ERRORS, Figure, lacks, compared, divided, half_away, number, over_time,
                            partly, prevailing, settled, worse)


class Reference(Series):
    # Any indicator over several periods.

    def periods(self, indicator, first, last):
        found = parts_of(indicator.frequency, first, last)
        return found[-1:] if found and self.last_counts(indicator) else found

    @staticmethod
    def last_counts(indicator):
        return indicator.measure == "stock"

    def plain(self, indicator, member, unit, span, even=None, together=False):
        """`together`: which units are added up was settled for all that is read together."""
        if not self.unit(unit, span[1]):
            return Figure(flags=frozenset({"no-unit"}))
        if indicator.numerator is not None:
            return self.formula(indicator, member, unit, span, even, together)
        periods = self.periods(indicator, *span)
        if periods is None:
            return Figure(flags=frozenset({"frequency"}))
        return partly(over_time(indicator.measure, [self.single(indicator, member, unit, at, even)
                                                    for at in periods]))

    def undivided(self, indicator, span):
        """The periods whose figures are worked out and added up; None of other formulas."""
        if indicator.denominator is not None or indicator.measure not in ADD_UP:
            return None
        periods = self.periods(indicator, *span)
        return None if parts_of(indicator.frequency, *span) == [span[0]] else periods

    def formula(self, indicator, member, unit, span, even, together):
        periods = self.undivided(indicator, span)
        if periods:
            return partly(over_time(indicator.measure, [
                self.formula(indicator, member, unit, (at, at), even, together) for at in periods]))
        if indicator.missing != "propagate":
            even, together = None, False
        elif not together:
            even, together = self.evenly(unit, self.reads(indicator, member, span)), True
        read = {}
        for side in leaves(indicator.numerator) + leaves(indicator.denominator):
            code, named = side
            one = self.world.indicators[code]
            broken = (named or member) if one.broken_down else TOTAL
            read[side] = self.plain(one, broken, unit, span, even, together)
        parts = list(read.values())
        whole = Figure("missing", worse(parts).counted, max(1, worse(parts).expected)).beside(*parts)
        value = self.quotient(indicator, {side: one.value for side, one in read.items()})
        if value in ERRORS and indicator.on_error == "missing":
            value, whole = "missing", whole.flagged("error")
        return partly(settled(whole, value))

    def quotient(self, indicator, values):
        above = self.side(indicator.numerator, values, indicator.missing)
        if indicator.denominator is None:
            return above if isinstance(above, str) and above != "nil" else \
                number(above) * indicator.factor
        below = self.side(indicator.denominator, values, indicator.missing)
        absent = prevailing([above, below])
        if absent or number(below) == 0:
            return absent or "#DIV/0!"
        return divided(number(above) * indicator.factor, number(below))

    def side(self, side, values, missing):
        if len(side) == 2:
            return "missing" if lacks(values[side]) else values[side]
        read = [values[one] for one in leaves(side)]
        if missing == "blank_zero" and all(lacks(one) for one in read):
            return "missing"
        first, second = (self.side(one, values, missing) for one in side[1:])
        if missing != "propagate":
            first, second = ("nil" if lacks(one) else one for one in (first, second))
        absent = prevailing([first, second])
        if absent:
            return absent
        first, second = number(first), number(second)
        return first + second if side[0] == "+" else first - second if side[0] == "-" else \
            first * second

    def reads(self, indicator, member, span):
        """[(reference, series, member, period)] that a figure is made of, as far as they are settled
        with it."""
        if indicator.numerator is None:
            return [(self, indicator, member, at) for at in self.periods(indicator, *span) or ()]
        if indicator.missing != "propagate":
            return []
        spans = [(at, at) for at in self.undivided(indicator, span) or ()] or [span]
        found = []
        for code, named in leaves(indicator.numerator) + leaves(indicator.denominator):
            one = self.world.indicators[code]
            broken = (named or member) if one.broken_down else TOTAL
            for which in spans:
                found += self.reads(one, broken, which)
        return found

    # What is derived.

    def figure(self, indicator, member, unit, at, derive="value"):
        """The figure as an answer shows it: rounded to the decimals that it is shown with."""
        whole = self.derived(indicator, member, unit, at, derive)
        if isinstance(whole.value, str):
            return whole
        plain = derive in ("value", "ytd") or derive.startswith("moving")
        return replace(whole, value=half_away(whole.value, indicator.round if plain else 2))

    def derived(self, indicator, member, unit, at, derive):
        name, _, rest = derive.partition("-")
        firsts = {"value": at, "ytd": first_of_year(at)}
        if name == "moving":
            firsts[derive] = back(at, int(rest) - 1)
        if derive in firsts:
            return self.plain(indicator, member, unit, (firsts[derive], at))
        if derive in ("share", "rank"):
            return getattr(self, derive)(indicator, member, unit, at)
        then = self.base(at, rest) if name == "index" else \
            year_before(at) if derive == "growth-year" else back(at, 1)
        both = [(self, (at, at)), (self.as_it_is(unit, at, then), (then, then))]
        together = indicator.missing == "propagate"
        even = self.evenly(unit, [one for reference, span in both
                                  for one in reference.reads(indicator, member, span)])
        return compared(*(reference.plain(indicator, member, unit, span, even if together else None,
                                          together) for reference, span in both),
                        0 if name == "index" else 100)

    def as_it_is(self, unit, at, then):
        """The reference for the same unit, as it is in the one period, in the other."""
        now = self.unit(unit, at)
        if self.boundaries or (now and now.covers(last_day(then))):
            return self
        day = last_day(at)
        return self.others.setdefault(day, Reference(self.world, self.as_of, day))

    def share(self, indicator, member, unit, at):
        own = self.unit(unit, at)
        if indicator.measure not in ADD_UP:
            return Figure(flags=frozenset({"not-additive"}))
        if not own or own.above is None:
            return Figure("not-applicable")
        return compared(*(self.plain(indicator, member, one, (at, at)) for one in (unit, own.above)), 0)

    def rank(self, indicator, member, unit, at):
        """1 is the largest of the units of one kind that were asked for; equal ones share a place."""
        mine = self.plain(indicator, member, unit, (at, at))
        if number(mine.value) is None:
            return settled(mine, mine.value)
        others = (number(self.plain(indicator, member, one, (at, at)).value)
                  for one in self.world.codes()
                  if self.unit(one, at) and self.unit(one, at).kind == self.unit(unit, at).kind)
        return replace(mine, value=1 + sum(one is not None and one > number(mine.value)
                                           for one in others))

    @staticmethod
    def base(at, word):
        """The period of the kind of `at` that has this label."""
        return next((at[0], other) for other in range(at[1] - 60, at[1] + 60)
                    if label((at[0], other)) == word)
