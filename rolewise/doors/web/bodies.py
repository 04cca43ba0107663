"""The body of a request: of the right type, not too long, in time, and strict JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, NoReturn, Protocol

from sanic.headers import parse_content_header

from rolewise.doors.web.errors import Problem

MOST_BYTES = 16 * 1024
SECONDS = 10.0  # that a body may take to arrive


class Stream(Protocol):
    """The part of sanic's stream that is used."""

    keep_alive: bool
    request_body: object

    def __aiter__(self) -> AsyncIterator[bytes]: ...


async def read_object(headers: Any, stream: Stream) -> dict[str, Any]:
    """The object that the body holds. Raises Problem: what it is must be told first, and is not read if it is too long."""
    _check_type(headers)
    _check_length(headers.get("content-length"), stream)
    try:
        body = await asyncio.wait_for(_read(stream), SECONDS)
    except asyncio.TimeoutError as error:
        _hang_up(stream)
        raise Problem("bad_request", "slow_body") from error
    return _parsed(body)


def _check_type(headers: Any) -> None:
    kind, options = parse_content_header(headers.get("content-type") or "")
    charset = str(options.get("charset", "utf-8")).strip('"').lower()
    encoding = headers.get("content-encoding", "identity").lower()
    # Only what a browser first asks leave for: a form or plain text it would post from any page.
    if kind != "application/json" or charset not in {"utf-8", "utf8"} or encoding != "identity":
        raise Problem("unsupported_media_type")


def _check_length(declared: str | None, stream: Stream) -> None:
    length = int(declared or 0)  # sanic has refused what is no number, but not one below 0
    if length < 0:
        _hang_up(stream)
        raise Problem("bad_request")
    if length > MOST_BYTES:
        raise _too_large()


def _hang_up(stream: Stream) -> None:
    # Sanic would wait for the rest of the body before it takes the connection's next request.
    stream.keep_alive, stream.request_body = False, None


async def _read(stream: Stream) -> bytes:
    body = b""
    async for part in stream:
        body += part
        if len(body) > MOST_BYTES:
            raise _too_large()
    return body


def _too_large() -> Problem:
    return Problem("too_large", values={"count": MOST_BYTES})


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, or nested without end
        raise Problem("bad_request", "not_json") from error
    if not isinstance(found, dict):
        raise Problem("invalid", "no_object")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Of two values under one key, one reader takes the first and the next one the last.
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
