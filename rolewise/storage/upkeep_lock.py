"""One process at a time does the work beside the turns, of all that share a database."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from rolewise.storage.database import Database


@contextmanager
def alone(database: Database) -> Iterator[bool]:
    """Whether this process is the one, for as long as the block runs; never waits."""
    if database.path is None:
        with database.advisory_lock() as granted:
            yield granted
        return
    descriptor = os.open(f"{database.path}.upkeep", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        yield _locked(descriptor)
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
