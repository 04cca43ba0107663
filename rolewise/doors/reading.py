"""Reads the body of a request: not longer than it may be, and in time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Protocol

SECONDS = 10.0  # that a body may take to arrive


class Stream(Protocol):
    """The part of sanic's stream that is used."""

    keep_alive: bool
    request_body: object

    def __aiter__(self) -> AsyncIterator[bytes]: ...


class TooLarge(Exception):
    """The body is longer than it may be."""


class TooSlow(Exception):
    """The body did not arrive in time; the connection ends."""


async def read(stream: Stream, most: int, came: Callable[[int], None] = lambda _: None) -> bytes:
    """A body of at most so many bytes; `came` is told of each part's, and may raise. Raises TooLarge, TooSlow."""
    try:
        return await asyncio.wait_for(_read(stream, most, came), SECONDS)
    except asyncio.TimeoutError as error:
        hang_up(stream)
        raise TooSlow from error


def hang_up(stream: Stream) -> None:
    """Sanic would wait for the rest of the body before it takes the connection's next request."""
    stream.keep_alive, stream.request_body = False, None


async def _read(stream: Stream, most: int, came: Callable[[int], None]) -> bytes:
    parts, length = [], 0
    async for part in stream:
        parts.append(part)
        length += len(part)
        came(len(part))
        if length > most:
            raise TooLarge
    return b"".join(parts)
