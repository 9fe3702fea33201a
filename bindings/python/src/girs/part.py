"""A part of a store: one noun of the interface, under one name."""

from __future__ import annotations

from ._handle import Handle


class Part:
    """Calls on one store about one noun; keeps the store alive."""

    def __init__(self, store: Handle) -> None:
        self._store = store
