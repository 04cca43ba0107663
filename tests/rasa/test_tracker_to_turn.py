"""What Rasa parsed -> the turn that the dialogue answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.tracker_to_turn import CUT, read_turn
from rolewise.core.dialogue import Reading, Turn
from rolewise.core.matching import Mention
from rolewise.core.turn_json import turn_to_json


def parsed(**changed: Any) -> dict[str, Any]:
    """A message as the tracker has it."""
    intent = {"name": "ask_pay", "confidence": 0.9}
    return {"text": "nurse pay", "intent": intent, "intent_ranking": [intent, {"name": "greet", "confidence": 0.1}], **changed}


def test_readings_keep_the_order_of_the_ranking() -> None:
    turn = read_turn(parsed())

    assert turn.readings == (Reading("ask_pay", 0.9), Reading("greet", 0.1))
    assert turn.sure


def test_below_the_threshold_the_best_reading_stays_but_is_not_sure() -> None:
    fallback = {"name": "nlu_fallback", "confidence": 0.7}
    turn = read_turn(parsed(intent=fallback, intent_ranking=[fallback, {"name": "ask_pay", "confidence": 0.2}]))

    assert turn.intent == "ask_pay"
    assert not turn.sure


def test_entities_become_mentions_in_the_order_of_the_text() -> None:
    later = {"entity": "country", "value": "IN", "start": 9, "end": 14, "text": "india"}
    first = {"entity": "role", "value": "nurse", "start": 0, "end": 5, "text": "nurse", "candidates": ["x"], "corrected": True}
    turn = read_turn(parsed(entities=[later, first]))

    assert turn.mentions == (Mention("role", "nurse", 0, 5, "nurse", ("x",), True), Mention("country", "IN", 9, 14, "india"))


@pytest.mark.parametrize("entity", [{}, {"entity": "role"}, {"entity": 3, "value": "x"}, {"entity": "role", "value": None}])
def test_a_malformed_entity_is_taken_as_not_said(entity: dict[str, Any]) -> None:
    assert read_turn(parsed(entities=[entity])).mentions == ()


@pytest.mark.parametrize("message", [{}, {"text": None, "intent": None, "entities": None, "turn": None}])
def test_an_empty_message_is_an_empty_turn(message: dict[str, Any]) -> None:
    turn = read_turn(message)

    assert (turn.text, turn.intent, turn.mentions, turn.language) == ("", "", (), "en")


def test_cues_second_question_and_language_are_handed_on() -> None:
    understood = Turn("nurse pay", cues=frozenset({"fresher"}), second="ask_skills", second_place=(3, 9), language="de")
    turn = read_turn(parsed(turn=turn_to_json(understood)))

    assert replace(turn, readings=()) == understood


def test_an_intent_told_by_a_payload_goes_before_what_was_understood_of_its_text() -> None:
    understood = Turn("/ask_pay", mentions=(Mention("skill", "sql", 0, 3, "sql"),), cues=frozenset({"fresher"}))
    named = {"entity": "role", "value": "nurse"}
    turn = read_turn(parsed(text='/ask_pay{"role": "nurse"}', entities=[named], turn=turn_to_json(understood)))

    assert (turn.intent, turn.values("role"), turn.cues) == ("ask_pay", ("nurse",), frozenset())


@pytest.mark.parametrize("turn", [None, 3, {}, {"text": 3}, {"text": "x", "colour": "red"}, {"text": "x", "mentions": [{}]}])
def test_a_turn_that_is_none_leaves_what_rasa_found(turn: Any) -> None:
    assert read_turn(parsed(turn=turn, entities=[{"entity": "role", "value": "nurse"}])).values("role") == ("nurse",)


def test_a_message_that_the_guard_cut_says_so() -> None:
    assert read_turn(parsed(**{CUT: True})).cut
    assert not read_turn(parsed()).cut
