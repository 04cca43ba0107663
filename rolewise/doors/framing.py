"""Requests that two readers would take differently, or that sanic cannot end, are refused before anything looks at them.

sanic 21.12 takes lengths such as "+5" and "1_0", a length beside `Transfer-Encoding`, and the first of two lengths; a
length below 0 keeps it reading for ever, and with it the whole process. A proxy that reads such a request otherwise could
be made to hand on one visitor's request as the beginning of another's.
"""

from __future__ import annotations

import re
from typing import Any

from sanic import Sanic
from sanic.exceptions import InvalidHeader, InvalidUsage
from sanic.headers import parse_accept
from sanic.request import Request
from sanic.response import BaseHTTPResponse

from rolewise.rasa import patches

ONCE = ("authorization", "content-length", "content-type", "host", "origin", "transfer-encoding")
GUARDED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_LENGTH = re.compile(r"[0-9]{1,18}")


class PlainRequest(Request):
    """A request whose head means one thing only. Raises InvalidUsage (400); the connection is closed after it."""

    __slots__ = ()

    def __init__(self, url_bytes: bytes, headers: Any, *args: Any, **options: Any):
        _check(headers)
        super().__init__(url_bytes, headers, *args, **options)

    @property
    def accept(self) -> Any:
        """What sanic chooses the form of an error page by; anything where the header makes no sense."""
        try:
            return super().accept
        except (InvalidHeader, ValueError, TypeError):
            self.parsed_accept = parse_accept("*/*")
            return self.parsed_accept


def install(app: Sanic) -> None:
    """Call before the server takes connections; a second call changes nothing."""
    app.request_class = PlainRequest
    patches.install()
    if _guard not in app.response_middleware:
        app.response_middleware.append(_guard)


async def _guard(_: Request, response: BaseHTTPResponse) -> None:
    """Pages of sanic's own (404, 405, 500) get the headers that ours have: they run nothing, and nothing frames them."""
    for name, value in GUARDED.items():
        response.headers.setdefault(name, value)


def _check(headers: Any) -> None:
    plain = all(_NAME.fullmatch(name) and not _CONTROL.search(value) for name, value in headers.items())
    counts = [len(headers.getall(name, [])) for name in ONCE]
    coding, length = headers.getone("transfer-encoding", None), headers.getone("content-length", None)
    framed = length is None or (coding is None and _LENGTH.fullmatch(length))
    if not (plain and max(counts) <= 1 and coding in (None, "chunked") and framed):
        raise InvalidUsage("Bad Request")
