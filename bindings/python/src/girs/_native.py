"""The C library that the wheel carries, opened once.

``GIRS_LIBRARY`` names another one, for those who install libgirs system-wide.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from ._abi import ffi

__all__ = ["ffi", "lib"]

_NEEDED = (
    "It uses libraries of the system that the wheel does not carry: on Debian 12 "
    "'apt install libsqlite3-0 libssl3 libsodium23 libutf8proc2 libre2-9 libstdc++6'."
)


def _open() -> Any:
    path = os.environ.get("GIRS_LIBRARY") or os.path.join(os.path.dirname(__file__), "libgirs.so")
    try:
        library = ffi.dlopen(path)
    except OSError as refused:
        raise ImportError(
            f"girs cannot open {path} on {sys.platform}: {refused}. {_NEEDED}"
        ) from refused
    if library.girs_abi() != library.GIRS_ABI:
        raise ImportError(
            f"{path} has binary interface {library.girs_abi()}; "
            f"this package is made for {library.GIRS_ABI}."
        )
    # Before 1.0 a minor version may change the interface; later only the major one does.
    minor = library.GIRS_VERSION // 1000
    if library.girs_version() // 1000 < minor:
        raise ImportError(
            f"{path} is version {ffi.string(library.girs_version_text()).decode()}, "
            f"older than this package needs (0.{minor})."
        )
    return library


lib: Any = _open()
