"""The conversations of this process, each of a few recent turns.

Rasa's own memory store keeps every event of every conversation, and reads and writes all events of one at each turn:
the 200th turn took eight times as long as the fifth. Nothing of ours looks further back than the memory slot.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.conversation import Dialogue
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

TURNS = 6
CONVERSATIONS = 10_000  # of at most some 20 kB each


class RecentConversations(InMemoryTrackerStore):
    """Keeps the last turns of the conversations that were active last; slots keep their values."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        turns: int = TURNS,
        conversations: int = CONVERSATIONS,
        **kwargs: Any,
    ):
        super().__init__(domain, event_broker, **kwargs)
        self.store: OrderedDict[str, str] = OrderedDict()
        self._turns = turns
        self._conversations = conversations

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores the recent turns, and forgets the conversation that was idle longest when there are too many."""
        await self.stream_events(tracker)
        recent = Dialogue(tracker.sender_id, [*_slots_set(tracker), *self._recent(list(tracker.events))])
        self.store[tracker.sender_id] = json.dumps(recent.as_dict())
        self.store.move_to_end(tracker.sender_id)
        if len(self.store) > self._conversations:
            self.store.popitem(last=False)

    def _recent(self, events: list[Event]) -> list[Event]:
        said = [position for position, event in enumerate(events) if isinstance(event, UserUttered)]
        if len(said) <= self._turns:
            return events
        # A turn begins with the action_listen before its utterance.
        return events[max(said[-self._turns] - 1, 0) :]


def _slots_set(tracker: DialogueStateTracker) -> list[Event]:
    """What the turns that are left out may have set."""
    return [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value is not None]
