#!/usr/bin/env python3
"""Says which parts of the public headers tests/capi/frozen_test.c does not hold fast yet.

    tests/tidy/frozen.py [ROOT]     exit 0: all are frozen, 1: breaches

Every field of a public struct has its FIELD line, every named number its CONSTANT line, and the
number of the binary interface is the same in base.h and in CMakeLists.txt.
"""

import re
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

_STRUCT = re.compile(r"^(?:typedef )?struct (\w+) \{(.*?)^\}", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"\(\*(\w+)\)|(\w+)\s*(?:\[[^]]*\])?$")
_ENUM = re.compile(r"\benum\b[^{;]*\{(.*?)\}", re.DOTALL)
_NUMBER = re.compile(r"^#define (\w+) +(?:\(+\w+\))?\(?-?(?:0[xX])?[0-9a-fA-F]+u?\)*$", re.MULTILINE)
_UNFROZEN = {"GIRS_VERSION"}  # changes with every release


class Header(NamedTuple):
    fields: list[tuple[str, str]]    # struct, field
    numbers: list[str]


def without_comments(text: str) -> str:
    return re.sub(r"[ \t]*/\*.*?\*/", "", text, flags=re.DOTALL)


def read(text: str) -> Header:
    code = without_comments(text)
    fields = []
    for name, body in _STRUCT.findall(code):
        for declaration in filter(None, (part.strip() for part in body.split(";"))):
            match = _FIELD.search(declaration)
            fields.append((name, match[1] or match[2] if match else declaration))
    numbers = [word.split("=")[0].strip() for body in _ENUM.findall(code)
               for word in body.split(",") if word.strip()]
    numbers += [name for name in _NUMBER.findall(code) if name not in _UNFROZEN]
    return Header(fields, numbers)


def breaches(headers: dict[str, str], frozen: str, cmake: str) -> Iterator[str]:
    held = re.sub(r"\s+", " ", frozen)
    for path, text in headers.items():
        header = read(text)
        for struct, field in header.fields:
            if not re.search(rf"\bFIELD\((?:struct )?{struct}, {field}, ", held):
                yield f"{path}: {struct}.{field} has no FIELD line in tests/capi/frozen_test.c."
        for number in header.numbers:
            if f"CONSTANT({number}, " not in held:
                yield f"{path}: {number} has no CONSTANT line in tests/capi/frozen_test.c."
    named = re.search(r"^#define GIRS_ABI (\d+)u", headers.get("include/girs/base.h", ""), re.MULTILINE)
    built = re.search(r"^set\(GIRS_ABI (\d+)\)", cmake, re.MULTILINE)
    if not named or not built or named[1] != built[1]:
        yield "include/girs/base.h: GIRS_ABI is not the number that CMakeLists.txt sets."


def main(arguments: list[str]) -> int:
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2]
    headers = {f"include/girs/{path.name}": path.read_text(encoding="utf-8")
               for path in sorted((root / "include/girs").glob("*.h"))}
    found = list(breaches(headers, (root / "tests/capi/frozen_test.c").read_text(encoding="utf-8"),
                          (root / "CMakeLists.txt").read_text(encoding="utf-8")))
    for sentence in found:
        print(sentence)
    fields = sum(len(read(text).fields) for text in headers.values())
    numbers = sum(len(read(text).numbers) for text in headers.values())
    print(f"frozen: {fields} fields, {numbers} numbers, {len(found)} breaches.")
    return 1 if found or not fields else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
