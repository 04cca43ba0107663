"""Whole dialogues with the trained model and the real action, as the YAML files beside this one tell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from talk import Dialogue, Talk, dialogues

DIALOGUES = dialogues()
KINDS = frozenset(
    {
        "happy",
        "follow_up",
        "ellipsis",
        "ordinal",
        "ambiguous",
        "unknown",
        "country",
        "employer",
        "switch",
        "two_questions",
        "small_talk",
        "out_of_scope",
        "invalid_input",
        "repair",
        "feedback",
        "idle",
        "page",
        "reckoning",
        "hindi",
        "facets",
        "kept",
        "listening",
        "interests",
        "many_roles",
    }
)


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: f"{dialogue.kind}: {dialogue.name}")
def test_the_dialogue_goes_as_written(dialogue: Dialogue, talk: Callable[[], Talk]) -> None:
    conversation = talk()

    faults = [
        f"turn {number} ({turn['user'][:80]!r}): {fault}"
        for number, turn in enumerate(dialogue.turns, 1)
        for fault in conversation.faults(turn)
    ]

    assert not faults, "\n" + "\n".join(faults)


def test_every_kind_of_talk_is_tried() -> None:
    counts = Counter(dialogue.kind for dialogue in DIALOGUES)

    assert set(counts) == KINDS
    assert min(counts.values()) >= 3
    assert len(DIALOGUES) >= 70


def test_dialogues_have_several_turns() -> None:
    """Most of them; a question that is heard or not may stand alone."""
    assert all(1 <= len(dialogue.turns) <= 12 for dialogue in DIALOGUES)
    assert sum(len(dialogue.turns) > 1 for dialogue in DIALOGUES) > 2 / 3 * len(DIALOGUES)
