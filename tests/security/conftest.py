"""Every door of a server in this process (benchmarks/_doors.py), with limits that no test reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks._doors import Doors, opened
from benchmarks._wire import Answered, request, sent
from tests.small_world import write_world

JSON = "application/json"


@pytest.fixture(scope="session")
def _doors() -> Iterator[Doors]:
    with opened() as made:
        yield made


@pytest.fixture
def doors(_doors: Doors) -> Doors:
    """Nobody has asked anything yet."""
    _doors.assistant.asked.clear()
    return _doors


@pytest.fixture
def ask(doors: Doors) -> Callable[..., Answered]:
    """Sends a well-formed request; names of headers have underscores for hyphens."""

    def send(method: str, path: str, body: bytes = b"", **headers: str) -> Answered:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return sent(doors.port, request(method, path, told, body))

    return send


@pytest.fixture
def say(doors: Doors, ask: Callable[..., Answered]) -> Callable[..., Answered]:
    """Sends the body of a message, with a token of its own unless another header is named."""

    def send(body: bytes, **headers: Any) -> Answered:
        told = {"Authorization": f"Bearer {doors.token()}", "Content_Type": JSON, **headers}
        return ask("POST", "/webhooks/web/message", body, **told)

    return send


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small invented knowledge base that a test may damage."""
    return write_world(tmp_path / "knowledge")
