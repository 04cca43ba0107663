"""Hindi as people type it, with the model of today's files: the lines as a set, so that no line is written for."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolewise.core.dialogue import Reading, Turn
from rolewise.core.engine import Engine
from rolewise.core.live import LiveKnowledge
from rolewise.paths import ROOT
from rolewise.reports.hindi import HindiLine, HindiScores, hindi_lines, scores

INTENTS, ROLES = 0.85, 0.90  # shares told right, at least


@pytest.fixture(scope="module")
def engine() -> Engine:
    """With the model that every channel uses, trained now if there is none."""
    from rolewise.rasa.training import ensure_model

    return Engine.load(Path(ensure_model()), LiveKnowledge(ROOT / "knowledge"))


def test_intents_and_roles_are_told_nearly_as_in_english(engine: Engine) -> None:
    lines = hindi_lines()
    found = scores(lines, [engine.understand(line.text) for line in lines])

    assert found.lines == 101
    assert found.intents >= INTENTS
    assert found.roles >= ROLES


def test_a_text_that_is_not_read_as_hindi_is_told_wrong() -> None:
    lines = [HindiLine("a", "ask_pay", frozenset()), HindiLine("b", "greet", frozenset(["nurse"]))]
    turns = [Turn("a", (Reading("ask_pay", 1.0),), language="hi"), Turn("b", (Reading("greet", 1.0),), language="mr")]

    assert scores(lines, turns) == HindiScores(2, 0.5, 0.0)


def test_the_turn_keeps_what_was_typed(engine: Engine) -> None:
    turn = engine.understand("नर्स की सैलरी कितनी है?")

    assert (turn.typed, turn.language) == ("नर्स की सैलरी कितनी है?", "hi")
    assert turn.text.isascii()


def test_an_english_turn_has_nothing_of_it(engine: Engine) -> None:
    turn = engine.understand("What does a nurse earn?")

    assert (turn.text, turn.typed, turn.language) == ("What does a nurse earn?", "", "en")
