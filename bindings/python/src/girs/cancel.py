"""Stopping long work from another thread."""

from __future__ import annotations

from ._call import call
from ._handle import Handle
from ._native import ffi, lib


class CancelToken(Handle):
    """Given to a ``Store`` or to one round of sync, it makes what runs there raise ``Cancelled``.

    >>> stop = CancelToken()
    >>> store = Store("commune.girs", cancel=stop)   # from another thread: stop.set()
    """

    _noun = "cancel"

    def __init__(self) -> None:
        out = ffi.new("girs_cancel **")
        call("cancel_create", out)
        super().__init__(out[0])

    def set(self) -> None:
        """What runs ends soon, what begins ends at once; safe from any thread."""
        lib.girs_cancel_set(self.pointer)

    def clear(self) -> None:
        """Lets work begin again."""
        lib.girs_cancel_clear(self.pointer)

    def is_set(self) -> bool:
        """Whether it is set."""
        return bool(lib.girs_cancel_is_set(self.pointer))
