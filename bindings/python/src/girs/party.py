"""Those who sign a package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Optional

from ._call import c_text, call, take_bytes
from ._callbacks import raising
from ._native import ffi
from .keys import Signer


class Party(NamedTuple):
    """One who signs: "preparer", "approver", "agency-seal"; ``authority`` is "KT.", "TL."..."""

    role: str
    signer: Signer
    authority: Optional[str] = None


def sign_by(parties: Sequence[Party], name: str, *arguments: Any) -> str:
    """Calls ``girs_<name>`` with the parties last; gives the package's identity."""
    rows = ffi.new("girs_party[]", max(len(parties), 1))
    kept: list[object] = []
    for row, party in zip(rows, parties):
        row.struct_size = ffi.sizeof("girs_party")
        role, authority = c_text(party.role, "role"), c_text(party.authority, "authority")
        row.role, row.authority, row.signer = role, authority, party.signer.signer()
        kept += [role, authority]  # a C pointer keeps nothing alive
    out = ffi.new("girs_bytes **")
    with raising(*(party.signer.raised for party in parties)):
        call(name, *arguments, rows, ffi.cast("size_t", len(parties)), out)
    del kept
    return take_bytes(out).decode()
