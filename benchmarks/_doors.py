"""Every door of the server in this process: web, site, widget and Slack on Rasa's own Sanic app, on a port of the system's.

An assistant that only repeats stands behind them, so that what is tried is the doors; a small Slack of the same app takes
what the bot says, so that nothing leaves this machine.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from rolewise.rasa.quiet import be_quiet

be_quiet()

SECRET = "a secret of the doors, long enough to sign with"
SIGNING = "8f742231b10e8888abcd99yyyzzz85a5"
DEADLINE = 20.0  # seconds to start or stop
OFTEN = 10_000_000  # a limit that nobody reaches
PATIENT = dict.fromkeys(
    ("messages_per_minute", "messages_per_minute_and_address", "sessions_per_minute_and_address", "requests_per_minute"), OFTEN
)
SETTINGS = {
    "ROLEWISE_SECRET": SECRET,
    "ROLEWISE_ORIGINS": "https://jobs.example",
    "ROLEWISE_PROXIES": "0",
    "ROLEWISE_REDIS_URL": "",
    "SLACK_BOT_TOKEN": "xoxb-of-the-doors",
    "SLACK_SIGNING_SECRET": SIGNING,
    "SLACK_APP_TOKEN": "",
}
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")  # Slack's library would ask them for this machine, too


class Repeating:
    """An assistant that repeats what it is told."""

    def __init__(self) -> None:
        from rolewise.core.answers.types import Answer
        from rolewise.core.rendering import card

        self._card = card(Answer(kind="text", intent="greet", text="You said something."))
        self.asked: list[tuple[str, str]] = []  # text and conversation; the last ones

    async def take(self, inquiry: Any) -> Any:
        """See `rolewise.rasa.assistant.Assistant`."""
        from rolewise.rasa.assistant import Reply

        self.asked = [*self.asked[-100:], (inquiry.text, inquiry.conversation)]
        return Reply(f"You said: {inquiry.text}", id=uuid.uuid4().hex, card=self._card)

    async def rate(self, session: str, turn: str, thumb: str) -> bool:
        """See `rolewise.rasa.assistant.Assistant`."""
        return False


class Agent:
    """As much of Rasa's agent as channels look at."""

    def __init__(self) -> None:
        from rasa.core.lock_store import InMemoryLockStore
        from rasa.shared.core.domain import Domain

        from rolewise.rasa.tracker_store import RecentConversations

        self.domain = Domain.empty()
        self.tracker_store = RecentConversations(self.domain)
        self.lock_store = InMemoryLockStore()
        self.processor = None

    def is_ready(self) -> bool:
        """Not: its readiness is not what is tried."""
        return False


@dataclass
class Doors:
    """A server that runs."""

    port: int
    app: Any
    assistant: Repeating
    loop: asyncio.AbstractEventLoop
    posted: list[Any] = field(default_factory=list)  # what the bot said to Slack; the last ones

    @property
    def url(self) -> str:
        """Without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def token(self) -> str:
        """Of a new conversation."""
        from rolewise.doors.web.sessions import Sessions

        return Sessions(SECRET).begin().token


def signed(body: bytes, late: float = 0) -> dict[str, str]:
    """The headers by which Slack proves that it sent the body so many seconds ago."""
    stamp = str(int(time.time() - late))
    proof = hmac.new(SIGNING.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={proof}"}


@contextmanager
def opened(rates: Any = None, **settings: str) -> Iterator[Doors]:
    """The doors, with settings of the environment, until the block ends."""
    environment = {name: value for name, value in os.environ.items() if name not in PROXIES}
    with mock.patch.dict(os.environ, {**environment, **SETTINGS, **settings}, clear=True):
        listening = socket.create_server(("127.0.0.1", 0), backlog=512)
        port = listening.getsockname()[1]
        doors = Doors(port, _app(port, rates or PATIENT), Repeating(), asyncio.new_event_loop())
        _furnish(doors)
        serving = threading.Event()
        thread = threading.Thread(target=_serve, args=(doors, listening, serving), daemon=True)
        thread.start()
        assert serving.wait(DEADLINE)
        yield doors
        doors.loop.call_soon_threadsafe(doors.loop.stop)
        thread.join(2 * DEADLINE)


def _app(port: int, rates: Any) -> Any:
    """As `rolewise serve` has Rasa make it, the settings of Sanic included."""
    from rasa.core.channels.channel import register
    from rasa.core.run import _create_app_without_api
    from sanic import Sanic

    from rolewise.doors.pages.channel import SiteInput
    from rolewise.doors.slack import SlackInput
    from rolewise.doors.web.channel import WebInput
    from rolewise.rasa.server import SANIC

    Sanic.test_mode = True  # lets a process have several servers, one after the other
    Sanic._app_registry.pop("rasa_core_no_api", None)
    app = _create_app_without_api()
    slack = SlackInput.from_credentials({"base_url": f"http://127.0.0.1:{port}/slack-of-the-doors/", "working_after": 60})
    register([WebInput.from_credentials(rates), SiteInput.from_credentials({"demo": True}), slack], app, route="/webhooks/")
    app.config.update(SANIC)
    return app


def _furnish(doors: Doors) -> None:
    from sanic.response import json as answered

    from rolewise.doors.turns import Turns
    from rolewise.in_use import live_knowledge

    live_knowledge().current()  # the first turn would wait for it
    agent = Agent()
    doors.app.ctx.agent = doors.app.ctx.turns_agent = agent
    doors.app.ctx.turns = Turns(doors.assistant)  # type: ignore[arg-type]

    async def slack(request: Any, method: str) -> Any:
        doors.posted[:] = [*doors.posted[-100:], (method, request.body)]
        return answered({"ok": True, "team_id": "T1", "user_id": "UBOT", "bot_id": "B1", "ts": "1.1", "channel": "C1"})

    doors.app.add_route(slack, "/slack-of-the-doors/<method:path>", methods=["POST"])


def _serve(doors: Doors, listening: socket.socket, serving: threading.Event) -> None:
    loop = doors.loop
    asyncio.set_event_loop(loop)
    running = loop.run_until_complete(doors.app.create_server(sock=listening, return_asyncio_server=True, access_log=False))
    for event in (running.startup, running.before_start, running.after_start):
        loop.run_until_complete(event())
    serving.set()
    loop.run_forever()
    loop.run_until_complete(running.before_stop())
    loop.run_until_complete(running.close())
