"""A small stand-in for the server: the web API by its contract, the widget's files, a host page, and faults on demand."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

from rolewise.doors.pages.site.files import read

WIDGET = Path(__file__).parents[2] / "widget"
API = "/webhooks/web"
TYPES = {".js": "text/javascript; charset=utf-8"}
STATUS = {"rate_limited": 429, "busy": 503, "invalid": 422, "forbidden_origin": 403, "internal": 500}


@dataclass
class Fake:
    """What the server holds and how it behaves; a test sets `fault` and `cards`."""

    cards: Callable[[str], dict[str, Any]]  # question -> card
    fault: str = ""  # "", a code of STATUS, "broken", "silent", "open-ended", "hostile"
    retry_after: int = 0
    head: str = ""  # HTML of the host page's head
    body: str = ""
    end: str = ""  # HTML after the page's main part
    csp: str = ""
    page_language: str = 'lang="en"'
    prefix: str = ""  # of all its addresses, as behind a proxy
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)  # path -> content and its type
    directory: Any = None  # what /widget/roles.json holds
    hostile: Any = None  # the answer line sent with the fault "hostile"
    asked: list[dict[str, Any]] = field(default_factory=list)  # bodies of POST /message
    sessions: dict[str, str] = field(default_factory=dict)  # token -> conversation
    turns: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    gate: threading.Event = field(default_factory=threading.Event)  # "silent" and "open-ended" wait for it
    httpd: ThreadingHTTPServer | None = None

    def __post_init__(self) -> None:
        self.httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, self))
        self.httpd.daemon_threads = True
        threading.Thread(target=self.httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        assert self.httpd
        return f"http://127.0.0.1:{self.httpd.server_address[1]}"

    def stop(self) -> None:
        """Lets waiting answers go and closes the port."""
        self.gate.set()
        assert self.httpd
        self.httpd.shutdown()
        self.httpd.server_close()

    def session(self, conversation: str) -> dict[str, Any]:
        """A new token of the conversation."""
        token = uuid4().hex
        self.sessions[token] = conversation
        return {"token": token, "expires": int(time.time()) + 30 * 86400}

    def all_turns(self) -> list[dict[str, Any]]:
        """The turns of every conversation."""
        return [turn for turns in self.turns.values() for turn in turns]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"

    def __init__(self, fake: Fake, *rest: Any) -> None:
        self.fake = fake
        super().__init__(*rest)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def reply(self, status: int, body: Any = None, kind: str = "application/json", **headers: str) -> None:
        """Sends a whole answer; anything but bytes goes out as JSON."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.cors()
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def cors(self) -> None:
        """Any page may use it."""
        self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
        self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
        self.send_header("Access-Control-Allow-Methods", "GET, POST, DELETE")

    def error(self, status: int, code: str) -> None:
        """An error object of the contract."""
        error = {"code": code, "message": code} | ({"retry_after": self.fake.retry_after} if self.fake.retry_after else {})
        self.reply(status, {"error": error})

    def body(self) -> dict[str, Any]:
        """What was sent."""
        return json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")

    def conversation(self) -> str:
        """Of the token; "" where that is not known."""
        return self.fake.sessions.get(self.headers.get("Authorization", "").removeprefix("Bearer "), "")

    def handle(self) -> None:
        """Bears a browser that goes away."""
        with suppress(ConnectionError):
            super().handle()

    def do_OPTIONS(self) -> None:
        self.reply(204)

    def do_GET(self) -> None:
        self.path = self.path.removeprefix(self.fake.prefix)
        if self.path == "/widget/roles.json":
            self.reply(200, self.fake.directory)
        elif self.path in self.fake.files:
            content, kind = self.fake.files[self.path]
            self.reply(200, content, kind)
        elif self.path.startswith(("/chat-loader.js", "/old/")):
            self.reply(302, Location="/widget/rolewise-chat.js")
        elif self.path.startswith("/widget/"):
            file = WIDGET / Path(self.path.split("?")[0]).name
            self.reply(200, read(file).content, TYPES[file.suffix])
        elif self.path == f"{API}/history":
            self.history()
        else:
            fake = self.fake
            head = f"<!doctype html><html {fake.page_language}><head><title>Jobs</title>{fake.head}</head>"
            page = f"{head}<body><main><h1>Jobs</h1>{fake.body}</main>{fake.end}</body></html>"
            policy = {"Content_Security_Policy": fake.csp} if fake.csp else {}
            self.reply(200, page.encode(), "text/html; charset=utf-8", **policy)

    def history(self) -> None:
        """The turns, or why not."""
        conversation = self.conversation()
        if self.fake.fault == "internal":
            self.error(500, "internal")
        elif not conversation:
            self.error(401, "session_expired")
        else:
            self.reply(200, {"turns": self.fake.turns.get(conversation, [])})

    def do_DELETE(self) -> None:
        self.path = self.path.removeprefix(self.fake.prefix)
        conversation = self.conversation()
        if not conversation:
            self.error(401, "session_expired")
            return
        self.fake.turns.pop(conversation, None)
        self.fake.sessions = {token: of for token, of in self.fake.sessions.items() if of != conversation}
        self.reply(200, self.fake.session(uuid4().hex))

    def do_POST(self) -> None:
        body = self.body()
        self.path = self.path.removeprefix(self.fake.prefix)
        if self.path == f"{API}/session":
            self.reply(200, self.fake.session(self.conversation() or uuid4().hex))
        elif not self.conversation():
            self.error(401, "session_expired")
        elif self.path == f"{API}/feedback":
            self.feedback(body)
        else:
            self.message(body)

    def feedback(self, body: dict[str, Any]) -> None:
        """Keeps the thumb."""
        for turn in self.fake.turns.get(self.conversation(), []):
            if turn["id"] == body["turn"]:
                turn["thumb"] = None if body["thumb"] == "none" else body["thumb"]
                self.reply(204)
                return
        self.error(404, "not_found")

    def message(self, body: dict[str, Any]) -> None:
        """The stream of an answer, or the fault that is set."""
        fake = self.fake
        fake.asked.append(body)
        if fake.fault in STATUS:
            self.error(STATUS[fake.fault], fake.fault)
            return
        self.start()
        self.line({"type": "started"})
        if fake.fault == "silent":
            fake.gate.wait(60)
        if fake.fault == "broken":
            self.wfile.write(b'5\r\n{"typ')
            self.close_connection = True
            return
        turn = self.turn(body["text"])
        answer = {"type": "answer", "id": turn["id"], "cut": False, **turn["answer"]}
        self.line(fake.hostile if fake.fault == "hostile" else answer)
        if fake.fault == "open-ended":
            fake.gate.wait(60)
        self.line({"type": "end"})
        self.wfile.write(b"0\r\n\r\n")

    def turn(self, text: str) -> dict[str, Any]:
        """Answers and keeps the turn."""
        card = self.fake.cards(text)
        turn = {"id": uuid4().hex, "at": time.time(), "text": text, "answer": {"text": card["text"], "card": card}, "thumb": None}
        self.fake.turns.setdefault(self.conversation(), []).append(turn)
        return turn

    def start(self) -> None:
        """The head of a chunked stream."""
        self.send_response(200)
        self.cors()
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def line(self, value: Any) -> None:
        """One line of the stream, at once."""
        data = (json.dumps(value) + "\n").encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()
