#!/usr/bin/env python3
"""Whether the guards of the C API cover all of it, however late a function came.

    tests/tidy/guards.py             exit 0: they do, 1: breaches

Every exported function is called with NULL and with handles of other kinds (null_test.c); every one
that works on a store, a report or an authority is called after the store was closed
(closed_test.cpp); every type of handle is freed in any order among others (lifetime_test.cpp).
"""

import re
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FUNCTION = re.compile(r"GIRS_API\b[^;(]*?\b(girs_\w+)\s*\(([^)]*)\)")
OF_A_STORE = re.compile(r"(const )?girs_(store|report|central) \*\w+")
# function -> why it is not refused after close
OPEN_AFTER_CLOSE = {
    "girs_store_close": "closing again is fine, which a test of its own shows",
    "girs_report_set_cells_stream": "it consumes a stream first; bulk_test.cpp calls it for what it does",
}


class Guards(NamedTuple):
    null: str
    closed: str
    lifetime: str


def functions(header: str) -> dict[str, str]:
    """Name -> first parameter of every exported function."""
    return {name: parameters.split(",")[0].strip()
            for name, parameters in FUNCTION.findall(COMMENT.sub(" ", header))}


def calls(text: str) -> set[str]:
    return set(re.findall(r"\bgirs_\w+", text))


def breaches(declared: dict[str, str], guards: Guards) -> Iterator[str]:
    null, closed, lifetime = (calls(text) for text in guards)
    for name, first in sorted(declared.items()):
        if name not in null:
            yield f"tests/capi/null_test.c: {name} is never called with NULL."
        if name.endswith("_free"):
            if name not in lifetime and name.removesuffix("_free").removeprefix("girs_") not in OWNED:
                yield f"tests/capi/lifetime_test.cpp: {name} is not among those freed in any order."
        elif OF_A_STORE.match(first) and name not in closed and name not in OPEN_AFTER_CLOSE:
            yield f"tests/capi/closed_test.cpp: {name} is never called after close."
    for name in sorted(set(OPEN_AFTER_CLOSE) - set(declared)):
        yield f"tests/tidy/guards.py: {name} is excepted and does not exist."


# Those that lifetime_test.cpp holds in the types of handles.h, which free them.
OWNED = {"store", "report", "findings", "key", "central", "server", "bytes", "error"}


def main() -> int:
    header = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "include/girs").glob("*.h"))
    declared = functions(header)
    guards = Guards(*((ROOT / "tests/capi" / name).read_text(encoding="utf-8")
                      for name in ("null_test.c", "closed_test.cpp", "lifetime_test.cpp")))
    found = list(breaches(declared, guards))
    for sentence in found:
        print(sentence)
    print(f"guards: {len(declared)} functions, {len(found)} breaches.")
    return 1 if found or not declared else 0


if __name__ == "__main__":
    sys.exit(main())
