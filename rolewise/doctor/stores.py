"""The database of conversations, and Redis."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import yaml
from sqlalchemy import inspect

from rolewise.operation.finding import FAULT, SECONDS, SOUND, WARNING, Finding, Place
from rolewise.operation.redaction import without_password
from rolewise.storage.existing import StoreUnavailable, connected
from rolewise.storage.urls import WrongUrl, database_url, redis_url

TABLE = "events"
INDEXES = {"events_of_sender", "events_by_time", "events_of_slots"}
TURN = 65_536  # bytes, somewhat more than a turn takes
CHECKED = 200_000_000  # bytes of a SQLite file that is looked through for damage
FULL, SCARCE = 20_000_000, 500_000_000  # bytes free beside the database
MOST = 10_000  # texts that are counted
OWNER = "see who owns the file, and whether its disk is full"
DAMAGED = "stop the server and restore a backup, or `sqlite3 OLD .recover | sqlite3 NEW` (docs/operation.md)"
CLOCK = "set the clock; if it is right, deletion begins a day after the server was started"
SKEW = 30.0  # seconds that two clocks may differ
SET_CLOCK = "let both machines keep their time by NTP"
REACH = "see whether it runs, and whether name, password and firewall allow it"


def database(place: Place) -> Iterator[Finding]:
    """Whether conversations can be kept."""
    try:
        url = database_url(place.setting("ROLEWISE_DATABASE_URL"))
    except WrongUrl as error:
        yield Finding(FAULT, "database", f"ROLEWISE_DATABASE_URL {error}", "correct it")
        return
    if url.get_backend_name() == "sqlite":
        yield from _sqlite(Path(url.database or ""))
    else:
        yield from _postgresql(url.render_as_string(hide_password=False))


def _sqlite(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield _folder(path)
        return
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", timeout=SECONDS, uri=True)) as connection:
            known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
            damage = _damage(connection, path)
    except sqlite3.Error as error:
        cure = DAMAGED if isinstance(error, sqlite3.DatabaseError) and "malformed" in str(error) else OWNER
        yield Finding(FAULT, "database", f"{path}: {error}", cure)
        return
    if refused := _refused_by_disk(path.resolve().parent):
        yield Finding(FAULT, "database", f"{path}: {refused}", OWNER)
    elif damage:
        yield Finding(FAULT, "database", f"{path} is damaged: {damage}", DAMAGED)
    elif missing := _missing(known):
        yield missing
    else:
        yield Finding(SOUND, "database", f"{path}, writable{'' if TABLE in known else ', still without conversations'}")
    yield from _room(path)


def _refused_by_disk(folder: Path) -> str:
    """Why no turn could be written there, "" if it could: a full disk still takes a transaction that changes nothing."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x" * TURN)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def _damage(connection: sqlite3.Connection, path: Path) -> str:
    """What SQLite finds wrong with a file that is small enough to be read now; "" for nothing."""
    if path.stat().st_size > CHECKED:
        return ""
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return "" if found == "ok" else str(found).strip().splitlines()[-1]


def _missing(known: set[str]) -> Finding | None:
    lacking = sorted(INDEXES - known) if TABLE in known else []
    if not lacking:
        return None
    cure = "a running server makes them beside its turns, which takes minutes for millions of rows; see its log"
    return Finding(WARNING, "database", f"indexes missing: {', '.join(lacking)}", cure)


def _room(path: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(path.resolve().parent).free
    if free < SCARCE:
        mark = FAULT if free < FULL else WARNING
        yield Finding(mark, "disk", f"{free / 1e6:.0f} MB free where the database is", "make room, or delete old conversations")


def old_texts(place: Place) -> Iterator[Finding]:
    """Whether what was said is deleted in time."""
    from rolewise.storage.database import UPKEEP, marks
    from rolewise.storage.retention import DAY, DOUBTED, backlog

    days = place.setting("ROLEWISE_KEEP_DAYS")
    try:
        url = database_url(place.setting("ROLEWISE_DATABASE_URL"))
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
            return
        before = time.time() - int(days) * DAY
        with connected(place.setting("ROLEWISE_DATABASE_URL"), SECONDS) as connection:
            if not inspect(connection).has_table(UPKEEP.name):
                yield Finding(WARNING, "retention", "no server of this release has deleted old texts yet", "start one")
                return
            late, known = backlog(connection, before), marks(connection)
    except (ValueError, StoreUnavailable):
        return  # the findings above tell
    if known.get(DOUBTED):
        yield Finding(FAULT, "retention", "nothing is deleted: the clock ran far ahead of all that was heard of", CLOCK)
    elif late.seconds > DAY:
        more = "" if late.count < MOST else " and more"
        told = f"texts older than {days} days: {late.count:,}{more}, the oldest by {late.seconds / DAY:.0f} days"
        yield Finding(FAULT, "retention", told, "see the server's log; `rolewise forget --older-than` does it now")
    else:
        yield Finding(SOUND, "retention", f"texts older than {days} days: none")


def tracker_store(place: Place) -> Iterator[Finding]:
    """Whether the store of endpoints.yml can delete what visitors want deleted."""
    try:
        named = (yaml.safe_load((place.root / "endpoints.yml").read_text("utf-8")) or {}).get("tracker_store") or {}
        kind = str(named.get("type") or "in_memory")
    except (OSError, yaml.YAMLError, AttributeError) as error:
        yield Finding(FAULT, "tracker store", f"endpoints.yml cannot be read: {type(error).__name__}", "correct it")
        return
    if kind.startswith("rolewise."):
        yield Finding(SOUND, "tracker store", kind.rpartition(".")[2])
    else:
        cure = "name rolewise.rasa.tracker_store.SqlConversations, or see to it yourself"
        yield Finding(WARNING, "tracker store", f"{kind} deletes neither conversations nor old texts", cure)


def _folder(path: Path) -> Finding:
    folder = next(parent for parent in path.resolve().parents if parent.exists())
    if os.access(folder, os.W_OK):
        return Finding(SOUND, "database", f"{path}, made with the first conversation")
    return Finding(FAULT, "database", f"{path}: its folder is not writable", "let the server's user own it")


def _postgresql(url: str) -> Iterator[Finding]:
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.pool import NullPool

    shown = without_password(url)
    options = f"-c statement_timeout={int(SECONDS * 1000)}"
    arguments = {"connect_timeout": int(SECONDS), "options": options}
    try:
        with create_engine(url, poolclass=NullPool, connect_args=arguments).connect() as connection:
            known = inspect(connection).has_table(TABLE)
            lacking = _missing({TABLE, *(index["name"] for index in inspect(connection).get_indexes(TABLE))}) if known else None
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
    elif lacking:
        yield lacking
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

    try:
        redis_url(url)
    except WrongUrl as error:
        yield Finding(FAULT, "redis", f"ROLEWISE_REDIS_URL {error}", "correct it")
        return
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
