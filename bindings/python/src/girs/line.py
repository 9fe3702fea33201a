"""The line to another authority: what a round of exchange, and whoever asks one, goes over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Optional

from ._call import call, options, read_json, take_bytes
from ._callbacks import ProgressFunction, Raised, progress_callback, raising
from ._native import ffi
from .cancel import CancelToken
from .errors import GirsError
from .keys import Signer, signer_or_null
from .transport import Transport, transport_struct


class Line:
    """Where an authority is and how it is reached; may be used for many calls.

    ``signer`` (Ed25519) signs each request; ``transport`` carries requests instead of HTTP;
    ``cancel`` ends the work before its next package. ``tls`` are the texts of girs_sync_options:
    ``authorities``, ``pinned_keys``, ``certificate``, ``certificate_key``,
    ``certificate_passphrase``, ``proxy``, ``proxy_authorization``.
    """

    def __init__(
        self, url: Optional[str] = None, *, timeout_ms: int = 0,
        progress: Optional[ProgressFunction] = None, signer: Optional[Signer] = None,
        transport: Optional[Transport] = None, cancel: Optional[CancelToken] = None,
        **tls: Optional[str],
    ) -> None:  # fmt: skip
        self._plain = {"url": url, "timeout_ms": timeout_ms, **tls}
        self._progress, self._signer = progress, signer
        self._transport, self._cancel = transport, cancel

    @contextmanager
    def opened(self, flags: int = 0) -> Iterator[Any]:
        """The girs_sync_options of one call; what callbacks raise during it comes out of it."""
        raised, cancel = Raised(), self._cancel
        carried, borrowed = (
            transport_struct(self._transport, raised) if self._transport else (None, [])
        )
        how, kept = options(
            "girs_sync_options", flags=flags, progress=progress_callback(self._progress, raised),
            signer=signer_or_null(self._signer), transport=carried,
            cancel=cancel.pointer if cancel else None, **self._plain,
        )  # fmt: skip
        with raising(raised, *([self._signer.raised] if self._signer else [])):
            yield how
        del kept, borrowed

    def ask(self, name: str, *arguments: Any, flags: int = 0) -> Any:
        """Calls ``girs_<name>`` with this line last; what was done before an error is its
        ``summary``."""
        out = ffi.new("girs_bytes **")
        with self.opened(flags) as how:
            try:
                call(name, *arguments, how, out)
            except GirsError as failed:
                failed.summary = read_json(take_bytes(out) or b"null")
                raise
        return read_json(take_bytes(out))
