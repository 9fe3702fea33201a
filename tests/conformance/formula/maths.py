"""Maths and rounding: Excel's and OpenFormula's definitions, worked out in decimal."""

from decimal import (ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context,
                     Decimal)

from case import INVALID, MISSING, NIL, NOT_APPLICABLE, columns, rows

EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN)
DEEP = Context(prec=120)
THIRTY = Context(prec=30, rounding=ROUND_HALF_EVEN)
MODES = {"ROUND": ROUND_HALF_UP, "ROUNDUP": ROUND_UP, "ROUNDDOWN": ROUND_DOWN, "TRUNC": ROUND_DOWN,
         "ROUNDHALFEVEN": ROUND_HALF_EVEN}


def shortest(value):
    value = value.normalize(DEEP)
    return format(value if value else Decimal(0), "f")


def thirty(value):
    return shortest(THIRTY.plus(value))


def quantized(value, places, mode):
    return shortest(Decimal(value).quantize(Decimal(1).scaleb(-places), mode, context=DEEP))


def rounding(cases):
    ties = [("0.5", 0), ("1.5", 0), ("2.5", 0), ("-0.5", 0), ("-1.5", 0), ("-2.5", 0),
            ("0.125", 2), ("0.135", 2), ("-0.125", 2), ("2.15", 1), ("-1.475", 2), ("1.005", 2),
            ("25", -1), ("35", -1), ("-25", -1), ("1250", -2), ("1350", -2), ("49.9", -2),
            ("50", -2), ("0.4", 0), ("-0.4", 0), ("7", 3), ("2.4999999999999999999999", 0),
            ("2.5000000000000000000001", 0), ("1234.5678", 1)]
    for name, mode in MODES.items():
        for value, places in ties:
            cases.add("rounding", f"{name}({value};{places})", quantized(value, places, mode),
                      f"{name}: {mode.lower()} (section 5)")
        cases.add("rounding", f"{name}(2.5)" if name == "TRUNC" else f"{name}(2.5;0)",
                  quantized("2.5", 0, mode), "no decimals")
        cases.add("rounding", f"{name}([1];1)", MISSING, "a missing figure stays missing")
        cases.add("rounding", f"{name}([1];1)", "0", "nil is 0 to a function of one number",
                  cells=columns(NIL))
        cases.add("rounding", f"{name}([1];1)", "#N/A", "not applicable is #N/A",
                  cells=columns(NOT_APPLICABLE))
        cases.add("rounding", f"{name}(1/0;1)", "#DIV/0!", "errors propagate")
    for value in ["2.5", "-2.5", "8.9", "-8.9", "-0.1", "7", "-7", "0"]:
        cases.add("rounding", f"INT({value})", quantized(value, 0, ROUND_FLOOR),
                  "INT goes down to minus infinity, as in Excel")
    why = "Excel: the nearest multiple, half away from zero; signs must agree"
    cases.table("rounding", why, [
        ("MROUND(10;3)", "9"), ("MROUND(-10;-3)", "-9"), ("MROUND(1.3;0.2)", "1.4"),
        ("MROUND(7.5;5)", "10"), ("MROUND(-7.5;-5)", "-10"), ("MROUND(5;-2)", "#NUM!"),
        ("MROUND(-5;2)", "#NUM!"), ("MROUND(0;5)", "0"), ("MROUND(6.05;0.1)", "6.1")])
    why = "Excel: away from zero when the signs agree; a positive number needs a positive multiple"
    cases.table("rounding", why, [
        ("CEILING(2.5;1)", "3"), ("CEILING(-2.5;-2)", "-4"), ("CEILING(-2.5;2)", "-2"),
        ("CEILING(1.5;0.1)", "1.5"), ("CEILING(0.234;0.01)", "0.24"), ("CEILING(2.5;-1)", "#NUM!"),
        ("CEILING(4;2)", "4"), ("CEILING(0;3)", "0"), ("CEILING(21;10)", "30")])
    why = "Excel: toward zero when the signs agree; a multiple of 0 divides by zero"
    cases.table("rounding", why, [
        ("FLOOR(3.7;2)", "2"), ("FLOOR(-2.5;-2)", "-2"), ("FLOOR(-2.5;2)", "-4"),
        ("FLOOR(2.5;-2)", "#NUM!"), ("FLOOR(1.58;0.1)", "1.5"), ("FLOOR(0.234;0.01)", "0.23"),
        ("FLOOR(4;2)", "4"), ("FLOOR(29;10)", "20"), ("FLOOR(3.7;0)", "#DIV/0!")])


