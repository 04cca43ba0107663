"""Utterances of a small invented subject, and an embedding without weights."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rolewise.core.matching import Found, Mention
from rolewise.core.understanding.intent_model import Reader
from tests.small_embedding import BagOfWords, Convinced

Utterances = tuple[list[Found], list[str]]
_SAID = {
    "ask_pay": (
        "how much does a lamplighter earn",
        "salary of a lamplighter",
        "what is the pay",
        "monthly pay in hand",
        "how much money do they earn",
        "pay and salary please",
    ),
    "ask_skills": (
        "which skills does a lamplighter need",
        "skills needed for this",
        "do i need maths for it",
        "what should i know and learn",
        "which tools are needed",
        "skills i need to learn",
    ),
    "out_of_scope": (
        "what is the weather today",
        "play some music",
        "will it rain today",
        "book a table for two",
        "tell me the weather",
        "play music for me",
    ),
}


def found_in(text: str) -> Found:
    """The text with its lamplighter found."""
    start = text.find("lamplighter")
    named = (Mention("role", "lamplighter", start, start + 11, "lamplighter"),) if start >= 0 else ()
    return Found(text, named, frozenset())


@pytest.fixture
def find() -> Callable[[str], Found]:
    """Finds lamplighters."""
    return found_in


@pytest.fixture
def reader() -> Reader:
    """An embedding that needs no weights."""
    return BagOfWords()


@pytest.fixture
def convinced() -> Callable[..., Reader]:
    """Makes readers whose second opinion on `intents` is always the one `told`."""
    return Convinced


@pytest.fixture
def utterances() -> Utterances:
    """What is found in each utterance, and its intent."""
    pairs = [(found_in(text), intent) for intent, texts in _SAID.items() for text in texts * 2]
    return [found for found, _ in pairs], [intent for _, intent in pairs]
