"""What the reference of figures_test.py knows: units, indicators and delivered values."""
from dataclasses import dataclass, field

TOTAL = ""   # no member of the breakdown: all together


@dataclass(eq=False)
class Indicator:
    """A series, or a formula: its numerator and denominator are codes of indicators or (sign, side,
    side); a code may name a member, ("IND", "F")."""
    code: str
    measure: str
    frequency: str
    round: int
    reporters: tuple = ()
    broken_down: bool = False      # by SEX
    numerator: object = None
    denominator: object = None
    factor: int = 1
    missing: str = "propagate"
    on_error: str = "show"


@dataclass
class Delivered:
    vintage: str
    value: object
    status: str
    flags: tuple


@dataclass(frozen=True)
class Unit:
    code: str
    kind: str
    above: object = None           # a code
    first: str = ""                # days in force, both included
    last: str = "9999-12-31"

    def covers(self, day):
        return self.first <= day <= self.last


@dataclass(eq=False)
class World:
    """Values: {(indicator, member, unit, period): [Delivered, in order of their vintages]}; the units
    of `merged` became the one of `into` on the day `merged_on`."""
    units: list
    indicators: dict
    merged_on: str = ""
    merged: tuple = ()
    into: str = ""
    values: dict = field(default_factory=dict)

    def codes(self):
        return list(dict.fromkeys(one.code for one in self.units))

    def find(self, code, day):
        return next((one for one in self.units if one.code == code and one.covers(day)), None)

    def below(self, unit, day):
        return [one.code for one in self.units if one.above == unit and one.covers(day)]


def leaves(side):
    """The references of one side of a formula."""
    if side is None:
        return []
    return leaves(side[1]) + leaves(side[2]) if len(side) == 3 else [side]
