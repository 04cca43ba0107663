"""Requests as bytes over sockets of their own, sound or not, and what comes back."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answered:
    """What came back over a socket; status 0 where nothing did."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)  # names in small letters
    body: bytes = b""
    more: bytes = b""  # after the first response
    late: bool = False  # nothing came within the time

    def json(self) -> Any:
        """The body's object."""
        return json.loads(self.body)


def sent(port: int, raw: bytes, seconds: float = 5.0) -> Answered:
    """Writes bytes as they are, and reads until the server closes or nothing comes any more."""
    return asyncio.run(exchanged(port, raw, seconds, to_the_end=True))


async def exchanged(port: int, raw: bytes, seconds: float, *, to_the_end: bool = False) -> Answered:
    """The response to bytes on a connection of their own; `to_the_end`: with all that follows it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=4_000_000)
    found = b""
    try:
        writer.write(raw)
        while not (_is_whole(found) and not to_the_end):
            part = await asyncio.wait_for(reader.read(1 << 20), 0.5 if found and to_the_end else seconds)
            if not part:
                break
            found += part
    except asyncio.TimeoutError:
        return _answered(found, late=not found)
    except ConnectionError:  # closed while we were still writing
        pass
    finally:
        writer.close()
    return _answered(found)


def _is_whole(found: bytes) -> bool:
    head, end, rest = found.partition(b"\r\n\r\n")
    if not end:
        return False
    headers = _headers(head)
    if "transfer-encoding" in headers:
        return rest.endswith(b"0\r\n\r\n")
    return len(rest) >= int(headers.get("content-length") or 0)


def _answered(found: bytes, late: bool = False) -> Answered:
    head, _, rest = found.partition(b"\r\n\r\n")
    try:
        status = int(head.split(b" ", 2)[1])
    except (IndexError, ValueError):
        return Answered(0, more=found, late=late)
    headers = _headers(head)
    if "transfer-encoding" in headers:
        return Answered(status, headers, _joined(rest))
    length = int(headers.get("content-length") or 0)
    return Answered(status, headers, rest[:length], rest[length:])


def _headers(head: bytes) -> dict[str, str]:
    lines = [line.decode("latin-1").partition(":") for line in head.split(b"\r\n")[1:]]
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _joined(chunks: bytes) -> bytes:
    body = b""
    while chunks:
        size, _, rest = chunks.partition(b"\r\n")
        length = int(size or b"0", 16)
        body, chunks = body + rest[:length], rest[length + 2 :]
        if not length:
            break
    return body


def request(method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b"") -> bytes:
    """A well-formed request that asks for the connection to be closed."""
    length = {"Content-Length": str(len(body))} if body else {}
    told = {"Host": "jobs.example", "Connection": "close", **length, **(headers or {})}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items()), "", ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + body
