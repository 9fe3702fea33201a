"""A case of formula.json: {"id", "given": {"expr", "missing", "cells", "params", ...}, "expect",
"why"}.  `given` is what `girs formula eval` reads; `expect` what it answers.

A case with "declared" is compiled as rules of a catalogue are, with declarations that say of cells
only that column 6 is a rate and column 5 in triệu đồng; without, a mistake of type is only a warning, and #VALUE! when evaluated.

{"invalid": true} expects a formula that does not compile, and {"invalid": {"at": 7}} one that is
refused at that byte.  A case with "context" in `given` stands in a world of worlds.py, at a period and
a unit; it and one with "declared" run in C++ only.
"""

NIL = {"absent": "nil"}
MISSING = {"absent": "missing"}
NOT_YET = {"absent": "not-available"}
NOT_APPLICABLE = {"absent": "not-applicable"}
INVALID = {"invalid": True}
POLICIES = ("propagate", "blank_zero", "zero")
ERRORS = {"#DIV/0!": 2, "#VALUE!": 3, "#REF!": 4, "#NAME?": 5, "#NUM!": 6, "#N/A": 7,
          "#CYCLE!": 8}


def text(content):
    return {"text": content}


def answer(expected):
    """The JSON answer that a short form stands for."""
    if isinstance(expected, dict):
        return expected
    if isinstance(expected, bool):
        return {"logical": expected}
    if expected in ERRORS:
        return {"error": expected}
    return {"value": str(expected)}


class Cases:
    """Collects cases; their ids count within a group."""

    def __init__(self):
        self.all = []
        self.counts = {}

    def add(self, group, expr, expected, why, missing="propagate", cells=None, params=None,
            context=None, declared=False):
        self.counts[group] = self.counts.get(group, 0) + 1
        given = {"expr": expr, "missing": missing}
        if cells:
            given["cells"] = cells
        if params:
            given["params"] = params
        if context:
            given["context"] = context
        if declared:
            given["declared"] = True
        self.all.append({"id": f"{group}-{self.counts[group]:03d}", "given": given,
                         "expect": answer(expected), "why": why})

    def table(self, group, why, rows):
        """Formulas that need no cells: (formula, answer)."""
        for expr, expected in rows:
            self.add(group, expr, expected, why)


    def mistakes_of_type(self, group, why, exprs, cells=None):
        """Refused in a catalogue; #VALUE! at a prompt, where nothing is declared."""
        for expr in exprs:
            self.add(group, expr, INVALID, why + ", refused when compiled", cells=cells,
                     declared=True)
            self.add(group, expr, "#VALUE!", why, cells=cells)


def columns(*values):
    """{"c1": .., "c2": ..}; None leaves the cell blank."""
    return {f"c{i}": value for i, value in enumerate(values, 1) if value is not None}


def rows(column, *values):
    """{"r1.c5": .., "r2.c5": ..} of one column."""
    return {f"r{i}.c{column}": value for i, value in enumerate(values, 1) if value is not None}
