"""Events of Rasa as rows of its table, without what nobody reads later."""

from __future__ import annotations

import functools
import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from typing import Any

from rasa.shared.core.events import (
    ActionReverted,
    AllSlotsReset,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from rolewise.core.understanding.input_text import LIMIT

LONGEST_SENDER = 255  # characters that the table has room for
RANKED = 3
# Of what the NLU pipeline said of an utterance.
UNDERSTOOD = ("text", "intent", "entities", "metadata", "message_id", "language", "cut")
RANKING = "intent_ranking"
# After these the value of a slot is not that of its last SlotSet.
RESETTING = (Restarted, SessionStarted, AllSlotsReset, ActionReverted, UserUtteranceReverted)

logger = logging.getLogger(__name__)


def rows_of(tracker: DialogueStateTracker, events: list[Event], *, continued: bool) -> list[dict[str, Any]]:
    """Rows for the last `events` of a tracker. The value of each slot is that of its last row, whatever happened to it.

    `continued`: there are older rows.
    """
    if continued and any(isinstance(event, RESETTING) for event in events):
        events = [*events, *(SlotSet(name, slot.value) for name, slot in tracker.slots.items())]
    sender = sender_key(tracker.sender_id)
    return [_row(sender, event) for event in events]


def event_of(data: str) -> Event | None:
    """The event of a row; None, said in the log, where it cannot be read."""
    try:
        parameters = json.loads(data)
        return _kind(parameters["event"])._from_parameters(parameters)
    except (ValueError, TypeError, KeyError, AttributeError):
        logger.error("an event of the store cannot be read")
        return None


@functools.cache
def _kind(name: str) -> type[Event]:
    # Rasa's Event.from_parameters walks all subclasses for each event: it was a fifth of a turn.
    found: type[Event] = Event.resolve_by_type(name)
    return found


def events_of(datas: Iterable[str]) -> list[Event]:
    """The events of rows."""
    return [event for data in datas if (event := event_of(data))]


def sender_key(sender_id: str) -> str:
    """The sender as the table has it: a name that it cannot hold is hashed.

    >>> sender_key("web-1"), len(sender_key("x" * 300))
    ('web-1', 64)
    """
    if len(sender_id) <= LONGEST_SENDER and sender_id.isprintable():
        return sender_id
    return hashlib.sha256(sender_id.encode("utf-8", "surrogatepass")).hexdigest()


def _row(sender: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    if isinstance(event, UserUttered):
        data = _slim(data)
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": ((data.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data, separators=(",", ":")),
    }


def _slim(data: dict[str, Any]) -> dict[str, Any]:
    parsed: Mapping[str, Any] = data["parse_data"]
    kept = {key: parsed[key] for key in UNDERSTOOD if key in parsed}
    if RANKING in parsed:
        kept[RANKING] = parsed[RANKING][:RANKED]
    kept["text"] = _bounded(kept.get("text"))
    return {**data, "text": _bounded(data["text"]), "parse_data": kept}


def _bounded(text: str | None) -> str | None:
    return text and text[:LIMIT]
