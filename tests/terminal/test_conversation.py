"""A conversation with a server: messages, numbers, and what is shown once."""

from __future__ import annotations

import pytest
from core_server import Core
from talking import Recorded

from rolewise.terminal.conversation import Conversation


def test_an_answer_has_text_bars_table_sources_and_numbered_steps(talk: Conversation, screen: Recorded) -> None:
    talk.take("what does a data analyst earn?")
    shown = screen.taken()

    assert "typically earns ₹3.5L–₹14L" in shown and "━━━" in shown
    assert "PrepnPlaced 2026" in shown and "Sources: OnJob career paths" in shown and "[1] " in shown


def test_a_number_sends_its_suggestion_and_shows_what_it_sends(talk: Conversation, screen: Recorded, core: Core) -> None:
    talk.take("what does a data analyst earn?")
    expected = talk.turns[-1].said.suggestions[1]["text"]
    screen.taken()
    talk.take(" 2 ")

    assert core.asked[-1] == expected
    assert screen.taken().startswith(f"› {expected}")


@pytest.mark.parametrize("typed", ["0", "9", "²", "1000000000000", "-1"])
def test_any_other_number_is_a_message(talk: Conversation, core: Core, typed: str) -> None:
    talk.take("what does a data analyst earn?")
    talk.take(typed)

    assert core.asked[-1] == typed


def test_blank_lines_are_passed_over(talk: Conversation, core: Core) -> None:
    talk.take("   ")

    assert core.asked == []


def test_an_attribution_is_shown_once_in_a_conversation(talk: Conversation, screen: Recorded) -> None:
    talk.take("data analyst vs nurse")
    first = screen.taken()
    talk.take("data analyst vs data scientist")

    assert "USDOL/ETA has not approved" in first
    assert "USDOL/ETA has not approved" not in screen.taken()
