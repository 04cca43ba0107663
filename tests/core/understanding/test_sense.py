"""Roles near in sense to a title that no list has, with vectors that a test can see through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rolewise.core.dialogue.turn import Reading, Turn
from rolewise.core.dialogue.unknown_titles import with_strangers
from rolewise.core.knowledge import KnowledgeBase, load
from rolewise.core.matching.mentions import GUESSED, UNKNOWN, Mention
from rolewise.core.understanding.sense import MOST, Sense

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
# What a text is about: a row is the share of each, of length 1.
THEMES = {"food": ("chef", "cook", "culinary", "kitchen"), "law": ("lawyer", "legal", "court"), "data": ("data", "analyst")}


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    """The project's own."""
    return load(KNOWLEDGE)


def by_theme(texts: Sequence[str]) -> np.ndarray:
    """An embedding that knows three themes and puts all else aside."""
    rows = [
        [sum(text.lower().count(word) for word in words) for words in THEMES.values()] + [0.001 if text else 1] for text in texts
    ]
    found = np.array(rows, np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def test_what_is_near_in_sense_is_offered_whatever_its_words(knowledge: KnowledgeBase) -> None:
    near = Sense.made(knowledge, by_theme).near("culinary wizard", knowledge)

    assert 0 < len(near) <= MOST
    assert all(any(word in knowledge.roles[role].title.lower() for word in ("chef", "cook", "kitchen")) for role in near)


def test_nothing_is_offered_under_the_floor(knowledge: KnowledgeBase) -> None:
    def strange(texts: Sequence[str]) -> np.ndarray:
        return np.asarray([[0.0, 1.0] if "comet" in text else [1.0, 0.0] for text in texts], np.float32)

    assert Sense.made(knowledge, strange).near("comet herder", knowledge) == ()


def test_it_comes_back_from_its_file(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    made = Sense.made(knowledge, by_theme)
    made.save(tmp_path / "senses.npz")
    again = Sense.load(tmp_path / "senses.npz", by_theme)

    assert (tmp_path / "senses.npz").stat().st_size < 600_000
    assert set(again.near("legal whizz", knowledge)) <= set(knowledge.roles) | set(knowledge.occupations)
    assert again.near("legal whizz", knowledge)


def test_a_role_that_came_after_the_training_is_offered_and_one_that_went_is_not(knowledge: KnowledgeBase) -> None:
    old = Sense(["gone"], by_theme(["a chef"]), by_theme)
    roles = {"pantry-chef": replace(knowledge.roles["teacher"], id="pantry-chef", title="Kitchen Cook", summary="A cook.")}
    changed = replace(knowledge, roles=roles, occupations={})

    assert old.near("chef of the kitchen", changed) == ("pantry-chef",)


def test_it_replaces_what_was_guessed_from_words_and_nothing_that_a_list_has(knowledge: KnowledgeBase) -> None:
    def unknown(text: str, detail: str) -> Mention:
        return Mention(UNKNOWN, text, 0, len(text), text, ("teacher",), detail=detail)

    def nearest(detail: str) -> tuple[str, ...]:
        turn = Turn("moon chef", (Reading("mention_role", 1.0),), mentions=(unknown("moon chef", detail),))
        return with_strangers(replace(turn, near=(("moon chef", ("chef",)),)), knowledge).mentions[0].candidates

    assert nearest(GUESSED) == ("chef",)
    assert nearest("") == ("teacher",)


def test_a_title_that_only_its_place_tells_has_near_roles_too(knowledge: KnowledgeBase) -> None:
    turn = Turn("what does a falconer earn", (Reading("ask_pay", 1.0),), near=(("falconer", ("animal-trainer",)),))

    assert [mention.candidates for mention in with_strangers(turn, knowledge).mentions] == [("animal-trainer",)]
