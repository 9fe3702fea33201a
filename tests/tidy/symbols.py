#!/usr/bin/env python3
"""Compares what libgirs.so exports with capi/symbols.txt and with the public headers.

    tests/tidy/symbols.py LIBRARY [ROOT]     exit 0: all agree, 1: breaches, 2: wrong use

Exported symbols equal the list, nothing foreign is exported, and every function of the list is
declared once in include/girs, behind a doc comment that tells its @since.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

_DECLARATION = re.compile(r"(?P<doc>/\*\*(?:(?!\*/).)*\*/)?(?P<gap>\s*)"
                          r"^GIRS_API\b(?P<type>[^;(]*?)\b(?P<name>\w+)\s*\(",
                          re.DOTALL | re.MULTILINE)
_VERSION_NODE = re.compile(r"GIRS_\d+")


class Declaration(NamedTuple):
    path: str
    line: int
    name: str
    doc: str     # empty: none directly before it


def exported(library: Path) -> set[str]:
    """Names in the dynamic symbol table, without the nodes of the version script."""
    listed = subprocess.run(["nm", "-D", "--defined-only", str(library)],
                            check=True, capture_output=True, text=True).stdout
    symbols = {line.split()[-1].split("@")[0] for line in listed.splitlines() if line.split()}
    return {name for name in symbols if not _VERSION_NODE.fullmatch(name)}


def declarations(path: str, text: str) -> list[Declaration]:
    """The exported functions that one header declares."""
    return [Declaration(path, text.count("\n", 0, match.start("name")) + 1, match["name"],
                        (match["doc"] or "") if match["gap"].count("\n") <= 1 else "")
            for match in _DECLARATION.finditer(text)]


def listed_symbols(text: str) -> list[str]:
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def breaches(symbols: set[str], listed: list[str], declared: list[Declaration]) -> Iterator[str]:
    """One sentence for each disagreement."""
    where = "capi/symbols.txt:1:"
    if not listed:
        yield f"{where} the list is empty."
    for name in sorted({n for n in listed if listed.count(n) > 1}):
        yield f"{where} {name} stands twice in the list."
    for name in sorted(n for n in symbols if not n.startswith("girs_")):
        yield f"{where} the library exports the foreign symbol {name}."
    for name in sorted(symbols - set(listed)):
        yield f"{where} {name} is exported and not in the list."
    for name in sorted(set(listed) - symbols):
        yield f"{where} {name} is in the list and not exported."
    yield from _undocumented(set(listed) | symbols, declared)


def _undocumented(names: set[str], declared: list[Declaration]) -> Iterator[str]:
    seen: dict[str, Declaration] = {}
    for found in declared:
        place = f"{found.path}:{found.line}:"
        if found.name in seen:
            first = seen[found.name]
            yield f"{place} {found.name} is already declared at {first.path}:{first.line}."
        seen.setdefault(found.name, found)
        if found.name not in names:
            yield f"{place} {found.name} is declared and not exported."
        if not found.doc:
            yield f"{place} {found.name} has no doc comment directly before it."
        elif "@since" not in found.doc:
            yield f"{place} the doc comment of {found.name} does not tell its @since."
    for name in sorted(n for n in names - set(seen) if n.startswith("girs_")):
        yield f"include/girs:1: {name} is exported and declared in no header."


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    if not Path(arguments[0]).is_file():
        print(f"There is no library '{arguments[0]}'; build it first.")
        return 1
    root = Path(arguments[1] if len(arguments) == 2 else Path(__file__).resolve().parents[2])
    declared = [d for header in sorted((root / "include" / "girs").glob("*.h"))
                for d in declarations(f"include/girs/{header.name}",
                                      header.read_text(encoding="utf-8"))]
    listed = listed_symbols((root / "capi" / "symbols.txt").read_text(encoding="utf-8"))
    found = list(breaches(exported(Path(arguments[0])), listed, declared))
    for sentence in found:
        print(sentence)
    print(f"symbols: {len(listed)} listed, {len(declared)} declared, {len(found)} breaches.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
