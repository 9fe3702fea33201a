"""Owning one C handle: ``close()`` ends its use, the finaliser frees its memory."""

from __future__ import annotations

import os
from typing import Any, ClassVar, TypeVar

from ._native import ffi, lib
from .errors import Closed, Unsupported

Self = TypeVar("Self", bound="Handle")
_generation = [0]  # counts forks: a handle of the parent is of no use in the child


def _forked() -> None:
    _generation[0] += 1


os.register_at_fork(after_in_child=_forked)


class Handle:
    """One object of the library.

    It can be used in a ``with`` statement. Objects made from it stay valid when it is closed or
    collected. After ``os.fork()`` the child cannot use the parent's objects, and leaves their
    memory and their files alone.
    """

    _noun: ClassVar[str] = ""

    def __init__(self, pointer: Any, *kept: object) -> None:
        """``kept``: objects whose callbacks C may call for this one; they live as long."""
        self._kept = kept
        born = _generation[0]
        self._born = born
        self._closed = False
        self._pointer = ffi.gc(pointer, _freeing(f"girs_{self._noun}_free", born))

    @property
    def pointer(self) -> Any:
        """The C handle, while it may be used."""
        if self._born != _generation[0]:
            raise Unsupported(f"This {self._noun} was made before a fork; open it again.")
        if self._closed:
            raise Closed(f"This {self._noun} is closed.")
        return self._pointer

    @property
    def closed(self) -> bool:
        """Whether ``close()`` was called."""
        return self._closed

    def close(self) -> None:
        """Ends the use; safe to call twice. Memory is freed with the last reference."""
        self._closed = True

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} cannot be pickled or copied")


def _freeing(name: str, born: int, forks: list[int] = _generation) -> Any:
    free = getattr(lib, name)

    def finish(pointer: Any) -> None:
        if forks[0] == born:
            free(pointer)

    return finish
