"""Precedence, associativity, states and errors of operators, from a model of FORMULA.md sections
2 to 4 that is independent of the library: levels in a table, arithmetic in Fractions."""

from fractions import Fraction

from case import (ERRORS, INVALID, MISSING, NIL, NOT_APPLICABLE, NOT_YET, POLICIES, columns, text)

# Section 2: the higher, the tighter.
LEVEL = {"^": 4, "*": 3, "/": 3, "+": 2, "-": 2, "&": 1}
RELATIONS = {"=": lambda a, b: a == b, "<>": lambda a, b: a != b, "<": lambda a, b: a < b,
             "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b}


def plain(number):
    """The shortest decimal of a Fraction that has one."""
    if isinstance(number, str):
        return number
    scale = 0
    while number.denominator != 1:
        number *= 10
        scale += 1
        assert scale < 30
    digits = str(abs(number.numerator)).rjust(scale + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-scale]}.{digits[-scale:]}" if scale else digits)


def calculate(op, a, b):
    if op == "&":
        return plain(a) + plain(b)
    a, b = Fraction(a), Fraction(b)
    if op == "^":
        return a ** int(b)
    return {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else None}[op]


def expected(value):
    if isinstance(value, bool):
        return value
    return text(value) if isinstance(value, str) else plain(value)


def precedence(cases):
    a, b, c = Fraction(8), Fraction(4), Fraction(2)
    for first in LEVEL:
        for second in LEVEL:
            if LEVEL[second] > LEVEL[first]:
                value = calculate(first, a, calculate(second, b, c))
                why = f"{second} binds tighter than {first}"
            else:
                value = calculate(second, calculate(first, a, b), c)
                why = f"{first} before {second}: tighter, or the same level from left to right"
            cases.add("precedence", f"8{first}4{second}2", expected(value), why)
    for relation, holds in RELATIONS.items():
        for op in LEVEL:
            if op == "&":
                cases.add("precedence", f'8&4{relation}"84"', holds("84", "84"),
                          f"& binds tighter than {relation}")
                cases.add("precedence", f'"84"{relation}8&4', holds("84", "84"),
                          f"& binds tighter than {relation}")
                continue
            value = calculate(op, a, b)
            cases.add("precedence", f"8{op}4{relation}2", holds(value, c),
                      f"{op} binds tighter than {relation}")
            cases.add("precedence", f"2{relation}8{op}4", holds(c, value),
                      f"{op} binds tighter than {relation}")
        for other in RELATIONS:
            cases.add("precedence", f"1{relation}2{other}3", INVALID,
                      "comparisons cannot be chained (differs from Excel)")


def signs_and_percent(cases):
    why = "a sign binds tighter than every operator, % included (section 2)"
    cases.table("sign", why, [
        ("-2^2", "4"), ("2^-2", "0.25"), ("-(2^2)", "-4"), ("0-2^2", "-4"), ("2--3", "5"),
        ("2-+3", "-1"), ("--3", "3"), ("-+-3", "3"), ("2*-3", "-6"), ("-2*-3", "6"),
        ("6/-3", "-2"), ("-50%", "-0.5"), ("-(50%)", "-0.5"), ("+5", "5"), ("-0", "0"),
        ("-(1-1)", "0"), ("-2=-2", True), ("1>-1", True), ("-1&2", text("-12"))])
    why = "% binds tighter than ^ and follows its operand (section 2)"
    cases.table("percent", why, [
        ("50%", "0.5"), ("200%*3", "6"), ("3*50%", "1.5"), ("2^200%", "4"), ("50%^2", "0.25"),
        ("5%%", "0.0005"), ("(2+3)%", "0.05"), ("10%+5%", "0.15"), ("1-10%", "0.9"),
        ("8/50%", "16"), ("50%=0.5", True), ("50%&1", text("0.51")), ("12.5%", "0.125"),
        ("100*7%", "7")])


# --- states ---------------------------------------------------------------------------------

STATES = {"value": "6", "zero": "0", "nil": NIL, "missing": None, "not yet": NOT_YET,
          "not applicable": NOT_APPLICABLE}


