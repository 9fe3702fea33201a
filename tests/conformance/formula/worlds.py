"""Other periods, units, mergers and rows: cases that need more than one report. A world is written
once in the file; a case says where in it the formula is evaluated."""

from case import INVALID, MISSING, NIL, rows, text

MONTHS_2024 = {"2024-M01": "5", "2024-M02": "6", "2024-M03": "7", "2024-M12": "8"}


def report(period, unit, cells, form="F", state="approved"):
    return {"form": form, "period": period, "unit": unit, "cells": cells, "state": state}


YEAR = {
    "forms": {"F": {"columns": ["3", "4", "5", "6"],
                    "measures": {"3": "flow", "4": "flow", "5": "stock", "6": "rate"}},
              "G": {"columns": ["2", "5"], "measures": {"5": "flow"}}},
    "units": [{"code": "VN", "kind": "country"}, {"code": "01", "parent": "VN", "kind": "province"},
              {"code": "02", "parent": "VN", "kind": "province"},
              {"code": "01001", "parent": "01", "kind": "commune"},
              {"code": "01002", "parent": "01", "kind": "commune"}],
    "groups": {"north": ["01"]}, "attributes": {"01": {"vùng": "Đồng bằng"}},
    "reports": [report(period, "01", {"c3": value}) for period, value in MONTHS_2024.items()] + [
        report("2025-M01", "01", {"c3": "10", "c5": "100", "c6": "50"}),
        report("2025-M02", "01", {"c3": "20", "c5": "110", "c6": "60"}),
        report("2025-M03", "01", {"c3": "30", "c4": NIL, "c5": "120", "c6": "70"}),
        report("2025-M01", "02", {"c3": "4", "c5": "9"}), report("2025-M03", "02", {"c3": "6"}),
        report("2025-M03", "01001", {"c3": "12"}), report("2025-M03", "01002", {"c3": "18"}),
        report("2025-M03", "VN", {"c3": "500"}),
        report("2025-M03", "01", {**rows(2, *map(text, "abca")), **rows(5, "1", "2", "3", "4")},
               form="G", state="draft")],
}

# 2025-07-01: 91 and 92 became 01; 94 and four tenths of 93 became 02; of 03 nothing is recorded.
MERGED = {
    "forms": {"F": {"columns": ["3", "5", "6"], "measures": {"3": "flow", "5": "stock", "6": "rate"}}},
    "units": [{"code": code, "kind": "province"} for code in ("01", "02", "03", "91", "92", "93", "94")],
    "changed": "2025-M07",
    "became": {"01": [{"unit": "91"}, {"unit": "92"}], "02": [{"unit": "94"}, {
        "unit": "93", "weight": "0.4", "estimated": True}], "03": None},
    "reports": [report("2024-M09", "91", {"c3": "3", "c5": "30", "c6": "50"}),
                report("2024-M09", "92", {"c3": "6", "c5": "60", "c6": "70"}),
                report("2024-M09", "93", {"c3": "10"}), report("2024-M09", "94", {"c3": "5"}),
                report("2025-M09", "01", {"c3": "18"}), report("2025-M09", "02", {"c3": "18"}),
                report("2025-M09", "03", {"c3": "1"})],
}

WORLDS = {"year": YEAR, "merged": MERGED}


def at(world, unit="01", period="2025-M03", form="F", **more):
    return {"world": world, "form": form, "period": period, "unit": unit, **more}


def periods(cases):
    here, other = at("year"), at("year", "02")
    for expr, expected, why in [
            ("[3]", "30", "this period"), ("[3@P-1]", "20", "a period back"),
            ("[3@P-2]", "10", "two periods back"), ("[3@Y-1]", "7", "the same period last year"),
            ("[3@P-3]", "8", "over the turn of the year"), ("[3@2024M03]", "7", "a named period"),
            ("[3@2025M01@P-1]", "8", "from left to right: the month before January 2025"),
            ("[3@P-9]", MISSING, "no report"), ("[3@YTD]", "60", "YTD of a flow is the sum"),
            ("[5@YTD]", "120", "YTD of a stock is the last value"),
            ("ISERROR([6@YTD])", True, "YTD of a rate is an error"),
            ("[3@Y-1@YTD]", "18", "last year's year to date"), ("YTD([3])", "60", "short form"),
            ("SAMEPERIODLASTYEAR([3])", "7", "short form"),
            ("ROUND(GROWTH([3@YTD];[3@Y-1@YTD]);2)", "233.33", "year to date against last year"),
            ("ROUND([3@YTD]/[3@Y-1@YTD]*100-100;2)", "233.33", "the same written out"),
            ("YEAROF(PERIOD())", "2025", "of 2025-M03"), ("QUARTEROF(PERIOD())", "1", "of 2025-M03"),
            ("PERIODINYEAR(PERIOD())", "3", "of 2025-M03"), ("PERIODSPERYEAR(PERIOD())", "12", "months"),
            ("YEAROF(PERIODADD(PERIOD();-3))", "2024", "three months earlier is December"),
            ("PERIODADD(PERIOD();-1)<PERIOD()", True, "earlier"),
            ("DAY(PERIODEND(PERIOD()))", "31", "calendar months"),
            ("PERIODTYPE(PERIOD())=PERIODTYPE(PERIODADD(PERIOD();1))", True, "both months"),
            ("DAY(PERIODSTART(PERIOD()))", "1", "calendar months")]:
        cases.add("period", expr, expected, why, context=here)
    for policy, expected in [("propagate", MISSING), ("blank_zero", "10"), ("zero", "10")]:
        cases.add("period", "[3@YTD]", expected, "a month is missing: by policy", policy,
                  context=other)
    for policy, expected in [("propagate", MISSING), ("blank_zero", "60"), ("zero", "60")]:
        cases.add("period", "[3@FY]", expected, "the months to come are missing: by policy", policy,
                  context=here)
    cases.add("period", "[4]+1", "1", "nil is 0", context=here)


