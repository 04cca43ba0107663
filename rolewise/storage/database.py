"""The database of conversations: Rasa's table of events, in SQLite or PostgreSQL. Imports nothing of Rasa."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

from rolewise.storage.urls import WrongUrl, database_url

CONNECTIONS = 4
AGAIN = 0.01  # seconds between two tries
BUSY = 5.0  # seconds that SQLite waits while another process writes
CONNECT_WITHIN = 3  # seconds
STATEMENT_WITHIN = 5  # seconds
UPKEEP_WITHIN = 120  # seconds, for work beside the turns
# Any numbers: two instances that start together make the tables one after the other, and one of all does the upkeep.
_ADVISORY_LOCK, _UPKEEP_LOCK = 7_531_902, 7_531_903
FEW = 20_000  # rows, above which an index is not made on the way to a turn

SLOT = "slot"
PREPARED = "prepared"

# As Rasa's SQLTrackerStore makes it, so that each can read what the other wrote.
EVENTS = sa.Table(
    "events",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("intent_name", sa.String(255)),
    sa.Column("action_name", sa.String(255)),
    sa.Column("data", sa.Text),
)
# What the work beside the turns remembers between two runs (retention.py).
UPKEEP = sa.Table(
    "rolewise_upkeep", EVENTS.metadata, sa.Column("name", sa.String(64), primary_key=True), sa.Column("value", sa.Float)
)
# Conversations that were deleted: no token opens them again.
ENDED = sa.Table(
    "rolewise_ended", EVENTS.metadata, sa.Column("sender_id", sa.String(255), primary_key=True), sa.Column("timestamp", sa.Float)
)
# SQL needs the literal to see that a query may use the index.
IS_SLOT = EVENTS.c.type_name == sa.literal_column(f"'{SLOT}'")
INDEXES = (
    sa.Index("events_of_sender", EVENTS.c.sender_id, EVENTS.c.id),
    sa.Index("events_by_time", EVENTS.c.timestamp),
    sa.Index(
        "events_of_slots", EVENTS.c.sender_id, EVENTS.c.action_name, EVENTS.c.id, sqlite_where=IS_SLOT, postgresql_where=IS_SLOT
    ),
    sa.Index("rolewise_ended_by_time", ENDED.c.timestamp),
)

_TECHNICAL = {"OperationalError", "DatabaseError", "TimeoutError", "DisconnectionError"}
_CLOCK = "SELECT extract(epoch FROM clock_timestamp())"
_HALF_MADE = """
SELECT name.relname FROM pg_index JOIN pg_class AS name ON name.oid = indexrelid
WHERE indrelid IN ('events'::regclass, 'rolewise_ended'::regclass) AND NOT indisvalid
"""

Result = TypeVar("Result")


class Database:
    """Runs pieces of work, each in a transaction of its own. Usable from several threads; connects when first used."""

    def __init__(self, url: str | URL, busy: float = BUSY, statement: float = STATEMENT_WITHIN):
        """`url`: e.g. sqlite:///conversations.db or postgresql://user@host/name; `statement`: seconds that one may take.

        Raises WrongUrl.
        """
        self._url = database_url(url) if isinstance(url, str) else url
        self._engine = opened(self._url, busy, statement)

    @property
    def is_local(self) -> bool:
        """Whether it is a file of this machine."""
        return bool(self._url.get_backend_name() == "sqlite")

    @property
    def path(self) -> Path | None:
        """The file, of a database that is one."""
        return _path(self._url)

    def clock(self) -> float | None:
        """The time of the database's machine, in seconds since the epoch; None where it is this one."""
        if self.is_local:
            return None
        return self.run(lambda connection: float(connection.exec_driver_sql(_CLOCK).scalar_one()))

    @contextlib.contextmanager
    def advisory_lock(self) -> Iterator[bool]:
        """Whether this process alone has the lock of the upkeep, for as long as the block runs. PostgreSQL only."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            granted = connection.execute(sa.select(sa.func.pg_try_advisory_lock(_UPKEEP_LOCK))).scalar_one()
            try:
                yield bool(granted)
            finally:
                if granted:
                    connection.execute(sa.select(sa.func.pg_advisory_unlock(_UPKEEP_LOCK)))

    def missing_indexes(self) -> list[str]:
        """Names of indexes that a large table came without."""
        return self.run(missing_indexes)

    def make_index(self, name: str) -> None:
        """Makes an index that is missing, while turns go on; takes as long as it takes."""
        index = next(each for each in INDEXES if each.name == name)
        if self.is_local:
            self.run(lambda connection: connection.execute(CreateIndex(index, if_not_exists=True)))
            return
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")  # one that was left half made
            connection.exec_driver_sql(str(CreateIndex(index).compile(connection)).replace("INDEX", "INDEX CONCURRENTLY", 1))
            connection.invalidate()  # with its setting

    def run(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` gives; its changes are kept all or not at all. Raises what SQLAlchemy and the system raise."""
        with self._engine.begin() as connection:
            known = connection.info  # of this one connection, which a new file or a new start of the server ends
            if not known.get(PREPARED):
                self._prepare(connection)
            result = work(connection)
        known[PREPARED] = True
        return result

    def wipe(self) -> None:
        """Takes what was deleted out of SQLite's log at once; while others read or write, SQLite does it later."""
        if not self.is_local:
            return
        with contextlib.suppress(OperationalError):
            self.run(lambda connection: connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all())

    def patient(self) -> Database:
        """The same with time to wait for other writers and for long statements, for work beside the turns."""
        return Database(self._url, statement=UPKEEP_WITHIN)

    def close(self) -> None:
        """Closes every connection; the next piece of work opens one again."""
        self._engine.dispose()

    def _prepare(self, connection: Connection) -> None:
        if not self.is_local:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
        _create(connection)