def operand(state, number, missing_is_zero):
    """What an operator sees (section 4)."""
    if state == "value":
        return Fraction(number)
    if state in ("zero", "nil"):
        return Fraction(0)
    if state == "not applicable":
        return "#N/A"
    return Fraction(0) if missing_is_zero else "missing"


def prevailing(*operands):
    """Rule 7: error with the lowest number, NA, missing; None when all are values."""
    errors = [o for o in operands if o in ERRORS]
    if errors:
        return min(errors, key=ERRORS.get)
    return "missing" if "missing" in operands else None


def missing_is_zero(policy, states):
    if policy != "blank_zero":
        return policy == "zero"
    return any(state in ("value", "zero", "nil") for state in states)


def operated(op, x, y):
    other = prevailing(x, y)
    if other:
        return MISSING if other == "missing" else other
    if op in RELATIONS:
        return RELATIONS[op](x, y)
    if op == "/" and y == 0:
        return "#DIV/0!"
    if op == "^" and x == 0 and y <= 0:
        return "#NUM!" if y == 0 else "#DIV/0!"
    return expected(calculate(op, x, y))


def states(cases):
    for op in ["+", "-", "*", "/", "^", "=", "<"]:
        for left in STATES:
            for right in STATES:
                if op not in "+/=" and "missing" not in (left, right) and "nil" not in (left, right):
                    continue
                for policy in POLICIES:
                    zero = missing_is_zero(policy, (left, right))
                    second = "3" if right == "value" else STATES[right]
                    value = operated(op, operand(left, "6", zero), operand(right, "3", zero))
                    cases.add("state", f"[1]{op}[2]", value,
                              f"{left} {op} {right} under {policy} (section 4)", policy,
                              columns(STATES[left], second))


def state_of_one(cases):
    for state, cell in STATES.items():
        for policy in POLICIES:
            x = operand(state, "6", missing_is_zero(policy, (state,)))
            other = prevailing(x)
            negative = MISSING if other == "missing" else other or plain(-x)
            percent = MISSING if other == "missing" else other or plain(x / 100)
            cells = columns(cell)
            cases.add("state-one", "-[1]", negative, f"- {state} under {policy}", policy, cells)
            cases.add("state-one", "[1]%", percent, f"{state} % under {policy}", policy, cells)
        raw = {"missing": MISSING, "not yet": MISSING}.get(state, cell)
        cases.add("state-one", "[1]", raw, f"a reference alone keeps its state: {state}",
                  cells=columns(cell))


# --- errors ---------------------------------------------------------------------------------

def errors(cases):
    for first in ERRORS:
        for second in ERRORS:
            cases.add("error", f"{first}+{second}", prevailing(first, second),
                      "rule 7: the error with the lowest ERROR.TYPE number, in either order")
        for policy in POLICIES:
            cases.add("error", f"[1]*{first}", first, "an error prevails over missing", policy)
        if ERRORS[first] < ERRORS["#N/A"]:
            cases.add("error", f"{first}-[1]", first, "an error prevails over not applicable",
                      cells=columns(NOT_APPLICABLE))
        cases.add("error", f"ERROR.TYPE({first})", str(ERRORS[first]), "Excel's numbers; #CYCLE! 8")
    cases.add("error", "[1]/0", MISSING, "rule 6: MISSING/0 is MISSING")
    cases.add("error", "[1]/0", "#DIV/0!", "zero: the missing cell is 0, and 0/0 is #DIV/0!", "zero")
    cases.add("error", "[1]/[1]", "#DIV/0!", "nil/nil is 0/0", cells=columns(NIL))
    cases.add("error", "(1/0)&\"a\"", "#DIV/0!", "& keeps errors")
    cases.add("error", "[1]+[2]", "#N/A", "rule 7: NA before missing", cells=columns(NOT_APPLICABLE))
    cases.add("error", "9999999999999999999999999999999999+1", "#NUM!",
              "35 digits before the point do not exist")
    cases.add("error", "9999999999999999999999999999999999*10", "#NUM!", "never a wrap")
    cases.add("error", "10^34", "#NUM!", "never a wrap")
    cases.add("error", "1E33*10-1", "#NUM!", "an intermediate result overflows too")


def all_cases(cases):
    precedence(cases)
    signs_and_percent(cases)
    states(cases)
    state_of_one(cases)
    errors(cases)
