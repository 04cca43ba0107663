"""Whatever was heard is used, or named before the answer; and no long text comes twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_made import Played, country, facet, role

from rolewise.core.dialogue import from_dict, to_dict
from rolewise.core.facets import FACETS

Begin = Callable[[], Played]
DA, DS, BACKEND = role("data-analyst"), role("data-scientist"), role("backend-developer")


def test_years_choose_the_band(played: Begin) -> None:
    said = played().hear("ask_pay", BACKEND, facets=(facet("years", "4", "4 yrs"),))

    assert said.text.startswith("With 3–5 years of experience, a backend developer in India earns")


def test_what_is_not_used_is_named_first_in_the_user_s_words(played: Begin) -> None:
    said = played().hear("ask_skills", DA, facets=(facet("company", "TCS", "tcs"), facet("years", "4", "4 yrs")))

    assert said.text.startswith("We hold no figures of single employers (“tcs”) and no split by years of experience (“4 yrs”).")


def test_small_talk_names_nothing(played: Begin) -> None:
    assert "We hold" not in played().hear("thank", facets=(facet("years", "4"),)).text


def test_the_same_question_for_another_role_keeps_the_years(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", BACKEND, facets=(facet("years", "12", "12 years"),))

    talk.hear("mention_role", DA)

    assert talk.reply and [heard.value for heard in talk.reply.heard] == ["12"]


def test_a_question_of_ours_keeps_what_was_heard(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", facets=(facet("years", "4", "4 yrs"),))

    assert talk.hear("mention_role", BACKEND).text.startswith("With 3–5 years of experience")


def test_the_memory_holds_no_word_of_the_user(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", BACKEND, facets=(facet("years", "4", "four yrs of secret work"),))

    assert "secret" not in str(to_dict(talk.memory))


def test_a_memory_of_the_last_release_is_read(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", BACKEND)
    content = to_dict(talk.memory)
    for name in ("version", "given"):
        content.pop(name)
    content["last"][0].pop("facets")
    content["last"][0]["amount"] = [900_000, "INR"]

    memory = from_dict(content, talk.writer.knowledge)
    assert memory.roles == ("backend-developer",)
    assert memory.last[0].amount and memory.last[0].amount.value == 900_000


def test_a_long_text_comes_once(played: Begin) -> None:
    talk = played()
    first = talk.hear("ask_pay", DS)
    talk.hear("ask_pay", DA)
    again = talk.hear("ask_pay", DS)

    assert again.text.startswith("As said before: In India, a data scientist")
    assert len(again.text) < len(first.text)


def test_an_excluded_country_is_not_the_one_in_play(played: Begin) -> None:
    mention = country("US")
    excluded = facet("exception", "country:US", "US", negated=True)
    said = played().hear("ask_pay", DA, country("IN"), mention, facets=(excluded,))

    assert said.country == "IN" or excluded.start != mention.start


@pytest.mark.parametrize("kind", FACETS)
def test_every_facet_has_words_for_not_held(kind: str, played: Begin) -> None:
    assert played().writer.knows(f"not_held.{kind}.any")


def test_the_text_itself_takes_the_form_asked_for(played: Begin) -> None:
    talk = played()
    bullets = talk.hear("ask_pay", DA, DS, facets=(facet("form", "bullets", "in bullets"),))
    table = talk.hear("ask_pay", DA, DS, facets=(facet("form", "table", "as a table"),))
    short = talk.hear("ask_skills", DA, DS, facets=(facet("form", "shorter", "in 20 words"),))

    assert all(line.startswith("- ") for line in bullets.text.splitlines()[:3])
    assert table.text.splitlines()[0].count(" | ") > 3
    assert len(short.text.split("\n")) == 1


def test_a_bare_small_sum_in_india_is_one_of_lakhs(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", DA, facets=(facet("unread_amount", "any", "offer of 8.5"),))

    assert talk.reply and talk.reply.heard[0].amount and talk.reply.heard[0].amount.value == 850_000
