"""Turns of a conversation out of the store in use: ours reads the rows that are needed, any other of Rasa's all events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rolewise.rasa.own_store import own_store
from rolewise.storage.turns import SLOT, USER, EventRow

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.shared.core.events import Event


class CannotForget(Exception):
    """The store in use has no way to delete a conversation."""


async def last_turns(agent: Agent, conversation: str, most: int) -> list[EventRow]:
    """Rows of the last `most` turns, oldest first. Raises what the store raises."""
    store = own_store(agent)
    if hasattr(store, "last_turns"):
        return list(await store.last_turns(conversation, most))
    rows = await _all_rows(store, conversation)
    begins = [place for place, row in enumerate(rows) if row.kind == USER][-most:]
    return rows[begins[0] :] if begins else []


async def one_turn(agent: Agent, conversation: str, turn: str) -> list[EventRow]:
    """Rows of the turn with this id, its utterance first; [] where there is no such turn. Raises what the store raises."""
    store = own_store(agent)
    if hasattr(store, "one_turn"):
        return list(await store.one_turn(conversation, turn))
    found: list[EventRow] = []
    for row in await _all_rows(store, conversation):
        if row.kind == USER:
            if found:
                return found
            found = [row] if isinstance(row.data, dict) and row.data.get("message_id") == turn else []
        elif found:
            found.append(row)
    return found


def can_forget(agent: Agent) -> bool:
    """Whether the store can delete a conversation."""
    return hasattr(own_store(agent), "forget")


async def forget(agent: Agent, conversation: str) -> None:
    """Deletes a conversation, while no turn of it is taken. Raises CannotForget and what the store raises."""
    if not can_forget(agent):
        raise CannotForget
    async with agent.lock_store.lock(conversation):
        await own_store(agent).forget(conversation)


async def has_ended(agent: Agent, conversation: str) -> bool:
    """Whether the conversation was deleted. Raises what the store raises."""
    store = own_store(agent)
    return bool(await store.has_ended(conversation)) if hasattr(store, "has_ended") else False


async def _all_rows(store: Any, conversation: str) -> list[EventRow]:
    tracker = await store.retrieve_full_tracker(conversation)
    return event_rows(conversation, tracker.events) if tracker else []


def event_rows(conversation: str, events: Iterable[Event]) -> list[EventRow]:
    """Rasa's events as rows."""
    return [
        EventRow(conversation, event.type_name, float(event.timestamp or 0), data, str(data.get("name") or ""))
        for event in events
        if event.type_name in (USER, "bot", SLOT)
        for data in [event.as_dict()]
    ]
