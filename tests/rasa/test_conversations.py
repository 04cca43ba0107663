"""The store of conversations forgets old turns and idle conversations, and never a slot."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, AllSlotsReset, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from rolewise.rasa.tracker_store import RecentConversations

DOMAIN = """
intents: [greet]
actions: [action_answer]
slots:
  memory: {type: any, influence_conversation: false, mappings: [{type: custom}]}
"""


@pytest.fixture
def store() -> RecentConversations:
    """Three turns of two conversations."""
    return RecentConversations(Domain.from_yaml(DOMAIN), turns=3, conversations=2)


async def _talk(store: RecentConversations, sender: str, turns: int, *, remember: bool = True) -> None:
    for number in range(turns):
        tracker = await store.get_or_create_tracker(sender)
        tracker.update(UserUttered(f"say {number}", {"name": "greet"}))
        tracker.update(ActionExecuted("action_answer"))
        tracker.update(BotUttered(f"said {number}"))
        if remember:
            tracker.update(SlotSet("memory", {"turn": number}))
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)


def _said(tracker: DialogueStateTracker) -> list[Any]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def test_only_the_last_turns_are_kept(store: RecentConversations, run: Any) -> None:
    run(_talk(store, "a", 10))
    tracker = run(store.retrieve("a"))

    assert _said(tracker) == ["say 7", "say 8", "say 9"]
    assert tracker.get_slot("memory") == {"turn": 9}


def test_a_slot_set_in_a_forgotten_turn_keeps_its_value(store: RecentConversations, run: Any) -> None:
    run(_talk(store, "a", 1))
    run(_talk(store, "a", 10, remember=False))

    assert run(store.retrieve("a")).get_slot("memory") == {"turn": 0}


def test_a_long_conversation_takes_no_more_room_than_a_short_one(store: RecentConversations, run: Any) -> None:
    run(_talk(store, "a", 5))
    short = len(run(store.retrieve_full_tracker("a")).events)
    run(_talk(store, "a", 50))

    assert len(run(store.retrieve_full_tracker("a")).events) == short


def test_a_turn_reads_fewer_turns_than_are_kept(run: Any) -> None:
    store = RecentConversations(Domain.from_yaml(DOMAIN))
    run(_talk(store, "a", 10))

    assert _said(run(store.retrieve("a"))) == ["say 7", "say 8", "say 9"]
    assert _said(run(store.retrieve_full_tracker("a"))) == [f"say {number}" for number in range(4, 10)]


def test_slots_are_as_they_were_before_the_turns_that_are_read(store: RecentConversations, run: Any) -> None:
    run(_talk(store, "a", 10))
    values = [event.value for event in run(store.retrieve("a")).events if isinstance(event, SlotSet)]

    assert values == [{"turn": number} for number in range(6, 10)]


def test_a_reset_slot_stays_empty(store: RecentConversations, run: Any) -> None:
    run(_talk(store, "a", 1))
    tracker = run(store.retrieve("a"))
    tracker.update(AllSlotsReset())
    run(store.save(tracker))
    run(_talk(store, "a", 10, remember=False))

    assert run(store.retrieve("a")).get_slot("memory") is None


def test_a_tracker_of_rasas_own_replaces_what_was_kept(store: RecentConversations, run: Any) -> None:
    run(_talk(store, "a", 2))
    run(store.save(DialogueStateTracker.from_events("a", [UserUttered("anew", {"name": "greet"})], store.domain.slots)))

    assert _said(run(store.retrieve("a"))) == ["anew"]


def test_the_conversation_that_was_idle_longest_goes_first(store: RecentConversations, run: Any) -> None:
    for sender in ("a", "b", "a", "c"):
        run(_talk(store, sender, 1))

    assert list(store.store) == ["a", "c"]
