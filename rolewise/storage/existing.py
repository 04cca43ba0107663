"""Conversations that are there already, for commands: nothing is made where there are none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import Connection
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import SQLAlchemyError

from rolewise.storage.database import EVENTS, opened
from rolewise.storage.urls import WrongUrl, database_url

SECONDS = 10  # to wait for a connection, or for a writer to finish


class StoreUnavailable(Exception):
    """There are no conversations to read; the message says where they were looked for, without a password."""


@contextmanager
def connected(url: str, statement: float = 0.0) -> Iterator[Connection]:
    """A transaction on the store: committed at the end, rolled back on an error. Raises StoreUnavailable.

    `statement`: seconds that one may take, 0 for as long as it takes.
    """
    address = _address(url)
    # Commands read and delete as much as there is: no limit of a turn holds for them.
    engine = opened(address, busy=SECONDS, statement=statement, as_it_is=True)
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
        address = database_url(url)
    except WrongUrl as error:
        raise StoreUnavailable(f"ROLEWISE_DATABASE_URL {error}") from error
    # SQLite would make an empty file.
    in_file = address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:")
    if in_file and not Path(str(address.database)).is_file():
        raise StoreUnavailable(f"no conversation is kept yet in {_shown(address)}")
    return address


def _shown(address: URL) -> str:
    return str(address.render_as_string(hide_password=True))
