"""Units and agencies through time. A code means different units on different days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional, Union

from ._call import Day, Document, Json, Text, ask_json, call, day, options, read_json, text
from ._call import take_bytes, write_json
from ._native import ffi, lib
from .part import Part


class UnitTable(NamedTuple):
    """A national list as published: CSV with a header; the days where it has no date columns."""

    name: str
    content: Text
    from_day: Optional[Day] = None
    to_day: Optional[Day] = None


class Units(Part):
    """Look-ups in the units of a store; each takes a day."""

    def show(self, code: str, on: Day) -> Document:
        """The unit with ``code`` on that day; ``NotFound`` says when there was one."""
        told: Document = ask_json("unit_show", self._store, text(code, "code"), day(on))
        return told

    def tree(self, code: str, on: Day) -> list[Document]:
        """The units below ``code``, depth first."""
        return self._list("unit_tree", code, on)

    def successors(self, code: str, on: Day) -> list[Document]:
        """What became of the unit by the next change after the day."""
        return self._list("unit_successors", code, on)

    def predecessors(self, code: str, on: Day) -> list[Document]:
        """What the unit was made of by the last change not after the day."""
        return self._list("unit_predecessors", code, on)

    def find(self, name: str, on: Day, below: str = "") -> list[Document]:
        """Units that bear ``name``; case and diacritics do not matter."""
        told: list[Document] = ask_json(
            "unit_find", self._store, text(name, "name"), day(on), text(below, "below")
        )
        return told

    def members(self, code: str, on: Day, subject: str = "") -> list[Document]:
        """The units that report to ``code``, by the route of ``subject`` where there is one."""
        told: list[Document] = ask_json(
            "unit_members", self._store, text(code, "code"), text(subject, "subject"), day(on)
        )
        return told

    def group(self, group: str, on: Day) -> list[Document]:
        """The units listed in a group."""
        return self._list("unit_group", group, on)

    def convert(self, request: Json) -> list[Document]:
        """Figures read in the boundaries of another day (girs/unit.h lists the members)."""
        told: list[Document] = ask_json("unit_convert", self._store, write_json(request))
        return told

    def _list(self, name: str, code: str, on: Day) -> list[Document]:
        told: list[Document] = ask_json(name, self._store, text(code, "code"), day(on))
        return told


def import_units(
    tables: Sequence[UnitTable],
    *,
    lenient: bool = False,
    version: int = 0,
    code: Optional[str] = None,
    source: Optional[str] = None,
    top: Optional[str] = None,
    top_name: Optional[str] = None,
    changed_on: Optional[Day] = None,
    complete_kinds: Optional[str] = None,
) -> tuple[bytes, list[Document]]:
    """Makes a units document of national lists: the document and, if lenient, the mistakes."""
    rows = ffi.new("girs_unit_table[]", max(len(tables), 1))
    kept = [_fill(rows[index], table) for index, table in enumerate(tables)]
    how, fields = options(
        "girs_unit_import_options",
        flags=lib.GIRS_UNIT_IMPORT_LENIENT if lenient else 0,
        version=version, code=code, source=source, top=top, top_name=top_name,
        changed_on=None if changed_on is None else day(changed_on),
        complete_kinds=complete_kinds,
    )  # fmt: skip
    document, mistakes = ffi.new("girs_bytes **"), ffi.new("girs_bytes **")
    call("unit_import", rows, ffi.cast("size_t", len(tables)), how, document, mistakes)
    del kept, fields
    return take_bytes(document), read_json(take_bytes(mistakes) or b"[]")


def _fill(row: object, table: UnitTable) -> list[object]:
    raw = table.content.encode() if isinstance(table.content, str) else table.content
    data = ffi.from_buffer(raw)
    made, kept = options(
        "girs_unit_table",
        name=table.name, data=data, size=len(raw),
        **{
            "from": None if table.from_day is None else day(table.from_day),
            "to": None if table.to_day is None else day(table.to_day),
        },
    )  # fmt: skip
    ffi.memmove(ffi.addressof(row), made, ffi.sizeof("girs_unit_table"))
    return [raw, data, *kept]


def read_agency(code: Union[str, bytes]) -> Document:
    """An electronic identifier of an agency in either notation."""
    told: Document = ask_json("agency_read", text(code, "code"))
    return told
