"""Ours as shipped against what `rasa init` sets up, trained on our data: both in one run on one machine."""

from __future__ import annotations

import asyncio
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

import aiohttp

from benchmarks import _peer, _servers
from benchmarks._load import Door, RestDoor, WebDoor, new_texts, talk, throughput
from rolewise.paths import ROOT
from rolewise.rasa.training import ensure_model

REPORT = ROOT / "reports" / "against_stock.json"
CHART = ROOT / "reports" / "against_stock.png"
EARLY, LATE = 10, 200
AROUND = 3  # turns before and after that count, too
TALKS = 2
NEW = 100  # turns of a talk whose texts were never seen
CROWDS_NEW = {8: 25}
CROWDS = {1: 100, 8: 25, 64: 6}  # conversations at once, and the turns of each


@dataclass(frozen=True)
class Measured:
    """One side. Times in milliseconds unless said otherwise."""

    early: tuple[float, float, float]  # p50, p95, p99 around turn 10
    late: tuple[float, float, float]  # the same around turn 200
    new: float  # p50 of turns whose texts were never seen
    new_a_second: dict[int, float]  # turns whose texts were never seen, by conversations at once
    a_second: dict[int, float]  # turns, by conversations at once
    parsing: float
    training_cpu: float  # seconds
    model: float  # megabytes
    ready: float  # seconds
    memory: float  # megabytes, after the load


def main() -> None:
    """Measures both, prints the table with ratios, writes JSON and a chart."""
    stock = _measured(lambda: _servers.peer(_peer.trained().model), RestDoor, _peer.trained())
    own = _measured(_servers.ours, WebDoor, _own_training())
    rows = _rows(stock, own)
    print(f"{'':<38}{'stock Rasa':>12}{'rolewise':>12}{'ratio':>8}")
    for name, theirs, mine, ratio in rows:
        print(f"{name:<38}{theirs:>12,.1f}{mine:>12,.1f}{ratio:>8.1f}")
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps({"stock": asdict(stock), "rolewise": asdict(own)}, indent=1) + "\n", "utf-8")
    _draw(rows)
    print(f"written: {REPORT.relative_to(ROOT)}, {CHART.relative_to(ROOT)}")


def _measured(
    server: Callable[[], AbstractContextManager[_servers.Running]],
    door: Callable[[aiohttp.ClientSession, str], Door],
    training: _peer.Trained,
) -> Measured:
    with server() as running:
        early, late, new, new_crowds, crowds = asyncio.run(_load(door, running.url))
        memory = running.memory()
        ready = running.ready_after
    parsing = _parsing(training.model)
    return Measured(early, late, new, new_crowds, crowds, parsing, training.cpu, training.size / 1e6, ready, memory / 1e6)


async def _load(
    door: Callable[[aiohttp.ClientSession, str], Door], url: str
) -> tuple[tuple[float, float, float], tuple[float, float, float], float, dict[int, float], dict[int, float]]:
    timeout = aiohttp.ClientTimeout(total=600)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout) as http:
        opened = door(http, url)
        await talk(opened, EARLY)
        runs = [await talk(opened, LATE + AROUND) for _ in range(TALKS)]
        new = 1000 * statistics.median(await talk(opened, NEW, new_texts()))
        never = itertools.count(1)
        new_crowds = {
            count: await throughput(opened, count, turns, lambda: new_texts(next(never))) for count, turns in CROWDS_NEW.items()
        }
        crowds = {count: await throughput(opened, count, turns) for count, turns in CROWDS.items()}
    return _quantiles(runs, EARLY), _quantiles(runs, LATE), new, new_crowds, crowds


def _quantiles(runs: list[list[float]], place: int) -> tuple[float, float, float]:
    """Of the turns around a place, counted from 1, over all talks; both places fall on the same utterances."""
    around = [1000 * seconds for run in runs for seconds in run[place - 1 - AROUND : place + AROUND]]
    cuts = statistics.quantiles(around, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


def _parsing(model: str) -> float:
    command = [sys.executable, "-m", "benchmarks._parsing", model]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout.splitlines()[-1]))


def _own_training() -> _peer.Trained:
    with tempfile.TemporaryDirectory() as folder:
        found = _peer.training(["--out", folder], Path(folder))
    return _peer.Trained(str(ensure_model()), found.cpu, found.clock, found.size)


def _rows(stock: Measured, own: Measured) -> list[tuple[str, float, float, float]]:
    """Name, theirs, ours, and how many times better ours is."""
    rows = [("texts never seen, p50, ms", stock.new, own.new, stock.new / own.new)]
    for count in CROWDS_NEW:
        rows.append(
            (
                f"texts never seen a second, {count} at once",
                stock.new_a_second[count],
                own.new_a_second[count],
                own.new_a_second[count] / stock.new_a_second[count],
            )
        )
    for place, theirs, mine in ((EARLY, stock.early, own.early), (LATE, stock.late, own.late)):
        for name, their, my in zip(("p50", "p95", "p99"), theirs, mine, strict=True):
            rows.append((f"turn {place} over HTTP, {name}, ms", their, my, their / my))
    for count in CROWDS:
        rows.append(
            (
                f"turns a second, {count} at once",
                stock.a_second[count],
                own.a_second[count],
                own.a_second[count] / stock.a_second[count],
            )
        )
    for name, theirs, mine in (
        ("parsing, p50, ms", stock.parsing, own.parsing),
        ("training, CPU s", stock.training_cpu, own.training_cpu),
        ("model, MB", stock.model, own.model),
        ("start to first answer, s", stock.ready, own.ready),
        ("memory after the load, MB", stock.memory, own.memory),
    ):
        rows.append((name, theirs, mine, theirs / mine))
    return rows


def _draw(rows: list[tuple[str, float, float, float]]) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    names, ratios = [row[0] for row in rows][::-1], [row[3] for row in rows][::-1]
    figure, axes = pyplot.subplots(figsize=(8, 5))
    axes.barh(names, ratios, color="#2f6f6b")
    axes.axvline(1, color="#888888", linewidth=1)
    axes.set_xscale("log")
    axes.set_xlabel("times better than stock Rasa (logarithmic)")
    for place, ratio in enumerate(ratios):
        axes.text(ratio, place, f" {ratio:.1f}", va="center")
    figure.tight_layout()
    figure.savefig(CHART, dpi=110)


if __name__ == "__main__":
    main()
