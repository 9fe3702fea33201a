"""Writes girs/_abi.py: what cffi needs at run time, so that importing parses no C.

python3 write_abi.py include/girs/girs.h _abi.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import declarations
from cffi import FFI


def main(header: str, target: str) -> None:
    ffi = FFI()
    ffi.cdef(declarations.read(Path(header)))
    ffi.set_source("girs._abi", None)
    ffi.emit_python_code(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
