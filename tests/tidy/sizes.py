"""Sizes of files and functions; a function's end is found by counting braces (Python: by ast)."""

import ast
import re
from pathlib import PurePosixPath
from typing import Iterator, NamedTuple

import rules
from tree import SOURCE_ENDINGS, Breach, Tree

_TOKENS = re.compile(
    r'//[^\n]*|/\*.*?\*/'                                  # comments
    r'|R"([^ ()\\\t\v\f\n]{0,16})\(.*?\)\1"'               # raw strings
    r'|"(?:\\.|[^"\\\n])*"'                                # strings
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'"                # characters, not 1'000
    r'|^[ \t]*\#(?:\\\n|[^\n])*',                          # preprocessor lines
    re.DOTALL | re.MULTILINE)
_CONTAINER = re.compile(r"\b(?:namespace|class|struct|union|enum|extern)\b[^()]*$")
_INITIALISERS = re.compile(r"\)\s*(?:noexcept\s*)?:(?!:)")
_BODY_WORDS = {"const", "noexcept", "override", "final", "mutable", "volatile", "try"}


class Function(NamedTuple):
    name: str
    first: int
    last: int

    @property
    def lines(self) -> int:
        return self.last - self.first + 1


def check(tree: Tree) -> Iterator[Breach]:
    for path in tree.under("include", "src", "capi", "bindings", "examples", "tests"):
        if PurePosixPath(path).suffix not in rules.MEASURED:
            continue
        lines = len(tree.lines(path))
        allowed = _allowed(path, rules.FILE_LINES)
        if lines > allowed:
            yield Breach(path, lines, f"the file has {lines} lines, {allowed} are the ceiling; "
                         "is there a second concept in it?")
        for function in functions(path, tree.text(path)):
            allowed = _allowed(f"{path}:{function.name}", rules.FUNCTION_LINES)
            if function.lines > allowed:
                yield Breach(path, function.first, f"{function.name} has {function.lines} lines, "
                             f"{allowed} are the ceiling.")


def _allowed(key: str, limit: int) -> int:
    return rules.SIZE_EXCEPTIONS.get(key, (limit, ""))[0]


def functions(path: str, text: str) -> list[Function]:
    """The functions of a C, C++ or Python file, nested ones counted as part of the outer."""
    ending = PurePosixPath(path).suffix
    if ending == ".py":
        return _python_functions(text)
    return _brace_functions(text) if ending in SOURCE_ENDINGS else []


def _python_functions(text: str) -> list[Function]:
    nodes = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [Function(n.name, n.lineno, n.end_lineno) for n in ast.walk(ast.parse(text))
            if isinstance(n, nodes)]


def _brace_functions(text: str) -> list[Function]:
    """Walks the braces outside functions; one that opens after a parameter list opens a body."""
    code = _TOKENS.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    found, head_start, at = [], 0, 0
    for match in re.finditer(r"[{};]", code):
        if match.start() < at:
            continue  # inside a body that was skipped
        if match[0] != "{":
            head_start = match.end()
            continue
        head = code[head_start:match.start()]
        if _opens_container(head):
            head_start = match.end()
            continue
        at = _closing(code, match.start())
        if _opens_value(head):
            continue  # an initialiser in braces: the head goes on behind it
        first = code.count("\n", 0, head_start + len(head) - len(head.lstrip())) + 1
        if "(" in head:
            found.append(Function(_name(head), first, code.count("\n", 0, at) + 1))
        head_start = at
    return found


def _opens_container(head: str) -> bool:
    return not head.strip() or bool(_CONTAINER.search(head))


def _opens_value(head: str) -> bool:
    """`int x{1}`, `x = {..}`, and the members of a constructor's list, as `a_{1}`."""
    last_word = re.search(r"(\w+|\S)\s*$", head)[1]
    if "=" in re.sub(r"\([^()]*\)|operator\s*\S+|\[[^\]]*\]", "", head):
        return True
    in_list = _INITIALISERS.search(head) is not None
    return (in_list and re.fullmatch(r"\w+|>", last_word) is not None
            and last_word not in _BODY_WORDS)


def _closing(code: str, opening: int) -> int:
    """The place behind the brace that closes the one at `opening`."""
    depth = 0
    for match in re.finditer(r"[{}]", code[opening:]):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return opening + match.end()
    return len(code)


def _name(head: str) -> str:
    match = re.search(r"(operator\s*[^\s(]+|~?\w+)\s*\(", head)
    return match[1] if match else "a function"
