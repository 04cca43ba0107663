"""A conversation with a running server, over its Web API.

http.client of the standard library: a fuller client costs more time to import than a whole question takes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from rolewise.terminal.reply import Gone, Refused, Said

PREFIX = "/webhooks/web"
LIMIT = 500  # characters of one message
LONGEST_ANSWER = 4_000_000  # bytes
SECONDS = 30.0  # a turn is given up by the server before
PROBE_SECONDS = 0.3
_STREAM = "application/x-ndjson"


def is_live(url: str, seconds: float = PROBE_SECONDS) -> bool:
    """Whether a server of ours answers there, soon."""
    try:
        with _response(url, "GET", "/live", {}, None, seconds) as response:
            return response.status == 200 and json.loads(response.read(1000)).get("status") == "live"
    except (Gone, ValueError, AttributeError, TimeoutError, OSError, HTTPException):
        return False


def is_address(url: str) -> bool:
    """Whether this is http(s)://host with nothing behind that would be lost.

    >>> is_address("http://127.0.0.1:5005"), is_address("127.0.0.1:5005"), is_address("http://host:port")
    (True, False, False)
    """
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0 and not parts.query
    except ValueError:
        return False


class WebTalk:
    """Asks a server. `key` is the one that it announced on this machine: with it, it tells how it understood."""

    def __init__(self, url: str, key: str = "", seconds: float = SECONDS):
        self.place = url.rstrip("/")
        self._key = key
        self._seconds = seconds
        self._token = ""
        self.renew()

    def renew(self) -> None:
        """Begins a new conversation. Raises Refused or Gone."""
        with self._sent("/session", {}, {}) as response:
            self._token = _text(_object(response.read(LONGEST_ANSWER)).get("token"))
        if not self._token:
            raise Gone(f"what answers at {self.place} is no Rolewise server")

    def ask(self, text: str) -> Said:
        """The answer to a message; a long one is cut as it would be in this process. Raises Refused or Gone."""
        headers = {"Accept": _STREAM, "Authorization": f"Bearer {self._token}"}
        started = time.perf_counter()
        with self._sent("/message", {"text": text[:LIMIT]}, headers) as response:
            found = _answer(response)
        milliseconds = 1000 * (time.perf_counter() - started)
        return _said(found, cut=len(text) > LIMIT, milliseconds=milliseconds)

    @contextmanager
    def _sent(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> Iterator[HTTPResponse]:
        sent = {"Content-Type": "application/json", **headers, **({"X-Rolewise-Debug": self._key} if self._key else {})}
        try:
            with _response(self.place, "POST", path, sent, json.dumps(body).encode(), self._seconds) as response:
                if response.status != 200:
                    raise _refused(response.read(LONGEST_ANSWER), response.status)
                yield response
        except TimeoutError as error:
            raise Refused("timeout", f"no answer within {self._seconds:.0f} seconds") from error
        except (OSError, HTTPException) as error:
            raise Gone(f"the server at {self.place} does not answer") from error
        except (ValueError, RecursionError) as error:
            raise Gone(f"what answers at {self.place} is no Rolewise server") from error


@contextmanager
def _response(
    url: str, method: str, path: str, headers: dict[str, str], body: bytes | None, seconds: float
) -> Iterator[HTTPResponse]:
    # A connection a request: one that was kept may be closed under us, and a message must not be sent twice.
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=seconds)
    try:
        connection.request(method, parts.path.rstrip("/") + PREFIX + path, body=body, headers=headers)
        yield connection.getresponse()
    finally:
        connection.close()


def _answer(response: HTTPResponse) -> dict[str, Any]:
    """The stream's answer. Read to the end: whoever leaves before makes the server log an error."""
    lines = [_object(line) for line in iter(lambda: response.readline(LONGEST_ANSWER), b"")]
    for found in lines:
        if found.get("type") == "error":
            raise _refusal(found.get("error"))
        if found.get("type") == "answer":
            return found
    raise HTTPException("the stream ended without an answer")


def _said(found: dict[str, Any], cut: bool, milliseconds: float) -> Said:
    debug, about = found.get("debug") or {}, found.get("about") or {}
    return Said(
        text=_text(found.get("text")),
        card=found.get("card") or {},
        about=about,
        intent=about.get("intent") or debug.get("intent"),
        cut=cut or bool(found.get("cut")),
        confidence=debug.get("confidence"),
        entities=tuple(map(entity_text, debug.get("entities") or [])),
        state=debug.get("state") or {},
        milliseconds=debug.get("milliseconds", milliseconds),
    )


def entity_text(entity: Any) -> str:
    """An entity in short, whatever shape it has: "role data-analyst"."""
    if isinstance(entity, dict):
        kind = entity.get("entity") or entity.get("kind") or ""
        return f"{kind} {entity.get('value') or entity.get('text') or ''}".strip()
    return str(entity)


def _object(raw: bytes) -> dict[str, Any]:
    found = json.loads(raw)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _refused(raw: bytes, status: int) -> Exception:
    try:
        return _refusal(_object(raw)["error"])
    except (ValueError, KeyError, RecursionError):
        return HTTPException(f"status {status}")


def _refusal(error: Any) -> Refused:
    found = error if isinstance(error, dict) else {}
    wait = found.get("retry_after")
    seconds = float(wait) if isinstance(wait, (int, float)) and not isinstance(wait, bool) else None
    return Refused(_text(found.get("code")) or "unknown", _text(found.get("message")), seconds)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
