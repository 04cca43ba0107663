"""The web channel on a real sanic server in a thread, with an assistant that does as it is told; and the whole server."""

from __future__ import annotations

import asyncio
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
from sanic import Sanic

from rolewise.rasa.quiet import be_quiet

be_quiet()
Sanic.test_mode = True  # lets several servers of one process start one after the other

SECRET = "a secret of the tests, long enough to sign with"
DEADLINE = 20.0  # seconds for what takes well below one
PATIENT = {
    "messages_per_minute": 100_000,
    "messages_per_minute_and_address": 100_000,
    "sessions_per_minute_and_address": 100_000,
    "requests_per_minute": 100_000,
    "requests_per_minute_and_address": 100_000,
}


class Obedient:
    """An assistant that repeats what it is told, or fails as it is told."""

    def __init__(self) -> None:
        from rolewise.core.answers.types import Answer
        from rolewise.core.rendering import card

        self.card = card(Answer(kind="text", intent="greet", text="You said something."))
        self.asked: list[tuple[str, str, str, Any]] = []
        self.go_on = threading.Event()  # what "wait" waits for

    async def take(self, inquiry: Any) -> Any:
        from rolewise.rasa.assistant import Reply

        text = inquiry.text
        self.asked.append((text, inquiry.conversation, inquiry.channel, inquiry.page))
        if text == "wait":
            await asyncio.get_running_loop().run_in_executor(None, self.go_on.wait, DEADLINE)
        if text == "fail":
            raise RuntimeError("a secret detail")
        if text == "never":
            await asyncio.Event().wait()
        shown = "" if text == "be silent" else f"You said: {text}"
        return Reply(
            shown,
            id=f"turn-{len(self.asked)}",
            card=self.card,
            intent="greet",
            kept=text != "lose it",
            about={"roles": ["data-analyst"], "country": "IN", "intent": "greet"},
        )

    async def rate(self, session: str, turn: str, thumb: str, reason: str = "") -> bool:
        return turn == "turn-1"


class Pipeline:
    """As much of Rasa's message processor as the readiness check uses."""

    tracker_store: Any = "the real one"

    def __init__(self, outcome: Any):
        self._outcome = outcome
        self.stores: list[Any] = []

    async def handle_message(self, message: Any) -> Any:
        self.stores.append(self.tracker_store)
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome


@pytest.fixture
def pipeline() -> type[Pipeline]:
    """Makes pipelines with an outcome: messages, or an exception."""
    return Pipeline


class Agent:
    """As much of Rasa's agent as the channel looks at."""

    def __init__(self, *, ready: bool = True):
        from rasa.core.lock_store import InMemoryLockStore
        from rasa.shared.core.domain import Domain

        from rolewise.rasa.tracker_store import RecentConversations

        self.domain = Domain.empty()
        self.tracker_store = RecentConversations(self.domain)
        self.lock_store = InMemoryLockStore()
        self.processor = Pipeline([{"text": "an answer"}])
        self._ready = ready

    def is_ready(self) -> bool:
        return self._ready


@dataclass
class Client:
    """A visitor's browser, with a session of its own."""

    server: Server
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """Sends a request; `headers` come on top of those of the client."""
        session = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers = {**session, **self.headers, **options.pop("headers", {})}
        return requests.request(method, self.server.url + path, headers=headers, timeout=DEADLINE, **options)

    def say(self, text: Any, **options: Any) -> requests.Response:
        """Sends a message."""
        page = options.pop("page", None)
        return self.call("POST", "/message", json={"text": text, **({"page": page} if page is not None else {})}, **options)

    def head(self, *lines: str) -> bytes:
        """The head of a message, to be written to a socket."""
        session, kind = f"Authorization: Bearer {self.token}", "Content-Type: application/json"
        own = ["POST /webhooks/web/message HTTP/1.1", "Host: x", session, kind]
        return "\r\n".join([*own, *lines, "", ""]).encode()

    def lines(self, text: str) -> requests.Response:
        """Sends a message whose answer comes as a stream."""
        return self.say(text, headers={"Accept": "application/x-ndjson"}, stream=True)


@dataclass
class Server:
    """A server that runs."""

    url: str  # of the Web API
    port: int
    app: Any = None
    assistant: Any = None
    loop: Any = None

    def client(self, **headers: str) -> Client:
        """A client with a session."""
        made = Client(self, headers=headers)
        made.token = made.call("POST", "/session", json={}).json()["token"]
        return made

    def stranger(self, **headers: str) -> Client:
        """A client without a session."""
        return Client(self, headers=headers)

    def run(self, work: Any) -> Any:
        """Awaits something in the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(DEADLINE)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Server]]:
    """Starts servers: `rates` of credentials.yml, `turns` bounds of Turns, and settings of the environment."""
    stops: list[Callable[[], None]] = []

    def start(rates: Any = None, turns: Any = None, agent: Any = None, **environment: str) -> Server:
        for name, value in {"ROLEWISE_SECRET": SECRET, "ROLEWISE_REDIS_URL": "", **environment}.items():
            monkeypatch.setenv(name, value)
        server, stop = _started(rates or PATIENT, turns or {}, agent or Agent())
        stops.append(stop)
        return server

    yield start
    for stop in stops:
        stop()


@pytest.fixture(scope="session")
def _patient() -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"ROLEWISE_SECRET": SECRET, "ROLEWISE_REDIS_URL": "", "ROLEWISE_ORIGINS": ""}.items():
            patch.setenv(name, value)
        made, stop = _started(PATIENT, {}, Agent())
    yield made
    stop()


@pytest.fixture
def server(_patient: Server) -> Server:
    """One with limits that no test reaches; nobody has asked it anything yet."""
    _patient.assistant.asked.clear()
    return _patient


def _started(rates: Any, turns: Any, agent: Any) -> tuple[Server, Callable[[], None]]:
    from rasa.core.channels.channel import register
    from rasa.server import configure_cors

    from rolewise.doors.turns import Turns
    from rolewise.doors.web.channel import WebInput

    app = Sanic(f"web-{uuid.uuid4().hex}", configure_logging=False)
    configure_cors(app, None)
    register([WebInput.from_credentials(rates)], app, route="/webhooks/")
    assistant = Obedient()
    app.ctx.agent = app.ctx.turns_agent = agent
    app.ctx.turns = Turns(assistant, **turns)  # type: ignore[arg-type]
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    loop, serving = asyncio.new_event_loop(), threading.Event()
    thread = threading.Thread(target=_serve, args=(app, listening, loop, serving), daemon=True)
    thread.start()
    assert serving.wait(DEADLINE)

    def stop() -> None:
        assistant.go_on.set()
        loop.call_soon_threadsafe(loop.stop)
        thread.join(DEADLINE)

    return Server(f"http://127.0.0.1:{port}/webhooks/web", port, app, assistant, loop), stop


def _serve(app: Any, listening: socket.socket, loop: asyncio.AbstractEventLoop, serving: threading.Event) -> None:
    asyncio.set_event_loop(loop)
    started = loop.run_until_complete(app.create_server(sock=listening, return_asyncio_server=True, access_log=False))
    for event in (started.startup, started.before_start, started.after_start):
        loop.run_until_complete(event())
    serving.set()
    loop.run_forever()
    loop.run_until_complete(started.before_stop())
    loop.run_until_complete(started.close())
