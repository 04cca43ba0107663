"""What an hour's deletion costs where much is old already: RETENTION_ROWS wordless rows (3,000,000), in SQLite and PostgreSQL.

Each store is filled with rows that were stripped long ago, over RETENTION_DAYS days (330). Then runs of the upkeep follow,
an hour of its clock apart, each with as many new texts of that hour as the store's own rate brings. A first run, which looks
through all, is shown apart. RETENTION_POSTGRESQL names another number of rows for PostgreSQL.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import sqlalchemy as sa

from benchmarks.stores import _schema
from rolewise.storage import queries, retention
from rolewise.storage.database import Database
from rolewise.storage.turns import USER

ROWS = int(os.environ.get("RETENTION_ROWS", "3000000"))
POSTGRESQL_ROWS = int(os.environ.get("RETENTION_POSTGRESQL", str(ROWS)))
DAYS = int(os.environ.get("RETENTION_DAYS", "330"))
KEEP = 30  # days
HOURS = 6  # runs that are measured
STEP = 200_000  # rows that are filled in at once
WORDLESS = retention.wordless('{"event":"user","text":"","parse_data":{"intent":{"name":"ask_pay"},"entities":[]}}')
SAID = '{"event":"user","text":"what does a nurse earn?","parse_data":{"intent":{"name":"ask_pay"},"entities":[]}}'
_SERIES = {
    # Rows first..last of the fill, evenly in time.
    "postgresql": "SELECT i FROM generate_series({first}, {last}) AS g(i)",
    "sqlite": "WITH RECURSIVE g(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM g WHERE i < {last}) SELECT i FROM g",
}


def main() -> None:
    """Prints a row for each store that is there, small and large."""
    print(f"{'store':<12}{'rows':>12}{'fill s':>8}{'first run s':>13}{'an hour, ms: p50':>18}{'most':>8}{'texts an hour':>15}")
    for few in (10, 1):
        with ExitStack() as stack:
            place = stack.enter_context(tempfile.TemporaryDirectory())
            stores = {"SQLite": (f"sqlite:///{Path(place) / 'old.db'}", ROWS // few)}
            if postgresql := stack.enter_context(_schema()):
                stores["PostgreSQL"] = (postgresql, POSTGRESQL_ROWS // few)
            for name, (url, rows) in stores.items():
                print(f"{name:<12}{rows:>12,}" + _row(Database(url).patient(), rows), flush=True)


def _row(database: Database, rows: int) -> str:
    now = time.time()
    fill = _seconds(lambda: _fill(database, rows, now))
    first = _seconds(lambda: retention.expire(KEEP, database, now))
    an_hour = max(rows // (DAYS * 24), 1)
    spent = []
    for hour in range(1, HOURS + 1):
        then = now + hour * 3_600
        _say(database, an_hour, then - KEEP * retention.DAY)
        spent.append(_seconds(lambda: _expired(database, then, an_hour)) * 1000)  # noqa: B023 - called at once
    spent.sort()
    return f"{fill:>8.0f}{first:>13.2f}{spent[len(spent) // 2]:>18.1f}{spent[-1]:>8.1f}{an_hour:>15,}"


def _expired(database: Database, then: float, wanted: int) -> None:
    taken, _ = retention.expire(KEEP, database, then)
    if taken != wanted:
        raise RuntimeError(f"{taken} texts were taken, {wanted} were old")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _fill(database: Database, rows: int, now: float) -> None:
    """The rows end where the texts begin that may stay."""
    ends, apart = now - KEEP * retention.DAY, DAYS * retention.DAY / rows
    for first in range(0, rows, STEP):
        last = min(first + STEP, rows) - 1
        database.run(_filling(first, last, ends - rows * apart, apart))
    database.run(lambda connection: connection.exec_driver_sql("ANALYZE"))


def _filling(first: int, last: int, begins: float, apart: float) -> Callable[[sa.engine.Connection], None]:
    def work(connection: sa.engine.Connection) -> None:
        series = _SERIES[connection.dialect.name].format(first=first, last=last)
        time_of = f"{begins} + i * {apart!r}"
        columns = f"'web-' || (i / 17), 'user', {time_of}, 'ask_pay', '{WORDLESS}'"
        names = "sender_id, type_name, timestamp, intent_name, data"
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                f"INSERT INTO events ({names}) {series.replace('SELECT i FROM g', f'SELECT {columns} FROM g')}"
            )
        else:
            connection.exec_driver_sql(f"INSERT INTO events ({names}) SELECT {columns} FROM ({series}) AS s(i)")

    return work


def _say(database: Database, count: int, before: float) -> None:
    """Texts of the hour that ends at `before`."""
    rows = [
        {"sender_id": f"new-{place // 17}", "type_name": USER, "timestamp": before - 3_599 * (place + 1) / count, "data": SAID}
        for place in range(count)
    ]
    database.run(queries.add(rows))
