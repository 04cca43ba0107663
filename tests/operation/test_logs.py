"""Records of the log are one line each, name their turn, and hold no text of a user and no secret."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from rolewise.operation.logs import about, handler, name_turn, short

WRITTEN = "I earn 4 lakh at Priya's shop; is that\nfair?"


class Log:
    """A logger of its own and what it wrote."""

    def __init__(self, as_json: bool):
        self._stream = io.StringIO()
        self.logger = logging.Logger("rolewise.sample")
        self.logger.addHandler(handler(self._stream, as_json=as_json))

    @property
    def lines(self) -> list[str]:
        return self._stream.getvalue().splitlines()

    @property
    def last(self) -> Any:
        return json.loads(self.lines[-1])


@pytest.fixture
def log() -> Iterator[Log]:
    """As a server logs."""
    return Log(as_json=True)


@pytest.fixture(params=[True, False], ids=["json", "short"])
def either(request: pytest.FixtureRequest) -> Log:
    """In both formats."""
    return Log(request.param)


def test_a_record_has_time_level_logger_event_and_its_own_fields(log: Log) -> None:
    log.logger.warning("took up %d roles", 67, extra={"milliseconds": 12.5, "model": "rolewise-1"})

    found = log.last
    assert found.pop("time").endswith("+00:00")
    assert found == {
        "level": "warning",
        "logger": "rolewise.sample",
        "event": "took up 67 roles",
        "milliseconds": 12.5,
        "model": "rolewise-1",
    }


def test_a_record_of_a_turn_names_the_turn_and_a_hash_of_the_conversation(log: Log) -> None:
    with about("web-0123"):
        name_turn("abc")
        log.logger.error("failed")
    log.logger.error("later")

    first, second = map(json.loads, log.lines)
    assert (first["turn"], first["conversation"]) == ("abc", short("web-0123"))
    assert not {"turn", "conversation"} & set(second)


def test_records_of_parallel_turns_do_not_mix(log: Log) -> None:
    async def turn(name: str, begun: asyncio.Event, go_on: asyncio.Event) -> None:
        with about(name, turn=name):
            begun.set()
            await go_on.wait()
            log.logger.error(name)

    async def both() -> None:
        first, second = asyncio.Event(), asyncio.Event()
        await asyncio.gather(turn("a", first, second), turn("b", second, first))

    asyncio.run(both())

    assert all(found["turn"] == found["event"] for found in map(json.loads, log.lines))
    assert len(log.lines) == 2


@pytest.mark.parametrize("evil", ["a\nb", 'a\r\n{"level":"info"}', "a\x1b[2Jb", "a\u2028b", "a\x00b", "a\x85b"])
def test_no_value_starts_a_new_line_or_controls_a_terminal(either: Log, evil: str) -> None:
    either.logger.error("event %s", evil, extra={"field": evil})
    try:
        raise OSError(5, evil)
    except OSError:
        either.logger.exception("with %s", evil)

    assert len(either.lines) == 2
    assert all(line.isprintable() for line in either.lines)


def test_what_a_user_wrote_is_in_no_record_of_the_turn(either: Log) -> None:
    try:
        with about("web-1", WRITTEN):
            try:
                raise KeyError(WRITTEN)
            except KeyError as error:
                either.logger.exception("turn failed: %r", error, extra={"quoted": WRITTEN})
                raise ValueError(f"could not read {WRITTEN!r}") from error
    except ValueError:
        either.logger.exception("failed outside of the turn")

    assert "Priya" not in "".join(either.lines)
    assert "ValueError" in either.lines[1]
    assert "test_logs.py" in either.lines[1]


def test_a_failing_statement_does_not_log_its_row(either: Log) -> None:
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            connection.execute(text("INSERT INTO nowhere VALUES (:data)"), {"data": WRITTEN})
    except SQLAlchemyError as error:
        either.logger.error(f"Please investigate the following error: {error}.", exc_info=True)

    assert "Priya" not in "".join(either.lines)
    assert "no such table" in either.lines[0]


def test_words_of_the_system_and_of_stores_are_kept(log: Log) -> None:
    for error in (ConnectionRefusedError(111, "Connection refused"), sqlite3.OperationalError("database is locked")):
        log.logger.error("failed", exc_info=error)

    assert [json.loads(line)["error"]["said"] for line in log.lines] == ["Connection refused", "database is locked"]


def test_a_terminal_gets_short_lines_and_anything_else_json() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, begins in ((Terminal(), "ERROR rolewise: "), (io.StringIO(), '{"time": ')):
        made = handler(stream)
        made.emit(logging.LogRecord("rolewise", logging.ERROR, "x.py", 1, "event", (), None))
        assert stream.getvalue().startswith(begins)


SERVER = """
import asyncio, logging, structlog
from rolewise.rasa.quiet import be_quiet
from rolewise.operation.logs import log_as_server
be_quiet()
log_as_server()
import sanic.log
for logger in (sanic.log.logger, sanic.log.error_logger):
    logger.propagate = False
logging.getLogger("rolewise.core.live").info("taken up")
logging.getLogger("rasa.core").warning("not to be seen")
structlog.get_logger("rasa.x").error("rasa.event", user_text="my salary", turns=3, event_info="about my salary")
try:
    raise ValueError("my salary")
except ValueError:
    sanic.log.error_logger.exception("Exception occurred while handling uri: '/x?text=y'")
sanic.log.error_logger.error("<PlainRequest: OPTIONS /roles/my-salary> body not consumed.")
logging.getLogger("rolewise").error("%s %s", "too few arguments, my salary")
async def lost():
    async def fail():
        raise KeyError("my salary")
    asyncio.ensure_future(fail())
    await asyncio.sleep(0)
asyncio.run(lost())
"""


def test_a_server_logs_json_alone_whoever_speaks_and_nothing_of_what_was_said() -> None:
    done = subprocess.run([sys.executable, "-c", SERVER], capture_output=True, text=True, check=True)

    records = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.stdout == ""
    assert "salary" not in done.stderr
    assert [record["event"] for record in records][:2] == ["taken up", "rasa.event"]
    assert records[1]["turns"] == 3
    assert {record["logger"] for record in records} >= {"rolewise.core.live", "sanic.error", "asyncio"}
