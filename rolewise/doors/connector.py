"""What every channel of ours needs of Rasa's server, whichever command started it."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic

from rolewise.doors import framing
from rolewise.rasa import patches


class Connector(InputChannel):
    """A channel. Turns are taken by the assistant that all channels share (sharing.py), not by Rasa's `on_new_message`."""

    def __init__(self) -> None:
        patches.install()

    @abstractmethod
    def routes(self) -> Blueprint:
        """The addresses below /webhooks/<name>, with listeners for start and stop."""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """As Rasa asks for it."""
        made = self.routes()
        made.listener("before_server_start")(_install)
        return made


async def _install(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
    framing.install(app)
