#!/usr/bin/env python3
"""Writes ../vectors/formula.json: cases of the formula language, their answers worked out from the
specification by hand or by the models in this folder, never by the library.

    python3 write.py           writes the file
    python3 write.py --check   exit 1 when the file is not what this folder gives
"""
import json
import pathlib
import sys

import logic
import maths
import operators
import precedence
import spread
import words
import worlds
from case import Cases

FILE = pathlib.Path(__file__).parent.parent / "vectors" / "formula.json"


def written():
    cases = Cases()
    for part in (operators, precedence, maths, spread, logic, words, worlds):
        part.all_cases(cases)
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases.all)
    worlds_text = json.dumps(worlds.WORLDS, ensure_ascii=False)
    return (f'{{"schema": "girs.formula-vectors/1", "worlds": {worlds_text}, "cases": [\n{lines}\n'
            ']}\n')


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(FILE.read_text(encoding="utf-8") != written())
    FILE.write_text(written(), encoding="utf-8")
