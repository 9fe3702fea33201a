"""Statistics and conditional aggregates: Excel's definitions, worked out in Fractions."""

from decimal import Context, Decimal, ROUND_HALF_EVEN
from fractions import Fraction

from case import MISSING, NIL, NOT_APPLICABLE, POLICIES, columns, rows, text

DEEP = Context(prec=120)
THIRTY = Context(prec=30, rounding=ROUND_HALF_EVEN)
PLANTS = ["2", "4", "4", "4", "5", "5", "7", "9"]       # mean 5, population deviation 2
STRENGTHS = ["1345", "1301", "1368", "1322", "1310", "1370", "1318", "1350", "1303", "1299"]


def deviations(values):
    numbers = [Fraction(v) for v in values]
    mean = sum(numbers) / len(numbers)
    return sum((n - mean) ** 2 for n in numbers)


def root(fraction):
    value = DEEP.sqrt(DEEP.divide(Decimal(fraction.numerator), Decimal(fraction.denominator)))
    value = THIRTY.plus(value).normalize(THIRTY)
    return format(value, "f")


def spread(cases):
    plants, strengths = columns(*PLANTS), columns(*STRENGTHS)
    table = [("STDEV.P([c1:c8])", "2", plants), ("VAR.P([c1:c8])", "4", plants),
             ("STDEV.S([c1:c8])", root(deviations(PLANTS) / 7), plants),
             ("ROUND(VAR.S([c1:c8]);20)", "4.57142857142857142857", plants),
             ("STDEV.S([c1:c10])", root(deviations(STRENGTHS) / 9), strengths),
             ("STDEV.P([c1:c10])", root(deviations(STRENGTHS) / 10), strengths),
             ("VAR.P([c1:c10])", "678.84", strengths),
             ("ROUND(VAR.S([c1:c10]);4)", "754.2667", strengths),
             ("ROUND(VAR.S([c1:c8])*7;25)", "32", plants),
             ("AVERAGE([c1:c10])", "1328.6", strengths)]
    for expr, expected, cells in table:
        cases.add("statistics", expr, expected, "Excel's definition; deviations to 30 digits",
                  cells=cells)
    why = "one figure has no deviation: n - 1 is 0"
    for name in ["STDEV.S", "VAR.S"]:
        cases.add("statistics", f"{name}([c1:c3])", "#DIV/0!", why, cells=columns("5"))
    for name in ["STDEV.P", "VAR.P"]:
        cases.add("statistics", f"{name}([c1:c3])", "0", "of one figure", cells=columns("5"))
        cases.add("statistics", f"{name}([c1:c3])", MISSING, "rule 5: all missing is MISSING")
    skipped = columns("1", None, "3", NOT_APPLICABLE)
    cases.add("statistics", "VAR.P([c1:c4])", "1", "missing and NA cells are skipped", cells=skipped)
    cases.add("statistics", "AVERAGE([c1:c4])", "2", "missing and NA cells are skipped",
              cells=skipped)


def order(cases):
    why = "Excel's definition"
    six = columns("3", "5", "3", "5", "4", "4", "2", "4", "6", "7")
    data = columns("1", "2", "4", "7", "8", "9", "10", "12")
    four = columns("1", "2", "3", "4")
    rank = columns("7", "3.5", "3.5", "1", "2")
    for expr, expected, cells in [
            ("LARGE([c1:c10];3)", "5", six), ("LARGE([c1:c10];7)", "4", six),
            ("LARGE([c1:c10];1)", "7", six), ("SMALL([c1:c10];1)", "2", six),
            ("SMALL([c1:c10];4)", "4", six), ("LARGE([c1:c10];0)", "#NUM!", six),
            ("LARGE([c1:c10];11)", "#NUM!", six), ("SMALL([c1:c10];11)", "#NUM!", six),
            ("MEDIAN([c1:c10])", "4", six), ("MEDIAN(1;2;3;4;5;6)", "3.5", None),
            ("MEDIAN(5;1;3)", "3", None),
            ("QUARTILE([c1:c8];1)", "3.5", data), ("QUARTILE([c1:c8];0)", "1", data),
            ("QUARTILE([c1:c8];2)", "7.5", data), ("QUARTILE([c1:c8];3)", "9.25", data),
            ("QUARTILE([c1:c8];4)", "12", data), ("QUARTILE([c1:c8];5)", "#NUM!", data),
            ("PERCENTILE([c1:c4];0.3)", "1.9", four), ("PERCENTILE([c1:c4];0)", "1", four),
            ("PERCENTILE([c1:c4];1)", "4", four), ("PERCENTILE([c1:c4];1.1)", "#NUM!", four),
            ("PERCENTILE([c1:c4];-0.1)", "#NUM!", four),
            ("PERCENTILE([c1:c4];50%)", "2.5", four),
            ("RANK(7;[c1:c5];1)", "5", rank), ("RANK(2;[c1:c5];1)", "2", rank),
            ("RANK(3.5;[c1:c5];1)", "3", rank), ("RANK(7;[c1:c5])", "1", rank),
            ("RANK(3.5;[c1:c5];0)", "2", rank), ("RANK(1;[c1:c5])", "5", rank),
            ("RANK(99;[c1:c5])", "#N/A", rank)]:
        cases.add("order", expr, expected, why, cells=cells)
    nil = columns("5", NIL, None)
    cases.add("order", "SMALL([c1:c3];1)", "0", "nil is a 0 among figures", cells=nil)
    cases.add("order", "MEDIAN([c1:c3])", "2.5", "nil is a 0 among figures", cells=nil)