def _create(connection: Connection) -> None:
    for table in (EVENTS, UPKEEP, ENDED):
        connection.execute(CreateTable(table, if_not_exists=True))
    lacking = missing_indexes(connection)
    # Of a large table it takes longer than a turn may: the upkeep does it.
    if lacking and connection.execute(sa.select(EVENTS.c.id).offset(FEW).limit(1)).first() is None:
        for index in INDEXES:
            if index.name in lacking:
                connection.execute(CreateIndex(index, if_not_exists=True))


def missing_indexes(connection: Connection) -> list[str]:
    """Names of our indexes that a table has not, or has half made."""
    inspected = sa.inspect(connection)
    there = {index["name"] for table in (EVENTS, ENDED) for index in inspected.get_indexes(table.name)}
    if connection.dialect.name == "postgresql":
        there -= set(connection.exec_driver_sql(_HALF_MADE).scalars())
    return [str(index.name) for index in INDEXES if index.name not in there]


def marks(connection: Connection) -> dict[str, float]:
    """What the work beside the turns remembers."""
    return {name: float(value) for name, value in connection.execute(sa.select(UPKEEP.c.name, UPKEEP.c.value))}


def note(connection: Connection, name: str, value: float) -> None:
    """Remembers a number."""
    changed = connection.execute(UPKEEP.update().where(UPKEEP.c.name == name).values(value=value)).rowcount
    if not changed:
        connection.execute(UPKEEP.insert(), {"name": name, "value": value})


def reason(error: BaseException) -> str:
    """The words of the driver or of the system, on one line: why a database fails. They hold nothing that was said.

    Only its own words are told of an error that concerns the place; others (of a value, say) may quote a row.
    """
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    name = type(cause).__name__
    lines = [line for line in str(cause).strip().splitlines() if line.strip()]
    return f"{name}: {lines[0].strip()}" if lines and name in _TECHNICAL else name


def opened(url: URL, busy: float = BUSY, statement: float = STATEMENT_WITHIN, *, as_it_is: bool = False) -> Engine:
    """An engine for the address; `busy`, `statement`: seconds to wait for a lock, and for a statement (0: for ever).

    `as_it_is`: a file of SQLite keeps its mode and its journal.
    """
    return _sqlite(url, busy, as_it_is) if url.get_backend_name() == "sqlite" else _postgresql(url, statement)


def _postgresql(url: URL, statement: float) -> Engine:
    milliseconds = int(statement * 1000)
    limits = {
        "connect_timeout": CONNECT_WITHIN,
        "tcp_user_timeout": milliseconds,
        "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}",
        **url.query,
    }
    try:
        return sa.create_engine(
            url,
            connect_args=limits,
            pool_pre_ping=True,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=CONNECT_WITHIN,
            hide_parameters=True,  # an error must not tell what was said
        )
    except ImportError:
        raise WrongUrl("names PostgreSQL, whose package psycopg2 is not installed") from None


def _sqlite(url: URL, busy: float, as_it_is: bool) -> Engine:
    path = _path(url)
    engine = sa.create_engine(
        url,
        connect_args={"check_same_thread": False, "timeout": busy},
        hide_parameters=True,
        **({"poolclass": QueuePool, "pool_size": CONNECTIONS} if path else {"poolclass": StaticPool}),
    )
    pragmas = ("secure_delete=ON",) if as_it_is else ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON")
    if path and not as_it_is:
        sa.event.listen(engine, "do_connect", lambda *_: _make_private(path))
        sa.event.listen(engine, "checkout", lambda _, record, __: _refuse_replaced(path, record))

    def configure(connection: Any, record: Any) -> None:
        # A turn that was kept outlives the process; the disk is waited for at checkpoints only. Deleted text is overwritten.
        for pragma in pragmas:
            _set(connection, pragma, busy)
        record.info["file"] = path and _identity(path)

    sa.event.listen(engine, "connect", configure)
    return engine


def _set(connection: Any, pragma: str, busy: float) -> None:
    """Sets it, waiting `busy` seconds for others: SQLite itself does not wait where two open a new file at once."""
    until = time.monotonic() + busy
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(AGAIN)


def _path(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(url.database).absolute()


def _make_private(path: Path) -> None:
    """Creates folder and file for the owner's eyes only; SQLite gives its other files the same mode."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    os.chmod(path, 0o600)


def _refuse_replaced(path: Path, record: Any) -> None:
    # A connection goes on writing into a file that was deleted or replaced meanwhile: what it keeps is lost.
    if _identity(path) != record.info["file"]:
        raise DisconnectionError("the file of the database is another one now")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
