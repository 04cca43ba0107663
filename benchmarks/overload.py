"""One instance at five times of what it serves: it answers what it admits, refuses the rest at once, and recovers."""

from __future__ import annotations

import asyncio
import itertools
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp

from benchmarks._load import UTTERANCES, WebDoor, talk, throughput
from benchmarks._servers import Running, ours
from rolewise.doors.turns import MOST as MOST_IN_FLIGHT

TIMES = 5  # as much as it serves
SECONDS = 20.0
VISITORS = 2_000  # so that nobody asks while being answered
CAPACITY = (16, 30)  # conversations at once, turns of each
QUIET = 60  # turns of one talk, before and after
ADMITTED = 3.0  # times what as many turns take as may be in flight: the most that p95 of answers may be
REFUSED = 0.5  # of refusals
MOST = 1.1  # memory after against before
MB = 1024 * 1024


@dataclass(frozen=True)
class Outcome:
    """One request; `status` 0: the connection failed."""

    status: int
    seconds: float


def main() -> None:
    """Prints what became of the requests; ends with an error where a bound is exceeded."""
    with ours() as running:
        asyncio.run(_overload(running))


async def _overload(running: Running) -> None:
    timeout, connector = aiohttp.ClientTimeout(total=30), aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as http:
        door = WebDoor(http, running.url)
        await talk(door, QUIET)
        capacity = await throughput(door, *CAPACITY)
        before, memory = statistics.median(await talk(door, QUIET)), running.memory()
        tokens = [await door.enter() for _ in range(VISITORS)]
        print(f"serves {capacity:.0f} turns/s; one talk: p50 {before * 1000:.1f} ms; load average {os.getloadavg()[0]:.1f}")
        found, late = await _flood(http, running.url, tokens, TIMES * capacity)
        peak = running.memory()
        after = statistics.median(await talk(door, QUIET))
    _print(found, late)
    print(
        f"memory {memory / MB:.0f} MB before, {peak / MB:.0f} MB after; one talk: p50 {after * 1000:.1f} ms; "
        f"load average {os.getloadavg()[0]:.1f}"
    )
    _judge(found, peak / memory, ADMITTED * MOST_IN_FLIGHT / capacity)


async def _flood(http: aiohttp.ClientSession, url: str, tokens: Sequence[str], rate: float) -> tuple[list[Outcome], float]:
    """Asks at this rate whatever comes back; outcomes, and how late the last request left, in seconds."""
    asked, began = [], time.perf_counter()
    visits = zip(itertools.cycle(tokens), itertools.cycle(UTTERANCES), range(int(rate * SECONDS)))
    for token, text, number in visits:
        wait = began + number / rate - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        asked.append(asyncio.ensure_future(_asked(http, url, token, text)))
    late = time.perf_counter() - began - SECONDS
    return list(await asyncio.gather(*asked)), late


async def _asked(http: aiohttp.ClientSession, url: str, token: str, text: str) -> Outcome:
    headers, began = {"Authorization": f"Bearer {token}"}, time.perf_counter()
    try:
        async with http.post(f"{url}/webhooks/web/message", json={"text": text}, headers=headers) as answer:
            await answer.read()
            return Outcome(answer.status, time.perf_counter() - began)
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
        return Outcome(0, time.perf_counter() - began)


def _print(found: Sequence[Outcome], late: float) -> None:
    print(f"{len(found)} requests in {SECONDS + late:.1f} s: {len(found) / (SECONDS + late):.0f} a second")
    for status, count in sorted(Counter(outcome.status for outcome in found).items()):
        spent = [outcome.seconds for outcome in found if outcome.status == status]
        print(
            f"  {status or 'none'}: {count:>6}   p50 {_p(spent, 50):7.1f} ms   p95 {_p(spent, 95):7.1f} ms   "
            f"longest {max(spent) * 1000:7.1f} ms"
        )


def _judge(found: Sequence[Outcome], growth: float, admitted: float) -> None:
    answered = [outcome.seconds for outcome in found if outcome.status == 200]
    refused = [outcome.seconds for outcome in found if outcome.status in (429, 503)]
    wrong = {
        "a request without an answer or a refusal": len(answered) + len(refused) < len(found),
        "answers are slow": _p(answered, 95) > admitted * 1000,
        "refusals are slow": bool(refused) and _p(refused, 95) > REFUSED * 1000,
        "memory grows": growth > MOST,
    }
    if said := [name for name, is_so in wrong.items() if is_so]:
        sys.exit("; ".join(said))


def _p(seconds: Sequence[float], percent: int) -> float:
    """A percentile in milliseconds."""
    return statistics.quantiles(seconds, n=100)[percent - 1] * 1000 if len(seconds) > 1 else 0.0


if __name__ == "__main__":
    main()
