"""Turns that keep the event loop busy leave it room in between: what has to be refused is seen and refused at once."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

from rolewise.doors.turns import AT_ONCE, PASSES, Turns
from rolewise.rasa.assistant import Inquiry

MANY = 20


class Watched:
    """An assistant that notes how often the event loop has passed when a turn begins."""

    def __init__(self) -> None:
        self.passes = 0
        self.begun: list[int] = []
        self.inside = self.most = 0

    async def count(self) -> None:
        while True:
            self.passes += 1
            await asyncio.sleep(0)

    async def take(self, _: Any) -> Any:
        from rolewise.rasa.assistant import Reply

        self.begun.append(self.passes)
        self.inside += 1
        self.most = max(self.most, self.inside)
        await asyncio.sleep(0)
        self.inside -= 1
        return Reply("said", card={"kind": "text"}, intent="greet")


def _taken(conversations: int) -> Watched:
    assistant = Watched()

    async def all_of_them() -> None:
        counting = asyncio.ensure_future(assistant.count())
        turns = Turns(assistant)  # type: ignore[arg-type]
        await asyncio.gather(*(turns.take(Inquiry("hello", f"web-{number}", "web")) for number in range(conversations)))
        counting.cancel()

    asyncio.run(all_of_them())
    return assistant


def test_the_event_loop_passes_several_times_between_two_turns() -> None:
    begun = _taken(MANY).begun

    assert len(begun) == MANY
    assert min(later - before for before, later in itertools.pairwise(begun)) >= PASSES


def test_only_some_turns_are_taken_at_once() -> None:
    assert _taken(MANY).most <= AT_ONCE


def test_a_turn_alone_does_not_wait() -> None:
    assert _taken(1).begun[0] < PASSES
