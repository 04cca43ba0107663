"""A turn comes back from JSON as it went in, whatever its fields."""

from __future__ import annotations

import json

import pytest

from rolewise.core.dialogue import Reading, Turn
from rolewise.core.matching import Mention
from rolewise.core.turn_json import turn_from_json, turn_to_json

FULL = Turn(
    text="what does a data scientist earn, and what does she do?",
    readings=(Reading("ask_pay", 0.75), Reading("greet", 0.125)),
    sure=False,
    mentions=(Mention("role", "data-scientist", 12, 26, "data scientist", ("a", "b"), True, "title"),),
    cues=frozenset({"b", "a"}),
    second="ask_responsibilities",
    second_place=(33, 54),
    language="de",
    cut=True,
)


@pytest.mark.parametrize("turn", [FULL, Turn(""), Turn("pay", (Reading("ask_pay", 1.0),))])
def test_a_turn_survives_json(turn: Turn) -> None:
    assert turn_from_json(json.loads(json.dumps(turn_to_json(turn)))) == turn


def test_what_is_as_ever_is_left_out() -> None:
    assert turn_to_json(Turn("pay")) == {"text": "pay"}


@pytest.mark.parametrize(
    "content",
    [None, [], "pay", {"text": 1}, {"text": "x", "sure": "yes"}, {"text": "x", "second_place": [1]}, {"text": "x", "cues": "ab"}],
)
def test_what_is_no_turn_is_refused(content: object) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        turn_from_json(content)
