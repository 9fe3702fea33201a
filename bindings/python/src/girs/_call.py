"""How a Python call becomes a C call: texts, handles, results, errors.

Every function of the headers has the same shape (bindings/README.md, ten rules), so one place
does what a generator would do for each.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any, Union

from ._handle import Handle
from ._native import ffi, lib
from .errors import take_error

__all__ = ["Day", "Document", "Json", "Moment", "Text"]

Text = Union[str, bytes]
"""Text or its bytes in UTF-8; bytes that are not UTF-8 are refused by the library."""
Day = Union[date, str]
"""A day: ``datetime.date`` or "2025-12-14"."""
Moment = Union[datetime, int]
"""A moment: an aware ``datetime`` or seconds since 1970 UTC; 0 means now."""
Document = dict[str, Any]
"""A JSON object with figures as text, or as ``Decimal`` where they are JSON numbers."""
Json = Union[str, bytes, Mapping[str, Any], Sequence[Any]]
"""A JSON document: written already, or as Python objects."""


def call(name: str, *arguments: Any) -> int:
    """Calls ``girs_<name>`` with an error at the end; texts become pointer and length."""
    words: list[Any] = []
    kept: list[bytes] = []  # what the call borrows
    for argument in arguments:
        if isinstance(argument, (str, bytes)):
            raw = argument.encode() if isinstance(argument, str) else argument
            kept.append(raw)
            words += [ffi.from_buffer(raw), len(raw)]
        elif isinstance(argument, Handle):
            words.append(argument.pointer)
        else:
            words.append(argument)
    error = ffi.new("girs_error **")
    status: int = getattr(lib, f"girs_{name}")(*words, error)
    if status < 0:
        raise take_error(status, error[0])
    return status


def ask_bytes(name: str, *arguments: Any) -> bytes:
    """The same for a function that gives bytes."""
    out = ffi.new("girs_bytes **")
    call(name, *arguments, out)
    return take_bytes(out)


def take_bytes(out: Any) -> bytes:
    """Copies what a girs_bytes holds and frees it; nothing was given: empty."""
    if out[0] == ffi.NULL:
        return b""
    try:
        return bytes(ffi.buffer(lib.girs_bytes_data(out[0]), lib.girs_bytes_size(out[0])))
    finally:
        lib.girs_bytes_free(out[0])


def ask_text(name: str, *arguments: Any) -> str:
    return ask_bytes(name, *arguments).decode()


def ask_valid(name: str, *arguments: Any) -> bool:
    """The same for a function that answers yes or no."""
    out = ffi.new("int32_t *")
    call(name, *arguments, out)
    return bool(out[0])


def ask_json(name: str, *arguments: Any) -> Any:
    return read_json(ask_bytes(name, *arguments))


def read_json(content: bytes) -> Any:
    """Reads JSON without a float: numbers with a fraction are exact decimals."""
    return json.loads(content, parse_float=Decimal)


def write_json(document: Json) -> Text:
    """JSON for the library; ``Decimal`` and ``date`` become the texts that it reads."""
    if isinstance(document, (str, bytes)):
        return document
    return json.dumps(document, default=_plain, ensure_ascii=False, allow_nan=False)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form here; give text or Decimal")


def text(value: Text | None, name: str) -> Text:
    """A text argument; None is the empty text."""
    if value is None:
        return ""
    if not isinstance(value, (str, bytes)):
        raise TypeError(f"{name} must be text, not {type(value).__name__}")
    return value


def day(value: Day, name: str = "day") -> str:
    if isinstance(value, datetime):
        raise TypeError(f"{name} must be a date without a time of day")
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a date or text, not {type(value).__name__}")
    return value


def moment(value: Moment | None) -> int:
    if value is None:
        return 0
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a datetime without a time zone is ambiguous; give tzinfo")
        return int(value.timestamp())
    return int(value)


def moment_from(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)


def c_text(value: str | None, name: str) -> Any:
    """A NUL-terminated text for an option struct, or NULL; keep the result alive."""
    if value is None:
        return ffi.NULL
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text, not {type(value).__name__}")
    if "\0" in value:
        raise ValueError(f"{name} must not hold a NUL character")
    return ffi.new("char[]", value.encode())


def options(struct: str, **fields: Any) -> tuple[Any, list[Any]]:
    """An option struct with its size set, and what it borrows; None leaves a default."""
    made = ffi.new(f"{struct} *")
    made.struct_size = ffi.sizeof(struct)
    kept: list[Any] = [made]
    for name, value in fields.items():
        if value is None:
            continue
        if isinstance(value, str):
            value = c_text(value, name)
        kept.append(value)  # a C pointer to a text, a callback or a struct keeps nothing alive
        setattr(made, name, value)
    return made, kept
