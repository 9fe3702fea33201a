"""Who includes whom: layers of src/, areas outside it, homes of third-party headers, circles."""

import re
from pathlib import PurePosixPath
from typing import Iterator, NamedTuple, Optional

import rules
from tree import Breach, Tree

_INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
_EVERYWHERE = ("include", "src", "capi", "bindings", "examples", "tests")


class Include(NamedTuple):
    path: str    # the file that includes
    line: int
    quoted: bool
    name: str    # as written


def includes_of(tree: Tree, path: str) -> Iterator[Include]:
    """Include lines of one file; those inside block comments do not occur in this tree."""
    for number, text in enumerate(tree.lines(path), 1):
        match = _INCLUDE.match(text)
        if match:
            yield Include(path, number, match[1] == '"', match[2])


def check(tree: Tree) -> Iterator[Breach]:
    yield from _unknown_modules(tree)
    for path in tree.sources(*_EVERYWHERE):
        for include in includes_of(tree, path):
            sentence = _judge(tree, include)
            if sentence:
                yield Breach(path, include.line, sentence)
    yield from _circles(tree)


def module_of(path: str) -> Optional[str]:
    """The module of a file in src/, else None."""
    parts = path.split("/")
    return parts[1] if parts[0] == "src" and len(parts) > 2 else None


def resolve(tree: Tree, include: Include) -> Optional[str]:
    """The project's file that this include means, or None for a header from elsewhere."""
    own = PurePosixPath(include.path).parent
    roots = ["include", "src", "tests"] if include.quoted else ["include"]
    if include.quoted and module_of(include.path) is None:
        roots = [str(own), *map(str, own.parents), *roots]
    for root in roots:
        candidate = str(PurePosixPath(root) / include.name)
        if tree.has(candidate):
            return candidate
    return None


def _unknown_modules(tree: Tree) -> Iterator[Breach]:
    modules = {module_of(p) for p in tree.sources("src")} - {None}
    for module in sorted(modules - set(rules.ALLOWED_INCLUDES)):
        yield Breach(f"src/{module}", 1, f'"{module}" is no module of tests/tidy/rules.py; '
                     "give it a layer there and in src/README.md.")


def _judge(tree: Tree, include: Include) -> Optional[str]:
    """The sentence about a forbidden include, or None for an allowed one."""
    name = include.name
    if any(part in (".", "..") for part in name.split("/")):
        return f'"{name}" is a relative include; name the file from its root.'
    target = resolve(tree, include)
    if target is None:
        return _judge_foreign(include)
    if module_of(include.path):
        return _judge_module(include, target)
    return _judge_area(tree, include, target)


def _judge_foreign(include: Include) -> Optional[str]:
    for prefix, homes in rules.THIRD_PARTY_HOMES.items():
        if include.name.startswith(prefix):
            if any(_is_at_home(include.path, home) for home in homes):
                return None
            return f"<{include.name}> is at home in {', '.join(sorted(homes))} only."
    if include.quoted or include.name.startswith("girs/"):
        return f'"{include.name}" does not exist; name a header as "module/file.h".'
    if include.name in rules.SYSTEM_HEADERS or re.fullmatch(r"[a-z0-9_]+", include.name):
        return None
    return f"<{include.name}> has no home; give the library one in tests/tidy/rules.py."


def _is_at_home(path: str, home: str) -> bool:
    unit_tests = home.replace("src/", "tests/unit/", 1)
    return path.startswith((home + "/", unit_tests + "/"))


def _judge_module(include: Include, target: str) -> Optional[str]:
    user, used = module_of(include.path), module_of(target)
    if used is None:
        return f'src/ must not include "{include.name}" from {target}.'
    if used == user or used in rules.ALLOWED_INCLUDES.get(user, ()):
        return None
    return f'{user} must not include "{include.name}": {used} is not among its layers.'


def _judge_area(tree: Tree, include: Include, target: str) -> Optional[str]:
    area, allowed = _area_of(include.path)
    if target.startswith(_own_folder(include.path, area) + "/"):
        return None
    kind = _kind_of(target)
    if kind not in allowed:
        return f'{area} must not include "{include.name}" ({target}).'
    if kind == "support" and "src" not in allowed:
        for further in includes_of(tree, target):
            if module_of(resolve(tree, further) or ""):
                return f'{area} must not include "{include.name}", which includes src.'
    return None


def _area_of(path: str) -> tuple[str, set[str]]:
    for prefix, allowed in rules.AREAS:
        if path.startswith(prefix + "/"):
            return prefix, allowed
    return path.split("/")[0], set()


def _own_folder(path: str, area: str) -> str:
    """An example, a binding or a kind of test sees its own folder, not its neighbours'."""
    if area in ("bindings", "examples", "tests"):
        return "/".join(path.split("/")[:2])
    if area == "tests/unit":
        return "/".join(path.split("/")[:3])
    return area


def _kind_of(target: str) -> str:
    for prefix, kind in (("include/girs/", "api"), ("src/", "src"), ("capi/", "capi"),
                         ("tests/support/", "support")):
        if target.startswith(prefix):
            return kind
    return "other"


def _circles(tree: Tree) -> Iterator[Breach]:
    """Headers that include each other in a ring, each ring once."""
    graph = {path: [(i.line, t) for i in includes_of(tree, path) if (t := resolve(tree, i))]
             for path in tree.sources(*_EVERYWHERE)}
    done: set[str] = set()
    for start in graph:
        trail: list[str] = []
        yield from _walk(graph, start, trail, done)


def _walk(graph: dict, path: str, trail: list[str], done: set[str]) -> Iterator[Breach]:
    if path in done:
        return
    trail.append(path)
    for line, target in graph.get(path, []):
        if target in trail:
            ring = " -> ".join([*trail[trail.index(target):], target])
            yield Breach(path, line, f"includes go in a circle: {ring}.")
        else:
            yield from _walk(graph, target, trail, done)
    trail.pop()
    done.add(path)
