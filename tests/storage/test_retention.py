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

from rolewise.operation import metrics
from rolewise.rasa import upkeep
from rolewise.storage import queries, retention
from rolewise.storage.database import EVENTS, INDEXES, Database
from rolewise.storage.upkeep_lock import alone

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
    """Two rows a transaction, three looked at in a statement."""
    monkeypatch.setattr(retention, "BATCH", 2)
    monkeypatch.setattr(retention, "WINDOW", 3)


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


def _rows(url: str, *times: float, said: str = "say") -> None:
    data = f'{{"event":"user","text":"{said}"}}'
    rows = [{"sender_id": "z", "type_name": "user", "timestamp": at, "data": data} for at in times]
    Database(url).run(queries.add(rows))


def _looked_at(url: str, monkeypatch: pytest.MonkeyPatch, **options: float) -> int:
    """How many windows a run looks at."""
    counted: list[float] = []
    stock = retention._window_end
    monkeypatch.setattr(retention, "_window_end", lambda *given: counted.append(given[0]) or stock(*given))
    _expire(url, **options)
    monkeypatch.setattr(retention, "_window_end", stock)
    return len(counted)


def test_a_run_goes_on_where_the_last_one_ended(talked: Any, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _looked_at(url, monkeypatch, days_later=KEEP + 1)

    assert _looked_at(url, monkeypatch, days_later=KEEP + 1.01) == 1 < first


def test_rows_of_one_moment_are_all_done(url: str) -> None:
    _rows(url, *[1000.0] * 20)

    assert _expire(url, days_later=0) == (0, 20)
    _rows(url, *[time.time() - (KEEP + 1) * retention.DAY] * 20)
    assert _expire(url, days_later=0) == (20, 0)


def test_old_texts_that_come_in_later_are_found(talked: Any, url: str) -> None:
    """An import, or a turn by a clock that was behind."""
    _expire(url, days_later=0)
    _rows(url, time.time() - (KEEP + 5) * retention.DAY)

    assert _expire(url, days_later=0.1) == (1, 0)


def test_a_shorter_time_for_once_leaves_nothing_out_later(talked: Any, url: str, run: Any, take_turn: Any) -> None:
    retention.expire(0, Database(url))
    run(take_turn(talked, "a", 8))

    assert _expire(url, days_later=KEEP + 1) == (2, 0)
    assert "say 8" not in _data(url)


def test_the_backlog_is_what_is_too_old(talked: Any, url: str) -> None:
    now = time.time()

    def backlog(before: float) -> retention.Backlog:
        return Database(url).run(lambda connection: retention.backlog(connection, before))

    assert backlog(now - retention.DAY) == retention.NOTHING
    late = backlog(now + 2 * retention.DAY)
    assert (late.count, round(late.seconds / retention.DAY)) == (6, 2)
    _expire(url, days_later=KEEP + 3)
    assert backlog(now + 2 * retention.DAY) == retention.NOTHING


def test_a_clock_far_ahead_deletes_nothing(sqlite_url: str) -> None:
    _rows(sqlite_url, time.time())
    database, now = Database(sqlite_url), time.time()
    assert retention.doubt(database, now + 500 * retention.DAY).startswith("the clock is 500 days past")
    assert retention.doubt(database, now + 500 * retention.DAY + retention.DAY / 2) != ""
    assert retention.doubt(database, now) == ""
    assert retention.doubt(database, now + retention.DAY) == ""


def test_a_server_that_stood_still_deletes_again_after_a_day(sqlite_url: str) -> None:
    _rows(sqlite_url, time.time())
    database, later = Database(sqlite_url), time.time() + 10 * retention.DAY

    assert retention.doubt(database, later) != ""
    assert retention.doubt(database, later + retention.DAY + 1) == ""
    assert retention.doubt(database, later + retention.DAY + 3_600) == ""


def test_a_clock_that_differs_from_the_databases_deletes_nothing(postgresql_url: str) -> None:
    database = Database(postgresql_url)

    assert retention.doubt(database, time.time() + 3_600) == "our clock and the database's differ by +3600 s"
    assert retention.doubt(database, time.time()) == ""


def test_one_process_at_a_time_deletes(talked: Any, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEWISE_KEEP_DAYS", "0")
    with alone(Database(url)) as first:
        assert first
        upkeep.once(Database(url))
        assert "say 2" in _data(url)
    upkeep.once(Database(url))
    assert "say 2" not in _data(url)


def test_indexes_of_a_large_table_are_made_beside_the_turns(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dump without them, or the table of Rasa's own store."""
    import rolewise.storage.database as module

    monkeypatch.setattr(module, "FEW", 5)
    Database(url).run(lambda connection: EVENTS.create(connection, checkfirst=True))
    _rows(url, *[time.time()] * 20)
    bare = Database(url)
    for index in INDEXES:
        bare.run(lambda connection, name=index.name: connection.exec_driver_sql(f"DROP INDEX {name}"))
    again = Database(url)

    assert set(again.missing_indexes()) == {index.name for index in INDEXES}
    upkeep.once(again)
    assert again.missing_indexes() == []


def test_every_run_is_counted(talked: Any, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def count(outcome: str) -> float:
        return metrics.REGISTRY.get_sample_value("rolewise_retention_runs_total", {"outcome": outcome}) or 0.0

    before = {outcome: count(outcome) for outcome in metrics.RETENTIONS}
    upkeep.once(Database(url))
    monkeypatch.setattr(retention, "doubt", lambda _: "the clock is wrong")
    upkeep.once(Database(url))
    upkeep.once(Database("sqlite:////dev/null/none.db"))

    assert {outcome: count(outcome) - before[outcome] for outcome in metrics.RETENTIONS} == {"done": 1, "doubted": 1, "failed": 1}


def test_a_server_deletes_as_it_starts_and_survives_a_database_that_is_down(
    sqlite_url: str, open_store: Any, run: Any, take_turn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(take_turn(open_store(sqlite_url), "a", 1))
    monkeypatch.setenv("ROLEWISE_KEEP_DAYS", "0")
    app = SimpleNamespace(ctx=SimpleNamespace())

    async def serve(url: str, until: Any) -> None:
        app.ctx.agent = SimpleNamespace(tracker_store=SimpleNamespace(database=Database(url)))
        await upkeep.begin(app, None)
        while not until():
            await asyncio.sleep(0.01)
        assert not app.ctx.upkeep.done()
        await upkeep.end(app, None)

    run(asyncio.wait_for(serve(sqlite_url, lambda: "say 1" not in _data(sqlite_url)), 20))
    tried: list[int] = []
    monkeypatch.setattr(upkeep.logger, "error", lambda *_: tried.append(1))
    run(asyncio.wait_for(serve("sqlite:////dev/null/none.db", lambda: tried), 20))
