"""Receipts of an authority's log: proof, without a network, that a package was received."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Union

from ._call import Document, Json, Text, ask_json, ask_text, ask_valid, text, write_json
from ._native import ffi, lib
from .part import Part


def verify_receipt(
    package: Json, log_keys: Union[Text, Sequence[str]], receipt: Text = ""
) -> Document:
    """Verifies a receipt for a package offline; without ``receipt`` the one in the bundle.

    ``Untrusted`` has detail "reason": format, leaf, claim, proof, checkpoint.
    """
    keys = log_keys if isinstance(log_keys, (str, bytes)) else "\n".join(log_keys)
    told: Document = ask_json(
        "receipt_verify", write_json(package), text(receipt, "receipt"), keys
    )
    return told


def verify_note(note: Text, verifier_keys: Union[Text, Sequence[str]]) -> bool:
    """Whether a signed note is signed by one of the keys, and by none of them wrongly."""
    keys = verifier_keys if isinstance(verifier_keys, (str, bytes)) else "\n".join(verifier_keys)
    return ask_valid("note_verify", text(note, "note"), keys)


def verify_inclusion(
    index: int, size: int, root: bytes, leaf_hash: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether a leaf is number ``index`` of the tree of ``size`` leaves (RFC 9162)."""
    return ask_valid(
        "inclusion_verify", _count(index), _count(size), _hash(root), _hash(leaf_hash),
        *_hashes(proof),
    )  # fmt: skip


def verify_consistency(
    size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of ``size2`` leaves is the one of ``size1`` leaves, grown (RFC 9162)."""
    return ask_valid(
        "consistency_verify", _count(size1), _count(size2), _hash(root1), _hash(root2),
        *_hashes(proof),
    )  # fmt: skip


def _count(value: int) -> int:
    if not 0 <= value < 2**64:
        raise ValueError(f"{value} counts no leaves: it must lie between 0 and 2^64-1")
    return value


def _hash(value: bytes) -> Any:
    if len(value) != lib.GIRS_HASH_SIZE:
        raise ValueError(f"a hash has {lib.GIRS_HASH_SIZE} bytes, not {len(value)}")
    return ffi.from_buffer("uint8_t[]", value)


def _hashes(proof: Sequence[bytes]) -> tuple[Any, Any]:
    for one in proof:
        _hash(one)
    return ffi.from_buffer("uint8_t[]", b"".join(proof)), ffi.cast("size_t", len(proof))


class Proofs(Part):
    """Proofs from a store's own log, for those who verify them elsewhere."""

    def inclusion(self, index: int, size: int = 0) -> Document:
        """That entry ``index`` is in the log of ``size`` entries (0: all that are signed)."""
        told: Document = ask_json("log_prove", self._store, _count(index), _count(size))
        return told

    def growth(self, size1: int, size2: int = 0) -> Document:
        """That the log of ``size2`` entries continues the one of ``size1``."""
        told: Document = ask_json("log_prove_growth", self._store, _count(size1), _count(size2))
        return told


class Receipts(Part):
    """The receipts of a store."""

    def get(self, pid: str) -> str:
        """The receipt of a package in this store's outbox or log."""
        return ask_text("receipt_get", self._store, text(pid, "pid"))
