"""The server, texts never seen, beside an earlier build: time of a turn, turns a second, start, memory.

ROLEWISE_BEFORE names the earlier build's checkout, which needs its .venv and a trained model; without it ours is measured
alone. Rounds of both take turns, so that what else the machine does falls on both; processor time is that of the server.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import aiohttp

from benchmarks import _servers
from benchmarks._load import WebDoor, talk, throughput
from benchmarks.texts_never_seen import _texts, earlier
from rolewise.paths import ROOT

STARTS, ROUNDS = 2, 4
TURNS = 10  # of one conversation in a round
CROWD = 8


@dataclass
class Side:
    """What was measured of one build."""

    starts: list[float] = field(default_factory=list)  # seconds of the clock to the first answer
    started: list[float] = field(default_factory=list)  # seconds of the processor until then
    turns: list[float] = field(default_factory=list)  # milliseconds of the clock
    worked: list[float] = field(default_factory=list)  # milliseconds of the processor a turn, in each round
    a_second: list[float] = field(default_factory=list)  # turns with CROWD conversations at once, in each round
    crowded: list[float] = field(default_factory=list)  # milliseconds of the processor a turn, in each of these
    memory: list[float] = field(default_factory=list)  # megabytes after the load

    def rows(self) -> Iterator[tuple[str, float]]:
        """Names and figures."""
        yield "turn, p50, ms", statistics.median(self.turns)
        yield "turn, p95, ms", statistics.quantiles(self.turns, n=20)[-1]
        yield "turn, processor, ms", statistics.median(self.worked)
        yield f"turns a second, {CROWD} at once", statistics.median(self.a_second)
        yield f"turn, {CROWD} at once, processor, ms", statistics.median(self.crowded)
        yield "start to first answer, s", min(self.starts)
        yield "start to first answer, processor, s", min(self.started)
        yield "memory after the load, MB", statistics.median(self.memory)


def main() -> None:
    """Prints a row a figure, with the ratio of the builds."""
    builds = {"now": ROOT} | ({"before": before} if (before := earlier()) else {})
    sides = {name: Side() for name in builds}
    for _, (name, checkout) in itertools.product(range(STARTS - 1), builds.items()):
        with _servers.ours(checkout=checkout) as running:
            _note_start(sides[name], running)
    with ExitStack() as servers:
        running = {name: servers.enter_context(_servers.ours(checkout=checkout)) for name, checkout in builds.items()}
        for name, server in running.items():
            _note_start(sides[name], server)
        asyncio.run(_load(running, sides))
        for name, server in running.items():
            sides[name].memory.append(server.memory() / 1e6)
    for rows in zip(*(side.rows() for side in sides.values()), strict=True):
        figures = [figure for _, figure in rows]
        ratio = f"{figures[0] / figures[1]:8.2f}" if len(figures) > 1 else ""
        print(f"{rows[0][0]:<40}" + "".join(f"{figure:10.1f}" for figure in figures) + ratio)


def _note_start(side: Side, running: _servers.Running) -> None:
    asyncio.run(_answered(running.url))
    side.starts.append(running.ready_after)
    side.started.append(running.cpu())


async def _answered(url: str) -> None:
    async with aiohttp.ClientSession() as http:
        await talk(WebDoor(http, url), 1)


async def _load(running: dict[str, _servers.Running], sides: dict[str, Side]) -> None:
    texts = _Texts()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        doors = {name: WebDoor(http, server.url) for name, server in running.items()}
        for number, (name, door) in itertools.product(range(ROUNDS), doors.items()):
            cpu = running[name].cpu
            began = cpu()
            turns = await talk(door, TURNS, texts.some())
            alone, began = cpu() - began, cpu()
            a_second = await throughput(door, CROWD, TURNS, texts.some)
            crowded = cpu() - began
            if number:  # the first warms up
                side = sides[name]
                side.turns += [1000 * seconds for seconds in turns]
                side.worked.append(1000 * alone / TURNS)
                side.a_second.append(a_second)
                side.crowded.append(1000 * crowded / (CROWD * TURNS))


class _Texts:
    """Utterances of all kinds, none of them twice."""

    def __init__(self) -> None:
        said = _texts()
        self._never = (f"{text} {number}" for number, text in enumerate(itertools.cycle(said)))

    def some(self) -> Iterator[str]:
        """Of one talk."""
        return itertools.islice(self._never, TURNS)


if __name__ == "__main__":
    main()
