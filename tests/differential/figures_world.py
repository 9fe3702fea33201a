"""Random units, indicators and values for figures_test.py, and how girs is told of them."""
from dataclasses import replace
from fractions import Fraction

from figures_model import Delivered, Indicator, TOTAL, Unit, World, leaves
from figures_periods import PER_YEAR, label, last_day, period
from figures_values import ADD_UP

FIRST_YEAR, LAST_YEAR = 2022, 2024
BEFORE_MERGED, MERGED_ON = "2023-06-30", "2023-07-01"
BOUNDARIES = (None, None, MERGED_ON, "2024-12-31", BEFORE_MERGED)
SHOWN = {"nil": "-", "not-applicable": "x", "not-available": "..."}
REPORTERS = (("province",), ("commune",), ("country",), ("country", "province"),
             ("commune", "province"), ("province", "ministry"), ("ministry", "commune", "province"))
VINTAGES = ("2025-01-01", "2025-06-01")


def some_world(chance):
    world = World(some_units(chance), {})
    if chance.random() < 0.5:
        merge(world, chance)
    for at in range(4):
        add(world, some_series(chance, f"I{at}"))
    for at in range(4):
        add(world, some_formula(chance, world, f"F{at}"))
    return world


def add(world, indicator):
    world.indicators[indicator.code] = indicator


def some_units(chance):
    units = [Unit("VN", "country")]
    units += [Unit(f"G{at}", "ministry", "VN") for at in range(chance.randint(0, 2))]
    for province in range(chance.randint(1, 4)):
        code = f"P{province}"
        units.append(Unit(code, "province", "VN"))
        units += [Unit(f"{code}C{at}", "commune", code) for at in range(chance.randint(0, 3))]
    kinds = {one.kind for one in units}
    for kind in sorted({"ministry", "commune"} - kinds):   # a kind that nobody has cannot deliver
        units.append(Unit(kind[0].upper() + "9", kind, "VN" if kind == "ministry" else "P0"))
    return units


def merge(world, chance):
    """Two provinces become one, under a new code or that of one of them; their communes stay."""
    provinces = [one for one in world.units if one.kind == "province"]
    if len(provinces) < 2:
        return
    world.merged_on, world.merged = MERGED_ON, tuple(one.code for one in provinces[:2])
    world.into = chance.choice(("P9", "P0"))
    ended = [one for one in world.units if one.code in world.merged or one.above in world.merged]
    for one in ended:
        world.units[world.units.index(one)] = replace(one, last=BEFORE_MERGED)
    world.units.append(Unit(world.into, "province", "VN", MERGED_ON))
    world.units += [replace(one, above=world.into, first=MERGED_ON) for one in ended
                    if one.kind == "commune"]


def some_series(chance, code):
    return Indicator(code, chance.choice(("flow", "flow", "stock", "rate")),
                     chance.choice(("month", "month", "quarter", "year")), chance.randint(0, 3),
                     chance.choice(REPORTERS), broken_down=chance.random() < 0.4)


def some_formula(chance, world, code):
    """One that can be had in the periods that it is asked for."""
    while True:
        made = try_formula(chance, world, code)
        read = [world.indicators[one] for one, _ in references(made)]
        made.frequency = min((one.frequency for one in read), key=PER_YEAR.get)
        if all(adds_up(one) or one.frequency == made.frequency for one in read):
            return made


def adds_up(indicator):
    return indicator.measure in ADD_UP or indicator.denominator is not None


def try_formula(chance, world, code):
    form = chance.choice(("divided", "divided", "divided by a sum", "sum", "sum", "difference"))
    missing = "propagate"

    def some_side(pair, measures=None):
        known = [one for one in world.indicators.values()
                 if not measures or one.measure in measures]
        sides = [(one.code, chance.choice(("", "", "F")) if one.broken_down else "")
                 for one in chance.choices(known or list(world.indicators.values()), k=2)]
        return (chance.choice("+-"), *sides) if pair else sides[0]

    if form == "divided":
        made = Indicator(code, "rate", "", chance.randint(0, 3), numerator=some_side(False),
                         denominator=some_side(False))
    elif form == "divided by a sum":
        missing = chance.choice(("propagate", "blank_zero", "zero"))
        made = Indicator(code, "rate", "", chance.randint(0, 3), numerator=some_side(True),
                         denominator=some_side(True))
    else:
        missing = chance.choice(("propagate", "propagate", "blank_zero", "zero"))
        measure = chance.choice(("flow", "stock")) if form == "sum" else "rate"
        made = Indicator(code, measure, "", chance.randint(0, 2), numerator=some_side(
            True, (measure,) if form == "sum" else None))
    made.factor = chance.choice((1, 1, 100, 1000)) if made.denominator else 1
    made.missing = missing
    made.on_error = chance.choice(("show", "missing"))
    return made


