"""Figures of the reference of figures_test.py: values, what is said beside them, and what becomes of
several.

A value is a Fraction, or a word that says why there is none: "nil" (nothing occurred, counts as 0),
"missing", "not-available", "not-applicable", or an error, "#DIV/0!".
"""
from dataclasses import dataclass, replace
from decimal import Context, Decimal, ROUND_HALF_EVEN
from fractions import Fraction

STATUSES = ("estimate", "preliminary", "official")
ADD_UP = ("flow", "stock")    # measures whose figures do
ERRORS = ("#DIV/0!", "#N/A")  # the first one prevails


def half_away(value, places):
    scaled = abs(value) * 10 ** places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if rest * 2 >= scaled.denominator:
        whole += 1
    return (-1 if value < 0 else 1) * Fraction(whole, 10 ** places)


def divided(above, below):
    """With the 34 digits that a quotient has."""
    context = Context(prec=34, rounding=ROUND_HALF_EVEN)
    common = Decimal(above.numerator * below.denominator), Decimal(above.denominator * below.numerator)
    return Fraction(context.divide(*common))


def lacks(value):
    return isinstance(value, str) and value in ("missing", "not-available")


def number(value):
    """The number that a value counts as; None of what is absent."""
    return Fraction(0) if value == "nil" else None if isinstance(value, str) else value


@dataclass(frozen=True)
class Figure:
    value: object = "missing"
    counted: int = 0
    expected: int = 1
    status: object = None          # None: it stands on nothing
    flags: frozenset = frozenset()

    def beside(self, *others, flags=()):
        """This figure with the status and the flags of those that it was made of."""
        told = [one.status for one in others if one.status is not None]
        return replace(self, status=min(told, key=STATUSES.index) if told else None,
                       flags=frozenset(flags).union(self.flags, *(one.flags for one in others)))

    def flagged(self, *flags):
        return replace(self, flags=self.flags.union(flags))


def has(figure):
    return not lacks(figure.value) and figure.value != "not-applicable"


def total(parts):
    """Their sum, which passes over what is not applicable; of what nothing occurred in, nothing did."""
    values = [one.value for one in parts if one.value != "not-applicable"]
    absent = prevailing(values)
    if absent or not values:
        return absent or "not-applicable"
    return "nil" if all(one == "nil" for one in values) else sum(map(number, values))


def worse(parts):
    """The coverage of the least complete one; of such, of the one that asks for most."""
    asked = [one for one in parts if one.expected] or parts
    return min(asked, key=lambda one: (Fraction(one.counted, one.expected or 1), -one.expected))


def partly(figure):
    return figure.flagged("partial") if 0 < figure.counted < figure.expected else figure


def prevailing(values):
    """What prevails over numbers in arithmetic; None when all are such."""
    words = {one for one in values if isinstance(one, str)}
    for error in ERRORS:
        if error in words or (error == "#N/A" and "not-applicable" in words):
            return error
    return "missing" if any(map(lacks, words)) else None


def settled(whole, value):
    """The figure with this value, and without a status when that is none."""
    return replace(whole, value=value, status=None if number(value) is None else whole.status)


def over_time(measure, parts):
    if len(parts) == 1:
        return parts[0]
    whole = Figure("missing", worse(parts).counted, worse(parts).expected).beside(*parts)
    if measure not in ADD_UP:
        return replace(whole, status=None).flagged("not-additive")
    return settled(whole, total(parts))


def compared(now, then, less):
    """The one in percent of the other, less so many."""
    worst = worse([now, then])
    whole = Figure("missing", worst.counted, worst.expected).beside(now, then)
    nothing = replace(whole, status=None)
    base = number(then.value)
    if base is not None and base < 0:
        return replace(nothing, value="not-applicable").flagged("negative-base")
    absent = prevailing([now.value, then.value])
    if absent or base == 0:
        return replace(nothing, value=absent or "#DIV/0!")
    return replace(whole, value=divided(number(now.value), base) * 100 - less)