def units(cases):
    for expr, expected, why in [
            ("SUM([3^CHILDREN])", "30", "the units below"), ("SUM([3^LEAVES])", "30", "the leaves"),
            ("[3]=SUM([3^CHILDREN])", True, "province = sum of its communes"),
            ("[3^PARENT]", "500", "the unit above"), ("[3^ROOT]", "500", "the top"),
            ("[3^SELF]", "30", "the unit itself"), ("[3^UNIT('01001')]", "12", "a named unit"),
            ("UNITCODE()", text("01"), "the unit itself"), ("UNITLEVEL()", text("province"), "its kind"),
            ("PARENT()", text("VN"), "the unit above"), ("PARENT(\"01001\")", text("01"), "above another"),
            ("PARENT(\"VN\")", "#REF!", "nothing stands above the top"),
            ("UNITLEVEL(PARENT())", text("country"), "of a unit named"),
            ("UNITCODE(MISSING&\"\")", MISSING, "no unit is named"),
            ("ATTR(\"vùng\")", text("Đồng bằng"), "an attribute of the unit"),
            ("ATTR(\"vùng\";\"02\")", MISSING, "an attribute that another unit has not"),
            ("COVERAGE([3^CHILDREN])", "1", "both communes have reported"),
            ("COVERAGE([5^CHILDREN])", "0", "neither has reported column 5"),
            ("COVERAGE([c3:c6])", "1", "of cells; a nil is reported"),
            ("COVERAGE([3@P-1^UNIT('02')])", "0", "no report"),
            ("SHARE([3])", "0.06", "own / parent total"), ("COUNT([3^CHILDREN])", "2", "both reported"),
            ("MAX([3^CHILDREN])", "18", "an aggregate over units"),
            ("SUM([3^GROUP('north')])", "30", "a group of units"), ("CHILDCOUNT()", "2", "units below"),
            ("ISLEAF()", False, "it has children"), ("INGROUP(\"north\")", True, "its group"),
            ("SUM([3@P-1^CHILDREN])", MISSING, "rule 5: all missing is MISSING"),
            ("HASFORM(\"G\")", True, "there is a report"), ("SUBMITTED(\"F\")", True, "approved is submitted"),
            ("APPROVED(\"F\")", True, "approved"), ("APPROVED(\"G\")", False, "a draft"),
            ("SUBMITTED(\"G\")", False, "a draft"),
            ("SUM(['G'!r*.c5])", "10", "another form"), ("['X'!3]", "#REF!", "a form that is not there")]:
        cases.add("unit", expr, expected, why, context=at("year"))
    for expr in ["SUM([6^CHILDREN])", "[6@YTD]"]:
        cases.add("unit", expr, INVALID, "a rate is never summed, over units or over the year",
                  declared=True)
    cases.add("unit", "ISLEAF()", True, "no children", context=at("year", "01001"))
    cases.add("unit", "ANCESTOR(\"province\")", text("01"), "above", context=at("year", "01001"))
    cases.add("unit", "[3^PARENT]", "30", "the unit above", context=at("year", "01001"))
    cases.add("unit", "SUM([3^CHILDREN])", MISSING, "nothing below", context=at("year", "01001"))


def open_rows(cases):
    here = at("year", form="G", row="2")
    for expr, expected, why in [
            ("ROWCOUNT([r*])", "4", "rows that are there"), ("SUM([r*.c5])", "10", "all rows"),
            ("LOOKUPROW([r*.c2];\"b\";[r*.c5])", "2", "the row whose column 2 is b"),
            ("LOOKUPROW([r*.c2];\"z\";[r*.c5])", "#N/A", "no such row"),
            ("UNIQUE([r*.c2])", False, "a occurs twice"), ("UNIQUE([r*.c5])", True, "all differ"),
            ("DUPLICATES([r*.c2])", "1", "one cell repeats another"), ("ROWINDEX()", "2", "row 2"),
            ("SUMIF([r*.c2];\"a\";[r*.c5])", "5", "rows 1 and 4")]:
        cases.add("rows", expr, expected, why, context=here)


def mergers(cases):
    for expr, unit, expected, why in [
            ("[3@Y-1]", "01", "9", "whole units merged: exact sum"),
            ("[5@Y-1]", "01", "90", "stocks add up over units"),
            ("ISERROR([6@Y-1])", "01", True, "rates are never summed"),
            ("[3]/[3@Y-1]", "01", "2", "growth over the merger"),
            ("[3@Y-1]", "02", "9", "a split unit by its declared weight: 5 + 0.4 * 10"),
            ("[3@Y-1]", "03", "#REF!", "a missing mapping is #REF!, never 0"),
            ("[3@Y-2]", "01", MISSING, "no report of either")]:
        cases.add("merged", expr, expected, why, context=at("merged", unit, "2025-M09"))


def all_cases(cases):
    periods(cases)
    units(cases)
    open_rows(cases)
    mergers(cases)
