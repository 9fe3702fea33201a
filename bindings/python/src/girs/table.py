"""Results in bulk: columns in the Arrow format, handed over without a copy."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from ._native import ffi

_NAME = b"arrow_array_stream"
_streams: dict[int, Any] = {}  # what capsules point to, until they are collected


class Table:
    """A result in columns; each use asks the library for a fresh stream.

    Anything that knows the Arrow protocol takes it: ``pyarrow.table(t)``, ``polars.DataFrame(t)``,
    ``pandas.DataFrame.from_arrow(t)``, DuckDB. Figures are exact decimal text.
    """

    def __init__(self, export: Callable[[Any], object], figures: Sequence[str] = ()) -> None:
        self._export = export
        self._figures = tuple(figures)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """A capsule with an ``ArrowArrayStream``."""
        stream = ffi.new("struct ArrowArrayStream *")
        self._export(stream)
        address = int(ffi.cast("uintptr_t", stream))
        _streams[address] = stream
        new, release = _capsules()
        return new(address, _NAME, release)

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``; needs pyarrow."""
        import pyarrow

        return pyarrow.RecordBatchReader.from_stream(self).read_all()

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``; columns of figures hold ``Decimal``. Needs pandas, pyarrow."""
        frame = self.to_arrow().to_pandas()
        for name in self._figures:
            frame[name] = [_decimal(text) for text in frame[name]]
        return frame


def _decimal(text: object) -> Any:
    return Decimal(text) if isinstance(text, str) else None


@functools.cache
def _capsules() -> tuple[Any, Any]:
    """PyCapsule_New and a destructor that releases a stream that nobody took."""
    import ctypes  # the first table needs it, not the import of girs

    # The destructor sees a capsule that is being collected, so it is a plain address here.
    destructor = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)
    new = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_char_p, destructor)(
        ("PyCapsule_New", ctypes.pythonapi)
    )
    pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(
        ("PyCapsule_GetPointer", ctypes.pythonapi)
    )

    def finish(capsule: int) -> None:
        stream = _streams.pop(pointer(capsule, _NAME), None)
        if stream is not None and stream.release != ffi.NULL:
            stream.release(stream)

    return new, destructor(finish)
