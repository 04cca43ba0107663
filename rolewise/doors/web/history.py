"""The turns of a conversation, as GET /history gives them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from rolewise.doors.web.edge import encoded
from rolewise.rasa.kept_turns import last_turns
from rolewise.storage.event_json import at, text_at
from rolewise.storage.turns import EventRow, Turns, custom, received

MOST = 50
AT_ONCE = 4  # rows that are decoded before others get the event loop: a card has some ten kB


class History:
    """Reads histories, one at a time: each costs as much as some turns, and visitors who write wait for nobody's past."""

    def __init__(self) -> None:
        self._reading = asyncio.Semaphore(1)

    async def read(self, agent: Any, conversation: str) -> bytes:
        """The body of the response: the last turns, oldest first. Raises what the store raises."""
        async with self._reading:
            rows = await last_turns(agent, conversation, MOST)
            made = Turns(_turn, _answered)
            for first in range(0, len(rows), AT_ONCE):
                made.take(rows[first : first + AT_ONCE])
                await asyncio.sleep(0)
            return await _joined(made)


async def _joined(made: Turns[dict[str, Any]]) -> bytes:
    parts = []
    for turn, thumb in made.turns():
        parts.append(encoded({**turn, "thumb": thumb or None}))
        await asyncio.sleep(0)
    return b'{"turns": [' + b", ".join(parts) + b"]}"


def _turn(row: EventRow, user: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": text_at(user, "message_id"), "at": int(received(row, user)), "text": text_at(user, "text"), "answer": None}


def _answered(turn: dict[str, Any], _: EventRow, bot: Mapping[str, Any]) -> dict[str, Any]:
    before = turn["answer"] or {"text": "", "card": {}}
    text = "\n\n".join(part for part in (before["text"], text_at(bot, "text")) if part)
    return {**turn, "answer": {"text": text, "card": at(custom(bot), "card") or before["card"]}}
