"""Hindi as people type it, with the model of today's files: the lines as a set, so that no line is written for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rolewise.core.engine import Engine
from rolewise.core.live import LiveKnowledge
from rolewise.core.matching.mentions import FIELD
from rolewise.paths import ROOT

LINES = yaml.safe_load((Path(__file__).parent / "hindi.yml").read_text("utf-8"))
INTENTS, ROLES = 0.85, 0.90  # shares told right, at least


@pytest.fixture(scope="module")
def engine() -> Engine:
    """With the model that every channel uses, trained now if there is none."""
    from rolewise.rasa.training import ensure_model

    return Engine.load(Path(ensure_model()), LiveKnowledge(ROOT / "knowledge"))


def test_intents_and_roles_are_told_nearly_as_in_english(engine: Engine) -> None:
    turns = [(engine.understand(text), intent, set(roles)) for text, intent, roles in LINES]
    named = [(turn, roles) for turn, _, roles in turns if roles]

    assert sum(turn.intent == intent for turn, intent, _ in turns) / len(turns) >= INTENTS
    assert sum(roles == _roles(turn) for turn, roles in named) / len(named) >= ROLES
    assert all(turn.language == "hi" for turn, _, _ in turns)


def test_the_turn_keeps_what_was_typed(engine: Engine) -> None:
    turn = engine.understand("नर्स की सैलरी कितनी है?")

    assert (turn.typed, turn.language) == ("नर्स की सैलरी कितनी है?", "hi")
    assert turn.text.isascii()


def test_an_english_turn_has_nothing_of_it(engine: Engine) -> None:
    turn = engine.understand("What does a nurse earn?")

    assert (turn.text, turn.typed, turn.language) == ("What does a nurse earn?", "", "en")


def _roles(turn: Any) -> set[str]:
    return {mention.value for mention in turn.of("role") if mention.detail != FIELD}
