"""The registry of keys: who may sign what from when to when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ._call import Document, Json, Moment, ask_bytes, ask_json, call, moment, take_bytes, text
from ._call import write_json
from ._callbacks import raising
from ._native import ffi
from .keys import Signer, signer_or_null
from .part import Part


class Registry(Part):
    """The registry of a store; every version is signed with its root."""

    def add(
        self,
        keys: Sequence[Mapping[str, Any]],
        root: Signer,
        *,
        log_keys: Sequence[str] = (),
    ) -> bytes:
        """Makes the next version with more keys; gives the signed registry.

        Each key is {"scheme", "spki", "unit", "person", "title", "roles", "not_before",
        "not_after"}; ``log_keys`` are the log's verifier keys, for a first version.
        """
        out = ffi.new("girs_bytes **")
        logs = write_json(list(log_keys)) if log_keys else ""
        with raising(root.raised):
            call(
                "registry_add", self._store, write_json(keys), logs, signer_or_null(root), out
            )
        return take_bytes(out)

    def revoke(self, keyid: str, at: Moment, reason: str, root: Signer) -> None:
        """Revokes a key from a moment on, in a new version."""
        with raising(root.raised):
            call(
                "registry_revoke", self._store, text(keyid, "keyid"), moment(at),
                text(reason, "reason"), signer_or_null(root),
            )  # fmt: skip

    def propose(self, change: Mapping[str, Any], root: Signer) -> bytes:
        """Makes the next version with any change, signed by one of two or more root keys.

        ``change`` is {"add", "log_keys", "revoke", "retire", "tlog_policy", "min_schema",
        "cosigners"}, each of which may be left out. Another root signs with
        ``girs.sign_package()``; :meth:`accept` puts the registry into force.
        """
        with raising(root.raised):
            return ask_bytes(
                "registry_propose", self._store, write_json(change), signer_or_null(root)
            )

    def accept(self, envelope: Json) -> None:
        """Puts a signed registry into force in this store."""
        call("registry_import", self._store, write_json(envelope))

    def show(self) -> Document:
        """The registry in force, verified against the pinned root."""
        told: Document = ask_json("registry_show", self._store)
        return told
