"""What the tree must name or open with: sources in CMake, guards, names at the top, words."""

import re
from pathlib import PurePosixPath
from typing import Iterator

import rules
from tree import Breach, Tree

_LISTED = re.compile(r"[\w${}./-]+\.(?:cpp|c)(?![\w.])")
_MODULE = re.compile(r"girs_module\(\s*(\w+)([^)]*)\)", re.DOTALL)
_FORBIDDEN = [(re.compile(pattern), what) for pattern, what in rules.FORBIDDEN_WORDS.items()]
_ALLOWED = re.compile("|".join(rules.ALLOWED_WORDS))


def check(tree: Tree) -> Iterator[Breach]:
    yield from _sources_in_cmake(tree)
    yield from _modules_used(tree)
    yield from _guards(tree)
    yield from _top(tree)
    yield from _words(tree)


def _cmake_lines(tree: Tree) -> Iterator[tuple[str, int, str]]:
    for path in tree.paths:
        if PurePosixPath(path).name == "CMakeLists.txt" or path.endswith(".cmake"):
            for number, line in enumerate(tree.lines(path), 1):
                yield path, number, line.split("#")[0]


def _sources_in_cmake(tree: Tree) -> Iterator[Breach]:
    listed = set()
    for path, number, line in _cmake_lines(tree):
        folder = PurePosixPath(path).parent
        for name in _LISTED.findall(line):
            for variable, root in (("${CMAKE_CURRENT_SOURCE_DIR}/", folder),
                                   ("${CMAKE_CURRENT_LIST_DIR}/", folder),
                                   ("${PROJECT_SOURCE_DIR}/", PurePosixPath("."))):
                if name.startswith(variable):
                    source = str(root / name[len(variable):])
                    break
            else:
                source = str(folder / name)
            if "$" in source:
                continue
            if not tree.has(source):
                yield Breach(path, number, f"{name} is listed and does not exist.")
            listed.add(source)
    for source in tree.sources("src", "capi", "bindings", "examples", "tests"):
        if PurePosixPath(source).suffix in (".c", ".cpp") and source not in listed:
            if not source.startswith(tuple(rules.UNLISTED_SOURCES)):
                yield Breach(source, 1, "no CMakeLists.txt lists this file.")


def _modules_used(tree: Tree) -> Iterator[Breach]:
    """USES of girs_module() names only modules that may be included."""
    for path in tree.under("src"):
        if not re.fullmatch(r"src/\w+/CMakeLists\.txt", path):
            continue
        for match in _MODULE.finditer(tree.text(path)):
            uses = re.search(r"\bUSES\b((?:\s+[a-z]\w*)*)", match[2])
            for used in uses[1].split() if uses else []:
                if used not in rules.ALLOWED_INCLUDES.get(match[1], ()):
                    line = tree.text(path).count("\n", 0, match.start()) + 1
                    yield Breach(path, line, f"{match[1]} must not use {used}.")


def _guards(tree: Tree) -> Iterator[Breach]:
    for path in tree.sources("include"):
        guard = "GIRS_" + re.sub(r"\W", "_", PurePosixPath(path).name).upper()
        if guard == "GIRS_GIRS_H":
            guard = "GIRS_GIRS_H|GIRS_H"
        code = re.sub(r"/\*.*?\*/", "", tree.text(path), flags=re.DOTALL).strip()
        if not re.match(rf"#ifndef ({guard})\n#define \1\n.*#endif", code, re.DOTALL):
            yield Breach(path, 1, "a public header is wrapped in "
                         f"#ifndef {guard.split('|')[0]} ... #endif behind its first comment.")
    for path in tree.sources("src", "capi", "examples", "tests"):
        if path.endswith(".h") and tree.lines(path)[:1] != ["#pragma once"]:
            yield Breach(path, 1, "a header begins with #pragma once.")


def _top(tree: Tree) -> Iterator[Breach]:
    for name in sorted({path.split("/")[0] for path in tree.paths}):
        if name not in rules.TOP_NAMES and not name.startswith("."):
            yield Breach(name, 1, "does not belong at the top of the tree; "
                         "see TOP_NAMES in tests/tidy/rules.py.")


def _words(tree: Tree) -> Iterator[Breach]:
    for path in tree.paths:
        for number, line in enumerate(tree.lines(path), 1):
            rest = _ALLOWED.sub("", line)
            for pattern, what in _FORBIDDEN:
                if pattern.search(rest):
                    yield Breach(path, number, f"the line {what}.")
