"""The database of conversations, and Redis."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from rolewise.doctor.finding import FAULT, SECONDS, SOUND, WARNING, Finding, Place
from rolewise.operation.redaction import without_password

TABLE = "events"
SKEW = 30.0  # seconds that two clocks may differ
SET_CLOCK = "let both machines keep their time by NTP"
REACH = "see whether it runs, and whether name, password and firewall allow it"


def database(place: Place) -> Iterator[Finding]:
    """Whether conversations can be kept."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(place.setting("ROLEWISE_DATABASE_URL"))
    except ArgumentError:
        cure = "write it as postgresql://user:password@host/name or sqlite:////path"
        yield Finding(FAULT, "database", "ROLEWISE_DATABASE_URL is no URL of a database", cure)
        return
    kind = url.get_backend_name()
    if kind == "sqlite":
        yield _sqlite(Path(url.database or ""))
    elif kind == "postgresql":
        yield from _postgresql(url.render_as_string(hide_password=False))
    else:
        yield Finding(FAULT, "database", f"{kind} is not supported", "use SQLite or PostgreSQL")


def _sqlite(path: Path) -> Finding:
    import sqlite3
    from contextlib import closing

    if not path.exists():
        return _folder(path)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", timeout=SECONDS, uri=True)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
            connection.rollback()
    except sqlite3.Error as error:
        return Finding(FAULT, "database", f"{path}: {error}", "see who owns the file, and whether its disk is full")
    return Finding(SOUND, "database", f"{path}, writable{'' if known else ', still without conversations'}")


def _folder(path: Path) -> Finding:
    folder = next(parent for parent in path.resolve().parents if parent.exists())
    if os.access(folder, os.W_OK):
        return Finding(SOUND, "database", f"{path}, made with the first conversation")
    return Finding(FAULT, "database", f"{path}: its folder is not writable", "let the server's user own it")


def _postgresql(url: str) -> Iterator[Finding]:
    from sqlalchemy import create_engine, inspect, text
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.pool import NullPool

    shown = without_password(url)
    options = f"-c statement_timeout={int(SECONDS * 1000)}"
    arguments = {"connect_timeout": int(SECONDS), "options": options}
    try:
        with create_engine(url, poolclass=NullPool, connect_args=arguments).connect() as connection:
            known = inspect(connection).has_table(TABLE)
            allowed = known and connection.scalar(text(f"SELECT has_table_privilege('{TABLE}', 'INSERT, DELETE')"))
            reading = connection.scalar(text("SELECT pg_is_in_recovery()"))
            theirs = float(connection.scalar(text("SELECT extract(epoch FROM clock_timestamp())")))
    except (SQLAlchemyError, ImportError) as error:
        reason = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0]
        yield Finding(FAULT, "database", f"{shown}: {reason}", REACH)
        return
    if reading:
        yield Finding(FAULT, "database", f"{shown} is a copy that cannot be written", "name the primary server")
    elif known and not allowed:
        yield Finding(FAULT, "database", f"{shown}: the table {TABLE} may not be written", f"grant INSERT, DELETE on {TABLE}")
    else:
        yield Finding(SOUND, "database", f"{shown}{'' if known else ', still without conversations'}")
    yield from _skew("the database's clock", theirs)


def redis(place: Place) -> Iterator[Finding]:
    """Whether locks and limits are shared."""
    url = place.setting("ROLEWISE_REDIS_URL")
    if not url:
        yield Finding(SOUND, "redis", "not used: right for a single instance")
        return
    from redis import Redis
    from redis.exceptions import RedisError

    shown = without_password(url)
    try:
        with Redis.from_url(url, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as client:
            seconds, micros = client.time()
    except (RedisError, ValueError) as error:
        yield Finding(FAULT, "redis", f"{shown}: {type(error).__name__}", REACH)
        return
    yield Finding(SOUND, "redis", shown)
    yield from _skew("Redis's clock", seconds + micros / 1e6)


def _skew(whose: str, theirs: float) -> Iterator[Finding]:
    off = theirs - time.time()
    if abs(off) > SKEW:
        yield Finding(WARNING, whose, f"differs from ours by {off:+.0f} s", SET_CLOCK)