def pairs(cases):
    why = "products of figures side by side"
    cells = {**rows(1, "3", "4", "8", "6", "1", "9"), **rows(2, "2", "7", "6", "7", "5", "3")}
    cases.add("pairs", "SUMPRODUCT([r1:r6.c1];[r1:r6.c2])", "156", "Excel's example", cells=cells)
    cases.add("pairs", "SUMPRODUCT([r1:r2.c1];[r1:r3.c2])", "#VALUE!", "ranges of different sizes",
              cells=cells)
    weights = {**rows(1, "10", "20", "30"), **rows(2, "1", "2", "1")}
    cases.add("pairs", "WAVG([r1:r3.c1];[r1:r3.c2])", "20", "sum of value*weight / sum of weights",
              cells=weights)
    cases.add("pairs", "WAVG([r1:r2.c1];[r1:r2.c2])", "16.66666666666666666666666666666667", why,
              cells=weights)
    cases.add("pairs", "WAVG([r1:r2.c1];[r1:r2.c2])", "#DIV/0!", "weights that sum to 0",
              cells={**rows(1, "10", "20"), **rows(2, "0", NIL)})


def conditional(cases):
    cells = {**rows(1, "100", "200", "300", "400", None, NIL),
             **rows(2, "7", "14", "21", "28", "35", "42"),
             **rows(3, *[text(t) for t in ["Xã A", "xã B", "Phường C", "Xã A", "Thị trấn", "x"]])}
    why = "Excel's criteria"
    for expr, expected in [
            ('SUMIF([r1:r6.c1];">160";[r1:r6.c2])', "63"), ('SUMIF([r1:r6.c1];">160")', "900"),
            ('SUMIF([r1:r6.c1];300;[r1:r6.c2])', "21"), ('SUMIF([r1:r6.c1];"<=200")', "300"),
            ('SUMIF([r1:r6.c1];"<>300")', "700"), ('SUMIF([r1:r6.c3];"Xã A";[r1:r6.c2])', "35"),
            ('SUMIF([r1:r6.c3];"xã a";[r1:r6.c2])', "35"),
            ('SUMIF([r1:r6.c3];"Xã*";[r1:r6.c2])', "49"),
            ('SUMIF([r1:r6.c3];"xã ?";[r1:r6.c2])', "49"),
            ('COUNTIF([r1:r6.c1];">=200")', "3"), ('COUNTIF([r1:r6.c1];0)', "1"),
            ('COUNTIF([r1:r6.c1];"=0")', "1"), ('COUNTIF([r1:r6.c3];"Xã A")', "2"),
            ('COUNTIF([r1:r6.c3];"*C")', "1"), ('COUNTIF([r1:r6.c1];">1000")', "0"),
            ('AVERAGEIF([r1:r6.c1];">150")', "300"),
            ('AVERAGEIF([r1:r6.c3];"Xã A";[r1:r6.c2])', "17.5"),
            ('SUMIFS([r1:r6.c2];[r1:r6.c1];">100";[r1:r6.c3];"Xã*")', "42"),
            ('COUNTIFS([r1:r6.c1];">100";[r1:r6.c3];"Xã*")', "2"),
            ('AVERAGEIFS([r1:r6.c2];[r1:r6.c1];">100";[r1:r6.c1];"<400")', "17.5"),
            ('MINIFS([r1:r6.c2];[r1:r6.c1];">100")', "14"),
            ('MAXIFS([r1:r6.c2];[r1:r6.c1];"<300")', "42"),
            ('MAXIFS([r1:r6.c2];[r1:r6.c3];"Xã*")', "28")]:
        cases.add("conditional", expr, expected, why, cells=cells)
    cases.add("conditional", 'SUMIF([r1:r6.c1];">160";[r1:r5.c2])', "#VALUE!",
              "ranges of different sizes", cells=cells)
    cases.add("conditional", 'SUMIFS([r1:r6.c2];[r1:r5.c1];">160")', "#VALUE!",
              "ranges of different sizes, as in Excel", cells=cells)


def blanks_and_criteria(cases):
    for policy in POLICIES:
        for expr in ["WAVG([c3:c4];[c5:c6])", "AVERAGE([c3:c4])", "SUMPRODUCT([c3:c4];[c5:c6])"]:
            cases.add("pairs", expr, "0" if policy == "zero" else MISSING,
                      "rule 5: of nothing; zero turns an all-missing aggregate into 0", policy)
    for criterion in ["<>", "=", "", "<>5", ">0"]:
        cases.add("conditional", f'COUNTIF([c3];"{criterion}")', "0",
                  "a cell that is not applicable meets no criterion", cells={"c3": NOT_APPLICABLE})
        cases.add("conditional", f'COUNTIF(1/0;"{criterion}")', "1" if criterion == "<>" else "0",
                  "an error is not blank, and meets nothing else")
    cells = {"c3": "0.75", "c4": "2", "c5": "5"}
    for criterion, count in [(">1E0", "2"), ("> 3", "1"), (">50%", "3"), ("=75%", "1"), ("0.2E1", "1"),
                             ("= 2 ", "1"), ("<200 %", "1")]:
        cases.add("conditional", f'COUNTIF([c3:c5];"{criterion}")', count,
                  "a criterion's number is read as VALUE reads it", cells=cells)
    for expr, count in [('COUNTIF("";"")', "1"), ('COUNTIF("";"=")', "0"), ('COUNTIF("";"<>")', "1"),
                        ('COUNTIF([c3];"")', "1"), ('COUNTIF("a";"")', "0")]:
        cases.add("conditional", expr, count, "Excel: the empty criterion meets blanks and empty texts")


def all_cases(cases):
    spread(cases)
    order(cases)
    pairs(cases)
    conditional(cases)
    blanks_and_criteria(cases)
