"""Who asks too often waits, and is told how long."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from needs import program
from rasa.shared.exceptions import InvalidConfigException

from rolewise.doors.web import limits
from rolewise.storage import redis_reach

RATES = {
    "messages_per_minute": 3,
    "messages_per_minute_and_address": 100,
    "sessions_per_minute_and_address": 100,
    "requests_per_minute": 3,
}
ALL = {name: 100_000 for name in RATES}


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A Redis of this test's own, and its address."""
    found = program("redis-server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen([found, *options], stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    try:
        _wait_for(url)
        yield url, process
    finally:
        process.kill()
        process.wait()


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            assert redis.Redis.from_url(url).ping()
            return
        except redis.ConnectionError:
            assert time.monotonic() < deadline
            time.sleep(0.02)


def too_many(answer: Any) -> None:
    """A refusal with its waiting time."""
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "rate_limited")
    assert answer.headers["Retry-After"] == str(answer.json()["error"]["retry_after"])
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_a_session_may_ask_so_often_and_others_are_not_held_up(serve: Callable[..., Any]) -> None:
    server = serve(RATES)
    client = server.client()

    assert [client.say("hello").status_code for _ in range(3)] == [200] * 3
    too_many(client.say("hello"))
    too_many(client.lines("hello"))
    assert server.client().say("hello").status_code == 200


def test_renewing_a_session_brings_no_more_messages(serve: Callable[..., Any]) -> None:
    client = serve(RATES).client()
    for _ in range(3):
        client.say("hello")
    client.token = client.call("POST", "/session", json={}).json()["token"]

    too_many(client.say("hello"))


def test_other_requests_of_a_session_are_bounded_together(serve: Callable[..., Any]) -> None:
    client = serve(RATES).client()
    for _ in range(3):
        assert client.call("GET", "/history").status_code == 200

    too_many(client.call("POST", "/feedback", json={"turn": "turn-1", "thumb": "up"}))
    too_many(client.call("DELETE", "/history"))
    too_many(client.call("POST", "/session", json={}))


def test_an_address_may_begin_so_many_sessions(serve: Callable[..., Any]) -> None:
    stranger = serve({**ALL, "sessions_per_minute_and_address": 2}).stranger()
    begun = [stranger.call("POST", "/session", json={}) for _ in range(3)]

    assert [answer.status_code for answer in begun[:2]] == [200, 200]
    too_many(begun[2])


def test_new_sessions_bring_an_address_no_more_messages(serve: Callable[..., Any]) -> None:
    server = serve({**ALL, "messages_per_minute_and_address": 2})

    assert [server.client().say("hello").status_code for _ in range(2)] == [200, 200]
    too_many(server.client().say("hello"))


@pytest.mark.parametrize("kept_in", ["memory", "redis"])
def test_a_clock_that_goes_back_keeps_nobody_waiting(
    kept_in: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hours: whoever was at a limit would be refused until the clock has caught up."""
    url = request.getfixturevalue("redis_server")[0] if kept_in == "redis" else ""
    counted, real = limits.Limits(limits.Rates(messages_per_minute=2), "key", url), time.time

    async def ask() -> bool:
        try:
            await counted.message("conversation", "address")
        except limits.Problem as problem:
            assert 1 <= problem.retry_after <= 60
            return False
        return True

    async def told() -> list[bool]:
        monkeypatch.setattr(time, "time", lambda: real() + 7_200)
        before = [await ask() for _ in range(3)]
        monkeypatch.setattr(time, "time", real)
        return before + [await ask() for _ in range(3)]

    assert asyncio.run(told()) == [True, True, False] * 2


def test_behind_a_proxy_each_visitor_is_counted_alone(serve: Callable[..., Any]) -> None:
    server = serve({**ALL, "messages_per_minute_and_address": 1}, ROLEWISE_PROXIES="1")
    client = server.client()
    first, invented, second = ({"X-Forwarded-For": line} for line in ("203.0.113.1", "1.2.3.4, 203.0.113.1", "203.0.113.2"))

    assert client.say("hello", headers=first).status_code == 200
    too_many(client.say("hello", headers=invented))
    assert client.say("hello", headers=second).status_code == 200


def test_without_a_proxy_nobody_can_invent_an_address(serve: Callable[..., Any]) -> None:
    client = serve({**ALL, "messages_per_minute_and_address": 1}).client()

    assert client.say("hello", headers={"X-Forwarded-For": "203.0.113.1"}).status_code == 200
    too_many(client.say("hello", headers={"X-Forwarded-For": "203.0.113.2"}))


def test_several_instances_count_together_in_redis(serve: Callable[..., Any], redis_server: Any) -> None:
    url, _ = redis_server
    first, second = serve(RATES, ROLEWISE_REDIS_URL=url), serve(RATES, ROLEWISE_REDIS_URL=url)
    client, elsewhere = first.client(), second.stranger()
    elsewhere.token = client.token

    assert [each.say("hello").status_code for each in (client, elsewhere, client)] == [200] * 3
    too_many(elsewhere.say("hello"))
    too_many(client.say("hello"))


def test_redis_holds_neither_addresses_nor_conversations(serve: Callable[..., Any], redis_server: Any) -> None:
    url, _ = redis_server
    client = serve(RATES, ROLEWISE_REDIS_URL=url).client()
    client.say("hello")
    keys = b" ".join(redis.Redis.from_url(url).keys("*"))

    assert b"messages" in keys and b"address" in keys
    assert b"127.0.0.1" not in keys and b"web-" not in keys


def test_when_redis_fails_limits_go_on_in_memory_and_one_line_is_logged(
    serve: Callable[..., Any], redis_server: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING", logger="rolewise")
    url, process = redis_server
    client = serve(RATES, ROLEWISE_REDIS_URL=url).client()
    client.say("hello")
    process.kill()
    process.wait()

    assert [client.say("hello").status_code for _ in range(3)] == [200] * 3
    too_many(client.say("hello"))
    assert ["Redis fails" in record.getMessage() for record in caplog.records] == [True]


def test_when_redis_is_back_it_counts_again(
    serve: Callable[..., Any], redis_server: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING", logger="rolewise")
    url, _ = redis_server
    client = serve(RATES, ROLEWISE_REDIS_URL=url).client()
    with monkeypatch.context() as patch:
        patch.setattr(redis_reach, "PAUSE", 0.0)
        patch.setattr(limits, "_hit", _failing(limits._hit))
        client.say("hello")

    assert client.say("hello").status_code == 200
    assert "Redis is back" in caplog.records[-1].getMessage()


def _failing(real: Any) -> Any:
    from limits.aio.storage import RedisStorage
    from limits.errors import StorageError

    async def hit(limiter: Any, item: Any, key: str) -> Any:
        if isinstance(limiter.storage, RedisStorage):
            raise StorageError(ConnectionError())
        return await real(limiter, item, key)

    return hit


@pytest.mark.parametrize(
    "options",
    [
        {"messages_per_minutes": 3},
        {"messages_per_minute": 0},
        {"messages_per_minute": "many"},
        {"messages_per_minute": True},
        {"messages_per_minute": None},
    ],
)
def test_a_wrong_limit_is_refused(serve: Callable[..., Any], options: Any) -> None:
    with pytest.raises(InvalidConfigException, match=r"credentials\.yml: .*messages_per_minute"):
        serve(options)
