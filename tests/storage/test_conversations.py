"""Conversations in a database: what was said comes back, at the same cost at any length, for Rasa's tools too."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import AllSlotsReset, Restarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from rolewise.core.understanding.input_text import LIMIT
from rolewise.rasa.tracker_store import SqlConversations
from rolewise.storage import queries
from rolewise.storage.database import EVENTS, Database

SLOTS = ("memory", "feedback")


def _said(tracker: DialogueStateTracker) -> list[Any]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def _rows(url: str) -> list[Any]:
    return Database(url).run(lambda connection: connection.execute(sa.select(EVENTS).order_by(EVENTS.c.id)).all())


def test_only_the_last_turns_are_read_with_the_last_value_of_each_slot(store: SqlConversations, run: Any, take_turn: Any) -> None:
    for number in range(10):
        run(take_turn(store, "a", number, remember=number == 2))
    tracker = run(store.retrieve("a"))

    assert _said(tracker) == ["say 7", "say 8", "say 9"]
    assert tracker.get_slot("memory") == {"turn": 2}
    assert tracker.events[1].action_name == "action_listen"


def test_a_whole_conversation_can_be_read(store: SqlConversations, run: Any, take_turn: Any) -> None:
    for number in range(10):
        run(take_turn(store, "a", number))
    tracker = run(store.retrieve_full_tracker("a"))

    assert _said(tracker) == [f"say {number}" for number in range(10)]
    assert len(tracker.events) == 50
    assert tracker.get_slot("memory") == {"turn": 9}


def test_what_is_added_to_a_whole_conversation_is_added_once(store: SqlConversations, run: Any, take_turn: Any, url: str) -> None:
    for number in range(5):
        run(take_turn(store, "a", number))
    tracker = run(store.retrieve_full_tracker("a"))
    tracker.update(SlotSet("feedback", {"turn": "turn 1", "thumb": "up"}))
    run(store.save(tracker))
    run(store.save(tracker))

    assert [row.action_name for row in _rows(url)].count("feedback") == 1
    assert run(store.retrieve("a")).get_slot("feedback") == {"turn": "turn 1", "thumb": "up"}


def test_an_utterance_comes_back_as_it_was(store: SqlConversations, run: Any, take_turn: Any) -> None:
    run(take_turn(store, "a", 1))
    uttered = run(store.retrieve("a")).latest_message

    assert (uttered.text, uttered.message_id, uttered.input_channel) == ("say 1", "turn 1", "web")
    assert uttered.metadata == {"received": 1.5, "page": {"roles": ["nurse"]}}
    assert uttered.intent == {"name": "greet", "confidence": 0.5}
    assert uttered.entities[0]["value"] == "nurse"


def test_what_nobody_reads_later_is_not_stored(store: SqlConversations, run: Any, take_turn: Any, url: str) -> None:
    run(take_turn(store, "a", 1))
    parsed = next(json.loads(row.data)["parse_data"] for row in _rows(url) if row.type_name == "user")

    assert len(parsed["intent_ranking"]) == 3
    assert "response_selector" not in parsed


def test_a_text_is_stored_up_to_the_limit_of_a_message(store: SqlConversations, run: Any, url: str) -> None:
    tracker = run(store.get_or_create_tracker("a"))
    tracker.update(UserUttered("x" * 100_000, {"name": "greet"}))
    run(store.save(tracker))

    assert max(len(row.data) for row in _rows(url)) < 3 * LIMIT
    assert run(store.retrieve("a")).latest_message.text == "x" * LIMIT


def test_the_rows_are_those_of_rasas_own_store(store: SqlConversations, run: Any, take_turn: Any, url: str) -> None:
    run(take_turn(store, "a", 1))
    stock = SQLTrackerStore(Domain.from_yaml("slots: {memory: {type: any, mappings: [{type: custom}]}}"), host=url)
    tracker = run(stock.retrieve("a"))

    assert _said(tracker) == ["say 1"]
    assert tracker.get_slot("memory") == {"turn": 1}
    assert [(row.type_name, row.intent_name, row.action_name) for row in _rows(url)] == [
        ("action", None, "action_listen"),
        ("user", "greet", None),
        ("action", None, "action_answer"),
        ("bot", None, None),
        ("slot", None, "memory"),
    ]
    stock.engine.dispose()


def test_a_conversation_that_rasas_own_store_began_goes_on(url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir()
    stock = SQLTrackerStore(Domain.empty(), host=url)
    begun = DialogueStateTracker.from_events("a", [UserUttered("before", {"name": "greet"})])
    run(stock.save(begun))
    stock.engine.dispose()
    store = open_store(url)
    run(take_turn(store, "a", 1))

    assert _said(run(store.retrieve("a"))) == ["before", "say 1"]


def test_a_tracker_of_other_origin_adds_what_is_not_stored_yet(store: SqlConversations, run: Any, take_turn: Any) -> None:
    run(take_turn(store, "a", 1))
    stored = run(store.retrieve("a"))
    run(store.save(DialogueStateTracker.from_events("a", [*stored.events, UserUttered("more", {"name": "greet"})])))

    assert _said(run(store.retrieve("a"))) == ["say 1", "more"]


def test_a_turn_that_another_instance_took_is_seen(url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    first, second = open_store(url), open_store(url)
    for number, instance in enumerate((first, second, first)):
        run(take_turn(instance, "a", number))

    assert _said(run(second.retrieve("a"))) == ["say 0", "say 1", "say 2"]
    assert run(second.retrieve("a")).get_slot("memory") == {"turn": 2}


@pytest.mark.parametrize("reset", [Restarted, AllSlotsReset])
def test_a_reset_lasts_beyond_the_turns_that_are_read(store: SqlConversations, run: Any, take_turn: Any, reset: Any) -> None:
    run(take_turn(store, "a", 0))
    tracker = run(store.retrieve("a"))
    tracker.update(reset())
    run(store.save(tracker))
    for number in range(1, 6):
        run(take_turn(store, "a", number, remember=False))

    assert run(store.retrieve("a")).get_slot("memory") is None


def test_conversations_do_not_mix(store: SqlConversations, run: Any, take_turn: Any) -> None:
    run(take_turn(store, "a", 1))
    run(take_turn(store, "b", 2))

    assert _said(run(store.retrieve("a"))) == ["say 1"]
    assert sorted(run(store.keys())) == ["a", "b"]
    assert (run(store.exists("a")), run(store.exists("c"))) == (True, False)
    assert run(store.retrieve("c")) is None


def test_a_forgotten_conversation_leaves_nothing(store: SqlConversations, run: Any, take_turn: Any, url: str) -> None:
    for sender in ("a", "b"):
        run(take_turn(store, sender, 1))
    assert run(store.forget("a")) == 5

    assert run(store.retrieve("a")) is None
    assert {row.sender_id for row in _rows(url)} == {"b"}


@pytest.mark.parametrize("sender", ["x" * 10_000, "nul\x00", "half \ud800", ""])
def test_any_sender_can_be_kept(store: SqlConversations, run: Any, take_turn: Any, sender: str) -> None:
    run(take_turn(store, sender, 1))

    assert _said(run(store.retrieve(sender))) == ["say 1"]


def test_an_event_that_cannot_be_read_costs_only_itself(store: SqlConversations, run: Any, take_turn: Any, url: str) -> None:
    run(take_turn(store, "a", 1))
    broken = [{"sender_id": "a", "type_name": name, "data": data} for name, data in (("user", "{"), ("x", '{"event": "x"}'))]
    Database(url).run(queries.add(broken))

    assert _said(run(store.retrieve("a"))) == ["say 1"]


def test_reading_follows_indexes_only(sqlite_url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    """So that a turn costs the same in the longest conversation and the largest database."""
    run(take_turn(open_store(sqlite_url), "a", 1))

    def plan(connection: Any) -> list[str]:
        query = str(queries._newest_of(SLOTS, said_only=True).compile(connection, compile_kwargs={"literal_binds": False}))
        count = query.count("?")
        return [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("a",) * count)]

    steps = [step for step in Database(sqlite_url).run(plan) if "events" in step]
    assert [step.split("INDEX ")[1].split(" ")[0] for step in steps] == ["events_of_sender", "events_of_slots", "events_of_slots"]


def test_a_turn_costs_the_same_in_a_long_conversation(sqlite_url: str, open_store: Any, run: Any, take_turn: Any) -> None:
    """Counted in calls of functions, which no other work of the machine changes."""
    store = open_store(sqlite_url)
    calls: list[int] = []

    def count(_: Any, event: str, __: Any) -> None:
        calls[-1] += event == "call"

    for number in range(60):
        calls.append(0)
        sys.setprofile(count)
        run(take_turn(store, "a", number, remember=number == 0))
        sys.setprofile(None)

    assert max(calls[-5:]) <= 1.1 * max(calls[4:9])


def test_a_history_is_read_without_the_rest_of_the_conversation(store: SqlConversations, run: Any, take_turn: Any) -> None:
    for number in range(9):
        run(take_turn(store, "a", number))
    rows = run(store.last_turns("a", 2))

    assert [row.kind for row in rows] == ["user", "bot"] * 2
    assert "say 7" in str(rows[0].data)
    assert len(run(store.last_turns("a", 100))) == 18
    assert run(store.last_turns("nobody", 2)) == []


def test_a_turn_is_found_by_its_id(store: SqlConversations, run: Any, take_turn: Any) -> None:
    for number in range(12):
        run(take_turn(store, "a", number))
    rows = run(store.one_turn("a", "turn 1"))

    assert "say 1" in str(rows[0].data)
    assert [row.kind for row in rows][:3] == ["user", "action", "bot"]
    assert run(store.one_turn("a", "turn 99")) == run(store.one_turn("b", "turn 1")) == run(store.one_turn("a", "%")) == []
