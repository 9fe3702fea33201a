"""The declarations of the public headers in the words that cffi reads.

The headers need little for that: comments, conditions and the macros of linkage go; macros that
are whole numbers stay; the rest is C as it stands.
"""

from __future__ import annotations

import re
from pathlib import Path

INCLUDE = re.compile(r'^#include "(\w+\.h)"', re.MULTILINE)
NUMBER = re.compile(r"^#define (\w+)\s+(0x[0-9a-fA-F]+|\d+)u?\b")
LINKAGE = re.compile(r"\bGIRS_(API|NOEXCEPT)\b")


def read(header: Path, seen: set[Path] | None = None) -> str:
    """The declarations of `header` and of what it includes, each header once."""
    seen = set() if seen is None else seen
    if header in seen:
        return ""
    seen.add(header)
    text = header.read_text(encoding="utf-8")
    included = [read(header.parent / name, seen) for name in INCLUDE.findall(text)]
    return "\n".join([*included, plain(text)])


def plain(text: str) -> str:
    """One header without comments, conditions and linkage."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL).replace("\\\n", " ")
    lines, kept = [], [True]
    for line in text.splitlines():
        if line.startswith("#"):
            directive(line, kept, lines)
        elif all(kept):
            lines.append(LINKAGE.sub("", line))
    return "\n".join(lines)


def directive(line: str, kept: list[bool], lines: list[str]) -> None:
    """Follows a condition (only #ifndef holds, and what is not C++), keeps a number."""
    word = line[1:].split()[0]
    if word in ("if", "ifdef", "ifndef"):
        kept.append(word == "ifndef")
    elif word == "else":
        kept[-1] = not kept[-1]
    elif word == "endif":
        kept.pop()
    elif word == "define" and all(kept):
        number = NUMBER.match(line)
        if number:
            lines.append(f"#define {number[1]} {number[2]}")
