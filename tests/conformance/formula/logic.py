"""Logic and information: Kleene logic, absorption and lazy branches (FORMULA.md section 4)."""

from case import (ERRORS, INVALID, MISSING, NIL, NOT_APPLICABLE, NOT_YET, POLICIES, columns, text)

# An operand's text and what it is; a blank cell is the missing logical.
LOGICALS = {"TRUE": True, "FALSE": False, "MISSING": "missing", "#DIV/0!": "#DIV/0!",
            "#N/A": "#N/A", "#NUM!": "#NUM!"}


def rule7(values):
    errors = [v for v in values if v in ERRORS]
    return min(errors, key=ERRORS.get) if errors else "missing" if "missing" in values else None


def kleene(values, absorbing):
    if any(v is absorbing for v in values):
        return absorbing
    return rule7(values) or (not absorbing)


def negated(value):
    return (not value) if isinstance(value, bool) else value


def result(value):
    return MISSING if value == "missing" else value


def connectives(cases):
    for a, x in LOGICALS.items():
        for b, y in LOGICALS.items():
            cases.add("logic", f"AND({a};{b})", result(kleene([x, y], False)),
                      "FALSE decides, else rule 7 (rules 1, 2)")
            cases.add("logic", f"OR({a};{b})", result(kleene([x, y], True)),
                      "TRUE decides, else rule 7 (rules 1, 2)")
            cases.add("logic", f"IMPLIES({a};{b})", result(kleene([negated(x), y], True)),
                      "IMPLIES(a;b) is OR(NOT(a);b)")
            xor = rule7([x, y])
            cases.add("logic", f"XOR({a};{b})", result(xor if xor else x != y),
                      "nothing absorbs in XOR")
        cases.add("logic", f"NOT({a})", result(negated(x)), "NOT of what is no logical is itself")
    cases.table("logic", "Excel's definition", [
        ("XOR(TRUE;TRUE;TRUE)", True), ("XOR(TRUE;TRUE)", False), ("AND(TRUE;TRUE;FALSE)", False),
        ("OR(FALSE;FALSE)", False), ("TRUE()", True), ("FALSE()", False), ("AND(1=1;2>1)", True)])
    cases.mistakes_of_type("logic", "no implicit number to logical (section 3)",
                           ["AND(1;TRUE)", "NOT(0)", "IF(1;2;3)", 'OR("a")'])
    for policy in POLICIES:
        cases.add("logic", "AND([1]>0;TRUE)", {"propagate": MISSING, "blank_zero": MISSING,
                                                "zero": False}[policy],
                  "rule 4: a comparison with MISSING is MISSING, unless it is 0", policy)
        cases.add("logic", "AND([1]>0;FALSE)", False, "FALSE AND MISSING is FALSE", policy)


def choices(cases):
    cases.table("choice", "Excel's definition; lazy in meaning (rule 3)", [
        ("IF(TRUE;1;2)", "1"), ("IF(FALSE;1;2)", "2"), ("IF(FALSE;1)", False),
        ("IF(TRUE;1;1/0)", "1"), ("IF(FALSE;1/0;2)", "2"), ("IF(MISSING;1;2)", MISSING),
        ("IF(1/0;1;2)", "#DIV/0!"), ("IF(#N/A;1;2)", "#N/A"), ("IF(2>1;\"a\";\"b\")", text("a")),
        ("IFS(FALSE;1;TRUE;2)", "2"), ("IFS(FALSE;1;FALSE;2)", "#N/A"),
        ("IFS(TRUE;1;1/0;2)", "1"), ("IFS(MISSING;1;TRUE;2)", MISSING), ("IFS(TRUE)", INVALID),
        ("SWITCH(2;1;\"a\";2;\"b\")", text("b")), ("SWITCH(3;1;\"a\";2;\"b\";\"c\")", text("c")),
        ("SWITCH(3;1;10;2;20)", "#N/A"), ("SWITCH(2;2;20;1/0)", "20"),
        ("SWITCH(\"a\";\"A\";1;2)", "1"), ("SWITCH(1/0;1;2)", "#DIV/0!"),
        ("CHOOSE(2;10;20;30)", "20"), ("CHOOSE(2.9;10;20;30)", "20"), ("CHOOSE(0;10)", "#VALUE!"),
        ("CHOOSE(4;10;20;30)", "#VALUE!"), ("CHOOSE(1;10;1/0)", "10"), ("CHOOSE(MISSING;1;2)", MISSING)])
    why = "IN, BETWEEN and APPROX (sections 5, 6)"
    cases.table("choice", why, [
        ("IN(2;1;2;3)", True), ("IN(4;1;2;3)", False), ("IN(\"HÀ NỘI\";\"Hà Nội\")", True),
        ("IN(MISSING;1)", MISSING), ("IN(1;MISSING;1)", True), ("IN(2;MISSING;1)", MISSING),
        ("BETWEEN(5;0;5)", True), ("BETWEEN(0;0;5)", True), ("BETWEEN(5.01;0;5)", False),
        ("BETWEEN(-1;0;5)", False), ("BETWEEN(MISSING;0;5)", MISSING), ("BETWEEN(6;MISSING;5)", False),
        ("APPROX(1;1.5;0.5)", True), ("APPROX(1;1.51;0.5)", False), ("APPROX(1.5;1;0.5)", True),
        ("APPROX(MISSING;1;0.5)", MISSING), ("APPROX(1/0;1;0.5)", "#DIV/0!")])
    cases.add("choice", "BETWEEN([c7];0;[$tran_don_gia])", True, "a range check with a parameter",
              cells={"c7": "99"}, params={"tran_don_gia": "100"})
    cases.add("choice", "BETWEEN([c7];0;[$tran_don_gia])", MISSING, "a parameter not given",
              cells={"c7": "99"})
    cases.add("choice", "IMPLIES([5]>0;NOT(ISMISSING([6])))", False, "conditional required",
              cells={"c5": "1"})
    cases.add("choice", "IMPLIES([5]>0;NOT(ISMISSING([6])))", True, "conditional required",
              cells={"c5": "1", "c6": NIL})
    cases.add("choice", "IMPLIES([5]>0;NOT(ISMISSING([6])))", True, "conditional required",
              cells={"c5": "0"})
    cases.add("choice", "IN([1];[c2:c4])", True, "a range of cells", cells=columns("5", "1", None, "5"))


