"""What the action hands to Rasa: one message, the memory, and its mirrors for stories and responses."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from rolewise.core.dialogue import Reading, Turn
from rolewise.core.matching import Mention
from rolewise.core.turn_json import turn_to_json

NURSE = Turn(
    "nurse pay in the US",
    mentions=(
        Mention("role", "registered-nurse", 0, 5, "nurse", detail="title"),
        Mention("country", "US", 17, 19, "US"),
    ),
)


def run(turn: Turn, slots: dict[str, Any]) -> dict[str, Any]:
    """The slots that the action sets."""
    intent = {"name": "ask_pay", "confidence": 0.9}
    message = {"text": turn.text, "intent": intent, "intent_ranking": [intent], "turn": turn_to_json(turn)}
    tracker = Tracker("a", slots, message, [], False, None, {}, None)
    dispatcher = CollectingDispatcher()
    events = ActionAnswer().run(dispatcher, tracker, {})
    assert len(dispatcher.messages) == 1
    return {event["name"]: event["value"] for event in events}


def test_role_country_and_viewpoint_are_mirrored() -> None:
    found = run(NURSE, {})

    assert (found["role"], found["country"], found["viewpoint"]) == ("registered-nurse", "US", "candidate")


def test_what_did_not_change_is_not_set_again() -> None:
    found = run(NURSE, {"role": "registered-nurse", "country": "US", "viewpoint": "candidate"})

    assert list(found) == ["memory"]


def test_a_mirror_is_never_read_back() -> None:
    """A client that sets one changes nothing."""
    turn = Turn("and the pay?", (Reading("ask_pay", 0.9),))

    assert "IN" not in str(run(turn, {"role": "teacher", "country": "IN"}).get("memory"))
    assert run(turn, {"role": "teacher"})["role"] is None
