"""Python functions that C calls: progress and clocks.

An exception must not cross C. It is stored, the call is cancelled, and the exception is raised
again where the call was made.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Optional

from ._native import ffi
from .errors import GirsError, text_at

REFUSED = 1


class Progress(NamedTuple):
    """How far long work has come; ``total`` is 0 and ``seconds_left`` None while not known."""

    stage: str
    unit: str
    done: int
    total: int
    seconds_left: Optional[int] = None


ProgressFunction = Callable[[Progress], Optional[bool]]
"""Called with the progress so far; returning False cancels the work."""


class Raised:
    """Keeps the first exception of callbacks until the call that they belong to is over."""

    def __init__(self) -> None:
        self.stored: BaseException | None = None

    def keep(self, _kind: Any, raised: BaseException, _trace: Any) -> None:
        if self.stored is None:
            self.stored = raised

    def take(self) -> BaseException | None:
        stored, self.stored = self.stored, None
        return stored


@contextmanager
def raising(*raised: Raised) -> Iterator[None]:
    """Raises what callbacks stored instead of the error that their refusal led to."""
    for one in raised:
        one.take()
    try:
        yield
    except GirsError as refused:
        for one in raised:
            stored = one.take()
            if stored is not None:
                raise stored from refused
        raise


def progress_callback(function: ProgressFunction | None, raised: Raised) -> Any:
    """A girs_progress_fn for the length of one call; NULL without a function."""
    if function is None:
        return ffi.NULL

    def report(_context: Any, progress: Any) -> int:
        seen = Progress(
            text_at(progress.stage) or "", text_at(progress.unit) or "", progress.done,
            progress.total, None if progress.seconds_left < 0 else progress.seconds_left,
        )  # fmt: skip
        return REFUSED if function(seen) is False else 0

    return ffi.callback(
        "int32_t(void *, const girs_progress *)", report, error=REFUSED, onerror=raised.keep
    )


@contextmanager
def telling(where: str) -> Iterator[None]:
    """Hands what a callback that answers nothing raises to ``sys.unraisablehook``."""
    try:
        yield
    except Exception as raised:
        if sys.unraisablehook is sys.__unraisablehook__:  # it takes the interpreter's own alone
            print(where, file=sys.stderr)
            traceback.print_exception(type(raised), raised, raised.__traceback__)
        else:
            sys.unraisablehook(_Unraisable(raised, where))  # type: ignore[arg-type]


class _Unraisable:
    """What ``sys.unraisablehook`` looks at."""

    def __init__(self, raised: BaseException, where: str) -> None:
        self.exc_type, self.exc_value = type(raised), raised
        self.exc_traceback, self.err_msg = raised.__traceback__, where
        self.object = None
