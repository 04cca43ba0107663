"""Bolt's dispatch: kinds of requests -> methods of the bot."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from rolewise.core.rendering.slack import SHOW
from rolewise.core.rendering.slack_steps import ASK, RATE
from rolewise.doors.slack.bot import Bot
from rolewise.doors.slack.client import quiet
from rolewise.doors.slack.identity import teams
from rolewise.doors.slack.slack_settings import SlackSettings

ANY = re.compile(".*")
EVENTS = {
    "app_mention": Bot.said,
    "message": Bot.said,
    "app_home_opened": Bot.opened_home,
    "assistant_thread_started": Bot.opened_thread,
}
ACTIONS = {ASK: Bot.asked, RATE: Bot.rated, SHOW: Bot.shown}

Listener = Callable[..., Awaitable[Any]]


def bolt_app(bot: Bot, settings: SlackSettings) -> AsyncApp:
    """Dispatches requests that `input.py` (or Socket Mode) found to be Slack's own."""

    async def authorize() -> AuthorizeResult:
        # Bolt would ask Slack who we are before it acknowledges; that may take longer than Slack waits.
        known = bot.identity.known
        ids = {"bot_user_id": known.user or None, "bot_id": known.bot or None}
        return AuthorizeResult(enterprise_id=None, team_id=known.home, bot_token=settings.bot_token, **ids)

    app = AsyncApp(name="rolewise", logger=quiet, client=bot.client, authorize=authorize, request_verification_enabled=False)
    app.middleware(_ours(settings))
    for event, act in EVENTS.items():
        app.event(event)(_acting(bot, act))
    for action, act in ACTIONS.items():
        app.action(re.compile(f"^{action}(_|$)"))(_acting(bot, act))
    app.command(ANY)(_acting(bot, Bot.commanded))
    for others in (app.event, app.action, app.view, app.view_closed, app.shortcut, app.options):
        others(ANY)(_acknowledged)
    return app


def _acting(bot: Bot, act: Callable[[Bot, Any], None]) -> Listener:
    async def listener(ack: Listener, body: dict[str, Any]) -> None:
        await ack()
        act(bot, body)

    return listener


async def _acknowledged(ack: Listener) -> None:
    await ack()


def _ours(settings: SlackSettings) -> Listener:
    """Passes over what was meant for another app, or for a workspace that is not served."""

    async def middleware(body: dict[str, Any], next: Listener) -> BoltResponse | None:
        wrong_app = settings.app_id and body.get("api_app_id") not in (None, settings.app_id)
        if wrong_app or (settings.team_id and settings.team_id not in teams(body)):
            return BoltResponse(status=200, body="")
        await next()
        return None

    return middleware
