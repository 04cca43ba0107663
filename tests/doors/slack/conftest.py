"""The Slack channel on a real sanic server in a thread, beside a small Slack that it calls."""

from __future__ import annotations

import asyncio
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sanic import Sanic
from sanic.response import empty

from rolewise.in_use import live_knowledge
from rolewise.rasa.quiet import be_quiet
from tests.doors.slack.local_slack import DEADLINE, LocalSlack
from tests.doors.slack.workspace import SECRET, TOKEN, Workspace

be_quiet()
Sanic.test_mode = True  # lets several servers of one process start one after the other
TOKENS = {
    "SLACK_BOT_TOKEN": TOKEN,
    "SLACK_SIGNING_SECRET": SECRET,
    "SLACK_APP_TOKEN": "",
    "ROLEWISE_SECRET": "of the tests",
    "ROLEWISE_REDIS_URL": "",
}
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")  # the SDK reads them and heeds no exception


class Obedient:
    """An assistant that repeats what it is told, or fails as it is told."""

    def __init__(self, store: Any) -> None:
        self.asked: list[tuple[str, str, str]] = []  # text, conversation, channel
        self.rated: list[tuple[str, str, str]] = []
        self.waiting = threading.Event()  # "wait" was asked
        self.go_on = threading.Event()  # what "wait" waits for
        self._store = store

    async def is_for_us(self, text: str, conversation: str) -> bool:
        return text.endswith("?")

    async def take(self, inquiry: Any) -> Any:
        """See the module."""
        from rolewise.rasa.assistant import Reply

        text, session = inquiry.text, inquiry.conversation
        self.asked.append((text, session, inquiry.channel))
        if text.startswith("wait"):
            self.waiting.set()
            await asyncio.get_running_loop().run_in_executor(None, self.go_on.wait, DEADLINE)
        if text == "fail":
            raise RuntimeError("a secret detail")
        if text == "never":
            await asyncio.Event().wait()
        card = {
            "version": 1,
            "kind": "pay",
            "title": "Echo",
            "text": f"You said: {text}",
            "bars": [],
            "links": [],
            "missed": None,
            "table": {"columns": ["Point", "This", "That"], "rows": [["words " * 5, "x " * 30, "y " * 30]]},
            "sources": [{"short": "Almanac", "date": "2026"}],
            "suggestions": [{"title": "And then?", "text": "What then?"}],
        }
        turn = f"turn{len(self.asked)}"
        await self._keep(session, text, turn, card)
        return Reply(str(card["text"]), id=turn, card=card)

    async def rate(self, session: str, turn: str, thumb: str) -> bool:
        """True for turns that were taken."""
        self.rated.append((session, turn, thumb))
        return turn.startswith("turn")

    async def _keep(self, session: str, text: str, turn: str, card: dict[str, Any]) -> None:
        from rasa.shared.core.events import BotUttered, UserUttered

        tracker = await self._store.get_or_create_tracker(session)
        tracker.update(UserUttered(text, message_id=turn))
        tracker.update(BotUttered(str(card["text"]), {"custom": {"card": card}}))
        await self._store.save(tracker)


class Agent:
    """As much of Rasa's agent as the channel looks at."""

    def __init__(self) -> None:
        from rasa.core.lock_store import InMemoryLockStore
        from rasa.core.tracker_store import InMemoryTrackerStore
        from rasa.shared.core.domain import Domain

        self.domain = Domain.empty()
        self.tracker_store = InMemoryTrackerStore(self.domain)
        self.lock_store = InMemoryLockStore()

    def is_ready(self) -> bool:
        """It is."""
        return True


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A small Slack; whatever was shown kept Slack's limits."""
    made = LocalSlack()
    made.start()
    yield made
    made.stop()
    assert made.faults == []


@pytest.fixture
def serve(slack: LocalSlack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Workspace]]:
    """Starts servers: `turns` bounds of Turns, an `agent` of another server, `environment` settings, and credentials."""
    stops: list[Callable[[], None]] = []
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)

    def start(
        turns: Any = None, agent: Any = None, assistant: Any = None, environment: Any = None, **credentials: Any
    ) -> Workspace:
        for name, value in {**TOKENS, **(environment or {})}.items():
            monkeypatch.setenv(name, value)
        made, stop = started(slack, turns or {}, agent or Agent(), assistant, {"base_url": slack.api, **credentials})
        stops.append(stop)
        return made

    yield start
    for stop in stops:
        stop()


@pytest.fixture
def workspace(serve: Callable[..., Workspace]) -> Workspace:
    """One server with the settings that an operator would have."""
    return serve()


def started(slack: LocalSlack, turns: Any, agent: Any, assistant: Any, credentials: Any) -> tuple[Workspace, Callable[[], None]]:
    """A server that runs in a thread, and how to stop it."""
    from rasa.core.channels.channel import register

    from rolewise.doors.slack import SlackInput
    from rolewise.doors.turns import Turns

    app = Sanic(f"slack-{uuid.uuid4().hex}", configure_logging=False)
    register([SlackInput.from_credentials(credentials)], app, route="/webhooks/")
    live_knowledge().current()  # the first turn would wait for it
    assistant = assistant or Obedient(agent.tracker_store)
    app.add_route(lambda _: empty(), "/")  # as Rasa's server has
    app.ctx.agent = app.ctx.turns_agent = agent
    app.ctx.turns = Turns(assistant, **turns)
    listening = socket.create_server(("127.0.0.1", 0))
    loop, serving = asyncio.new_event_loop(), threading.Event()
    thread = threading.Thread(target=_serve, args=(app, listening, loop, serving), daemon=True)
    thread.start()
    assert serving.wait(DEADLINE)

    def stop() -> None:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(2 * DEADLINE)

    return Workspace(slack, f"http://127.0.0.1:{listening.getsockname()[1]}", assistant, app), stop


def _serve(app: Any, listening: socket.socket, loop: asyncio.AbstractEventLoop, serving: threading.Event) -> None:
    asyncio.set_event_loop(loop)
    running = loop.run_until_complete(app.create_server(sock=listening, return_asyncio_server=True, access_log=False))
    for event in (running.startup, running.before_start, running.after_start):
        loop.run_until_complete(event())
    serving.set()
    loop.run_forever()
    loop.run_until_complete(running.before_stop())
    loop.run_until_complete(running.close())
