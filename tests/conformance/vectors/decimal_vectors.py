#!/usr/bin/env python3
"""Writes decimal.txt: exact decimal operations worked out by Python's decimal module.

One case a line: `op a b places result`; `-` stands for an operand that the operation does not
take, `none` for no result. Run again only to add cases: the seed is fixed.
"""
import random
import sys
from decimal import (ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context,
                     Decimal, Inexact, InvalidOperation)

CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[])
WIDE = Context(prec=2000, Emin=-99999, Emax=99999, traps=[InvalidOperation])
MODES = {"half-away": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "toward-zero": ROUND_DOWN,
         "away-from-zero": ROUND_UP, "floor": ROUND_FLOOR}


def plain(value):
    if not value.is_finite() or value.adjusted() >= 34:
        return "none"
    if value.is_zero():
        value = abs(value)
    return format(value, "f")


def number(random_source):
    digits = random_source.choice([1, 2, 3, 5, 9, 15, 18, 19, 20, 33, 34])
    coefficient = random_source.randrange(10 ** digits)
    if random_source.random() < 0.2:
        coefficient = coefficient // 100 * 100
    scale = random_source.choice([0, 0, 1, 2, 2, 3, 6, 12, 18, 30])
    sign = random_source.choice(["", "", "-"])
    return plain(Decimal(f"{sign}{coefficient}").scaleb(-scale, context=WIDE))


def strip(value):
    if not value.is_finite():
        return value
    value = value.normalize(WIDE)
    return value if value.as_tuple().exponent <= 0 else value.quantize(Decimal(1), context=WIDE)


def rounded(value, places, mode):
    result = value.quantize(Decimal(1).scaleb(-places, context=WIDE), mode, context=WIDE)
    if result.as_tuple().exponent > 0:
        result = result.quantize(Decimal(1), context=WIDE)
    return result if len(result.as_tuple().digits) <= 34 else None


def calculate(op, a, b, places):
    x = Decimal(a)
    if op == "add":
        return plain(CONTEXT.add(x, Decimal(b)))
    if op == "sub":
        return plain(CONTEXT.subtract(x, Decimal(b)))
    if op == "mul":
        return plain(CONTEXT.multiply(x, Decimal(b)))
    if op == "div":
        y = Decimal(b)
        return "none" if y.is_zero() else plain(strip(CONTEXT.divide(x, y)))
    if op == "mod":
        y = Decimal(b)
        if y.is_zero():
            return "none"
        rest = WIDE.remainder(x, y)
        if not rest.is_zero() and rest.is_signed() != y.is_signed():
            rest = CONTEXT.add(rest, y)
        return plain(strip(rest))
    if op == "compare":
        return str(int(WIDE.compare(x, Decimal(b))))
    if op == "power":
        n = int(b)
        if x.is_zero() and n <= 0:
            return "none"
        exact = Context(prec=34, Emin=-6143, Emax=6144, traps=[])
        value = exact.power(x, n) if n >= 0 else exact.divide(Decimal(1), exact.power(x, -n))
        if exact.flags[Inexact]:
            wide = Context(prec=120, Emin=-99999, Emax=99999)
            value = wide.power(x, n)
            value = Context(prec=30, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144,
                            traps=[]).plus(value)
        return plain(strip(value))
    if op in MODES:
        result = rounded(x, places, MODES[op])
        if result is None and places >= 0:
            return None  # padding that does not fit: the value stays, not a case for this table
        return "none" if result is None else plain(result)
    if op == "quantize":
        result = rounded(x, places, ROUND_HALF_EVEN)
        return plain(result) if result is not None and result == x else "none"
    raise ValueError(op)


def main():
    source = random.Random(20250701)
    fixed = [("half-away", "2.15", "-", 1), ("half-away", "-1.475", "-", 2),
             ("half-away", "1.005", "-", 2), ("half-away", "1250", "-", -2),
             ("half-away", "49", "-", -2), ("half-away", "5", "-", -40),
             ("half-away", "9999999999999999999999999999999999", "-", -1),
             ("mul", "0.00", "-3.1", 0), ("add", "9999999999999999999999999999999999", "1", 0),
             ("add", "9999999999999999999999999999999999", "0.5", 0),
             ("div", "1", "3", 0), ("div", "2", "3", 0), ("div", "10", "0.1", 0), ("div", "0", "0", 0),
             ("power", "2", "112", 0), ("power", "2", "113", 0), ("power", "0", "0", 0),
             ("power", "1.05", "10", 0), ("power", "1.0523", "20", 0), ("power", "3", "-1", 0),
             ("power", "-7", "3", 0), ("power", "2", "-10", 0), ("mod", "-7", "3", 0),
             ("mod", "7", "-3", 0), ("compare", "1.0", "1.00", 0), ("quantize", "1.50", "-", 1),
             ("quantize", "1.55", "-", 1)]
    cases = [(op, a, b, places) for op, a, b, places in fixed]
    for op in ["add", "sub", "mul", "div", "mod", "compare"]:
        cases += [(op, number(source), number(source), 0) for _ in range(60)]
    for op in list(MODES) + ["quantize"]:
        cases += [(op, number(source), "-", source.randrange(-6, 10)) for _ in range(40)]
    for _ in range(60):
        base = source.choice(["1.", "0.", "12.", "-3."]) + str(source.randrange(1, 10 ** 5))
        cases.append(("power", base, str(source.randrange(-30, 60)), 0))
    for op, a, b, places in cases:
        result = calculate(op, a, b, places)
        if result is not None:
            print(op, a, b, places, result)


if __name__ == "__main__":
    sys.exit(main())
