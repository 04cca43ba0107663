"""The database of conversations: Rasa's table of events, in SQLite or PostgreSQL. Imports nothing of Rasa."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

CONNECTIONS = 4
BUSY = 5.0  # seconds that SQLite waits while another process writes
CONNECT_WITHIN = 3  # seconds
STATEMENT_WITHIN = 5  # seconds
_ADVISORY_LOCK = 7_531_902  # any number: two instances that start together make the tables one after the other

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
# SQL needs the literal to see that a query may use the index.
IS_SLOT = EVENTS.c.type_name == sa.literal_column(f"'{SLOT}'")
INDEXES = (
    sa.Index("events_of_sender", EVENTS.c.sender_id, EVENTS.c.id),
    sa.Index("events_by_time", EVENTS.c.timestamp),
    sa.Index("events_of_slots", EVENTS.c.sender_id, EVENTS.c.action_name, EVENTS.c.id,
             sqlite_where=IS_SLOT, postgresql_where=IS_SLOT),
)

Result = TypeVar("Result")


class Database:
    """Runs pieces of work, each in a transaction of its own. Usable from several threads; connects when first used."""

    def __init__(self, url: str | URL, busy: float = BUSY):
        """`url`: as SQLAlchemy reads it, e.g. sqlite:///conversations.db or postgresql://user@host/name."""
        self._url = make_url(url)
        self._engine = _sqlite(self._url, busy) if self.is_local else _remote(self._url)

    @property
    def is_local(self) -> bool:
        """Whether it is a file of this machine."""
        return bool(self._url.get_backend_name() == "sqlite")

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
        """The same with time to wait for other writers, for work beside the turns."""
        return Database(self._url)

    def close(self) -> None:
        """Closes every connection; the next piece of work opens one again."""
        self._engine.dispose()

    def _prepare(self, connection: Connection) -> None:
        if not self.is_local:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
        _create(connection)


def _create(connection: Connection) -> None:
    connection.execute(CreateTable(EVENTS, if_not_exists=True))
    there = {index["name"] for index in sa.inspect(connection).get_indexes(EVENTS.name)}
    for index in INDEXES:
        if index.name not in there:
            connection.execute(CreateIndex(index))


def _remote(url: URL) -> Engine:
    limits = {}
    if url.get_backend_name() == "postgresql":
        milliseconds = STATEMENT_WITHIN * 1000
        limits = {
            "connect_timeout": CONNECT_WITHIN,
            "tcp_user_timeout": milliseconds,
            "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}",
            **url.query,
        }
    return sa.create_engine(
        url, connect_args=limits, pool_pre_ping=True, pool_size=CONNECTIONS, max_overflow=0, pool_timeout=CONNECT_WITHIN,
        hide_parameters=True,  # an error must not tell what was said
    )


def _sqlite(url: URL, busy: float) -> Engine:
    path = None if url.database in (None, "", ":memory:") else Path(url.database).absolute()
    engine = sa.create_engine(
        url, connect_args={"check_same_thread": False, "timeout": busy}, hide_parameters=True,
        **({"poolclass": QueuePool, "pool_size": CONNECTIONS} if path else {"poolclass": StaticPool}),
    )
    if path:
        sa.event.listen(engine, "do_connect", lambda *_: _make_private(path))
        sa.event.listen(engine, "checkout", lambda _, record, __: _refuse_replaced(path, record))

    def configure(connection: Any, record: Any) -> None:
        # A turn that was kept outlives the process; the disk is waited for at checkpoints only. Deleted text is overwritten.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        record.info["file"] = path and _identity(path)

    sa.event.listen(engine, "connect", configure)
    return engine


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
