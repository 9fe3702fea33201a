"""The catalogue: one JSON document a definition."""

from __future__ import annotations

import os
from typing import Union

from ._call import Document, ask_json, call, text
from .part import Part

Path = Union[str, "os.PathLike[str]"]


def check(folder: Path) -> None:
    """Reads and checks a folder of definitions without a store; every mistake at once."""
    call("catalog_check", os.fspath(folder))


class Catalog(Part):
    """The definitions of a store."""

    def load(self, folder: Path) -> None:
        """Loads every ``*.json`` below ``folder``, all or nothing.

        ``InvalidArgument`` lists every mistake with "file" and "pointer"; ``Conflict`` says which
        definition is there with other content.
        """
        call("catalog_load", self._store, os.fspath(folder))

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