def information(cases):
    cells = {"number": "5", "nil": NIL, "blank": None, "not yet": NOT_YET,
             "not applicable": NOT_APPLICABLE, "text": text("a"), "logical": {"logical": True}}
    truth = {"ISMISSING": ["blank", "not yet"], "ISNIL": ["nil"], "ISBLANK": ["blank"],
             "ISNA.CELL": ["not applicable"], "ISNUMBER": ["number", "nil"], "ISTEXT": ["text"],
             "ISLOGICAL": ["logical"], "ISERROR": ["not applicable"], "ISNA": ["not applicable"]}
    for name, states in truth.items():
        for state, cell in cells.items():
            for policy in ("propagate", "zero"):
                cases.add("information", f"{name}([1])", state in states,
                          f"{name} sees the raw state, {state}, under every policy", policy,
                          columns(cell))
        if name in ("ISERROR", "ISNA"):
            for error in ERRORS:
                cases.add("information", f"{name}({error})", name == "ISERROR" or error == "#N/A",
                          "Excel's definition, with #CYCLE!")
    for state, cell in cells.items():
        missing = state in ("blank", "not yet")
        raw = MISSING if missing else cell
        word = {"nil": "nil", "blank": "missing", "not yet": "not-available",
                "not applicable": "not-applicable"}.get(state, "value")
        cases.add("information", "STATUS([1])", text(word), f"STATUS of {state}", cells=columns(cell))
        cases.add("information", "COUNTA([1])", "0" if missing or state == "not applicable" else "1",
                  f"COUNTA sees {state}", cells=columns(cell))
        cases.add("information", "COUNTBLANK([1])", "1" if state == "blank" else "0",
                  f"COUNTBLANK sees {state}", cells=columns(cell))
        cases.add("information", "IFMISSING([1];9)", "9" if missing else raw,
                  f"IFMISSING of {state}", "zero", columns(cell))
        cases.add("information", "COALESCE([1];[2];9)", "9" if missing else raw,
                  f"COALESCE of {state}", cells=columns(cell))
        if state not in ("text", "logical"):
            na = state == "not applicable"
            cases.add("information", "N0([1])", "#N/A" if na else "5" if state == "number" else "0",
                      f"N0 of {state}", cells=columns(cell))
            cases.add("information", "IFERROR([1]+1;9)", MISSING if missing else "9" if na else
                      "6" if state == "number" else "1", f"IFERROR of {state}", cells=columns(cell))
    cases.table("information", "Excel's definition", [
        ("IFERROR(1/0;7)", "7"), ("IFERROR(4/2;7)", "2"), ("IFNA(#N/A;7)", "7"),
        ("IFNA(1/0;7)", "#DIV/0!"), ("IFNA(3;7)", "3"), ("IFERROR(1/0;\"không có\")", text("không có")),
        ("ERROR.TYPE(5)", "#N/A"), ("ISERROR(1/0)", True), ("ISNUMBER(1+1)", True),
        ("ISTEXT(\"a\"&1)", True), ("ISLOGICAL(1=1)", True), ("ISNUMBER(\"1\")", False),
        ("IFERROR(IFERROR(1/0;1/0);3)", "3"), ("ISMISSING(MISSING)", True),
        ("COALESCE(MISSING;MISSING)", MISSING), ("IFMISSING(1/0;2)", "#DIV/0!")])


def all_cases(cases):
    connectives(cases)
    choices(cases)
    information(cases)
