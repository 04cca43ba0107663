"""The turns of a conversation, out of Rasa's events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from rolewise.rasa.assistant import FEEDBACK
from rolewise.rasa.own_store import own_store

MOST = 50


async def turns_of(agent: Any, conversation: str) -> list[dict[str, Any]]:
    """The last turns, oldest first, as GET /history gives them. Raises what the store raises."""
    tracker = await own_store(agent).retrieve_full_tracker(conversation)
    return turns(tracker.events)[-MOST:] if tracker else []


async def forget(agent: Any, conversation: str) -> None:
    """Deletes the conversation. Raises what the store raises."""
    store = own_store(agent)
    async with agent.lock_store.lock(conversation):
        if hasattr(store, "forget"):
            await store.forget(conversation)
        else:
            await store.save(DialogueStateTracker(conversation, agent.domain.slots))


def turns(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Each utterance with what was answered and the last thumb for it."""
    found: list[dict[str, Any]] = []
    thumbs: dict[str, str] = {}
    for event in events:
        if isinstance(event, UserUttered):
            found.append(_turn(event))
        elif isinstance(event, BotUttered) and found:
            found[-1]["answer"] = _answer(found[-1]["answer"], event)
        elif isinstance(event, SlotSet) and event.key == FEEDBACK and isinstance(event.value, dict):
            thumbs[str(event.value.get("turn"))] = str(event.value.get("thumb"))
    return [{**turn, "thumb": thumb if (thumb := thumbs.get(turn["id"])) in {"up", "down"} else None} for turn in found]


def _turn(event: UserUttered) -> dict[str, Any]:
    received = (event.metadata or {}).get("received", event.timestamp)
    return {"id": event.message_id, "at": int(received), "text": event.text or "", "answer": None}


def _answer(before: dict[str, Any] | None, event: BotUttered) -> dict[str, Any]:
    before = before or {"text": "", "card": {}}
    text = "\n\n".join(part for part in (before["text"], event.text) if part)
    custom = (event.data or {}).get("custom") or {}
    return {"text": text, "card": custom.get("card") or before["card"]}
