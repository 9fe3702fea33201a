"""How packages travel when it is not by HTTP: LGSP, e-mail, a disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ._call import options
from ._callbacks import REFUSED, Raised
from ._native import ffi, lib


class Request(NamedTuple):
    """A request to carry to the authority."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Answer(NamedTuple):
    """What came back: a status of HTTP; 202 for a package whose receipt is still to come."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = {}


Transport = Callable[[Request], Answer]
"""Carries one request. What it raises ends the round; the work stays queued."""


def transport_struct(carry: Transport, raised: Raised) -> tuple[Any, list[Any]]:
    """A girs_transport for one call, and what it borrows."""

    def exchange(_context: Any, request: Any, answer: Any) -> int:
        given = carry(_request(request))
        lib.girs_answer_set(answer, given.status, ffi.from_buffer(given.body), len(given.body))
        for name, value in given.headers.items():
            lib.girs_answer_header(answer, name.encode(), value.encode())
        return 0

    callback = ffi.callback(
        "int32_t(void *, const girs_request *, girs_answer *)", exchange, error=REFUSED,
        onerror=raised.keep,
    )  # fmt: skip
    made, kept = options("girs_transport", exchange=callback)
    return made, [*kept, callback]


def _request(c: Any) -> Request:
    headers = {
        ffi.string(c.header_names[i]).decode(): ffi.string(c.header_values[i]).decode()
        for i in range(c.header_count)
    }
    body = bytes(ffi.buffer(c.body, c.body_length)) if c.body_length else b""
    return Request(ffi.string(c.method).decode(), ffi.string(c.path).decode(), headers, body)
