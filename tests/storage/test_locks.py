"""One turn of a conversation at a time: in order, at once, across instances where there is a Redis, and never for ever."""

from __future__ import annotations

import asyncio
import logging
import os
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from needs import missing
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from rolewise.paths import ENDPOINTS
from rolewise.rasa import lock_store as locks
from rolewise.rasa.lock_store import PREFIX, Locks
from rolewise.storage import redis_reach

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")

MANY = 50


@pytest.fixture
def conversation() -> str:
    """A name of its own in a Redis that others may use."""
    return f"test-{uuid.uuid4().hex}"


@pytest.fixture
def server() -> Iterator[redis.Redis]:
    """The Redis itself."""
    server = redis.Redis.from_url(REDIS, socket_connect_timeout=1)
    try:
        server.ping()
    except redis.exceptions.RedisError:
        missing("no Redis is reachable (TEST_REDIS_URL)")
    yield server
    server.close()


@pytest.fixture(params=["process", "redis"])
def open_locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Locks]:
    """Makes the locks of one instance, of each kind in turn."""
    monkeypatch.delenv("ROLEWISE_REDIS_URL", raising=False)
    if request.param == "process":
        return Locks
    request.getfixturevalue("server")
    return _shared


def _shared(url: str = REDIS) -> Locks:
    return Locks(EndpointConfig(url))


def test_messages_are_handled_in_the_order_of_arrival(open_locks: Any, run: Any, conversation: str) -> None:
    done: list[int] = []
    inside: list[int] = []

    async def turn(store: Locks, number: int) -> None:
        async with store.lock(conversation):
            inside.append(number)
            assert len(inside) == 1
            await asyncio.sleep(0)
            inside.remove(number)
            done.append(number)

    async def all_of_them() -> None:
        store = open_locks()
        await asyncio.gather(*(turn(store, number) for number in range(MANY)))
        assert not store.is_someone_waiting(conversation)

    run(all_of_them())
    assert done == list(range(MANY))


def test_other_conversations_do_not_wait(open_locks: Any, run: Any, conversation: str) -> None:
    async def both() -> None:
        store = open_locks()
        async with store.lock(conversation), locks.timeout(5), store.lock(f"{conversation}-other"):
            pass

    run(both())


