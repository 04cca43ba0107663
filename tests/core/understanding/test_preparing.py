"""Typed text -> the forms that features are made of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rolewise.core.matching import Found, Mention
from rolewise.core.understanding.chat_words import in_english
from rolewise.core.understanding.clauses import clauses
from rolewise.core.understanding.spelling import Speller, learnt
from rolewise.core.understanding.text_forms import Preparer

CHAT = {"wat": "what", "pls": "please", "kitna": "how much", "u": "you", "wat's": "what is", "good": "fine"}
Find = Callable[[str], Found]


@pytest.mark.parametrize(
    ("typed", "english"),
    [
        ("wat is it pls", "what is it please"),
        ("KITNA", "how much"),
        ("wat's it", "what is it"),
        ("plssss", "please"),
        ("sooooo fast", "soo fast"),
        ("gooood", "fine"),
        ("b/w us", "b/w us"),
        ("", ""),
    ],
)
def test_chat_words_become_english_and_drawn_out_letters_are_shortened(typed: str, english: str) -> None:
    assert in_english(typed, CHAT) == english


def test_marks_of_the_text_stay_as_words_of_their_own() -> None:
    assert in_english("pay? c++", {}) == "pay ? c ++"


def test_a_word_is_learnt_only_when_several_utterances_have_it() -> None:
    found = learnt(["salary today"] * 4 + ["salary rarely"])

    assert found["salary"] > 0
    assert "rarely" not in found


def test_a_frequent_word_that_no_dictionary_has_is_left_alone_and_corrects_nothing() -> None:
    """Hinglish: "kamaai" in many utterances is no slip."""
    found = learnt(["kamaai today"] * 4)

    assert found["kamaai"] < 0
    assert Speller(found, ()).corrected("kamaai") == "kamaai"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("salry today", "salary today"), ("diffrence", "difference"), ("kitna salry", "kitna salary"), ("celery", "celery")],
)
def test_misspelt_words_are_corrected_and_known_ones_are_not(typed: str, meant: str) -> None:
    speller = Speller({"salary": 9, "difference": 9}, ["kitna"])

    assert speller.corrected(typed) == meant


def test_names_become_placeholders_in_one_form_and_stay_in_the_other(find: Find) -> None:
    prepared = Preparer({}, Speller({}, ())).prepare(find("Pay of a lamplighter"))

    assert prepared.plain == "pay of a rolename"
    assert prepared.natural == "pay of a job role"


def test_a_role_named_twice_has_one_placeholder_and_a_second_role_another() -> None:
    mentions = tuple(Mention("role", value, start, start + 1, value) for value, start in (("a", 0), ("b", 5), ("a", 10)))
    found = Found("a vs b or a", mentions, frozenset())

    assert Preparer({}, Speller({}, ())).prepare(found).plain == "rolename vs secondrole or rolename"


def test_what_was_found_is_counted() -> None:
    mentions = (Mention("role", "a", 0, 1, "a"), Mention("skill", "sql", 2, 5, "sql"))
    found = Found("a sql fresher", mentions, frozenset({"fresher"}))

    assert Preparer({}, Speller({}, ())).prepare(found).found == ("roles:1", "length:1", "skill", "cue:fresher")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What does a nurse do? And what is the pay?", ["What does a nurse do", "what is the pay"]),
        ("what is sql and how do I learn it", ["what is sql", "how do I learn it"]),
        ("nurse and teacher", ["nurse and teacher"]),
        ("kya kaam hai aur kitna milta hai", ["kya kaam hai", "kitna milta hai"]),
        ("Sir! Kindly tell the pay.", ["Kindly tell the pay."]),
        ("", [""]),
    ],
)
def test_a_message_is_divided_into_its_questions(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


def test_a_message_of_many_questions_is_cut_to_four() -> None:
    assert len(clauses("what is this? " * 9)) == 4
