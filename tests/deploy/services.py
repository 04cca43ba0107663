"""PostgreSQL and Redis of a cluster's own, and how they fail."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from needs import missing, program

HOST = "127.0.0.1"
PATIENCE = 180.0  # seconds, on a busy machine
RESTART = "TEST_POSTGRESQL_RESTART"  # the command that restarts PostgreSQL; others on this machine may use it, too


class Postgresql:
    """A new database of the PostgreSQL of this machine."""

    def __init__(self) -> None:
        self.name = f"rolewise_{secrets.token_hex(6)}"
        self.url = f"postgresql://postgres@{HOST}:5432/{self.name}"
        self._do(f'CREATE DATABASE "{self.name}"')

    def drop(self) -> None:
        """Removes it, whoever is connected."""
        self._do(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    @contextmanager
    def away(self) -> Iterator[None]:
        """Ends every connection to it, and lets no new one in meanwhile."""
        self._do(f'ALTER DATABASE "{self.name}" ALLOW_CONNECTIONS false')
        try:
            self._do(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'")
            yield
        finally:
            self._do(f'ALTER DATABASE "{self.name}" ALLOW_CONNECTIONS true')

    def restart(self) -> bool:
        """Restarts the whole server by the command that RESTART names; False where it names none."""
        command = os.environ.get(RESTART)
        if command:
            subprocess.run(command.split(), check=True, timeout=60)
            wait_until(self._answers, lambda: "PostgreSQL is not back")
        return bool(command)

    def size_of_a_turn(self) -> float:
        """Bytes of the table with its indexes, for each utterance."""
        self._do("VACUUM events", self.name)
        turns, size = self._do(
            "SELECT count(*) FILTER (WHERE type_name = 'user'), pg_total_relation_size('events') FROM events", self.name
        )[0]
        return float(size / max(turns, 1))

    def _answers(self) -> bool:
        import psycopg2

        try:
            return bool(self._do("SELECT 1"))
        except psycopg2.OperationalError:
            return False

    def _do(self, statement: str, name: str = "postgres") -> Any:
        import psycopg2

        connection = psycopg2.connect(host=HOST, user="postgres", dbname=name, connect_timeout=3)
        connection.autocommit = True
        try:
            cursor = connection.cursor()
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


@contextmanager
def postgresql() -> Iterator[Postgresql]:
    """The database, dropped at the end."""
    import psycopg2

    try:
        made = Postgresql()
    except psycopg2.OperationalError:
        missing(f"no PostgreSQL on {HOST}:5432")
    try:
        yield made
    finally:
        made.drop()


@dataclass
class Redis:
    """A server of its own, which keeps nothing; may be killed and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """As settings have it."""
        return f"redis://{HOST}:{self.port}/0"

    def start(self) -> None:
        """Returns once it listens."""
        command = [program("redis-server"), "--port", str(self.port), "--bind", HOST, "--save", "", "--dir", str(self.folder)]
        with (self.folder / "redis.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until(lambda: listens(self.port), lambda: "Redis does not listen")

    def kill(self) -> None:
        """Ends it as a crash would."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


@contextmanager
def redis(folder: Path) -> Iterator[Redis]:
    """The server, ended in the end."""
    made = Redis(folder, free_port())
    made.start()
    try:
        yield made
    finally:
        made.kill()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody does."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def wait_until(done: Callable[[], bool], said: Callable[[], str], check: Callable[[], None] = lambda: None) -> None:
    """Returns once `done`; raises RuntimeError with what is `said` when PATIENCE ends, or what `check` raises."""
    deadline = time.monotonic() + PATIENCE
    while not done():
        check()
        if time.monotonic() > deadline:
            raise RuntimeError(said())
        time.sleep(0.05)
