"""The doctor asks the announced server, and looks at the port of the metrics."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from doctoring import closed_port, only

from rolewise.doctor import FAULT, SOUND, WARNING, Place, serving
from rolewise.storage.announcement import Announcement, announce, withdraw


@pytest.fixture
def answering() -> Iterator[Callable[[int, dict], str]]:
    """A server that answers every request so; gives its URL."""
    servers: list[HTTPServer] = []

    def start(status: int, body: dict) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: object) -> None:
                return None

        servers.append(HTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "mark", "says"),
    [
        (200, {"status": "ready"}, SOUND, "is ready"),
        (503, {"status": "not_ready", "reason": "the database is down"}, FAULT, "the database is down"),
        (404, {}, FAULT, "status 404"),
    ],
)
def test_the_announced_server_is_asked(
    place: Callable[..., Place], answering: Callable, status: int, body: dict, mark: str, says: str
) -> None:
    here = place()
    announce(Announcement(answering(status, body)), here.root / ".state" / "servers")

    found = only(serving.server(here))

    assert (found.mark, says in found.value) == (mark, True)


def test_a_server_that_ended_or_never_was_is_no_fault(place: Callable[..., Place]) -> None:
    here = place()
    never = only(serving.server(here))
    announce(Announcement("http://127.0.0.1:1", pid=2**22 - 1), here.root / ".state" / "servers")

    assert (never.mark, only(serving.server(here)).mark) == (WARNING, WARNING)


def test_when_the_second_of_two_servers_ends_the_first_is_still_found(place: Callable[..., Place], answering: Callable) -> None:
    here = place()
    folder = here.root / ".state" / "servers"
    first, second = (Announcement(answering(200, {"status": "ready"})) for _ in range(2))
    for each in (first, second):
        announce(each, folder)
    withdraw(second, folder)

    assert (only(serving.server(here)).mark, first.url in only(serving.server(here)).value) == (SOUND, True)


def test_a_server_that_does_not_answer_is_a_fault(place: Callable[..., Place]) -> None:
    here = place()
    announce(Announcement(f"http://127.0.0.1:{closed_port()}", pid=os.getpid()), here.root / ".state" / "servers")

    assert only(serving.server(here)).mark == FAULT


@pytest.mark.parametrize(
    ("port", "mark"), [("", SOUND), ("9464", SOUND), ("x", FAULT), ("5005", FAULT), ("0.0.0.0:9464", WARNING)]
)
def test_the_port_of_the_metrics_is_judged(place: Callable[..., Place], port: str, mark: str) -> None:
    assert only(serving.metrics(place(ROLEWISE_METRICS_PORT=port))).mark == mark
