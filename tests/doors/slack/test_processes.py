"""Two server processes behind one address: each question is answered once, also while Redis is away."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis

from rolewise.doors.slack.identity import conversation
from rolewise.settings import ROOT
from tests.doors.slack.conftest import PROXIES, TOKENS
from tests.doors.slack.local_slack import BOT, LocalSlack
from tests.doors.slack.workspace import DIRECT, Workspace
from tests.needs import missing

REDIS = "redis://127.0.0.1:6379/0"
ROUNDS = 8

Start = Callable[..., list[Workspace]]


@pytest.fixture
def start(slack: LocalSlack) -> Iterator[Start]:
    """Starts two processes."""
    running: list[subprocess.Popen[str]] = []
    # The keys of this run have a prefix of their own: it follows from this secret.
    environment = {
        **{key: value for key, value in os.environ.items() if key not in PROXIES},
        **TOKENS,
        "ROLEWISE_SECRET": uuid.uuid4().hex,
        "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}",
    }

    def begin(**settings: str) -> list[Workspace]:
        command = [sys.executable, "-m", "tests.doors.slack.one_process", slack.api]
        for _ in range(2):
            running.append(
                subprocess.Popen(
                    command, cwd=ROOT, env={**environment, **settings}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
        return [Workspace(slack, _address(process)) for process in running]

    yield begin
    for process in running:
        process.communicate(timeout=30)
    _forget(environment["ROLEWISE_SECRET"])


def _forget(secret: str) -> None:
    """Removes the keys of this run, where Redis is there."""
    with contextlib.suppress(redis.RedisError):
        client = redis.Redis.from_url(REDIS, socket_connect_timeout=1)
        for key in client.scan_iter(f"rolewise:{conversation(secret.encode(), 'seen')}:*"):
            client.delete(key)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_two_processes_answer_a_question_once(slack: LocalSlack, start: Start) -> None:
    """The two events of a mention, each delivered to both at the same time."""
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=1).ping()
    except redis.RedisError:
        missing("Redis does not listen on 127.0.0.1:6379")
    processes = start(ROLEWISE_REDIS_URL=REDIS)
    said = [processes[0].message(f"<@{BOT}> hello") for _ in range(ROUNDS)]
    with ThreadPoolExecutor(4) as pool:
        for number, event in enumerate(said):
            deliveries = [(process, kind) for process in processes for kind in ("app_mention", "message")]
            list(
                pool.map(
                    lambda each, event=event, number=number: each[0].event(  # type: ignore[misc]
                        {**event, "type": each[1]}, event_id=f"Ev{number}{each[1]}"
                    ),
                    deliveries,
                )
            )

    slack.wait(ROUNDS, "chat.postMessage")
    for process in processes:
        process.settle()
    threads = [post.body["thread_ts"] for post in slack.of("chat.postMessage") if "thread_ts" in post.body]
    assert sorted(threads) == sorted(event["ts"] for event in said)


def test_without_redis_each_process_still_answers(slack: LocalSlack, start: Start) -> None:
    """A question goes to one of them."""
    processes = start(ROLEWISE_REDIS_URL="redis://127.0.0.1:1/0")
    for process in processes:
        process.event(process.message("hello", DIRECT))

    assert len(slack.wait(2, "chat.postMessage")) == 2
