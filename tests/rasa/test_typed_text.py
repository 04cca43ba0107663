"""What a user typed, before Rasa sees it."""

import pytest

from rolewise.core.understanding.input_text import LIMIT, clean

PAYLOADS = [
    "/restart",
    "  /restart",
    "//restart",
    "/ /restart",
    "\u200b/restart",
    "\x00/\x1crestart",
    "\t\n/restart",
]


@pytest.mark.parametrize("typed", PAYLOADS)
def test_no_way_of_typing_a_payload_leaves_its_slash(typed: str) -> None:
    assert clean(typed).text == "restart"


def test_slashes_inside_a_question_stay() -> None:
    assert clean("UI/UX designer and/or web developer?").text == "UI/UX designer and/or web developer?"


def test_a_payload_is_kept_where_it_is_wanted() -> None:
    assert clean(" /restart", keep_payload=True).text == "/restart"


def test_a_long_message_is_cut_and_says_so() -> None:
    typed = clean("a" * 100_000)

    assert (len(typed.text), typed.cut) == (LIMIT, True)


def test_a_message_of_just_the_limit_is_not_cut() -> None:
    assert not clean("a" * LIMIT).cut


@pytest.mark.parametrize("typed", ["", "   ", "///", "\x00\x07", "\u200b\u202e", "\ud800"])
def test_nothing_readable_is_empty(typed: str) -> None:
    assert clean(typed).text == ""


def test_joiners_that_spell_words_stay() -> None:
    assert clean("क्\u200dष").text == "क्\u200dष"
