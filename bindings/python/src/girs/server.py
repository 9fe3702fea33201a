"""The HTTP server of an authority, on threads of the host."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Optional

from ._call import call, options
from ._callbacks import raising, telling
from ._handle import Handle
from ._native import ffi, lib
from .central import Central


class Server(Handle):
    """Serves an authority.

    >>> with Server(central) as server:      # threads of this process serve until the end
    ...     print(server.url)
    """

    _noun = "server"

    def __init__(
        self, central: Central, *, host: Optional[str] = None, port: int = 0,
        request_timeout_ms: int = 0, connections_max: int = 0, requests_a_second: int = 0,
        signed_only: bool = False, operation: bool = False, names: Optional[str] = None,
        log: Optional[Callable[[str], object]] = None, **tls: Optional[str],
    ) -> None:  # fmt: skip
        """Begins to listen; ``IoFailed`` when the address cannot be had.

        Plain HTTP is for loopback. ``tls`` are the texts of girs_server_options: ``certificate``,
        ``certificate_key``, ``certificate_passphrase``, ``client_authorities``. ``signed_only``
        takes requests signed by a key with the role "transport". ``operation`` answers GET /health
        and GET /metrics alone. ``names`` are those of this server as clients know it, by blanks.
        ``log`` hears one line of JSON for each request, on the thread that answered it; what it
        raises goes to ``sys.unraisablehook``.
        """
        self._log = _log_callback(log)
        how, kept = options(
            "girs_server_options", host=host, port=port, request_timeout_ms=request_timeout_ms,
            connections_max=connections_max, requests_a_second=requests_a_second,
            flags=(lib.GIRS_SERVER_SIGNED_ONLY if signed_only else 0)
            | (lib.GIRS_SERVER_OPERATION if operation else 0),
            names=names, log=self._log, **tls,
        )  # fmt: skip
        out = ffi.new("girs_server **")
        call("server_listen", central, how, out)
        del kept
        super().__init__(out[0])
        self._central = central
        self._address = f"{'https' if tls.get('certificate') else 'http'}://{host or '127.0.0.1'}"
        self._threads: list[threading.Thread] = []

    @property
    def port(self) -> int:
        """The port that the server listens on."""
        port: int = lib.girs_server_port(self.pointer)
        return port

    @property
    def url(self) -> str:
        """Where clients find it."""
        return f"{self._address}:{self.port}"

    def run(self) -> None:
        """Serves on this thread until :meth:`stop`; any number of threads may."""
        with raising(*(one.raised for one in self._central._signers)):
            call("server_run", self)

    def start(self, threads: int = 1) -> None:
        """Serves on new threads of this process."""
        for _ in range(threads):
            worker = threading.Thread(target=self.run, name="girs-server", daemon=True)
            worker.start()
            self._threads.append(worker)

    def stop(self) -> None:
        """Lets running requests finish and makes :meth:`run` return."""
        lib.girs_server_stop(self.pointer)
        for worker in self._threads:
            worker.join()
        self._threads.clear()

    def close(self) -> None:
        if not self.closed:
            self.stop()
            super().close()

    def __enter__(self) -> Server:
        self.start()
        return self


def _log_callback(log: Optional[Callable[[str], object]]) -> object:
    if log is None:
        return None

    def hear(_context: Any, line: Any, length: int) -> None:
        with telling("In the log of a girs.Server"):
            log(ffi.unpack(line, length).decode())

    return ffi.callback("void(void *, const char *, size_t)", hear)
