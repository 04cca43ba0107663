"""The database of the conversations, opened without Rasa."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, create_engine, event, inspect
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

SECONDS = 10  # to wait for a connection, or for a writer to finish

EVENTS = Table(
    "events",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255)),
    Column("type_name", String(255)),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
)


class StoreUnavailable(Exception):
    """There are no conversations to read; the message says where they were looked for, without a password."""


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A transaction on the store: committed at the end, rolled back on an error. Raises StoreUnavailable."""
    address = _address(url)
    engine = _engine(address)
    try:
        with engine.begin() as connection:
            if not inspect(connection).has_table(EVENTS.name):
                raise StoreUnavailable(f"no conversation is kept yet in {_shown(address)}")
            yield connection
    except SQLAlchemyError as error:
        # The driver's message may repeat the statement; its first line names the fault.
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreUnavailable(f"the conversations in {_shown(address)} cannot be reached: {reason}") from error
    finally:
        engine.dispose()


def _address(url: str) -> URL:
    try:
        # The scheme that hosts of databases hand out, and SQLAlchemy no longer takes.
        address = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    except ArgumentError as error:
        raise StoreUnavailable("ROLEWISE_DATABASE_URL is no database URL, such as sqlite:////folder/conversations.db") from error
    # SQLite would make an empty file.
    in_file = address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:")
    if in_file and not Path(str(address.database)).is_file():
        raise StoreUnavailable(f"no conversation is kept yet in {_shown(address)}")
    return address


def _engine(address: URL) -> Engine:
    waits = {"sqlite": {"timeout": SECONDS}, "postgresql": {"connect_timeout": SECONDS}}
    try:
        # An error must not tell what was said.
        engine = create_engine(address, connect_args=waits.get(address.get_backend_name(), {}), hide_parameters=True)
    except (NoSuchModuleError, ImportError) as error:
        raise StoreUnavailable(f"no driver for the database {address.get_backend_name()!r} is installed") from error
    if address.get_backend_name() == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA secure_delete=ON"))
    return engine


def _shown(address: URL) -> str:
    return str(address.render_as_string(hide_password=True))
