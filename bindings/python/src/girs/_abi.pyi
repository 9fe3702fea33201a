"""Written by build_abi/write_abi.py from the public headers when the wheel is made."""

from typing import Any

ffi: Any