def test_a_waiter_is_woken_without_looking_again(run: Any, conversation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROLEWISE_REDIS_URL", raising=False)
    sleep = asyncio.sleep

    async def never(seconds: float, *_: Any) -> None:
        assert seconds == 0
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", never)
    test_messages_are_handled_in_the_order_of_arrival(Locks, run, conversation)


@pytest.mark.parametrize("cancelled", [0, 1, 2, 4])
def test_a_turn_that_is_given_up_keeps_nobody_waiting(open_locks: Any, run: Any, conversation: str, cancelled: int) -> None:
    done: list[int] = []

    async def turn(store: Locks, number: int, begin: asyncio.Event) -> None:
        async with store.lock(conversation):
            await begin.wait()
            done.append(number)

    async def all_of_them() -> None:
        store, begin = open_locks(), asyncio.Event()
        turns = [asyncio.ensure_future(turn(store, number, begin)) for number in range(5)]
        await asyncio.sleep(0.01)
        turns[cancelled].cancel()
        begin.set()
        await asyncio.gather(*turns, return_exceptions=True)
        assert not store.is_someone_waiting(conversation)

    run(all_of_them())
    assert done == [number for number in range(5) if number != cancelled]


def test_a_turn_that_fails_frees_its_conversation(open_locks: Any, run: Any, conversation: str) -> None:
    async def fail_and_go_on() -> None:
        store = open_locks()
        with pytest.raises(ZeroDivisionError):
            async with store.lock(conversation):
                raise ZeroDivisionError
        async with locks.timeout(5), store.lock(conversation):
            pass

    run(fail_and_go_on())


def test_a_conversation_that_is_busy_for_too_long_is_an_error(open_locks: Any, run: Any, conversation: str) -> None:
    async def wait_in_vain() -> None:
        store = open_locks()
        async with store.lock(conversation):
            with pytest.raises(LockError):
                async with store.lock(conversation, lock_lifetime=0.01):
                    raise AssertionError("two turns at a time")
        async with locks.timeout(5), store.lock(conversation):
            pass

    run(wait_in_vain())


def test_two_instances_take_turns(server: redis.Redis, run: Any, conversation: str) -> None:
    inside: list[str] = []
    done: list[str] = []

    async def turn(store: Locks, name: str) -> None:
        async with store.lock(conversation):
            inside.append(name)
            assert inside == [name]
            await asyncio.sleep(0.001)
            inside.remove(name)
            done.append(name)

    async def all_of_them() -> None:
        await asyncio.gather(*(turn(store, name) for store, name in ((_shared(), "a"), (_shared(), "b")) for _ in range(10)))

    run(all_of_them())
    assert sorted(done) == ["a"] * 10 + ["b"] * 10
    assert not server.exists(PREFIX + conversation)


def test_the_lock_of_an_instance_that_died_runs_out(
    server: redis.Redis, run: Any, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.set(PREFIX + conversation, "of a dead instance", px=50)

    async def wait_for_it() -> None:
        async with locks.timeout(5), _shared().lock(conversation):
            assert 0 < server.pttl(PREFIX + conversation) <= locks.LIVES * 1000

    run(wait_for_it())


def test_a_turn_that_takes_long_keeps_its_lock(
    server: redis.Redis, run: Any, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "SIGN_OF_LIFE", 0.01)
    nearly_over = 4_000

    async def take_long() -> None:
        async with locks.timeout(5), _shared().lock(conversation):
            server.pexpire(PREFIX + conversation, nearly_over)
            while server.pttl(PREFIX + conversation) <= nearly_over:
                await asyncio.sleep(0.01)

    run(take_long())
    assert not server.exists(PREFIX + conversation)


def test_a_lock_that_is_lost_meanwhile_is_not_taken_back(
    server: redis.Redis, run: Any, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "SIGN_OF_LIFE", 0.0)

    async def lose_it() -> None:
        async with _shared().lock(conversation):
            server.set(PREFIX + conversation, "of another instance")
            for _ in range(20):
                await asyncio.sleep(0.001)

    run(lose_it())
    assert server.getdel(PREFIX + conversation) == b"of another instance"


def test_nobody_frees_the_lock_of_another(server: redis.Redis, run: Any, conversation: str) -> None:
    async def lose_it() -> None:
        async with _shared().lock(conversation):
            server.set(PREFIX + conversation, "of another instance")

    run(lose_it())
    assert server.getdel(PREFIX + conversation) == b"of another instance"


def test_a_turn_that_is_given_up_while_it_asks_for_the_lock_leaves_none(server: redis.Redis, run: Any, conversation: str) -> None:
    async def give_up_at(step: int) -> None:
        async def turn() -> None:
            async with _shared().lock(conversation):
                await asyncio.sleep(10)

        taking = asyncio.ensure_future(turn())
        for _ in range(step):
            await asyncio.sleep(0)
        taking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await taking

    for step in range(1, 20):
        run(give_up_at(step))
        assert not server.exists(PREFIX + conversation)


def test_without_redis_turns_go_on_in_order_and_it_is_said_once(
    run: Any, conversation: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, redis_reach.__name__):
        test_messages_are_handled_in_the_order_of_arrival(lambda: _shared("redis://127.0.0.1:1/0"), run, conversation)

    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_redis_is_used_again_when_it_is_back(
    server: redis.Redis, run: Any, conversation: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(redis_reach, "PAUSE", 0.0)

    async def lose_and_find() -> None:
        store = _shared()
        assert store._shared
        reachable, store._shared._redis = store._shared._redis, redis_reach.client("redis://127.0.0.1:1/0")
        async with store.lock(conversation):
            assert not server.exists(PREFIX + conversation)
        store._shared._redis = reachable
        async with store.lock(conversation):
            assert server.exists(PREFIX + conversation)

    with caplog.at_level(logging.WARNING, redis_reach.__name__):
        run(lose_and_find())
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]


def test_endpoints_name_our_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROLEWISE_REDIS_URL", raising=False)

    assert isinstance(LockStore.create(read_endpoint_config(str(ENDPOINTS), "lock_store")), Locks)
