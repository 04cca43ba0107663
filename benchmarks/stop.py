"""How long a stop takes: from the last answer to the process's end, with a turn in flight on a kept connection and idle ones."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import aiohttp

from benchmarks._load import WebDoor
from benchmarks._servers import ours

TIMES = 5
IDLE = 20  # connections that are kept open
SLOW = "compare data analyst, data scientist, data engineer and machine learning engineer {}"


def main() -> None:
    """Prints each stop: seconds from SIGTERM to the answer, and from the answer to the end."""
    print(f"{'SIGTERM to answer, s':>22}{'answer to end, s':>18}")
    spent = [asyncio.run(_stopped(number)) for number in range(TIMES)]
    for answered, ended in spent:
        print(f"{answered:>22.2f}{ended:>18.2f}")
    print(f"longest after the answer: {max(ended for _, ended in spent):.2f} s")


async def _stopped(number: int) -> tuple[float, float]:
    with ours() as running:
        pid = running.groups[0]
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            door = WebDoor(http, running.url)
            conversation = await door.enter()
            await asyncio.gather(*(_touch(http, running.url) for _ in range(IDLE)))
            turn = asyncio.ensure_future(door.say(conversation, SLOW.format(number)))
            await asyncio.sleep(0.002)  # it is on its way
            began = time.perf_counter()
            os.kill(pid, signal.SIGTERM)
            await asyncio.gather(turn, return_exceptions=True)
            answered = time.perf_counter()
            while _runs(pid):
                await asyncio.sleep(0.01)
            return answered - began, time.perf_counter() - answered


async def _touch(http: aiohttp.ClientSession, url: str) -> None:
    async with http.get(f"{url}/webhooks/web/live") as answer:
        await answer.read()


def _runs(pid: int) -> bool:
    """Whether the process still works; one that has ended waits for its parent as a zombie."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
