#!/usr/bin/env python3
"""The list of every exported symbol: since when, in which header, and the tests that touch it.

    tests/tidy/touched.py             exit 0: capi/abi/symbols.md is right, 1: breaches
    tests/tidy/touched.py --write     writes it anew

A symbol is touched by a test that calls it for what it does; null_test.c, which calls everything
for its refusals, does not count. The list may name fewer tests than there are, never others.
"""

import re
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

import symbols

_LIST = "capi/abi/symbols.md"
_NOT_COUNTED = {"tests/capi/null_test.c"}
_ROW = re.compile(r"^\| `(\w+)` \| ([\d.]+) \| (\w+\.h) \| (.*) \|$", re.MULTILINE)
_SINCE = re.compile(r"@since\s+([\d.]*\d)")
_WORD = re.compile(r"\bgirs_\w+")
_HEAD = """# Every exported symbol
Written by `python3 tests/tidy/touched.py --write` and checked by `tests/run.sh`: since which version, in which header of `include/girs`, and which tests call it for what it does.

| symbol | since | header | tests |
|---|---|---|---|
"""


class Symbol(NamedTuple):
    name: str
    since: str
    header: str
    tests: list[str]


def calls_by_file(root: Path) -> dict[str, set[str]]:
    """The symbols named in each test of the C API, in C, C++ and the bindings' own tests."""
    found = {}
    for pattern in ("tests/capi/*.c", "tests/capi/*.cpp", "tests/capi/*.h", "tests/bench/*.c*",
                    "tests/install/*.c", "tests/conformance/**/*.c*"):
        for path in sorted(root.glob(pattern)):
            name = path.relative_to(root).as_posix()
            if name not in _NOT_COUNTED:
                found[name] = set(_WORD.findall(path.read_text(encoding="utf-8")))
    return found


def known(root: Path) -> list[Symbol]:
    calls = calls_by_file(root)
    rows = []
    for header in sorted((root / "include/girs").glob("*.h")):
        for found in symbols.declarations(header.name, header.read_text(encoding="utf-8")):
            since = _SINCE.search(found.doc)
            tests = [name for name, words in calls.items() if found.name in words]
            rows.append(Symbol(found.name, since[1] if since else "", header.name, tests))
    return sorted(rows)


def page(rows: list[Symbol]) -> str:
    return _HEAD + "".join(f"| `{row.name}` | {row.since} | {row.header} | {' '.join(row.tests)} |\n"
                           for row in rows)


def breaches(rows: list[Symbol], listed: str) -> Iterator[str]:
    there = {name: Symbol(name, since, header, tests.split())
             for name, since, header, tests in _ROW.findall(listed)}
    for row in rows:
        where = f"include/girs/{row.header}:"
        if not row.tests:
            yield f"{where} no test of the C API calls {row.name} for what it does."
        entry = there.pop(row.name, None)
        if entry is None:
            yield f"{_LIST}: {row.name} is missing; run python3 tests/tidy/touched.py --write."
        elif (entry.since, entry.header) != (row.since, row.header):
            yield f"{_LIST}: {row.name} is since {row.since} in {row.header}; write the list anew."
        else:
            for test in sorted(set(entry.tests) - set(row.tests)):
                yield f"{_LIST}: {test} does not call {row.name} any more; write the list anew."
    for name in sorted(there):
        yield f"{_LIST}: {name} is no symbol of the library."


def main(arguments: list[str]) -> int:
    root = Path(__file__).resolve().parents[2]
    rows = known(root)
    target = root / _LIST
    if arguments == ["--write"]:
        target.write_text(page(rows), encoding="utf-8")
    elif arguments:
        print(__doc__, file=sys.stderr)
        return 2
    found = list(breaches(rows, target.read_text(encoding="utf-8") if target.is_file() else ""))
    for sentence in found:
        print(sentence)
    print(f"touched: {len(rows)} symbols, {len(found)} breaches.")
    return 1 if found or not rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
