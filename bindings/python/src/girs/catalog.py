"""The catalogue: one JSON document a definition."""

from __future__ import annotations

import os
from typing import Any, Optional, Union

from ._call import Document, ask_json, c_text, call, text
from ._handle import Handle
from ._native import ffi
from .part import Part

Path = Union[str, "os.PathLike[str]"]


def check(*paths: Path, store: Optional[Handle] = None) -> None:
    """Reads and checks folders and files of definitions; every mistake at once.

    With a ``store`` they are checked together with what it holds; it stays as it is.
    """
    words, kept = _words(paths)
    call("catalog_check_paths", ffi.NULL if store is None else store, words, len(paths))
    del kept


def review(folder: Path) -> list[Document]:
    """What an expert would say of definitions without mistakes: rules that can never hold
    together, cells that can hold one value only, rules that say the same."""
    told: list[Document] = ask_json("catalog_review", os.fspath(folder))
    return told


def _words(paths: tuple[Path, ...]) -> tuple[Any, list[Any]]:
    """Paths as C takes them, and what keeps them alive."""
    kept = [c_text(os.fspath(path), "path") for path in paths]
    return ffi.new("char const *[]", kept), kept


class Catalog(Part):
    """The definitions of a store."""

    def load(self, *paths: Path) -> None:
        """Loads files, and every ``*.json`` below folders, all or nothing.

        ``InvalidArgument`` lists every mistake with "file" and "pointer"; ``Conflict`` says which
        definition is there with other content.
        """
        words, kept = _words(paths)
        call("catalog_load_paths", self._store, words, len(paths))
        del kept

    def definitions(self) -> Document:
        """{"digest", "definitions": [{"kind", "code", "version", "digest"}]}."""
        told: Document = ask_json("catalog_list", self._store)
        return told

    def form_difference(self, form: str, from_version: int, to_version: int) -> list[Document]:
        """What changed between two versions of a form, in sentences for those who fill it in."""
        told: list[Document] = ask_json(
            "form_difference", self._store, text(form, "form"), from_version, to_version
        )
        return told

    def overlaps(self, year: int) -> list[Document]:
        """Regimes that ask the same units for the same figures, dearest first."""
        told: list[Document] = ask_json("catalog_overlaps", self._store, year)
        return told
