"""Deliveries are told apart: in one process, across processes, and without Redis."""

from __future__ import annotations

import asyncio
import socket
import uuid
from collections.abc import Iterator

import pytest
import redis

from rolewise.doors.deliveries import SECONDS, InMemory, InRedis, seen
from rolewise.storage.redis_reach import PAUSE
from tests.needs import missing

REDIS = "redis://127.0.0.1:6379/0"


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def prefix() -> Iterator[str]:
    """Of this test's keys in Redis, which are removed."""
    client, made = redis.Redis.from_url(REDIS, socket_connect_timeout=1), f"rolewise-test:{uuid.uuid4().hex}:"
    try:
        client.ping()
    except redis.RedisError:
        missing("Redis does not listen on 127.0.0.1:6379")
    yield made
    for key in client.scan_iter(f"{made}*"):
        client.delete(key)


def test_the_first_claim_wins() -> None:
    """And each key is claimed by it."""
    known = InMemory()

    async def scene() -> list[bool]:
        return [await known.claim(*keys) for keys in (("a", "b"), ("b", "c"), ("c",), ("d",), ())]

    assert asyncio.run(scene()) == [True, False, False, True, True]


def test_a_claim_is_forgotten_after_an_hour() -> None:
    """Slack gives up long before."""
    clock = Clock()
    known = InMemory(clock)

    assert asyncio.run(known.claim("a"))
    clock.at += SECONDS - 1
    assert not asyncio.run(known.claim("a"))
    clock.at += SECONDS + 1
    assert asyncio.run(known.claim("a"))


def test_memory_is_bounded() -> None:
    """The oldest key goes first."""
    known = InMemory(most=2)

    async def scene() -> list[bool]:
        return [await known.claim(key) for key in ("a", "b", "c", "c", "a")]

    assert asyncio.run(scene()) == [True, True, True, False, True]


def test_processes_share_their_claims_in_redis(prefix: str) -> None:
    """A mention's two events may reach two processes: one answers."""

    async def scene() -> list[bool]:
        one, other = seen(REDIS, prefix), seen(REDIS, prefix)
        claimed = [
            await one.claim("event:1", "message:1"),
            await other.claim("event:2", "message:1"),
            await other.claim("event:2"),
        ]
        await one.close()
        await other.close()
        return claimed

    assert asyncio.run(scene()) == [True, False, False]


def test_only_one_of_many_at_the_same_time_wins(prefix: str) -> None:
    """Redis decides."""

    async def scene() -> list[bool]:
        processes = [seen(REDIS, prefix) for _ in range(8)]
        claimed = await asyncio.gather(*(process.claim("event:1", "message:1") for process in processes))
        for process in processes:
            await process.close()
        return list(claimed)

    assert sum(asyncio.run(scene())) == 1


def test_redis_learns_neither_channels_nor_users(prefix: str) -> None:
    """Keys are digests, and go by themselves."""

    async def scene() -> None:
        one = seen(REDIS, prefix)
        await one.claim("message:C1:1.2")
        await one.close()

    asyncio.run(scene())
    client = redis.Redis.from_url(REDIS)
    (key,) = client.scan_iter(f"{prefix}*")
    assert b"C1" not in key
    assert 0 < client.ttl(key) <= SECONDS


def test_without_redis_a_process_goes_on_alone_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    """And looks for Redis again after a while."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    clock = Clock()

    async def scene() -> list[bool]:
        from redis.asyncio import Redis

        known = InRedis(Redis.from_url(f"redis://127.0.0.1:{port}"), "x:", clock)
        claimed = [await known.claim("a"), await known.claim("a")]
        clock.at += PAUSE + 1
        return [*claimed, await known.claim("b"), await known.claim("b")]

    with caplog.at_level("WARNING", logger="rolewise.storage"):
        assert asyncio.run(scene()) == [True, False, True, False]
    assert caplog.text.count("Redis fails") == 1