def at_the_last_digit(cases):
    """Whole ratios near 34 digits: the quotient rounded first would be one too many."""
    whole = {"QUOTIENT": (ROUND_DOWN, False), "FLOOR": (ROUND_FLOOR, True),
             "CEILING": (ROUND_UP, True), "MROUND": (ROUND_HALF_UP, True)}
    for number, step in [("9" * 33 + "8", "3"), ("1" + "0" * 33, "0.7"), ("3" * 33 + "4", "3"),
                         ("9" * 33 + "7", "2"), ("9" * 33 + "9", "2"), ("9" * 33 + "1", "2"),
                         ("4" + "9" * 33, "0.5"), ("7." + "0" * 32 + "1", "7"),
                         ("2" + "9" * 32 + ".9", "0.3"), ("1" * 34, "7")]:
        for name, (mode, back) in whole.items():
            ratio = DEEP.divide(Decimal(number), Decimal(step)).quantize(Decimal(1), mode, DEEP)
            given = EXACT.multiply(ratio, Decimal(step)) if back else ratio
            expected = shortest(given) if max(ratio, given) < 10 ** 34 else "#NUM!"
            cases.add("rounding", f"{name}({number};{step})", expected,
                      "one rounding only, however near a whole number the quotient is")


def numbers(cases):
    why = "Excel's definition"
    cases.table("maths", why, [
        ("ABS(-2.50)", "2.5"), ("ABS(0)", "0"), ("SIGN(-7)", "-1"), ("SIGN(0.00)", "0"),
        ("SIGN(0.1)", "1"), ("MOD(3;2)", "1"), ("MOD(-3;2)", "1"), ("MOD(3;-2)", "-1"),
        ("MOD(-3;-2)", "-1"), ("MOD(5.5;2)", "1.5"), ("MOD(1;0.1)", "0"), ("MOD(3;0)", "#DIV/0!"),
        ("QUOTIENT(5;2)", "2"), ("QUOTIENT(4.5;3.1)", "1"), ("QUOTIENT(-10;3)", "-3"),
        ("QUOTIENT(10;-3)", "-3"), ("QUOTIENT(7;0)", "#DIV/0!"), ("POWER(5;2)", "25"),
        ("POWER(2;-2)", "0.25"), ("POWER(0;0)", "#NUM!"), ("POWER(0;-1)", "#DIV/0!"),
        ("POWER(-8;0.5)", "#NUM!"), ("POWER(-2;3)", "-8"), ("POWER(4;0.5)", "2"),
        ("SQRT(16)", "4"), ("SQRT(0)", "0"), ("SQRT(-16)", "#NUM!"), ("SQRT(0.0625)", "0.25"),
        ("EXP(0)", "1"), ("LN(1)", "0"), ("LN(0)", "#NUM!"), ("LN(-1)", "#NUM!"),
        ("LOG(100)", "2"), ("LOG(8;2)", "3"), ("LOG(0.001;10)", "-3"), ("LOG(-1)", "#NUM!"),
        ("LOG10(1000)", "3"), ("LOG10(0.00001)", "-5"), ("LOG10(0)", "#NUM!"),
        ("SUMSQ(3;4)", "25"), ("PRODUCT(2;3;4)", "24"), ("SUM(1;2;3)", "6"),
        ("GROWTH(110;100)", "10"), ("GROWTH(95;100)", "-5"), ("GROWTH(1;0)", "#DIV/0!"),
        ("INDEXTO(110;100)", "110"), ("INDEXTO(1;0)", "#DIV/0!"), ("EXP(1000)", "#NUM!")])
    why = "rounded half-even to 30 digits (section 5)"
    cases.table("maths", why, [
        ("EXP(1)", thirty(DEEP.exp(1))), ("EXP(-2.5)", thirty(DEEP.exp(Decimal("-2.5")))),
        ("EXP(10)", thirty(DEEP.exp(10))), ("LN(2)", thirty(DEEP.ln(2))),
        ("LN(86)", thirty(DEEP.ln(86))), ("LN(0.5)", thirty(DEEP.ln(Decimal("0.5")))),
        ("LOG10(2)", thirty(DEEP.log10(2))), ("LOG(3;2)", thirty(DEEP.divide(DEEP.ln(3), DEEP.ln(2)))),
        ("2^0.5", thirty(DEEP.sqrt(2))), ("POWER(4;1.25)", thirty(DEEP.power(4, Decimal("1.25")))),
        ("1.0523^20", thirty(DEEP.power(Decimal("1.0523"), 20)))])
    why = "rounded half-even at the 34th digit (section 5)"
    cases.table("maths", why, [
        ("SQRT(2)", shortest(EXACT.sqrt(Decimal(2)))), ("SQRT(10)", shortest(EXACT.sqrt(Decimal(10)))),
        ("1/3", shortest(EXACT.divide(Decimal(1), Decimal(3)))), ("2/3", shortest(EXACT.divide(Decimal(2), Decimal(3)))),
        ("1/7", shortest(EXACT.divide(Decimal(1), Decimal(7)))), ("100/7*7", shortest(EXACT.multiply(
            EXACT.divide(Decimal(100), Decimal(7)), Decimal(7)))),
        ("0.1+0.2", "0.3"), ("0.1*3=0.3", True), ("1.0=1.00", True), ("1.1-1", "0.1"),
        ("1234567890123456789012345678901234+0.4", "1234567890123456789012345678901234"),
        ("1234567890123456789012345678901234+0.5", "1234567890123456789012345678901234"),
        ("1234567890123456789012345678901235+0.5", "1234567890123456789012345678901236"),
        ("2^112", str(2 ** 112)), ("2^113", "#NUM!" if 2 ** 113 >= 10 ** 34 else thirty(Decimal(2 ** 113))), ("3^50", str(3 ** 50)),
        ("12345678901234567*98765432109876543", shortest(EXACT.multiply(
            Decimal(12345678901234567), Decimal(98765432109876543))))])


