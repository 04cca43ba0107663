"""Requests that two readers would take differently, or that sanic cannot end, are refused before anything looks at them.

sanic 21.12 takes lengths such as "+5" and "1_0", a length beside `Transfer-Encoding`, and the first of two lengths; a
length below 0 keeps it reading for ever, and with it the whole process. A proxy that reads such a request otherwise could
be made to hand on one visitor's request as the beginning of another's.
"""

from __future__ import annotations

import functools
import re
from collections.abc import AsyncIterator
from typing import Any

from httptools import HttpParserInvalidURLError, parse_url
from sanic import Sanic
from sanic.exceptions import InvalidHeader, InvalidUsage
from sanic.headers import parse_accept
from sanic.http import Http
from sanic.request import Request

ONCE = ("authorization", "content-length", "content-type", "host", "origin", "transfer-encoding")
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
    """Call before the server takes connections."""
    app.request_class = PlainRequest
    _mend_sanic()


def _check(headers: Any) -> None:
    plain = all(_NAME.fullmatch(name) and not _CONTROL.search(value) for name, value in headers.items())
    counts = [len(headers.getall(name, [])) for name in ONCE]
    coding, length = headers.getone("transfer-encoding", None), headers.getone("content-length", None)
    framed = length is None or (coding is None and _LENGTH.fullmatch(length))
    if not (plain and max(counts) <= 1 and coding in (None, "chunked") and framed):
        raise InvalidUsage("Bad Request")


@functools.cache
def _mend_sanic() -> None:
    """For all servers of the process, once: both faults end in a traceback in the log and, some, in no response."""
    Http.error_response = _answering_the_unreadable(Http.error_response)  # type: ignore[method-assign]
    Http.__aiter__ = _ending_with_a_broken_body(Http.__aiter__)  # type: ignore[method-assign]


def _answering_the_unreadable(stock: Any) -> Any:
    @functools.wraps(stock)
    async def error_response(self: Http, exception: Exception) -> None:
        if self.request is None and not _is_readable(self.url):
            # sanic would make its error page from the very address that it could not read.
            self.url, exception = None, InvalidUsage("Bad Request")
        await stock(self, exception)

    return error_response


def _ending_with_a_broken_body(stock: Any) -> Any:
    @functools.wraps(stock)
    async def parts(self: Http) -> AsyncIterator[bytes]:
        try:
            async for part in stock(self):
                yield part
        except InvalidUsage:
            self.request_body = None
            if self:  # else the response is out, and this was only the rest of the body
                raise

    return parts


def _is_readable(url: str | None) -> bool:
    try:
        parse_url((url or "*").encode())
    except (UnicodeError, HttpParserInvalidURLError):
        return False
    return True
