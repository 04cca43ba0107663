"""Names that the prompt completes."""

from __future__ import annotations

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from rolewise.terminal.names import Names
from rolewise.terminal.prompt import TalkCompleter


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mach", "Machine Learning Engineer"),
        ("what does a data sci", "Data Scientist"),
        ("compare nurse", "Registered Nurse"),
        ("ml eng", "Machine Learning Engineer"),
        ("what does a data scint", "Data Scientist"),
        ("machne learn", "Machine Learning Engineer"),
        ("DATA ANAL", "Data Analyst"),
    ],
)
def test_a_role_is_found_by_the_beginning_of_any_name_and_with_slips(names: Names, typed: str, expected: str) -> None:
    assert names.complete(typed)[0].title == expected


@pytest.mark.parametrize("typed", ["", " ", "what does a ", "xqzw", "the weather today"])
def test_other_words_complete_to_nothing(names: Names, typed: str) -> None:
    assert names.complete(typed) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/co", "/country"),
        ("/country ind", "India"),
        ("/country US", "United States"),
        ("/roles data sci", "Data Scientist"),
        ("data analyst or data sci", "Data Scientist"),
    ],
)
def test_the_prompt_completes_commands_and_what_follows_them(names: Names, typed: str, expected: str) -> None:
    found = list(TalkCompleter(names).get_completions(Document(typed), CompleteEvent()))

    assert expected in [completion.text for completion in found]
    assert all(typed.endswith(typed[completion.start_position :]) for completion in found)


def test_without_a_knowledge_base_nothing_is_completed() -> None:
    names = Names(lambda: None)

    assert (names.complete("data"), names.titles(""), names.country("IN"), names.countries()) == ([], [], "IN", [])
    assert names.money(5000, "INR") == "INR 5,000"