def aggregates(cases):
    some = columns("2", None, NIL, NOT_APPLICABLE, "7")
    why = "aggregates skip missing and NA cells and count nil as 0 (section 4)"
    for expr, expected in [
            ("SUM([c1:c5])", "9"), ("AVERAGE([c1:c5])", "3"), ("MIN([c1:c5])", "0"),
            ("MAX([c1:c5])", "7"), ("PRODUCT([c1:c5])", "0"), ("SUMSQ([c1:c5])", "53"),
            ("COUNT([c1:c5])", "3"), ("MEDIAN([c1:c5])", "2"), ("COUNTBLANK([c1:c5])", "1"),
            ("SUM([c1:c5];1)", "10"), ("SUM([c1,c5])", "9"), ("LARGE([c1:c5];2)", "2"),
            ("SMALL([c1:c5];3)", "7")]:
        cases.add("aggregate", expr, expected, why, cells=some)
    for name in ["SUM", "AVERAGE", "MIN", "MAX", "PRODUCT", "MEDIAN", "SUMSQ"]:
        why = "rule 5: all missing is MISSING, 0 under zero; Excel gives 0"
        cases.add("aggregate", f"{name}([c1:c3])", MISSING, why)
        cases.add("aggregate", f"{name}([c1:c3])", MISSING, why, "blank_zero")
        cases.add("aggregate", f"{name}([c1:c3])", "0", why, "zero")
        cases.add("aggregate", f"{name}([c1:c3];1/0)", "#DIV/0!", "errors propagate")
        cases.mistakes_of_type("aggregate", "no implicit conversion of text (section 3)",
                               [f"{name}([c1:c3];\"a\")"])
    cases.add("aggregate", "SUM([c1:c3])", NIL, "a sum of nil alone is nil",
              cells=columns(NIL, NIL))
    cases.add("aggregate", "SUM([c1:c3])+1", "1", "and counts as 0 afterwards",
              cells=columns(NIL, NIL))
    cases.add("aggregate", "COUNT([c1:c3])", "0", "COUNT of nothing is 0")
    cases.add("aggregate", "SUM([c1:c2])+[3]", "5", "an operator sees blank_zero: the blank is 0",
              "blank_zero", columns("2", "3"))
    cases.add("aggregate", "SUM([c1:c2])+[3]", MISSING, "and under propagate it is missing",
              cells=columns("2", "3"))
    cases.add("aggregate", "SUM([c1:c2])+[3]", "4", "blank_zero looks at every cell referenced",
              "blank_zero", {"c3": "4"})
    numbers_only = columns("3", {"text": "x"}, {"logical": True}, "4")
    cases.add("aggregate", "SUM([c1:c4])", "7", "texts and logicals in cells are passed over",
              cells=numbers_only)
    cases.add("aggregate", "COUNT([c1:c4])", "2", "COUNT counts numbers", cells=numbers_only)
    cases.add("aggregate", "COUNTA([c1:c5])", "4", "COUNTA counts what was entered",
              cells=numbers_only)
    cases.add("aggregate", "[c1:c4]+1", INVALID, "a range in scalar position does not compile")
    cases.add("aggregate", "SUM([r2:r9.c5])", "44", "rows of one column in numeric order",
              cells={f"r{i}.c5": str(i) for i in range(1, 10)})
    cases.add("aggregate", "SUM([r*.c5])", "6", "the dynamic rows",
              cells=rows(5, "1", "2", "3"))


def all_cases(cases):
    rounding(cases)
    at_the_last_digit(cases)
    numbers(cases)
    aggregates(cases)
