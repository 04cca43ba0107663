"""What was said is deleted in time, and everything much later; what is left still loads and still counts."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import BotUttered

from rolewise.rasa import retention
from rolewise.storage.database import EVENTS, Database

KEEP = 30


def _expire(url: str, *, days_later: float) -> tuple[int, int]:
    return retention.expire(KEEP, Database(url), time.time() + days_later * retention.DAY)


def _data(url: str) -> str:
    rows = Database(url).run(lambda connection: connection.execute(sa.select(EVENTS.c.data)).scalars().all())
    return "\n".join(rows)


@pytest.fixture
def talked(url: str, open_store: Any, run: Any, take_turn: Any) -> Any:
    """A store with three turns, of more than one batch of rows."""
    store = open_store(url)
    for number in range(3):
        run(take_turn(store, "a", number))
    return store


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a transaction."""
    monkeypatch.setattr(retention, "BATCH", 2)


def test_words_stay_while_they_may(talked: Any, url: str) -> None:
    assert _expire(url, days_later=KEEP - 1) == (0, 0)
    assert "say 2" in _data(url)


def test_words_are_deleted_and_figures_stay(talked: Any, url: str, run: Any) -> None:
    assert _expire(url, days_later=KEEP + 1) == (6, 0)

    assert "say" not in _data(url)
    assert "said" not in _data(url)
    tracker = run(talked.retrieve_full_tracker("a"))
    assert tracker.latest_message.intent["name"] == "greet"
    assert tracker.latest_message.entities == [{"entity": "role", "value": "nurse"}]
    assert tracker.latest_message.message_id == "turn 2"
    said = next(event for event in reversed(tracker.events) if isinstance(event, BotUttered))
    assert (said.text, said.data["custom"]["about"]) == ("", {"roles": ["nurse"]})
    assert tracker.get_slot("memory") == {"turn": 2}


def test_what_is_deleted_is_not_looked_at_again(talked: Any, url: str) -> None:
    _expire(url, days_later=KEEP + 1)

    assert _expire(url, days_later=KEEP + 2) == (0, 0)


def test_a_conversation_goes_on_after_its_words_were_deleted(talked: Any, url: str, run: Any, take_turn: Any) -> None:
    _expire(url, days_later=KEEP + 1)
    run(take_turn(talked, "a", 7))

    assert run(talked.retrieve("a")).latest_message.text == "say 7"


def test_much_later_everything_goes(talked: Any, url: str, run: Any) -> None:
    assert _expire(url, days_later=retention.EVENTS_DAYS + 1) == (0, 15)
    assert run(talked.retrieve("a")) is None


def test_deleted_words_are_not_left_in_the_file(sqlite_url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    store = open_store(sqlite_url)
    run(take_turn(store, "a", 1))
    _expire(sqlite_url, days_later=KEEP + 1)
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent

    assert all(b"say 1" not in file.read_bytes() for file in folder.iterdir())


def test_a_forgotten_conversation_is_not_left_in_the_file(sqlite_url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    store = open_store(sqlite_url)
    run(take_turn(store, "forgotten", 1))
    run(store.forget("forgotten"))
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent

    assert all(b"forgotten" not in file.read_bytes() for file in folder.iterdir())


def test_a_server_deletes_as_it_starts_and_survives_a_database_that_is_down(
    sqlite_url: str, open_store: Any, run: Any, take_turn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(take_turn(open_store(sqlite_url), "a", 1))
    monkeypatch.setenv("ROLEWISE_KEEP_DAYS", "0")
    app = SimpleNamespace(ctx=SimpleNamespace())

    async def serve(url: str, until: Any) -> None:
        app.ctx.agent = SimpleNamespace(tracker_store=SimpleNamespace(database=Database(url)))
        await retention.begin(app, None)
        while not until():
            await asyncio.sleep(0.01)
        assert not app.ctx.retention.done()
        await retention.end(app, None)

    run(asyncio.wait_for(serve(sqlite_url, lambda: "say 1" not in _data(sqlite_url)), 20))
    tried: list[int] = []
    monkeypatch.setattr(retention.logger, "error", lambda *_: tried.append(1))
    run(asyncio.wait_for(serve("sqlite:////dev/null/none.db", lambda: tried), 20))
