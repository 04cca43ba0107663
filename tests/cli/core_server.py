"""A server of the Web API in a thread, backed by the core without Rasa, or by anything that answers."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from rolewise.core.answers import Writer
from rolewise.core.dialogue import Reading, State, Turn, from_dict, respond, to_dict
from rolewise.core.knowledge import load
from rolewise.core.matching import Matcher
from rolewise.core.rendering import card

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
KEY = "debug-key"
Answered = Mapping[str, Any]  # text, card, about, cut, debug
# A word of the message -> intent; the first that is found.
INTENTS = {
    "hello": "greet",
    "vs": "compare_roles",
    "earn": "ask_pay",
    "pay": "ask_pay",
    "pays": "ask_pay",
    "skills": "ask_skills",
    "choose": "choose_role",
    "become": "choose_role",
    "source": "ask_source",
    "figures": "ask_source",
}


@cache
def project() -> tuple[Writer, Matcher]:
    """The project's own knowledge base."""
    knowledge = load(KNOWLEDGE)
    return Writer(knowledge), Matcher(knowledge)


class Core:
    """Conversations of the real dialogue, its intents told by a few words."""

    def __init__(self) -> None:
        self._memories: dict[str, Any] = {}
        self.asked: list[str] = []

    def __call__(self, text: str, session: str) -> Answered:
        """The answer to one more turn of a session."""
        self.asked.append(text)
        writer, matcher = project()
        mentions = tuple(matcher.find(text).mentions)
        turn = Turn(text, (Reading(self._intent(text, mentions), 0.93),), mentions=mentions)
        reply = respond(writer, turn, from_dict(self._memories.get(session, to_dict(State())), writer.knowledge), time.time())
        self._memories[session] = to_dict(reply.memory)
        answer = reply.answer
        return {
            "text": answer.text,
            "card": card(answer),
            "about": {"roles": list(answer.roles), "country": answer.country or None, "intent": answer.intent},
            "cut": False,
            "debug": {
                "intent": turn.intent,
                "confidence": 0.93,
                "entities": [{"entity": mention.kind, "value": mention.value} for mention in mentions],
                "milliseconds": 4.0,
                "state": self._memories[session],
            },
        }

    def _intent(self, text: str, mentions: tuple[Any, ...]) -> str:
        words = text.lower().rstrip("?").split()
        found = next((intent for word, intent in INTENTS.items() if word in words), "")
        return found or ("mention_role" if any(mention.kind == "role" for mention in mentions) else "set_country")


@dataclass
class Server:
    """A server that runs. Errors in `errors` are given instead of the next answers, in order."""

    ask: Callable[[str, str], Answered]
    errors: list[dict[str, Any]] = field(default_factory=list)  # {"status", "code", "message", "retry_after"?}
    streamed: list[dict[str, Any]] = field(default_factory=list)  # the same, as a line of the stream
    url: str = ""
    sessions: list[str] = field(default_factory=list)
    stop: Callable[[], None] = lambda: None


@contextmanager
def serving(ask: Callable[[str, str], Answered]) -> Iterator[Server]:
    """Serves on a port of the system's choice until the block ends, or `stop` is called."""
    server = Server(ask)
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_port}"

    def stop() -> None:
        http.shutdown()
        http.server_close()

    server.stop = stop
    Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        stop()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            self._send(200, {"status": "live"})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path.endswith("/session"):
                server.sessions.append(secrets.token_hex(8))
                self._send(200, {"token": server.sessions[-1], "expires": time.time() + 60})
            elif server.errors:
                error = dict(server.errors.pop(0))
                self._send(error.pop("status"), {"error": error})
            else:
                self._stream(body)

        def _stream(self, body: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/x-ndjson")
            self.end_headers()
            self._line({"type": "started"})
            if server.streamed:
                self._line({"type": "error", "error": server.streamed.pop(0)})
            else:
                token = self.headers["Authorization"].removeprefix("Bearer ")
                answer = dict(server.ask(body["text"], token))
                if self.headers.get("X-Rolewise-Debug") != KEY:
                    answer.pop("debug")
                self._line({"type": "answer", "id": "1", **answer})
            self._line({"type": "end"})

        def _line(self, content: dict[str, Any]) -> None:
            self.wfile.write(json.dumps(content).encode() + b"\n")

        def _send(self, status: int, content: dict[str, Any]) -> None:
            encoded = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(encoded)))
            self.end_headers()
            self.wfile.write(encoded)

    return Handler
