"""The trained model gives the same answers here, without Rasa, and through a server."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from core_server import KEY, Answered, serving

from rolewise.cli import loading
from rolewise.cli.talks import InProcess
from rolewise.rasa.quiet import be_quiet
from rolewise.terminal.client import WebTalk

TALK = (
    "diffrence betwen data scintist and ML enginer",
    "which pays more?",
    "and in the US?",
    "what about Germany?",
    "the second one",
    "what does a wizard earn?",
    "what is the weather?",
)


@pytest.fixture(scope="session")
def assistant() -> Iterator[tuple[Any, Any, asyncio.AbstractEventLoop]]:
    """The newest model in the engine alone and in Rasa, and the loop that the latter lives in."""
    be_quiet()
    from rolewise.rasa.assistant import Assistant
    from rolewise.rasa.training import current_model, ensure_model, latest_model

    loop = asyncio.new_event_loop()
    model = current_model() or latest_model() or ensure_model()
    yield loading.assistant(model), loop.run_until_complete(Assistant.load(model)), loop
    loop.close()


def test_a_talk_reads_the_same_here_and_through_a_server(assistant: tuple[Any, Any, asyncio.AbstractEventLoop]) -> None:
    local, ready, loop = assistant
    talk = InProcess(local)
    here = [talk.ask(text) for text in TALK]
    running = threading.Thread(target=loop.run_forever, daemon=True)
    running.start()

    def ask(text: str, session: str) -> Answered:
        reply = asyncio.run_coroutine_threadsafe(ready.ask(text, f"web-{session}", channel="web"), loop).result(60)
        debug = {"intent": reply.intent, "confidence": reply.confidence, "entities": list(reply.entities)}
        return {"text": reply.text, "card": reply.card, "about": reply.about, "cut": reply.cut, "debug": debug}

    try:
        with serving(ask) as server:
            web = WebTalk(server.url, KEY)
            there = [web.ask(text) for text in TALK]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        running.join(60)

    for one, other in zip(here, there, strict=True):
        assert (one.text, one.card, one.about, one.intent) == (other.text, other.card, other.about, other.intent)
        assert (one.confidence, one.entities, one.cut) == (other.confidence, other.entities, other.cut)
    assert all(said.state for said in here)
