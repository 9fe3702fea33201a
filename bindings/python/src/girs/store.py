"""The store: one SQLite file with settings, catalogue, drafts, outbox and evidence."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import Optional, Union

from ._call import Text, ask_text, call, moment, options, text
from ._handle import Handle
from ._native import ffi, lib
from .catalog import Catalog
from .errors import NotFound
from .indicator import Indicators
from .log import Receipts
from .obligation import Obligations
from .package import Packages
from .registry import Registry
from .report import Reports
from .sync import Sync
from .unit import Units

Path = Union[str, "os.PathLike[str]"]
Clock = Callable[[], Union[datetime, int]]


class Store(Handle):
    """An open store. Any thread may use it; calls on one store follow each other.

    >>> with Store("commune.girs") as store:
    ...     store.catalog.load("examples/catalog")
    ...     store.set("unit", "31825")

    Closing makes later calls raise ``Closed``, also calls on reports that came from it.
    """

    _noun = "store"

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        busy_timeout_ms: int = 0,
        clock: Optional[Clock] = None,
    ) -> None:
        """Opens the store at ``path``, creating it unless ``read_only``.

        ``clock`` replaces the system's clock in rehearsals and tests; should it raise, the time
        is the system's and the exception goes to ``sys.unraisablehook``.
        """
        self._clock = _clock_callback(clock)
        how, kept = options(
            "girs_store_options",
            flags=lib.GIRS_STORE_READ_ONLY if read_only else 0,
            busy_timeout_ms=busy_timeout_ms,
            clock=self._clock,
        )
        out = ffi.new("girs_store **")
        call("store_open", os.fspath(path), how, out)
        del kept
        super().__init__(out[0])

    def close(self) -> None:
        """Waits for running calls and makes later ones raise ``Closed``; safe from any thread."""
        if not self.closed:
            call("store_close", self)
            super().close()

    def set(self, key: str, value: Text) -> None:
        """Sets "unit", "audience", "registry-root" or "log-key"."""
        call("store_set", self, text(key, "key"), text(value, "value"))

    def get(self, key: str, default: Optional[str] = None) -> Optional[str]:
        """A setting, or ``default`` when it was never set."""
        try:
            return ask_text("store_get", self, text(key, "key"))
        except NotFound:
            return default

    @property
    def catalog(self) -> Catalog:
        """Definitions: regimes, forms, rules, indicators, units, calendar."""
        return Catalog(self)

    @property
    def units(self) -> Units:
        """Units and agencies through time."""
        return Units(self)

    @property
    def reports(self) -> Reports:
        """Reports: drafts, checks, submissions."""
        return Reports(self)

    @property
    def obligations(self) -> Obligations:
        """What is owed until when."""
        return Obligations(self)

    @property
    def registry(self) -> Registry:
        """Who may sign what from when to when."""
        return Registry(self)

    @property
    def packages(self) -> Packages:
        """Signed packages: verify, export."""
        return Packages(self)

    @property
    def receipts(self) -> Receipts:
        """Proof that a package was received."""
        return Receipts(self)

    @property
    def sync(self) -> Sync:
        """Exchange with an authority."""
        return Sync(self)

    @property
    def indicators(self) -> Indicators:
        """Figures computed from reports."""
        return Indicators(self)


def _clock_callback(clock: Optional[Clock]) -> object:
    if clock is None:
        return None
    def now(_context: object) -> int:
        try:
            return moment(clock())
        except Exception as raised:
            sys.unraisablehook(_Unraisable(raised))  # type: ignore[arg-type]
            return int(time.time())

    return ffi.callback("int64_t(void *)", now)


class _Unraisable:
    """What ``sys.unraisablehook`` looks at."""

    def __init__(self, raised: BaseException) -> None:
        self.exc_type, self.exc_value = type(raised), raised
        self.exc_traceback, self.err_msg = raised.__traceback__, "In the clock of a girs.Store"
        self.object = None
