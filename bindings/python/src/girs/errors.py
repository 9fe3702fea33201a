"""What a failed call raises: one class a status, with details and every mistake in the data."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from ._native import ffi, lib

__all__ = [
    "Busy", "Cancelled", "Closed", "Conflict", "Corrupt", "GirsError", "Internal",
    "InvalidArgument", "IoFailed", "Mistake", "NoMemory", "NotFound", "Status", "Unsupported",
    "Untrusted",
]  # fmt: skip


class Status(IntEnum):
    """Why a call failed; the numbers are those of the C interface."""

    INVALID_ARGUMENT = -1
    NOT_FOUND = -2
    CONFLICT = -3
    BUSY = -4
    IO = -5
    CORRUPT = -6
    UNTRUSTED = -7
    UNSUPPORTED = -8
    CLOSED = -9
    CANCELLED = -10
    NO_MEMORY = -11
    INTERNAL = -12


_MISTAKES_SHOWN = 10


class Mistake(NamedTuple):
    """One mistake in the data, with its place as far as it is known."""

    message: str
    message_vi: str
    details: Mapping[str, str]


class GirsError(Exception):
    """A failed call.

    ``message`` is one sentence in English, ``message_vi`` the same in Vietnamese, ``details`` what a
    program can act on ("path", "pointer", "row", "reason"...), ``mistakes`` every mistake when data
    are to blame; ``str(error)`` is the sentence with the first mistakes below it.
    """

    status: Status = Status.INTERNAL

    def __init__(
        self,
        message: str,
        message_vi: str = "",
        details: Mapping[str, str] | None = None,
        mistakes: tuple[Mistake, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.message_vi = message_vi or message
        self.details: Mapping[str, str] = dict(details or {})
        self.mistakes = mistakes
        self.summary: Any = None  # of a sync round that had begun

    def __str__(self) -> str:
        shown = [one.message for one in self.mistakes[:_MISTAKES_SHOWN]]
        more = len(self.mistakes) - len(shown)
        return "\n  ".join([self.message, *shown, *([f"and {more} more"] if more else [])])

    @property
    def retriable(self) -> bool:
        """Whether the same call may succeed later."""
        return self.status in (Status.BUSY, Status.IO)


class InvalidArgument(GirsError, ValueError):
    """A documented rule was broken, or the data are wrong."""

    status = Status.INVALID_ARGUMENT


class NotFound(GirsError, LookupError):
    """There is no such thing, or not on that day."""

    status = Status.NOT_FOUND


class Conflict(GirsError):
    """The state of things does not allow it; load again and look."""

    status = Status.CONFLICT


class Busy(GirsError):
    """A lock could not be had in time; retry later."""

    status = Status.BUSY


class IoFailed(GirsError):
    """Disk or line failed; retry later."""

    status = Status.IO


class Corrupt(GirsError):
    """Stored or received bytes break their own format."""

    status = Status.CORRUPT


class Untrusted(GirsError):
    """A signature, key or proof does not verify; ``details["reason"]`` says which."""

    status = Status.UNTRUSTED


class Unsupported(GirsError):
    """A newer format, option or file than this library knows."""

    status = Status.UNSUPPORTED


class Closed(GirsError):
    """The object was closed."""

    status = Status.CLOSED


class Cancelled(GirsError):
    """A callback ended the work without an exception of its own."""

    status = Status.CANCELLED


class NoMemory(GirsError):
    """Memory is gone."""

    status = Status.NO_MEMORY


class Internal(GirsError):
    """A bug in the library; please report the message."""

    status = Status.INTERNAL


_CLASSES: dict[int, type[GirsError]] = {
    one.status: one
    for one in (
        InvalidArgument, NotFound, Conflict, Busy, IoFailed, Corrupt, Untrusted, Unsupported,
        Closed, Cancelled, NoMemory, Internal,
    )
}  # fmt: skip

def text_at(pointer: Any) -> str | None:
    """A borrowed C text, or None."""
    return None if pointer == ffi.NULL else ffi.string(pointer).decode("utf-8", "replace")


def take_error(status: int, error: Any) -> GirsError:
    """The exception for a status and its girs_error, which is freed."""
    try:
        count = lib.girs_error_mistake_count(error)
        return _CLASSES.get(status, Internal)(
            text_at(lib.girs_error_message(error)) or f"status {status}",
            text_at(lib.girs_error_message_in(error, b"vi")) or "",
            _details(
                lambda index: lib.girs_error_detail_key(error, index),
                lambda key: lib.girs_error_detail(error, key),
            ),
            tuple(_mistake(error, index) for index in range(count)),
        )
    finally:
        lib.girs_error_free(error)


def _mistake(error: Any, index: int) -> Mistake:
    return Mistake(
        text_at(lib.girs_error_mistake_message(error, index, b"en")) or "",
        text_at(lib.girs_error_mistake_message(error, index, b"vi")) or "",
        _details(
            lambda detail: lib.girs_error_mistake_detail_key(error, index, detail),
            lambda key: lib.girs_error_mistake_detail(error, index, key),
        ),
    )


def _details(key_at: Callable[[int], Any], value_of: Callable[[Any], Any]) -> dict[str, str]:
    keys = itertools.takewhile(lambda key: key != ffi.NULL, map(key_at, itertools.count()))
    return {text_at(key) or "": text_at(value_of(key)) or "" for key in keys}
