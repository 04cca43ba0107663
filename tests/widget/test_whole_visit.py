"""A visitor's conversation with the real server and the real model, in the browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import BrowserContext, expect
from visiting import ask, opened, reopened

from rolewise.paths import CREDENTIALS, ROOT
from rolewise.rasa.training import ensure_model

START = 180.0  # seconds until the server must be ready: the machine may be busy
SERVE = """
import sys
from pathlib import Path
from rolewise.rasa.server import serve
model, port, credentials, announcement = sys.argv[1:]
serve(Path(model), int(port), credentials=Path(credentials), announcement=Path(announcement))
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with today's model and a store of its own."""
    folder = tmp_path_factory.mktemp("visit")
    model = ensure_model()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = {**os.environ, "ROLEWISE_DATABASE_URL": f"sqlite:///{folder}/events.db", "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(model), port, str(CREDENTIALS), str(folder / "servers")],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    wait_until_ready(url, process)
    yield url
    process.terminate()
    process.wait(timeout=60)


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers questions; fails where it ends or takes too long."""
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if requests.get(f"{url}/webhooks/web/ready", timeout=5).status_code == 200:
                return
        except requests.RequestException:
            time.sleep(0.2)
    process.kill()
    pytest.fail("the server did not become ready")


def test_a_visitor_of_the_demo_page_asks_follows_up_rates_comes_back_and_deletes(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(server)
    opened(page)
    ask(page, "difference between a data analyst and a data scientist?")
    expect(page.get_by_role("columnheader", name="Data Scientist")).to_be_attached()
    page.get_by_role("button", name="Which pays more?").click()
    expect(page.locator("rolewise-chat figure")).to_have_count(2)
    ask(page, "and in the US?")
    expect(page.locator(".answer").nth(2)).to_contain_text("$")
    with page.expect_response(lambda response: response.url.endswith("/feedback")) as rated:
        page.get_by_role("button", name="Good answer").last.click()
    assert rated.value.status == 204

    reopened(page)
    expect(page.locator(".question")).to_have_count(3)
    expect(page.get_by_role("button", name="Good answer").last).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Clear conversation").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".question")).to_have_count(0)
    assert broken == []
