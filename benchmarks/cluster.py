"""Three instances with nginx, PostgreSQL and Redis: 200 conversations while each of these fails, and a rolling restart."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rolewise.paths import ROOT

# The cluster is that of the tests, whose helpers are imported by name.
sys.path.append(str(ROOT / "tests"))

if TYPE_CHECKING:
    from tests.deploy.cluster import Cluster
    from tests.deploy.talks import Talk
    from tests.deploy.trouble import Event

INSTANCES = 3
CONVERSATIONS = int(os.environ.get("CLUSTER_CONVERSATIONS", "200"))
PAUSE = 4.0  # mean seconds between an answer and the next question
SETTLE = 8.0  # seconds between two troubles
NEW_ROLE = "Lighthouse Keeper"


def main() -> None:
    """Prints what failed meanwhile and for how long; ends with an error if an acknowledged turn was lost."""
    from rolewise.paths import knowledge_folder
    from rolewise.rasa.training import current_model, latest_model
    from tests.deploy.cluster import cluster
    from tests.deploy.trouble import copied

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        model = current_model() or latest_model()
        if model is None:
            sys.exit("there is no model: run `rolewise train`")
        newer = Path(shutil.copy(model, folder / "newer.tar.gz"))
        knowledge = copied(knowledge_folder(), folder)
        with cluster(INSTANCES, folder, {"ROLEWISE_KNOWLEDGE": str(knowledge)}) as running:
            asyncio.run(_trial(running, knowledge, newer))


async def _trial(running: Cluster, knowledge: Path, model: Path) -> None:
    from tests.deploy.talks import Talk, judged, opened

    began, load = time.monotonic(), os.getloadavg()[0]
    async with opened() as http:
        talks = [Talk(seed, http, running.url, PAUSE) for seed in range(CONVERSATIONS)]
        over = asyncio.Event()
        talking = asyncio.ensure_future(asyncio.gather(*(talk.go_on(over) for talk in talks)))
        events = await _events(running, knowledge, model, http)
        over.set()
        await talking
        seconds = time.monotonic() - began
        verdict = await judged(talks)
    size = running.database.size_of_a_turn()
    _print(events, talks)
    print(
        f"\n{verdict.turns} turns of {len(talks)} conversations were acknowledged in {seconds:.0f} s "
        f"({verdict.turns / seconds:.0f} a second; load average {load:.1f} before, {os.getloadavg()[0]:.1f} after)"
    )
    print(
        f"lost {verdict.lost}, doubled {verdict.doubled}, out of order {verdict.misplaced}, wrong {len(verdict.wrong)}, "
        f"kept without being acknowledged and sent again {verdict.repeated}, unexplained {verdict.unexplained}"
    )
    print(f"longest request {verdict.longest:.1f} s; a turn takes {size:.0f} bytes in PostgreSQL; outcomes: {_outcomes(talks)}")
    if verdict.faults:
        sys.exit(f"this must not be: {verdict.faults}")


async def _events(running: Cluster, knowledge: Path, model: Path, http: object) -> list[Event]:
    from tests.deploy import trouble

    troubles: list[tuple[str, Callable[[], Awaitable[None]]]] = [
        ("nothing", lambda: asyncio.sleep(SETTLE)),
        ("an instance is killed", lambda: trouble.kill(running)),
        ("the database is away for 5 s", lambda: trouble.block(running, 5)),
        ("PostgreSQL is restarted (if allowed)", lambda: trouble.restart_database(running)),
        ("Redis is away for 5 s", lambda: trouble.silence(running, 5)),
        ("rolling restart with a new model", lambda: trouble.roll(running, model)),
        ("a new role in the knowledge base", lambda: _learn(running, knowledge)),
    ]
    return [await trouble.suffered(name, happens, SETTLE) for name, happens in troubles]


async def _learn(running: Cluster, knowledge: Path) -> None:
    """Returns once every instance knows a new role."""
    from tests.deploy.cluster import Visitor
    from tests.deploy.services import wait_until
    from tests.deploy.trouble import add_role

    name = add_role(knowledge, "teacher", NEW_ROLE)
    loop = asyncio.get_running_loop()
    for each in running.instances:
        visitor = await loop.run_in_executor(None, Visitor, each.url)
        knows = lambda asked=visitor: asked.ask(f"what does a {NEW_ROLE} do?")["about"]["roles"] == [name]  # noqa: E731
        await loop.run_in_executor(None, wait_until, knows, lambda: "the new role is not known")


def _print(events: list[Event], talks: list[Talk]) -> None:
    from tests.deploy.trouble import told

    for event in events:
        print(told(event, talks), flush=True)


def _outcomes(talks: list[Talk]) -> str:
    found = Counter(attempt.name for talk in talks for attempt in talk.attempts)
    return ", ".join(f"{count} {name}" for name, count in found.most_common())


if __name__ == "__main__":
    main()
