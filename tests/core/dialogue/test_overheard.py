"""In a thread others talk to each other: only questions about roles are for us."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hand_made import KNOWLEDGE, heard, role

from rolewise.core.dialogue import State
from rolewise.core.dialogue.overheard import is_for_us
from rolewise.core.dialogue.state import Pending
from rolewise.core.knowledge import load
from rolewise.core.knowledge.model import KnowledgeBase

IN_PLAY = State(roles=("data-analyst",), focus=("data-analyst",), intent="ask_pay")


@lru_cache(maxsize=1)
def knowledge() -> KnowledgeBase:
    return load(KNOWLEDGE)


@pytest.mark.parametrize(
    ("intent", "mentions", "text"),
    [
        ("ask_pay", (role("registered-nurse"),), "what does a nurse earn"),
        ("ask_skills", (), "which skills are needed?"),
        ("rank_roles_by_pay", (), "Which roles pay best?"),
        ("mention_role", (role("data-scientist"),), "data scientist"),
    ],
)
def test_a_question_about_roles_is_ours(intent: str, mentions: tuple, text: str) -> None:
    assert is_for_us(heard(intent, *mentions, text=text), IN_PLAY, knowledge())


@pytest.mark.parametrize(
    ("intent", "mentions", "text"),
    [
        ("out_of_scope", (), "lunch at one?"),
        ("thank", (), "thanks Anna"),
        ("affirm", (), "yes, I think so, too"),
        ("describe_role", (role("data-scientist"),), "my sister works as a data scientist in Pune and loves it"),
        ("ask_pay", (), "they pay me far too little around here, honestly"),
    ],
)
def test_what_people_tell_each_other_is_not(intent: str, mentions: tuple, text: str) -> None:
    assert not is_for_us(heard(intent, *mentions, text=text), IN_PLAY, knowledge())


def test_an_answer_to_our_question_is() -> None:
    waiting = State(pending=Pending("ask_pay", candidates=("data-analyst", "data-scientist")))

    assert is_for_us(heard("mention_role", role("data-analyst"), text="the data analyst"), waiting, knowledge())
