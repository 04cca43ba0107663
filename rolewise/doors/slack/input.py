"""Rasa's door for Slack: POST /webhooks/slack/events takes events, commands and interactions alike."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, cast
from urllib.parse import parse_qs

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, text
from slack_bolt.adapter.sanic import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from rolewise.doors.connector import Connector
from rolewise.doors.deliveries import seen
from rolewise.doors.jobs import Jobs
from rolewise.doors.reading import Stream, hang_up
from rolewise.doors.slack.answering import Answering
from rolewise.doors.slack.bot import Bot
from rolewise.doors.slack.client import web_client
from rolewise.doors.slack.identity import Identity, conversation
from rolewise.doors.slack.letters import UNSIGNED_BYTES, Letters
from rolewise.doors.slack.listeners import bolt_app
from rolewise.doors.slack.server import CHANNEL, Server
from rolewise.doors.slack.shapes import is_sound
from rolewise.doors.slack.slack_settings import SlackSettings, missing, read
from rolewise.doors.slack.socket_mode import SocketMode

logger = logging.getLogger(__name__)


class SlackInput(Connector):
    """The Slack bot as a channel of Rasa's server."""

    def __init__(self, settings: SlackSettings):
        super().__init__()
        self.settings = settings

    @classmethod
    def name(cls) -> str:
        """The channel's name, and the last part of its prefix."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SlackInput:
        """Secrets come from the environment, the rest from credentials.yml."""
        return cls(read(credentials))

    def routes(self) -> Blueprint:
        """The routes; none where Slack is off."""
        hook = Blueprint("slack_channel")
        if not self.settings.on:
            lacking = missing(self.settings)  # nothing where nothing was begun
            level = logging.WARNING if lacking else logging.INFO
            logger.log(level, "Slack is off: %s not set", *(lacking or ["SLACK_BOT_TOKEN"]))
            return hook
        bot = make_bot(self.settings)
        bolt = bolt_app(bot, self.settings)
        if self.settings.signing_secret:
            _add_route(hook, bot, bolt, self.settings.signing_secret)
        _add_listeners(hook, bot, SocketMode(bolt, self.settings.app_token) if self.settings.app_token else None)
        return hook


def make_bot(settings: SlackSettings) -> Bot:
    """The bot with all its parts."""
    client, server = web_client(settings.bot_token, settings.base_url), Server()
    return Bot(
        key=settings.key,
        client=client,
        identity=Identity(client),
        # Two bots may share a Redis.
        seen=seen(settings.redis_url, f"rolewise:{conversation(settings.key, 'seen')}:"),
        jobs=Jobs(),
        server=server,
        answering=Answering(server.take, server.words, settings.working_after),
    )


def _add_route(hook: Blueprint, bot: Bot, bolt: AsyncApp, signing_secret: str) -> None:
    handler, verifier, letters = AsyncSlackRequestHandler(bolt), SignatureVerifier(signing_secret), Letters()

    @hook.post("/events", stream=True)
    async def events(request: Request) -> HTTPResponse:
        if bot.jobs.stopping:  # Slack tries again, at another process
            hang_up(cast(Stream, request.stream))
            return text("stopping", status=503)
        if (refused := await letters.opened(request)) is not None:
            return refused
        if not _is_signed(verifier, request):
            # Slack's check of our certificate is not signed, so it gets no further than this.
            return empty(status=200) if _is_ssl_check(request) else text("not signed by Slack", status=401)
        if not is_sound(request.body, request.headers.get("content-type", "")):
            return text("not a request of Slack", status=400)
        bot.server.app = request.app
        return await _dispatched(handler, request)


async def _dispatched(handler: AsyncSlackRequestHandler, request: Request) -> HTTPResponse:
    try:
        answer = await handler.handle(request)
    except (ValueError, AttributeError, TypeError):  # Bolt reads the body before it catches anything
        return text("not a request of Slack", status=400)
    # What Bolt does not know is taken note of: Slack would send it again otherwise, or show the user an error.
    return empty(status=200) if answer.status == 404 else answer


def _is_signed(verifier: SignatureVerifier, request: Request) -> bool:
    stamp, signature = (request.headers.get(f"x-slack-{name}", "") for name in ("request-timestamp", "signature"))
    try:
        return bool(verifier.is_valid(request.body, stamp, signature))
    except (ValueError, TypeError):  # a stamp that is no number, a signature that is not ASCII, a body that is not UTF-8
        return False


def _is_ssl_check(request: Request) -> bool:
    return len(request.body) <= UNSIGNED_BYTES and parse_qs(request.body.decode("utf-8", "replace")).get("ssl_check") == ["1"]


def _add_listeners(hook: Blueprint, bot: Bot, socket: SocketMode | None) -> None:
    async def start(app: Any, _: asyncio.AbstractEventLoop) -> None:
        bot.server.app = app
        bot.jobs.start("", lambda: _ask_who_we_are(bot))
        if socket:
            socket.start()

    async def stop(_app: Any, _: asyncio.AbstractEventLoop) -> None:
        if socket:
            await socket.stop()
        await bot.jobs.stop()
        await bot.seen.close()

    hook.listener(start, "after_server_start")
    hook.listener(stop, "before_server_stop")


async def _ask_who_we_are(bot: Bot) -> None:
    await bot.identity.me({})
