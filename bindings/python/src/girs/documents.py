"""JSON and decimal arithmetic as the library does them."""

from __future__ import annotations

from decimal import Decimal
from typing import Union

from ._call import Json, Text, ask_bytes, ask_text, call, text, write_json
from ._native import lib

Number = Union[Decimal, int, str]


def lint(document: Text, *, strict: bool = False) -> None:
    """Checks that ``document`` is JSON (RFC 8259).

    ``strict`` also refuses what packages must not hold, such as duplicate keys. Raises
    ``InvalidArgument`` with details "offset", "line" and "column".
    """
    call("json_lint", text(document, "document"), lib.GIRS_JSON_STRICT if strict else 0)


def canonical(document: Json) -> bytes:
    """The RFC 8785 bytes of a document: what is hashed and signed."""
    return ask_bytes("json_canonical", write_json(document))


def compute(operation: str, a: Number, b: Number = "0", places: int = 0) -> Decimal:
    """Computes as figures are computed, with 34 digits.

    ``operation`` is "add", "sub", "mul", "div", "round", "quantize" or "compare".
    """
    return Decimal(ask_text("decimal_compute", operation, number(a), number(b), places))


def number(value: Number) -> str:
    """A figure as the library reads it; floats are not exact and are refused."""
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, str)):
        raise TypeError(f"a figure is Decimal, int or text, not {type(value).__name__}")
    return format(value, "f") if isinstance(value, Decimal) else str(value)
