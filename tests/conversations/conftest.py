"""One trained model, asked through the entry that every channel uses, with a clock that tests set."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from talk import Clock, Talk

from rolewise.rasa.quiet import be_quiet

be_quiet()


@pytest.fixture(scope="session")
def assistant() -> Iterator[tuple[Any, asyncio.AbstractEventLoop]]:
    """The assistant of today's files (trained now if there is none) and the loop that it lives in."""
    from rolewise.rasa.assistant import Assistant
    from rolewise.rasa.training import ensure_model

    loop = asyncio.new_event_loop()
    yield loop.run_until_complete(Assistant.load(ensure_model())), loop
    loop.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stands still unless a test moves it."""
    import actions.answer

    made = Clock()
    monkeypatch.setattr(actions.answer, "now", made)
    return made


@pytest.fixture
def talk(assistant: tuple[Any, asyncio.AbstractEventLoop], clock: Clock, request: pytest.FixtureRequest) -> Callable[[], Talk]:
    """Begins a new conversation."""
    ready, loop = assistant
    begun = 0

    def begin() -> Talk:
        nonlocal begun
        begun += 1
        return Talk(ready, loop, f"{request.node.nodeid}#{begun}", clock)

    return begin
