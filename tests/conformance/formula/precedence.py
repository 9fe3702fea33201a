"""Rule 7 of FORMULA.md section 4 inside calls: of the arguments that are no values the error with the
lowest ERROR.TYPE prevails, then not applicable, then missing, wherever they stand."""

from logic import result, rule7
from worlds import at

# Functions of several arguments that all count; {a} and {b} are put where a value is wanted. A range
# of one value is a value to the functions that take ranges.
PLACES = [
    "RANK({a};{b})", "RANK(1;{b};{a})", "LARGE({b};{a})", "SMALL({b};{a})", "PERCENTILE({b};{a})",
    "QUARTILE({b};{a})", "SUMIF(1;{a};{b})", "AVERAGEIF(1;{a};{b})", "SUMIFS({b};1;{a})",
    "AVERAGEIFS({b};1;{a})", "MINIFS({b};1;{a})", "MAXIFS({b};1;{a})", "COUNTIFS(1;{a};1;{b})",
    "SUMIFS(1;1;{a};1;{b})", "TEXT({b};{a}&\"\")", "TEXTJOIN({a}&\"\";TRUE;{b})",
    "TEXTJOIN(\"-\";{a}=1;{b})", "ROUND({a};{b})", "MOD({a};{b})", "MROUND({a};{b})",
    "CEILING({a};{b})", "FLOOR({a};{b})", "QUOTIENT({a};{b})", "POWER({a};{b})", "LOG({a};{b})",
    "GROWTH({a};{b})", "INDEXTO({a};{b})", "APPROX({a};{b};1)", "APPROX(1;{a};{b})", "DATE({a};1;{b})",
    "LEFT({a}&\"\";{b})", "MID({a}&\"\";1;{b})", "REPT({a}&\"\";{b})", "REPLACE(\"a\";{a};1;{b}&\"\")",
    "SUBSTITUTE({a}&\"\";\"a\";{b}&\"\")", "FIND({a}&\"\";{b}&\"\")", "SEARCH({a}&\"\";{b}&\"\")",
    "MATCHES({a}&\"\";{b}&\"\")", "EXACT({a}&\"\";{b}&\"\")", "SWITCH({a};{b};1;2)",
    "ATTR({a}&\"\";{b}&\"\")", "PERIODADD(PERIODADD(PERIOD();{a});{b})",
]
# What a missing figure of a range is to these: nothing.
SKIPS = ("LARGE", "SMALL", "PERCENTILE", "QUARTILE", "AVERAGEIF", "SUMIF", "MINIFS", "MAXIFS",
         "TEXTJOIN", "RANK")
KINDS = ["1/0", "#NUM!", "#N/A", "MISSING"]
WHAT = {"1/0": "#DIV/0!", "MISSING": "missing"}


def all_cases(cases):
    for place in PLACES:
        for a in KINDS:
            for b in KINDS:
                if a == b or (b == "MISSING" and place.startswith(SKIPS)):
                    continue
                cases.add("precedence", place.format(a=a, b=b),
                          result(rule7([WHAT.get(a, a), WHAT.get(b, b)])),
                          "rule 7: whatever the order of the arguments",
                          context=at("year") if "PERIOD(" in place or "ATTR" in place else None)
    here = {f"r{row}.c5": str(row) for row in range(1, 6)}
    column = "[r1:r5.c5]"
    for expr in [f"COUNTIFS({column};MISSING;{column};1/0)", f"SUMIFS({column};{column};#N/A;{column};1/0)",
                 "SUMIFS([r1:r4.c5];[r1:r5.c5];1/0)", "SUMPRODUCT(#N/A;1/0)", "WAVG(#N/A;1/0)"]:
        cases.add("precedence", expr, "#DIV/0!", "rule 7: whatever the order of the arguments",
                  cells=here)
    cases.add("precedence", "SUMPRODUCT([r1:r2.c5];#N/A)", "#VALUE!",
              "ranges of two sizes are #VALUE!, which is below #N/A", cells=here)
    cases.add("precedence", "SUMIFS([r1:r4.c5];[r1:r5.c5];#N/A)", "#VALUE!",
              "ranges of two sizes are #VALUE!, which is below #N/A", cells=here)
