"""The body of a request: of the right type, not too long, in time, and strict JSON."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from sanic.headers import parse_content_header

from rolewise.doors.reading import Stream, TooLarge, TooSlow, hang_up, read
from rolewise.doors.web.errors import Problem

MOST_BYTES = 16 * 1024


async def read_object(headers: Any, stream: Stream) -> dict[str, Any]:
    """The object that the body holds. Raises Problem: what it is must be told first, and is not read if it is too long."""
    _check_type(headers)
    _check_length(headers.get("content-length"), stream)
    try:
        body = await read(stream, MOST_BYTES)
    except TooSlow as error:
        raise Problem("bad_request", "slow_body") from error
    except TooLarge as error:
        raise _too_large() from error
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
        hang_up(stream)
        raise Problem("bad_request")
    if length > MOST_BYTES:
        raise _too_large()


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
