"""Turns of a server's conversations: bounded in number and in time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rolewise.runtime.assistant import Assistant, Reply

MOST = 64  # turns in flight; one core serves about as many a second
SECONDS = 20.0


class Busy(Exception):
    """As many turns are in flight as may be; try again in a second."""


class TooSlow(Exception):
    """The turn was given up; nothing of it was kept."""


class Turns:
    """Takes turns of all channels of this process."""

    def __init__(self, assistant: Assistant, most: int = MOST, seconds: float = SECONDS):
        self._assistant = assistant
        self._most = most
        self._seconds = seconds
        self._in_flight = 0

    async def take(self, text: str, conversation: str, channel: str, page: Mapping[str, Any] | None = None) -> Reply:
        """The reply to one message. Raises Busy at once, or TooSlow after the given seconds."""
        if self._in_flight >= self._most:
            raise Busy
        self._in_flight += 1
        try:
            return await asyncio.wait_for(
                self._assistant.ask(text, conversation, channel=channel, page=page), timeout=self._seconds
            )
        except asyncio.TimeoutError as error:
            raise TooSlow from error
        finally:
            self._in_flight -= 1
