"""Cells on their way into a form: one value as text, many as columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Any, Optional, Protocol, Union

from ._call import options
from ._native import ffi


class Absent(Enum):
    """Why a cell has no figure. The values are what forms print."""

    BLANK = ""
    NIL = "-"
    NOT_APPLICABLE = "x"
    NOT_AVAILABLE = "..."


Value = Union[Decimal, int, str, Absent, None]


class ArrowTable(Protocol):
    """Anything that hands out an Arrow stream: pyarrow, polars, DuckDB..."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


Cells = Union[Iterable[tuple[str, Union[str, int], Value]], ArrowTable]


def written(value: Value) -> str:
    """A value as the library reads it; floats are not exact and are refused."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, Absent):
        return value.value
    if isinstance(value, bool) or not isinstance(value, (Decimal, int)):
        raise TypeError(
            f"a figure is Decimal, int or text, not {type(value).__name__}: no figure passes "
            "through binary floating point"
        )
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} is no figure; None is a blank cell")
        return format(value, "f")
    return str(value)


def columns_of(
    many: Iterable[tuple[str, Union[str, int], Value]], numbers: int
) -> tuple[Any, list[Any]]:
    """A girs_cell_columns over (row, column, value), and what it borrows."""
    rows: list[str] = []
    columns: list[str] = []
    values: list[str] = []
    for row, column, value in many:
        rows.append(row)
        columns.append(str(column))
        values.append(written(value))
    fields: dict[str, Any] = {}
    kept: list[Any] = []
    for name, texts in (("row", rows), ("column", columns), ("value", values)):
        offsets, data = _laid_out(texts)
        fields[f"{name}_offsets"] = ffi.from_buffer("int32_t[]", offsets)
        fields[f"{name}_data"] = ffi.from_buffer(data)
        kept += [offsets, data, *fields.values()]
    made, more = options("girs_cell_columns", number_style=numbers, count=len(rows), **fields)
    return made, [*kept, *more]


def _laid_out(texts: list[str]) -> tuple["array[int]", bytes]:
    """Texts as Arrow lays them out: offsets and one run of bytes."""
    raw = [text.encode() for text in texts]
    offsets = array("i", [0])
    total = 0
    for one in raw:
        total += len(one)
        offsets.append(total)
    return offsets, b"".join(raw)


def of_frame(frame: Any) -> Iterator[tuple[str, str, Value]]:
    """The cells of a pandas table whose index and columns are the form's."""
    for name in frame.columns:
        column = frame[name]
        if getattr(column.dtype, "kind", "O") == "f":
            raise TypeError(
                f"column {name} holds binary floating point; read it as text or Decimal "
                "(pandas.read_csv(..., dtype=str))"
            )
        for row, value, missing in zip(frame.index, column, column.isna()):
            yield str(row), str(name), None if missing else _plain(value)


def _plain(value: Any) -> Value:
    """A value without numpy: its integers are Python's."""
    item: Optional[Any] = getattr(value, "item", None)
    plain: Value = item() if item is not None and not isinstance(value, str) else value
    return plain


def stream_of(capsule: Any) -> Any:
    """The ArrowArrayStream in a capsule; the capsule keeps it alive."""
    import ctypes

    pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
        ("PyCapsule_GetPointer", ctypes.pythonapi)
    )
    return ffi.cast("struct ArrowArrayStream *", pointer(capsule, b"arrow_array_stream"))
