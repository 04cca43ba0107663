"""A turn is kept whole or not at all, a store that fails says so, and works again by itself."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import UserUttered

from rolewise.operation import metrics
from rolewise.rasa import tracker_store as conversations
from rolewise.storage import queries
from rolewise.storage.database import EVENTS, Database
from rolewise.storage.errors import NotKept

KEEPS = """
import asyncio, sys
from rolewise.rasa.quiet import be_quiet
be_quiet()
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rolewise.rasa.tracker_store import SqlConversations

async def keep():
    store = SqlConversations(Domain.empty(), host=sys.argv[1])
    tracker = await store.get_or_create_tracker("a")
    tracker.update(UserUttered("kept", {"name": "greet"}))
    await store.save(tracker)
    print("saved", flush=True)
    sys.stdin.read()

asyncio.run(keep())
"""


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _count(url: str) -> int:
    counted = sa.select(sa.func.count()).select_from(EVENTS)
    return int(Database(url).run(lambda connection: connection.execute(counted).scalar_one()))


def test_what_was_saved_outlives_a_killed_process(url: str, open_store: Any, run: Any) -> None:
    child = subprocess.Popen([sys.executable, "-c", KEEPS, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout and child.stdout.readline() == "saved\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()

    assert run(open_store(url).retrieve("a")).latest_message.text == "kept"


def test_half_a_turn_is_never_kept(url: str) -> None:
    def half(connection: Any) -> None:
        queries.add([{"sender_id": "a", "type_name": "user", "data": "{}"}])(connection)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Database(url).run(half)
    assert _count(url) == 0


def test_a_store_that_cannot_be_reached_says_so_and_comes_back(
    tmp_path: Path, open_store: Any, run: Any, take_turn: Any, caplog: pytest.LogCaptureFixture
) -> None:
    blocker = tmp_path / "state"
    blocker.write_text("no folder")
    store = open_store(f"sqlite:///{blocker / 'conversations.db'}")
    with caplog.at_level(logging.WARNING, conversations.__name__):
        for _ in range(3):
            with pytest.raises(NotKept):
                run(take_turn(store, "a", 1))
        blocker.unlink()
        run(take_turn(store, "a", 2))

    assert run(store.retrieve("a")).latest_message.text == "say 2"
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    assert "say" not in caplog.text


def test_each_new_reason_is_told_and_reading_apart_from_writing(
    sqlite_url: str, open_store: Any, run: Any, take_turn: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_store(sqlite_url)
    run(take_turn(store, "a", 1))
    counts = {kind: _errors(kind) for kind in ("read", "write")}
    stock = store.database.run

    def fail(write: str, read: str = "") -> None:
        def failing(work: Any) -> Any:
            why = write if work.__qualname__.startswith(("add", "probe")) else read
            if why:
                raise sa.exc.OperationalError("INSERT", {"data": "what was said"}, sqlite3.OperationalError(why))
            return stock(work)

        monkeypatch.setattr(store.database, "run", failing)

    with caplog.at_level(logging.WARNING, conversations.__name__):
        fail("database or disk is full")
        for _ in range(3):
            with pytest.raises(NotKept, match="database or disk is full"):
                run(store.probe())
            run(store.retrieve("a"))
        fail("disk I/O error", "disk I/O error")
        with pytest.raises(NotKept):
            run(store.probe())
        with pytest.raises(NotKept):
            run(store.retrieve("a"))
        fail("")
        run(store.probe())

    assert [record.getMessage() for record in caplog.records] == [
        "conversations cannot be kept: OperationalError: database or disk is full",
        "conversations cannot be kept: OperationalError: disk I/O error",
        "conversations cannot be read: OperationalError: disk I/O error",
        "conversations are kept again",
    ]
    assert {kind: _errors(kind) - counts[kind] for kind in counts} == {"read": 1, "write": 4}


def _errors(kind: str) -> float:
    return metrics.REGISTRY.get_sample_value("rolewise_store_errors_total", {"store": "database", "operation": kind}) or 0.0


def test_a_probe_writes_and_leaves_no_conversation(store: Any, run: Any) -> None:
    run(store.probe())
    run(store.probe())

    assert list(run(store.keys())) == []


def test_no_postgresql_there_says_so(open_store: Any, run: Any) -> None:
    with pytest.raises(NotKept) as refused:
        run(open_store("postgresql://somebody:secret@127.0.0.1:1/none").retrieve("a"))

    assert "secret" not in repr(refused.value)


def test_lost_connections_to_postgresql_are_made_anew(postgresql_url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    store = open_store(f"{postgresql_url}&application_name=rolewise-lost")
    run(take_turn(store, "a", 1))
    ended = sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rolewise-lost'")
    Database(postgresql_url).run(lambda connection: connection.execute(ended).all())
    run(take_turn(store, "a", 2))

    assert run(store.retrieve("a")).latest_message.text == "say 2"


def test_the_error_of_a_statement_tells_nothing_that_was_said(
    url: str, open_store: Any, run: Any, take_turn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = [{"sender_id": None, "type_name": "user", "data": "what was said"}]
    monkeypatch.setattr(conversations, "rows_of", lambda *_, **__: refused)
    with pytest.raises(NotKept) as failed:
        run(take_turn(open_store(url), "a", 1))

    assert "what was said" not in "".join(traceback.format_exception(failed.type, failed.value, failed.tb))


def test_a_turn_waits_while_another_process_writes(sqlite_url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    store = open_store(sqlite_url)
    run(take_turn(store, "a", 1))
    other = sqlite3.connect(_file(sqlite_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def both() -> None:
        turn = asyncio.ensure_future(take_turn(store, "a", 2))
        for _ in range(5):
            await asyncio.sleep(0)  # the event loop is free meanwhile
        assert not turn.done()
        other.execute("COMMIT")
        await turn

    run(both())
    assert run(store.retrieve("a")).latest_message.text == "say 2"


def test_a_turn_that_waits_too_long_is_not_kept(
    sqlite_url: str, open_store: Any, run: Any, take_turn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "LOCKED", 0.0)
    store = open_store(sqlite_url)
    run(take_turn(store, "a", 1))
    other = sqlite3.connect(_file(sqlite_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotKept):
        run(take_turn(store, "a", 2))
    other.execute("COMMIT")

    assert run(store.retrieve("a")).latest_message.text == "say 1"


def test_a_deleted_file_is_made_anew(sqlite_url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    store = open_store(sqlite_url)
    run(take_turn(store, "a", 1))
    for path in _file(sqlite_url).parent.iterdir():
        path.unlink()
    run(take_turn(store, "b", 2))

    assert _count(sqlite_url) == 5
    assert run(store.retrieve("a")) is None


def test_a_full_disk_is_said(sqlite_url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    store = open_store(sqlite_url)
    run(take_turn(store, "a", 1))
    full = store.database.run(lambda connection: connection.exec_driver_sql("PRAGMA page_count").scalar())
    store.database.run(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={full}"))

    async def fill() -> None:
        for number in range(200):
            await take_turn(store, "a", number)

    with pytest.raises(NotKept):
        run(fill())
    store.database.run(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=100000"))
    run(take_turn(store, "a", 1))


def test_folder_and_files_are_the_owners_alone(sqlite_url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    before = os.umask(0o000)
    try:
        run(take_turn(open_store(sqlite_url), "a", 1))
        folder = _file(sqlite_url).parent
        modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    finally:
        os.umask(before)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes == {0o600}


def test_a_turn_that_is_given_up_while_it_is_written_ends_before_the_next_begins(
    postgresql_url: str, open_store: Any, run: Any, take_turn: Any
) -> None:
    store = open_store(postgresql_url)
    run(take_turn(store, "a", 1))

    async def give_up() -> None:
        tracker = await store.retrieve("a")
        tracker.update(UserUttered("given up", {"name": "greet"}))
        saving = asyncio.ensure_future(store.save(tracker))
        await asyncio.sleep(0)
        saving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await saving
        assert (await store.retrieve("a")).latest_message.text == "given up"

    run(give_up())


def test_a_new_file_is_opened_by_several_at_once(tmp_path: Path) -> None:
    """At a start the store and the upkeep do; neither makes the other fail."""
    failed: list[BaseException] = []
    for number in range(10):
        gate = threading.Barrier(4)

        def use(url: str = f"sqlite:///{tmp_path / f'{number}.db'}", gate: threading.Barrier = gate) -> None:
            database = Database(url)
            gate.wait()
            try:
                database.run(lambda connection: connection.exec_driver_sql("SELECT 1").all())
            except Exception as error:
                failed.append(error)
            finally:
                database.close()

        threads = [threading.Thread(target=use) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert failed == []
