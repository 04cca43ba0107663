"""Many visitors fill no memory: what counts them is let go when its minute is over."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace

import pytest

from benchmarks._doors import Doors
from rolewise.doors.web.limits import Limits, Rates

VISITORS = 300
DEADLINE = 20.0  # seconds


def test_visitors_of_the_minute_before_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    clock = SimpleNamespace(time=lambda: now)
    monkeypatch.setattr("limits.aio.storage.memory.time", clock)
    monkeypatch.setattr("limits.aio.strategies.time", clock, raising=False)

    async def visits() -> tuple[int, int]:
        nonlocal now
        limits = Limits(Rates(), "key")
        for number in range(VISITORS):
            await limits.message(f"web-{number}", f"10.0.{number // 250}.{number % 250}")
        assert limits._own
        held = limits._own.storage.events
        before, now = len(held), now + 61
        await limits.session("10.0.0.1")
        while len(held) > 2:
            await asyncio.sleep(0)
        return before, len(held)

    before, after = asyncio.run(asyncio.wait_for(visits(), DEADLINE))

    assert before == 2 * VISITORS
    assert after <= 2


def test_a_session_costs_the_server_nothing(doors: Doors) -> None:
    """A token holds all that there is of it; nothing is kept until something is said."""
    for _ in range(VISITORS):
        doors.token()

    assert doors.app.ctx.agent.tracker_store.store == {}
