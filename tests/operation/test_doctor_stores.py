"""The doctor reaches the database and Redis, or says what is in the way."""

from __future__ import annotations

import socket
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from doctoring import closed_port, only
from needs import missing

from rolewise.doctor import FAULT, SOUND, WARNING, Place, stores


def test_a_database_that_is_not_there_is_made_later(place: Callable[..., Place], tmp_path: Path) -> None:
    found = only(stores.database(place(ROLEWISE_DATABASE_URL=f"sqlite:///{tmp_path}/new/conversations.db")))

    assert found.mark == SOUND
    assert not (tmp_path / "new").exists()


def test_a_sqlite_database_must_be_writable(place: Callable[..., Place], tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("CREATE TABLE events (id INTEGER)")
    url = f"sqlite:///{file}"
    sound = only(stores.database(place(ROLEWISE_DATABASE_URL=url)))
    file.write_bytes(b"no database at all " * 100)
    broken = only(stores.database(place(ROLEWISE_DATABASE_URL=url)))

    assert (sound.mark, broken.mark) == (SOUND, FAULT)
    assert "writable" in sound.value


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
