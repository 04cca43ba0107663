"""Three real instances behind the real proxy keep every conversation, whatever fails meanwhile.

`python -m benchmarks cluster` does the same with 200 conversations, for longer, and tells how long each recovery takes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from needs import program

from tests.deploy import trouble
from tests.deploy.cluster import Cluster, Visitor, cluster
from tests.deploy.talks import BOUND, Talk, Verdict, judged, opened

CONVERSATIONS = 30
PAUSE = 0.7  # mean seconds between an answer and the next question
SETTLE = 3.0  # seconds in which talks go on after a failure
AWAY = 2.0  # seconds without the database, or Redis


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The cluster."""
    for name in ("nginx", "redis-server"):
        program(name)
    with cluster(3, tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.fixture(scope="module")
def tried(running: Cluster) -> tuple[Verdict, list[Talk], list[trouble.Event]]:
    """What became of the conversations while an instance, the database and Redis failed."""
    return asyncio.run(_tried(running))


async def _tried(running: Cluster) -> tuple[Verdict, list[Talk], list[trouble.Event]]:
    async with opened() as http:
        talks = [Talk(seed, http, running.url, PAUSE) for seed in range(CONVERSATIONS)]
        over = asyncio.Event()
        talking = asyncio.ensure_future(asyncio.gather(*(talk.go_on(over) for talk in talks)))
        events = [
            await trouble.suffered("database", lambda: trouble.block(running, AWAY), SETTLE),
            await trouble.suffered("Redis", lambda: trouble.silence(running, AWAY), SETTLE),
            await trouble.suffered("instance", lambda: trouble.kill(running), SETTLE),
        ]
        over.set()
        await talking
        return await judged(talks), talks, events


def test_no_acknowledged_turn_is_lost_doubled_or_out_of_order(tried: tuple[Verdict, list[Talk], list[trouble.Event]]) -> None:
    verdict, talks, events = tried

    assert verdict.turns >= CONVERSATIONS * 4
    assert not verdict.faults, [trouble.told(event, talks) for event in events]


def test_every_request_ends_in_time(tried: tuple[Verdict, list[Talk], list[trouble.Event]]) -> None:
    assert tried[0].longest < BOUND


def test_without_the_database_turns_are_refused_and_without_redis_they_are_not(
    tried: tuple[Verdict, list[Talk], list[trouble.Event]],
) -> None:
    _, talks, (database, redis, _) = tried

    assert {attempt.name for attempt in trouble.failures(database, talks)} == {"not_kept"}
    assert not trouble.failures(redis, talks)


def test_what_was_asked_is_in_no_log(running: Cluster) -> None:
    Visitor(running.url).ask("What does Zephyrine of Quillmoor earn?")

    written = "".join(path.read_text("utf-8", "replace") for path in running.folder.glob("*.log"))
    assert "listens on" in written
    assert "Zephyrine" not in written
    assert "data analyst" not in written
