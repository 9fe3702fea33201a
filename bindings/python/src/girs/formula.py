"""The language of rules and indicators."""

from __future__ import annotations

from typing import Any, Optional

from ._call import Document, Json, Text, ask_json, call, options, text, write_json
from ._handle import Handle
from ._native import ffi, lib


class Formula(Handle):
    """A compiled formula. Any thread may use it.

    >>> with Formula("ROUND([4]/[3]*100;1)") as share:
    ...     share.evaluate({"cells": {"c3": "1250", "c4": "830"}})
    {'value': '66.4'}
    """

    _noun = "formula"

    def __init__(
        self, source: Text, *, printed: bool = False, language: Optional[str] = None,
        declared: Optional[Json] = None,
    ) -> None:  # fmt: skip
        """Compiles; ``InvalidArgument`` has details "offset", "line", "column", "suggestion".

        ``printed`` reads an identity as forms print it, "(3)=(4)+(5)"; ``language="vi"`` reads
        decimal commas. ``declared`` says what is known of the cells, {"columns", "rows", "params",
        "indicators"}: then every breach of types, measures and units of measure is a mistake.
        """
        known = None if declared is None else write_json(declared)
        how, kept = options(
            "girs_formula_options",
            flags=lib.GIRS_FORMULA_PRINTED if printed else 0,
            language=language,
            declared=known.decode() if isinstance(known, bytes) else known,
        )
        out = ffi.new("girs_formula **")
        call("formula_compile", text(source, "source"), how, out)
        del kept
        super().__init__(out[0])

    @property
    def text(self) -> str:
        """Canonical text: what is stored, hashed and signed."""
        found: str = ffi.string(lib.girs_formula_text(self.pointer)).decode()
        return found

    def inspect(self) -> Document:
        """Type, measure, cost, references and warnings, without evaluating."""
        told: Document = ask_json("formula_inspect", self)
        return told

    def evaluate(self, request: Json) -> Any:
        """The value over cells given by name (girs/formula.h lists the members)."""
        return ask_json("formula_evaluate", self, write_json(request))

    def explain(self, request: Json) -> Document:
        """How the formula comes to its value: every reference and every step."""
        told: Document = ask_json("formula_explain", self, write_json(request))
        return told
