"""Databases of their own for each test: a SQLite file, and a schema of PostgreSQL where one is reachable."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from needs import missing

from rolewise.rasa.quiet import be_quiet

be_quiet()

from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered  # noqa: E402

from rolewise.rasa.tracker_store import SqlConversations  # noqa: E402

POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/test")
DOMAIN = """
intents: [greet]
actions: [action_answer]
slots:
  memory: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  feedback: {type: any, influence_conversation: false, mappings: [{type: custom}]}
"""


@pytest.fixture
def run() -> Iterator[Callable[[Coroutine[Any, Any, Any]], Any]]:
    """Awaits a coroutine in the test's own event loop."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield loop.run_until_complete
    loop.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file that is not there yet, in a folder that is not there either."""
    return f"sqlite:///{tmp_path / 'state' / 'conversations.db'}"


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """A schema that is dropped in the end."""
    schema = f"rolewise_{uuid.uuid4().hex}"
    engine = sa.create_engine(POSTGRESQL, connect_args={"connect_timeout": 2})
    try:
        engine.execute(f"CREATE SCHEMA {schema}")
    except sa.exc.OperationalError:
        missing("no PostgreSQL is reachable (TEST_POSTGRESQL_URL)")
    yield f"{POSTGRESQL}?options=-csearch_path%3D{schema}"
    engine.execute(f"DROP SCHEMA {schema} CASCADE")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def open_store(run: Any) -> Iterator[Callable[..., SqlConversations]]:
    """Makes stores, which are closed in the end."""
    opened: list[SqlConversations] = []

    def open_now(url: str, **settings: Any) -> SqlConversations:
        opened.append(SqlConversations(Domain.from_yaml(DOMAIN), host=url, **settings))
        return opened[-1]

    yield open_now
    for store in opened:
        store.close()


@pytest.fixture
def store(url: str, open_store: Any) -> SqlConversations:
    """A store that reads three turns."""
    return open_store(url, turns=3)


@pytest.fixture
def take_turn() -> Any:
    """Takes the turn of a number as Rasa does: retrieve, add the turn's events, save."""
    return _take_turn


async def _take_turn(store: SqlConversations, sender: str, number: int, *, remember: bool = True) -> None:
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    tracker.update(ActionExecuted("action_listen"))
    parsed = {
        "text": f"say {number}",
        "intent": {"name": "greet", "confidence": 0.5},
        "intent_ranking": [{"name": f"rank {place}", "confidence": 0.5} for place in range(10)],
        "entities": [{"entity": "role", "value": "nurse", "start": 0, "end": 3, "text": "say"}],
        "response_selector": {"default": {"large": "x" * 1_000}},
    }
    metadata = {"received": 1.5, "page": {"roles": ["nurse"]}}
    tracker.update(
        UserUttered(
            parsed["text"],
            parsed["intent"],
            parsed["entities"],
            parsed,
            input_channel="web",
            message_id=f"turn {number}",
            metadata=metadata,
        )
    )
    tracker.update(ActionExecuted("action_answer"))
    tracker.update(BotUttered(f"said {number}", data={"custom": {"card": {"version": 1}, "about": {"roles": ["nurse"]}}}))
    if remember:
        tracker.update(SlotSet("memory", {"turn": number}))
    await store.save(tracker)
