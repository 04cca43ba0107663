"""Socket Mode: Slack's requests through a connection that we open, for servers without a public address."""

from __future__ import annotations

import asyncio
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp


class SocketMode:
    """The connection of this process; Slack's client opens it again whenever it is lost."""

    def __init__(self, app: AsyncApp, app_token: str):
        self._app = app
        self._app_token = app_token
        self._handler: Any = None  # AsyncSocketModeHandler, whose methods have no types
        self._connecting: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Connects, without keeping the server from starting while Slack cannot be reached."""
        self._handler = AsyncSocketModeHandler(self._app, self._app_token)
        self._connecting = asyncio.get_running_loop().create_task(self._handler.connect_async())

    async def stop(self) -> None:
        """Takes no more requests."""
        if self._connecting:
            self._connecting.cancel()
        if self._handler:
            await self._handler.close_async()
