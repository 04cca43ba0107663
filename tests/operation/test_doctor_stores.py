"""The doctor reaches the database and Redis, or says what is in the way."""

from __future__ import annotations

import errno
import socket
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from doctoring import closed_port, only
from needs import missing

from rolewise.doctor import FAULT, SOUND, WARNING, Place, stores
from rolewise.storage import queries, retention
from rolewise.storage.database import Database


def test_a_database_that_is_not_there_is_made_later(place: Callable[..., Place], tmp_path: Path) -> None:
    found = only(stores.database(place(ROLEWISE_DATABASE_URL=f"sqlite:///{tmp_path}/new/conversations.db")))

    assert found.mark == SOUND
    assert not (tmp_path / "new").exists()


def test_a_sqlite_database_must_be_writable(place: Callable[..., Place], tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    url = f"sqlite:///{file}"
    database = Database(url)
    database.missing_indexes()
    database.close()
    sound = only(stores.database(place(ROLEWISE_DATABASE_URL=url)))
    file.write_bytes(b"no database at all " * 100)
    broken = only(stores.database(place(ROLEWISE_DATABASE_URL=url)))

    assert (sound.mark, broken.mark) == (SOUND, FAULT)
    assert "writable" in sound.value


def test_a_damaged_file_is_told_with_its_cure(place: Callable[..., Place], tmp_path: Path) -> None:
    file, found = tmp_path / "conversations.db", []
    database = Database(f"sqlite:///{file}")
    database.run(queries.add([{"sender_id": "a", "type_name": "user", "timestamp": 1.0, "data": "x" * 9_000}] * 50))
    database.run(lambda connection: connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all())
    database.close()
    content = bytearray(file.read_bytes())
    content[8_192:40_960] = b"\xff" * 32_768
    file.write_bytes(content)
    found = [each for each in stores.database(place(ROLEWISE_DATABASE_URL=f"sqlite:///{file}")) if each.mark == FAULT]

    assert [each.what for each in found] == ["database"]
    assert "restore a backup" in found[0].cure


def test_missing_indexes_are_told(place: Callable[..., Place], tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    sqlite3.connect(file, isolation_level=None).execute("CREATE TABLE events (id INTEGER)")
    found = only(stores.database(place(ROLEWISE_DATABASE_URL=f"sqlite:///{file}")))

    assert (found.mark, "events_by_time" in found.value) == (WARNING, True)


def test_a_full_disk_is_told(place: Callable[..., Place], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the folder where the database is: the project may lie on another disk."""
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    Database(url).missing_indexes()

    def full(**_: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(stores.tempfile, "TemporaryFile", full)
    monkeypatch.setattr(stores.shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000))
    found = list(stores.database(place(ROLEWISE_DATABASE_URL=url)))

    assert [(each.mark, each.what) for each in found] == [(FAULT, "database"), (FAULT, "disk")]
    assert "No space left" in found[0].value


def test_old_texts_are_told(place: Callable[..., Place], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    database = Database(url)
    row = {"sender_id": "a", "type_name": "user", "timestamp": time.time() - 40 * retention.DAY, "data": '{"text":"x"}'}
    database.run(queries.add([row] * 3))
    late = only(stores.old_texts(place(ROLEWISE_DATABASE_URL=url)))
    retention.expire(30, database)
    sound = only(stores.old_texts(place(ROLEWISE_DATABASE_URL=url)))
    retention.doubt(database, time.time() + 99 * retention.DAY)
    doubted = only(stores.old_texts(place(ROLEWISE_DATABASE_URL=url)))

    assert [each.mark for each in (late, sound, doubted)] == [FAULT, SOUND, FAULT]
    assert "texts older than 30 days: 3, the oldest by 10 days" in late.value
    assert "clock" in doubted.value


@pytest.mark.parametrize(("kind", "mark"), [("rolewise.rasa.tracker_store.SqlConversations", SOUND), ("SQL", WARNING)])
def test_a_store_that_cannot_delete_is_told(place: Callable[..., Place], kind: str, mark: str) -> None:
    here = place()
    (here.root / "endpoints.yml").write_text(f"tracker_store: {{type: {kind}}}", "utf-8")

    assert only(stores.tracker_store(here)).mark == mark


@pytest.mark.parametrize("url", ["not a url", "mysql://h/n", "postgresql://rolewise:hunter22@127.0.0.1:{closed}/n"])
def test_a_database_that_cannot_be_used_is_a_fault(place: Callable[..., Place], url: str) -> None:
    found = only(stores.database(place(ROLEWISE_DATABASE_URL=url.format(closed=closed_port()))))

    assert found.mark == FAULT
    assert found.cure
    assert "hunter22" not in found.value


def test_postgresql_is_reached(place: Callable[..., Place]) -> None:
    import psycopg2

    try:
        psycopg2.connect("host=127.0.0.1 user=postgres connect_timeout=2").close()
    except psycopg2.OperationalError:
        missing("no PostgreSQL on 127.0.0.1:5432")
    found = only(stores.database(place(ROLEWISE_DATABASE_URL="postgresql://postgres@127.0.0.1:5432/postgres")))

    assert (found.mark, "127.0.0.1:5432/postgres" in found.value) == (SOUND, True)


def test_redis_is_reached_or_missed(place: Callable[..., Place]) -> None:
    away = only(stores.redis(place(ROLEWISE_REDIS_URL=f"redis://:hunter22@127.0.0.1:{closed_port()}")))

    assert away.mark == FAULT
    assert "hunter22" not in away.value
    assert only(stores.redis(place())).mark == SOUND


def test_redis_answers(place: Callable[..., Place]) -> None:
    try:
        socket.create_connection(("127.0.0.1", 6379), 2).close()
    except OSError:
        missing("no Redis on 127.0.0.1:6379")

    assert only(stores.redis(place(ROLEWISE_REDIS_URL="redis://127.0.0.1:6379/0"))).mark == SOUND


def test_clocks_that_differ_are_told() -> None:
    assert not list(stores._skew("x", time.time()))
    assert only(stores._skew("x", time.time() - 120)).mark == WARNING
