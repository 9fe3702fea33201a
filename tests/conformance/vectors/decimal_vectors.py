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
DEEP = Context(prec=200, Emin=-99999, Emax=99999, traps=[])
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


def thirty_digits(value):
    return Context(prec=30, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[]).plus(value)


def transcendental(op, x, y):
    """Roots, exponentials and logarithms, worked out with 200 digits and rounded once."""
    if op == "sqrt":
        return CONTEXT.sqrt(x)
    if op == "exp":
        return thirty_digits(DEEP.exp(x))
    if op == "pow":
        return thirty_digits(DEEP.power(x, y))
    if x <= 0:
        return Decimal("NaN")
    if op == "ln":
        return thirty_digits(DEEP.ln(x))
    if op == "log10":
        return thirty_digits(DEEP.log10(x))
    return thirty_digits(DEEP.divide(DEEP.ln(x), DEEP.ln(y)))


def calculate(op, a, b, places):
    x = Decimal(a)
    if op in ("sqrt", "exp", "ln", "log10", "log", "pow"):
        return plain(strip(transcendental(op, x, None if b == "-" else Decimal(b))))
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
            value = thirty_digits(value)
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


def transcendental_cases(source):
    cases = [(op, a, b, 0) for op, a, b in [
        ("sqrt", "0", "-"), ("sqrt", "2", "-"), ("sqrt", "144.00", "-"), ("sqrt", "-1", "-"),
        ("exp", "0", "-"), ("exp", "1", "-"), ("exp", "-1", "-"), ("exp", "78.2", "-"),
        ("exp", "78.3", "-"), ("exp", "79", "-"), ("exp", "-100.25", "-"), ("exp", "9999999", "-"),
        ("exp", "0.00000000000000000000000000001", "-"), ("exp", "-700", "-"),
        ("ln", "0", "-"), ("ln", "-1", "-"), ("ln", "1", "-"), ("ln", "10", "-"), ("ln", "2", "-"),
        ("ln", "1.000000000000000000000000000000001", "-"), ("ln", "0." + "0" * 90 + "7", "-"),
        ("ln", "0.999999999999999999999999999999999", "-"), ("ln", "0." + "0" * 6170 + "123", "-"),
        ("ln", "2.718281828459045235360287471352662", "-"), ("ln", "9" * 34, "-"),
        ("log10", "1000", "-"), ("log10", "0.001", "-"), ("log10", "1" + "0" * 33, "-"),
        ("log10", "2", "-"), ("log10", "0", "-"), ("log10", "0." + "0" * 60 + "1", "-"),
        ("log", "8", "2"), ("log", "1024", "4"), ("log", "10", "3"), ("log", "0.125", "2"),
        ("log", "81", "0.3"), ("pow", "4", "0.5"), ("pow", "2", "0.5"), ("pow", "1024", "0.1"),
        ("pow", "10", "-0.5"), ("pow", "0.0001", "1.25"), ("pow", "7.5", "20.125"),
        # Exact results of 31 digits that end in 5: ties.
        ("pow", "10000000149.00000055502500068907", "0.5"), ("pow", "15241578753238836750495351562536"
         ".25", "0.5"), ("pow", "100020001", "1.5"), ("pow", "1.5", "1000.5")]]
    for op in ["sqrt", "ln", "log10"]:
        for _ in range(60):
            a = number(source).lstrip("-")
            if Decimal(a) != 0:
                cases.append((op, a, "-", 0))
    for _ in range(60):
        cases.append(("exp", plain(Decimal(source.randrange(-10 ** 9, 10 ** 9)).scaleb(
            -source.choice([7, 8, 9, 12]))), "-", 0))
    for _ in range(60):
        base = plain(Decimal(source.randrange(1, 10 ** 6)).scaleb(-source.choice([0, 2, 5])))
        exponent = plain(Decimal(2 * source.randrange(-500, 500) + 1).scaleb(-source.choice([1, 2])))
        cases.append(("pow", base, exponent, 0))
    return cases


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
             ("quantize", "1.55", "-", 1), ("quantize", "0", "-", -40), ("quantize", "0.00", "-", -35),
             ("quantize", "1", "-", -40)]
    cases = [(op, a, b, places) for op, a, b, places in fixed]
    for op in ["add", "sub", "mul", "div", "mod", "compare"]:
        cases += [(op, number(source), number(source), 0) for _ in range(60)]
    for op in list(MODES) + ["quantize"]:
        cases += [(op, number(source), "-", source.randrange(-6, 10)) for _ in range(40)]
    for _ in range(60):
        base = source.choice(["1.", "0.", "12.", "-3."]) + str(source.randrange(1, 10 ** 5))
        cases.append(("power", base, str(source.randrange(-30, 60)), 0))
    cases += transcendental_cases(random.Random(20250702))
    for op, a, b, places in cases:
        result = calculate(op, a, b, places)
        if result is not None:
            print(op, a, b, places, result)


if __name__ == "__main__":
    sys.exit(main())
