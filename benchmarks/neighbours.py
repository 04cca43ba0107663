"""Whether one visitor slows another within the limits: TALKS long conversations (14) are read once a second, while somebody asks.

The conversations have TURNS turns (340). Rounds without and with readers alternate, as machines are seldom idle. "one address":
as often as the shipped limit of one address lets them; "many": once a second each, as if each had an address of its own.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import os
import sqlite3
import statistics
import tempfile
import time
from collections import Counter

import aiohttp

from benchmarks._load import UTTERANCES, WebDoor, new_texts
from benchmarks._servers import Running, ours

TALKS = int(os.environ.get("NEIGHBOURS_TALKS", "14"))
TURNS = int(os.environ.get("NEIGHBOURS_TURNS", "340"))
ROUNDS = 3
ASKED = 40  # questions of a round
PAUSE = 0.2  # seconds between two of them


def main() -> None:
    """Prints the questions' times without and with readers, and what the readers got."""
    print(f"{'readers':<12}{'':<10}{'p50 ms':>8}{'p95 ms':>8}{'most':>8}   readers: answers by status")
    asyncio.run(_measured())


async def _measured() -> None:
    with tempfile.TemporaryDirectory() as place, ours(f"sqlite:///{place}/talks.db") as running:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            talks = await _grown(WebDoor(http, running.url), f"{place}/talks.db")
            await _rounds("one address", http, running, talks, every=_shipped_pace())
            await _rounds("many", http, running, talks, every=1.0)


def _shipped_pace() -> float:
    """Seconds between two readings of a talk that the limit of one address lets through."""
    from rolewise.doors.web.limits import Rates

    return max(1.0, TALKS * 60 / Rates().requests_per_minute_and_address)


async def _grown(door: WebDoor, database: str) -> list[str]:
    """Tokens of the talks: one is talked, the others are copies of its rows."""
    talks = [await door.enter() for _ in range(TALKS)]
    for text in itertools.islice(itertools.cycle(UTTERANCES), TURNS):
        await door.say(talks[0], text)
    columns = "type_name, timestamp, intent_name, action_name, data"
    with sqlite3.connect(database, timeout=30) as connection:
        for other in talks[1:]:
            copied = f"INSERT INTO events (sender_id, {columns}) SELECT ?, {columns} FROM events WHERE sender_id = ? ORDER BY id"
            connection.execute(copied, (_conversation(other), _conversation(talks[0])))
    return talks


def _conversation(token: str) -> str:
    payload = token.split(".")[1]
    return str(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["sub"])


async def _rounds(name: str, http: aiohttp.ClientSession, running: Running, talks: list[str], every: float) -> None:
    alone: list[float] = []
    beside: list[float] = []
    statuses: Counter[int] = Counter()
    door = WebDoor(http, running.url)
    for number in range(ROUNDS):
        alone += await _asked(door, 2 * number)
        readers = [asyncio.ensure_future(_read(http, running.url, each, every, statuses)) for each in talks]
        beside += await _asked(door, 2 * number + 1)
        for reader in readers:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)
    for kind, spent in (("alone", alone), ("beside", beside)):
        told = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items())) if kind == "beside" else ""
        print(f"{name:<12}{kind:<10}{_p(spent, 50):>8.1f}{_p(spent, 95):>8.1f}{max(spent):>8.1f}   {told}", flush=True)
    print(f"{name:<12}p95 beside readers : p95 alone = {_p(beside, 95) / _p(alone, 95):.2f}", flush=True)


async def _asked(door: WebDoor, number: int) -> list[float]:
    """Milliseconds of each question of a visitor who pauses."""
    conversation, spent = await door.enter(), []
    for text in itertools.islice(new_texts(1000 + number), ASKED):
        began = time.perf_counter()
        await door.say(conversation, text)
        spent.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(PAUSE)
    return spent


async def _read(http: aiohttp.ClientSession, url: str, token: str, every: float, statuses: Counter[int]) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    while True:
        began = time.perf_counter()
        async with http.get(f"{url}/webhooks/web/history", headers=headers) as answer:
            await answer.read()
            statuses[answer.status] += 1
        await asyncio.sleep(max(0.0, every - (time.perf_counter() - began)))


def _p(spent: list[float], percent: int) -> float:
    return statistics.quantiles(spent, n=100, method="inclusive")[percent - 1]
