"""The body of a request to Slack's address: what cannot be Slack's is refused by its head, before its body takes memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from sanic.request import Request
from sanic.response import HTTPResponse, text
from slack_sdk.signature import Clock

from rolewise.doors.reading import Stream, TooLarge, TooSlow, hang_up, read

MOST_BYTES = 1_000_000  # of a request; a button's brings the whole message along
UNSIGNED_BYTES = 1_000  # of Slack's check of our certificate, which alone is not signed
MOST_HELD = 32_000_000  # of all bodies that have begun to arrive; Slack sends again what is refused
OLD = 60 * 5  # seconds, as the verifier has it


class Full(Exception):
    """Too much is held already."""


class Letters:
    """Reads bodies; all that are under way hold so much at most."""

    def __init__(self, clock: Callable[[], float] = Clock().now):
        self._clock = clock
        self._held = 0

    async def opened(self, request: Request) -> HTTPResponse | None:
        """Reads the body into the request; what to answer where it is not read to its end."""
        most = MOST_BYTES if self._may_be_signed(request.headers) else UNSIGNED_BYTES
        if int(request.headers.get("content-length") or 0) > most:
            return _not_read(request, most)
        own: list[int] = []

        def came(count: int) -> None:
            own.append(count)
            self._held += count
            if self._held > MOST_HELD:
                raise Full

        try:
            request.body = await read(cast(Stream, request.stream), most, came)
        except TooLarge:
            return _not_read(request, most)
        except Full:
            hang_up(cast(Stream, request.stream))
            return text("busy", status=503)
        except TooSlow:
            return text("the body did not arrive in time", status=408)
        finally:
            self._held -= sum(own)
        return None

    def _may_be_signed(self, headers: Mapping[str, str]) -> bool:
        stamp = headers.get("x-slack-request-timestamp", "")
        if not (headers.get("x-slack-signature", "") and stamp.isascii() and stamp.isdigit()):
            return False
        return abs(self._clock() - int(stamp)) <= OLD


def _not_read(request: Request, most: int) -> HTTPResponse:
    hang_up(cast(Stream, request.stream))
    return text("too large", status=413) if most == MOST_BYTES else text("not signed by Slack", status=401)
