"""Fixtures: a folder with an exchange, a store with the catalogue."""

from __future__ import annotations

import pytest
from exchange import CATALOGUE, Exchange

import girs


@pytest.fixture
def exchange(tmp_path):
    return Exchange(tmp_path)


@pytest.fixture
def store(tmp_path):
    with girs.Store(tmp_path / "store.girs") as store:
        store.catalog.load(CATALOGUE)
        yield store
