"""What happens to a cluster while visitors talk, and how long it takes until all of them are served again."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.cluster import Cluster
from tests.deploy.talks import Attempt, Talk

LEAVE = 1.0  # seconds in which the proxy's old processes pass on what they had taken


@dataclass(frozen=True)
class Event:
    """Something that was done to the cluster."""

    name: str
    began: float  # of time.monotonic()
    ended: float  # when whatever it was is over
    settled: float  # until when failures count as its own


async def kill(running: Cluster) -> None:
    """Kills an instance, and starts it again."""
    first = running.instances[0]
    await _apart(first.kill)
    first.start()
    await _apart(first.wait)


async def block(running: Cluster, seconds: float) -> None:
    """Takes the database away."""
    with running.database.away():
        await asyncio.sleep(seconds)


async def restart_database(running: Cluster) -> None:
    """Restarts PostgreSQL where that is allowed."""
    await _apart(running.database.restart)


async def silence(running: Cluster, seconds: float) -> None:
    """Kills Redis, and starts it again."""
    running.redis.kill()
    await asyncio.sleep(seconds)
    await _apart(running.redis.start)


async def roll(running: Cluster, model: Path) -> None:
    """Has the proxy leave out one instance after the other, stops it, and starts it with another model."""
    for each in running.instances:
        running.leave_out([each])
        await asyncio.sleep(LEAVE)
        await _apart(each.stop)
        each.model = model
        each.start()
        await _apart(each.wait)
    running.leave_out([])


def add_role(knowledge: Path, like: str, title: str) -> str:
    """Puts a role like another one into a folder of knowledge, whole or not at all; its id."""
    name = title.lower().replace(" ", "-")
    lines = (knowledge / "roles" / f"{like}.yml").read_text("utf-8").splitlines()
    names = ("title:", "aliases:", "fields:")
    kept = [line for line in lines if not line.startswith(names)]
    draft = knowledge / "roles" / f".{name}.draft"
    draft.write_text("\n".join([f"title: {title}", *kept]) + "\n", "utf-8")
    draft.replace(knowledge / "roles" / f"{name}.yml")
    return name


def copied(knowledge: Path, folder: Path) -> Path:
    """A copy of the knowledge base that may be changed."""
    return Path(shutil.copytree(knowledge, folder / "knowledge"))


async def suffered(name: str, trouble: Callable[[], Awaitable[None]], settle: float) -> Event:
    """Makes trouble, and gives the talks some seconds to recover."""
    began = time.monotonic()
    await trouble()
    ended = time.monotonic()
    await asyncio.sleep(settle)
    return Event(name, began, ended, time.monotonic())


def told(event: Event, talks: Iterable[Talk]) -> str:
    """A line: what failed because of it, and for how long."""
    talks = list(talks)
    failed = failures(event, talks)
    reasons = Counter(attempt.name for attempt in failed)
    last = max((attempt.ended for attempt in failed), default=event.began) - event.began
    shown = ", ".join(f"{count} {name}" for name, count in reasons.most_common()) or "nothing failed"
    own = _of(event, talks)
    slowest = max((attempt.ended - attempt.began for attempt in own), default=0.0)
    return (
        f"{event.name:<37} took {event.ended - event.began:4.1f} s; {len(own):>5} requests, slowest {slowest:4.1f} s; "
        f"last failure after {last:4.1f} s; {shown}"
    )


def failures(event: Event, talks: Iterable[Talk]) -> Sequence[Attempt]:
    """Attempts of its time that were not answered."""
    return [attempt for attempt in _of(event, talks) if attempt.status != 200]


def _of(event: Event, talks: Iterable[Talk]) -> list[Attempt]:
    return [attempt for talk in talks for attempt in talk.attempts if event.began <= attempt.ended <= event.settled]


async def _apart(work: Callable[[], object]) -> None:
    await asyncio.get_running_loop().run_in_executor(None, work)
