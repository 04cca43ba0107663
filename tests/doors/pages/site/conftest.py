"""The site on a server of its own, with Rasa's greeting at / as in production; and a browser."""

from __future__ import annotations

import asyncio
import http.client
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rolewise.core.answers import Writer
from rolewise.core.knowledge import load
from rolewise.rasa.quiet import be_quiet
from tests import needs
from tests.small_world import write_world

be_quiet()

BROWSER_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True)
class Response:
    """What came back; header names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, method: str = "GET", **headers: str) -> Response:
        """The path is sent as it is; underscores in names of headers are hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        found = connection.getresponse()
        response = Response(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        connection.close()
        return response


@contextmanager
def running(demo: bool) -> Iterator[Server]:
    """The channel on a port that the system chose."""
    from rasa import server as rasa_server
    from rasa.core.channels import channel
    from sanic import Sanic

    from rolewise.doors.pages.channel import SiteInput

    Sanic.test_mode = True  # lets a process have several servers, one after the other or at once
    app = Sanic(f"site-{uuid.uuid4().hex}", configure_logging=False)
    rasa_server.add_root_route(app)
    rasa_server.configure_cors(app, None)
    channel.register([SiteInput.from_credentials({"demo": demo})], app, "/webhooks/")
    loop, stop, started = asyncio.new_event_loop(), asyncio.Event(), threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    async def serve() -> None:
        listening: Any = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
        await listening.startup()
        await listening.start_serving()
        started.set()
        await stop.wait()
        listening.close()
        await listening.wait_closed()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    assert started.wait(60)
    yield Server(listener.getsockname()[1])
    loop.call_soon_threadsafe(stop.set)
    thread.join(20)


@pytest.fixture(scope="session")
def site() -> Iterator[Server]:
    """The demo site about the project's own knowledge base."""
    with running(demo=True) as server:
        yield server


@pytest.fixture(scope="session")
def widget_only() -> Iterator[Server]:
    """As beside a jobs site with pages of its own."""
    with running(demo=False) as server:
        yield server


@pytest.fixture(scope="session")
def real() -> Writer:
    """A writer on the project's knowledge base."""
    return Writer(load(Path(__file__).parents[4] / "knowledge"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small invented knowledge base that the test may change."""
    return write_world(tmp_path / "knowledge")


# Not for longer: while Playwright runs, no other event loop can in this thread.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    program = needs.program("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGUMENTS)
        yield chromium
        chromium.close()
