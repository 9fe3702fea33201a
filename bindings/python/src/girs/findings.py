"""Findings: what the checks of a form have to say about its cells. Data, not errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple, Optional, overload, Union

from ._call import Document, ask_json, call
from ._handle import Handle
from ._native import ffi, lib
from .table import Table


class Severity(IntEnum):
    """An error blocks sending, "explain" must be explained in writing."""

    ERROR = 0
    EXPLAIN = 1
    INFO = 2


class Outcome(IntEnum):
    """What came of the rule."""

    FAIL = 0
    NOT_EVALUATED = 1
    RULE_ERROR = 2


class Finding(NamedTuple):
    """One finding. ``left``, ``right`` and ``difference`` are figures in full precision, as text."""

    severity: Severity
    outcome: Outcome
    unexplained: bool
    id: str
    rule: str
    form: str
    row: Optional[str]
    column: Optional[str]
    operation: Optional[str]
    left: Optional[str]
    right: Optional[str]
    difference: Optional[str]
    message: str
    message_vi: str


class Findings(Handle, Sequence[Finding]):
    """The findings of one check, in the form's order. Any thread may use them."""

    _noun = "findings"

    def __len__(self) -> int:
        count: int = lib.girs_findings_count(self.pointer)
        return count

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Finding, list[Finding]]:
        if isinstance(index, slice):
            return [self._at(one) for one in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(f"there are {len(self)} findings, no number {index}")
        return self._at(place)

    def __iter__(self) -> Iterator[Finding]:
        return (self._at(index) for index in range(len(self)))

    def _at(self, index: int) -> Finding:
        found = self.pointer

        def part(name: bytes) -> Optional[str]:
            text = lib.girs_findings_text(found, index, name)
            return None if text == ffi.NULL else ffi.string(text).decode()

        def message(language: bytes) -> str:
            text: str = ffi.string(lib.girs_findings_message(found, index, language)).decode()
            return text

        return Finding(
            Severity(lib.girs_findings_severity(found, index)),
            Outcome(lib.girs_findings_outcome(found, index)),
            bool(lib.girs_findings_is_unexplained(found, index)),
            part(b"id") or "", part(b"rule") or "", part(b"form") or "", part(b"row"),
            part(b"column"), part(b"operation"), part(b"left"), part(b"right"),
            part(b"difference"), message(b"en"), message(b"vi"),
        )  # fmt: skip

    @property
    def clear(self) -> bool:
        """Whether nothing blocks sending."""
        return bool(lib.girs_findings_is_clear(self.pointer))

    def document(self) -> Document:
        """All findings with both messages and the cells to blame."""
        told: Document = ask_json("findings_json", self)
        return told

    @property
    def table(self) -> Table:
        """The findings in columns, for ``to_pandas()``, ``to_arrow()`` and the Arrow protocol."""
        return Table(lambda stream: call("findings_stream", self, stream))

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.table.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table`` without a copy."""
        return self.table.to_arrow()

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``."""
        return self.table.to_pandas()
