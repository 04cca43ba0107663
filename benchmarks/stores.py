"""What a turn costs with each store of conversations: texts that are new, texts seen before, and many talks at once."""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/test")
TURNS = 200
A_TALK = 20  # turns
AT_ONCE = (1, 8, 64)  # conversations
EACH = 4  # turns of each of them
FORMS = (
    "difference between {0} and {1}",
    "what does a {0} earn?",
    "and a {1}?",
    "skills of a {0}, please",
    "can I go from {0} to {1}?",
    "who earns more, {0} or {1}?",
    "how do I become a {1}",
    "what does a {0} do all day",
    "is {0} future proof?",
    "should I be a {0} or {1}",
)
MEMORY = "rolewise.rasa.tracker_store.RecentConversations"
DATABASE = "rolewise.rasa.tracker_store.SqlConversations"


def main() -> None:
    """Prints a row for each store that is there."""
    throughput = "".join(f"{f'{count} talks/s':>12}" for count in AT_ONCE)
    print(f"{'store':<12}{'new p50 ms':>12}{'p95':>8}{'seen p50 ms':>13}{'p95':>8}{throughput}")
    with tempfile.TemporaryDirectory() as place, _schema() as postgresql:
        stores = {"memory": (MEMORY, ""), "SQLite": (DATABASE, f"sqlite:///{place}/talks.db")}
        if postgresql:
            stores["PostgreSQL"] = (DATABASE, postgresql)
        for name, (store, url) in stores.items():
            path = Path(place) / "endpoints.yml"
            path.write_text(_endpoints(store, url), "utf-8")
            print(f"{name:<12}" + asyncio.run(_row(path)), flush=True)
    if not postgresql:
        print("no PostgreSQL is reachable (TEST_POSTGRESQL_URL)")


async def _row(endpoints: Path) -> str:
    from rolewise.rasa.assistant import Assistant
    from rolewise.rasa.training import ensure_model

    assistant = await Assistant.load(ensure_model(), endpoints)
    texts = _texts(TURNS)
    await _talk(assistant, "warming up", ["hello"] * A_TALK)
    new, seen = [await _turns(assistant, name, texts) for name in ("new", "seen")]
    rates = [await _rate(assistant, count) for count in AT_ONCE]
    shown = f"{_p(new, 50):>12.1f}{_p(new, 95):>8.1f}{_p(seen, 50):>13.1f}{_p(seen, 95):>8.1f}"
    return shown + "".join(f"{rate:>12.0f}" for rate in rates)


async def _turns(assistant: Any, name: str, texts: list[str]) -> list[float]:
    starts = range(0, len(texts), A_TALK)
    return [spent for start in starts for spent in await _talk(assistant, f"{name} {start}", texts[start : start + A_TALK])]


async def _talk(assistant: Any, session: str, texts: list[str]) -> list[float]:
    """Milliseconds of each turn."""
    spent = []
    for text in texts:
        begun = time.perf_counter()
        reply = await assistant.ask(text, session)
        spent.append((time.perf_counter() - begun) * 1000)
        if reply.error:
            raise SystemExit(reply.error)
    return spent


async def _rate(assistant: Any, conversations: int) -> float:
    """Turns a second of so many conversations at once, each of texts that are new."""
    texts = [f"{text}, please" for text in _texts(EACH * conversations, first=conversations * 1000)]
    begun = time.perf_counter()
    await asyncio.gather(
        *(_talk(assistant, f"{conversations} at once: {number}", texts[number::conversations]) for number in range(conversations))
    )
    return EACH * conversations / (time.perf_counter() - begun)


def _texts(count: int, first: int = 0) -> list[str]:
    from rolewise.in_use import live_knowledge

    titles = [role.title for role in live_knowledge().current().knowledge.roles.values()]
    places = range(first, first + count)
    return [
        FORMS[place % len(FORMS)].format(titles[place % len(titles)], titles[(place * 7 + place // 67 + 3) % len(titles)])
        for place in places
    ]


def _p(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def _endpoints(store: str, url: str) -> str:
    return (
        f"tracker_store:\n  type: {store}\n"
        + (f"  url: '{url}'\n" if url else "")
        + "lock_store:\n  type: rolewise.rasa.lock_store.Locks\n"
    )


@contextmanager
def _schema() -> Iterator[str]:
    """The URL of a schema of its own that is dropped in the end; "" without PostgreSQL."""
    name = f"rolewise_{uuid.uuid4().hex}"
    engine = sa.create_engine(POSTGRESQL, connect_args={"connect_timeout": 2})
    try:
        engine.execute(f"CREATE SCHEMA {name}")
    except sa.exc.OperationalError:
        yield ""
        return
    try:
        yield f"{POSTGRESQL}?options=-csearch_path%3D{name}"
    finally:
        engine.execute(f"DROP SCHEMA {name} CASCADE")


if __name__ == "__main__":
    main()
