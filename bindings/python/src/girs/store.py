"""The store: one SQLite file with settings, catalogue, drafts, outbox and evidence."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from typing import Any, Optional, Union

from ._call import Document, Text, ask_json, ask_text, call, moment, options, text
from ._callbacks import ProgressFunction, Raised, progress_callback, raising, telling
from ._handle import Handle
from ._native import ffi, lib
from .authority import Authority
from .cancel import CancelToken
from .catalog import Catalog
from .errors import NotFound
from .indicator import Indicators
from .log import Proofs, Receipts
from .obligation import Obligations
from .package import Packages
from .registry import Registry
from .reports import Reports
from .sync import Sync
from .unit import Units

Path = Union[str, "os.PathLike[str]"]
Clock = Callable[[], Union[datetime, int]]


class Level(IntEnum):
    """How much a sentence for the host's log matters; the numbers are those of the C interface."""

    ERROR = 1
    WARNING = 2
    INFO = 3
    DEBUG = 4


Listener = Callable[[Level, str, str], object]
"""Hears (level, category, sentence) on the threads that use the store."""


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
        cancel: Optional[CancelToken] = None,
        log: Optional[Listener] = None,
    ) -> None:
        """Opens the store at ``path``, creating it unless ``read_only``.

        ``clock`` replaces the system's clock in rehearsals and tests; should it raise, the time
        is the system's and the exception goes to ``sys.unraisablehook``.
        ``cancel``, once set, makes what runs here raise ``Cancelled``. ``log`` hears what happens,
        in English sentences without figures and secrets; :func:`to_logging` makes one.
        """
        self._clock = _clock_callback(clock)
        self._listener = _listener_callback(log)
        how, kept = options(
            "girs_store_options",
            flags=lib.GIRS_STORE_READ_ONLY if read_only else 0,
            busy_timeout_ms=busy_timeout_ms,
            clock=self._clock,
            cancel=cancel.pointer if cancel else None,
            log=self._listener,
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

    def backup(self, path: Path, progress: Optional[ProgressFunction] = None) -> Document:
        """Copies the store, as committed at one moment, to a new file while others go on writing.

        ``Conflict`` when the file exists. Gives what the copy holds, as :meth:`inventory`.
        """
        raised = Raised()
        with raising(raised):
            told: Document = ask_json(
                "store_backup", self, os.fspath(path), progress_callback(progress, raised), ffi.NULL
            )
        return told

    def inventory(self) -> Document:
        """What there is: {"format", "rows": {table: number}, "log_size", "checkpoint"}."""
        told: Document = ask_json("store_inventory", self)
        return told

    @property
    def authority(self) -> Authority:
        """What an authority in service asks of its store."""
        return Authority(self)

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
    def proofs(self) -> Proofs:
        """Proofs from this store's own log."""
        return Proofs(self)

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
        with telling("In the clock of a girs.Store"):
            return moment(clock())
        return int(time.time())

    return ffi.callback("int64_t(void *)", now)


def to_logging(logger: Any) -> Listener:
    """A listener that writes to a ``logging.Logger``."""
    numbers = {Level.ERROR: 40, Level.WARNING: 30, Level.INFO: 20, Level.DEBUG: 10}
    return lambda level, category, text: logger.log(numbers[level], "%s: %s", category, text)


def _listener_callback(log: Optional[Listener]) -> object:
    if log is None:
        return None

    def hear(_context: object, level: int, category: Any, sentence: Any, length: int) -> None:
        with telling("In the log of a girs.Store"):
            told = ffi.string(category).decode(), ffi.unpack(sentence, length).decode()
            log(Level(level), *told)

    return ffi.callback("void(void *, int32_t, const char *, const char *, size_t)", hear)