def references(indicator):
    return leaves(indicator.numerator) + leaves(indicator.denominator)


def can_be_broken_down(world, indicator):
    if indicator.numerator is None:
        return indicator.broken_down
    return all(not named and can_be_broken_down(world, world.indicators[code])
               for code, named in references(indicator))


def some_value(chance, places):
    kind = chance.random()
    for word, below in (("nil", 0.08), ("not-available", 0.11), ("not-applicable", 0.14)):
        if kind < below:
            return word
    digits = chance.choice((1, 10, 1000, 10 ** 9))
    return Fraction(chance.randint(-digits // 9, digits), 10 ** places)


def text_of(value, places):
    if isinstance(value, str):
        return SHOWN[value]
    whole, rest = divmod(int(abs(value) * 10 ** places), 10 ** places)
    return ("-" if value < 0 else "") + f"{whole}" + (f".{rest:0{places}}" if places else "")


def deliver(chance, world, vintage):
    """The lines of a file of values, which the world then knows, too."""
    lines = ["indicator,unit,period,value,status,flags,vintage,SEX"]
    for indicator in world.indicators.values():
        if indicator.numerator is not None:
            continue
        density = chance.choice((1, 0.95, 0.7)) if vintage == VINTAGES[0] else 0.2
        for unit in world.codes():
            for member in ("", "M", "F") if indicator.broken_down else ("",):
                dense = density * may_deliver(chance, world, indicator, unit)
                for at in periods_of(indicator.frequency):
                    if world.find(unit, last_day(at)) and chance.random() < dense:
                        lines.append(deliver_one(chance, world, indicator, member, unit, at, vintage))
    return "\n".join(lines) + "\n"


def may_deliver(chance, world, indicator, unit):
    """1 for those that report; those above them have figures of their own now and then."""
    versions = [one for one in world.units if one.code == unit]
    if versions[0].kind in indicator.reporters:
        return chance.choice((1, 1, 0.5))
    above = all(any(is_below(world, one, unit, day) for one in world.units
                    if one.kind in indicator.reporters and one.covers(day))
                for version in versions for day in (max(version.first, "2022-01-01"),
                                                    min(version.last, "2024-12-31")))
    return chance.choice((0, 0.3)) if above else 0


def is_below(world, one, unit, day):
    while one and one.above:
        if one.above == unit:
            return True
        one = world.find(one.above, day)
    return False


def deliver_one(chance, world, indicator, member, unit, at, vintage):
    one = Delivered(vintage, some_value(chance, indicator.round),
                    chance.choice(("official", "official", "preliminary", "estimate")),
                    chance.choice(((), (), (), ("b",))))
    world.values.setdefault((indicator.code, member or TOTAL, unit, at), []).append(one)
    return ",".join((indicator.code, unit, label(at), text_of(one.value, indicator.round), one.status,
                     " ".join(one.flags), vintage, member))


def periods_of(kind):
    first, last = period(kind, FIRST_YEAR), period(kind, LAST_YEAR + 1)
    return [(kind, at) for at in range(first[1], last[1])]


def formula_text(side):
    if len(side) == 3:
        return formula_text(side[1]) + side[0] + formula_text(side[2])
    code, member = side
    return f"[#{code}" + (f"{{SEX={member}}}]" if member else "]")


def catalogue(world):
    """{name of a file: document}."""
    units = [{"code": one.code, "name": f"Đơn vị {one.code}", "kind": one.kind} |
             ({"parent": one.above} if one.above else {}) | ({"from": one.first} if one.first else {}) |
             ({"to": one.last} if one.last < "9999" else {}) for one in world.units]
    changes = [{"on": world.merged_on, "before": one, "after": world.into} for one in world.merged]
    yield "units.json", {"schema": "girs.units/1", "code": "u", "version": 1, "units": units,
                         "changes": changes}
    yield "sex.json", {"schema": "girs.code-list/1", "code": "sex", "version": 1,
                       "title": {"vi": "Giới tính"},
                       "items": [{"code": one, "title": {"vi": one}} for one in ("M", "F")]}
    for one in world.indicators.values():
        document = {"schema": "girs.indicator/1", "code": one.code, "version": 1,
                    "name": {"vi": one.code}, "measure": one.measure, "round": one.round,
                    "frequency": one.frequency}
        if one.numerator is None:
            document |= {"from": "series", "reporters": list(one.reporters)}
            if one.broken_down:
                document["breakdowns"] = [{"dimension": "SEX", "code_list": "sex"}]
        else:
            document |= {"from": "formula", "missing": one.missing, "on_error": one.on_error,
                         "numerator": formula_text(one.numerator)}
            if one.denominator:
                document |= {"denominator": formula_text(one.denominator), "factor": str(one.factor)}
        yield f"{one.code}.json", document
