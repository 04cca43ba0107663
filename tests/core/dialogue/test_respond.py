"""The rules of the dialogue, turn by turn."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from hand_made import NOW, Played, ambiguous, country, heard, role, skill, unknown

from rolewise.core.dialogue import Reading, State, respond

Begin = Callable[[], Played]
DA, DS, DE, PM = role("data-analyst"), role("data-scientist"), role("data-engineer"), role("product-manager")
PAIR = ("data-analyst", "data-scientist")


def test_roles_in_play_carry_over(played: Begin) -> None:
    talk = played()
    talk.hear("compare_roles", DA, DS)

    assert talk.hear("ask_skills").roles == PAIR


def test_ranking_is_about_the_roles_in_play_and_is_reported_as_pay(played: Begin) -> None:
    talk = played()
    talk.hear("compare_roles", DA, DS)
    said = talk.hear("rank_roles_by_pay", text="which pays more")

    assert (said.intent, said.roles) == ("ask_pay", PAIR)
    assert talk.reply and talk.reply.intent == "ask_pay"


def test_ranking_of_all_roles_stays_a_ranking(played: Begin) -> None:
    talk = played()
    talk.hear("compare_roles", DA, DS)

    assert talk.hear("rank_roles_by_pay", text="which jobs pay most", cues="pays_more all_roles").kind == "ranking"


def test_a_role_alone_asks_again_and_is_reported_as_a_mention(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", DA)
    said = talk.hear("mention_role", DS)

    assert (said.intent, said.roles) == ("ask_pay", ("data-scientist",))
    assert talk.reply and talk.reply.intent == "mention_role"


def test_a_country_alone_asks_again_and_is_reported_as_a_country(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", DA)
    said = talk.hear("set_country", country("US"))

    assert (said.intent, said.country) == ("ask_pay", "US")
    assert talk.reply and talk.reply.intent == "set_country"


def test_both_means_the_present_role_and_the_one_before(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", DA)
    talk.hear("mention_role", DS)

    assert talk.hear("affirm", text="both", cues="both pair_back").roles == PAIR


def test_a_third_role_after_a_comparison_is_compared_and_said_so(played: Begin) -> None:
    talk = played()
    talk.hear("compare_roles", DA, DS)
    said = talk.hear("mention_role", DE)

    assert said.roles == (*PAIR, "data-engineer")
    assert said.text.startswith(talk.writer.say("assumed.compared", roles="Data Analyst, Data Scientist and Data Engineer"))


def test_the_second_one_takes_the_focus_and_both_returns_to_the_pair(played: Begin) -> None:
    talk = played()
    talk.hear("hire_role", DA, DS)

    assert talk.hear("hire_role", text="and when to hire the second one", cues="second employer").roles == ("data-scientist",)
    assert talk.hear("ask_pay", text="and the pay").roles == ("data-scientist",)
    assert talk.hear("ask_skills", cues="both pair_back").roles == PAIR


@pytest.mark.parametrize("cue", ["third", "fourth", "fifth"])
def test_ordinals_are_bounded(played: Begin, cue: str) -> None:
    talk = played()
    talk.hear("compare_roles", DA, DS)
    said = talk.hear("ask_pay", text="that one", cues=cue)

    assert said.missed == "out_of_bounds"
    assert [step.title for step in said.suggestions] == ["Data Analyst", "Data Scientist"]


def test_a_switch_is_turned_round(played: Begin) -> None:
    talk = played()
    talk.hear("switch_role", DA, DS, text="from data analyst to data scientist")

    assert talk.hear("ask_related_roles", text="and vice versa?", cues="reverse other pair_back").roles == PAIR[::-1]


def test_what_is_missing_after_a_comparison_is_a_way_from_one_to_the_other(played: Begin) -> None:
    talk = played()
    talk.hear("compare_roles", DA, DS)
    said = talk.hear("ask_skills", text="which skills do i lack", cues="gap")

    assert (said.intent, said.roles) == ("switch_role", PAIR)


def test_own_role_is_the_start_of_a_switch(played: Begin) -> None:
    talk = played()
    talk.hear("mention_role", DA, text="I am a data analyst", cues="own switch_from")

    assert talk.hear("switch_role", PM, text="and the way to product manager").roles == ("data-analyst", "product-manager")


def test_own_skills_after_a_way_to_a_role_are_counted(played: Begin) -> None:
    talk = played()
    talk.hear("switch_role", DS, text="how do i become a data scientist")
    said = talk.hear("find_roles_by_skill", skill("python"), text="I know Python", cues="have")

    assert (said.intent, said.roles) == ("switch_role", ("data-scientist",))
    assert talk.memory.skills == ("python",)


def test_an_ambiguous_name_is_asked_and_the_answer_resumes_the_question(played: Begin) -> None:
    talk = played()
    asked = talk.hear("ask_pay", ambiguous("PM", "product-manager", "project-manager"))

    assert asked.missed == "ambiguous"
    assert talk.hear("affirm", text="the second one", cues="second").roles == ("project-manager",)


def test_a_bare_yes_to_a_choice_is_asked_again(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", ambiguous("PM", "product-manager", "project-manager"))
    said = talk.hear("affirm", text="yes")

    assert said.missed == "no_role"
    assert len(said.suggestions) == 2


def test_yes_to_a_single_offer_takes_it(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", unknown("number cruncher", "data-analyst"))

    assert talk.hear("affirm", text="yes").roles == ("data-analyst",)


def test_no_drops_the_question_of_ours(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", ambiguous("PM", "product-manager", "project-manager"))
    talk.hear("deny", text="no")

    assert talk.memory.pending is None


def test_another_question_is_not_swallowed_by_the_one_that_waits(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", ambiguous("PM", "product-manager", "project-manager"))
    said = talk.hear("ask_education", DA, text="which degree does a data analyst need")

    assert (said.intent, said.roles, talk.memory.pending) == ("ask_education", ("data-analyst",), None)


def test_an_unknown_role_is_noted_for_the_editors_by_name_alone(played: Begin, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="rolewise.unanswered"):
        played().hear("ask_pay", unknown("astronaut"), text="my name is Asha and I ask about an astronaut")

    assert [record.getMessage() for record in caplog.records] == ["unknown role: astronaut"]


def test_a_role_compared_with_an_unknown_one_is_still_described(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", DA)
    said = talk.hear("compare_roles", unknown("ninja"), text="compare it with a ninja", cues="that_role compare")

    assert said.roles == ("data-analyst",)
    assert "ninja" in said.text


def test_feedback_is_kept_with_its_answer_and_logged_without_the_words(played: Begin, caplog: pytest.LogCaptureFixture) -> None:
    talk = played()
    talk.hear("ask_pay", DA)
    with caplog.at_level(logging.INFO, logger="rolewise.feedback"):
        talk.hear("give_feedback", text="that is wrong, says Asha", cues="blame")

    (kept,) = talk.memory.feedback
    assert (kept.good, kept.intent, kept.roles, kept.at) == (False, "ask_pay", ("data-analyst",), NOW)
    assert [record.getMessage() for record in caplog.records] == ["feedback=bad intent=ask_pay roles=data-analyst"]


@pytest.mark.parametrize(
    ("text", "cues", "good"),
    [("👍", "", True), ("👎🏽", "", False), ("helpful", "praise", True), ("not helpful", "praise blame", False)],
)
def test_praise_is_told_from_blame(played: Begin, text: str, cues: str, good: bool) -> None:
    talk = played()
    talk.hear("ask_pay", DA)
    talk.hear("give_feedback", text=text, cues=cues)

    assert talk.memory.feedback[-1].good is good


def test_low_confidence_offers_two_readings_that_keep_the_roles_and_never_name_an_intent(played: Begin) -> None:
    talk = played()
    talk.hear("compare_roles", DA, DS)
    readings = (Reading("ask_pay", 0.2), Reading("ask_skills", 0.15), Reading("choose_role", 0.1))
    said = talk.hear("", text="hm what now with that", sure=False, readings=readings)

    assert said.missed == "not_understood"
    assert [step.text for step in said.suggestions] == [
        "Which pays more, a data analyst or a data scientist?",
        "Do a data analyst and a data scientist need the same skills?",
    ]
    assert "ask_" not in said.text


def test_the_second_time_in_a_row_brings_examples(played: Begin) -> None:
    talk = played()
    unclear = {"text": "hm what now with that thing", "sure": False, "readings": (Reading("ask_outlook", 0.2),)}
    talk.hear("", **unclear)

    assert talk.hear("", **unclear).missed == "not_understood_again"


def test_the_first_of_two_readings_is_taken_when_pointed_at(played: Begin) -> None:
    talk = played()
    talk.hear("compare_roles", DA, DS)
    talk.hear("", text="hm what now with that", sure=False, readings=(Reading("ask_pay", 0.2), Reading("ask_skills", 0.15)))
    said = talk.hear("affirm", text="the second one", cues="second")

    assert (said.intent, said.roles) == ("ask_skills", PAIR)


def test_after_idle_time_the_topic_is_forgotten_and_the_country_kept(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", DA, country("US"))
    idle = talk.writer.knowledge.site.idle_minutes * 60
    said = talk.hear("ask_pay", text="the salary", at=NOW + idle + 1)

    assert (said.missed, said.country) == ("no_role", "US")
    assert said.text.startswith(talk.writer.say("misses.idle"))


def test_off_topic_messages_set_nothing(played: Begin) -> None:
    talk = played()
    talk.hear("out_of_scope", country("US"), text="weather in texas")

    assert talk.memory.country == ""


def test_start_over_forgets(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", DA, country("US"))
    talk.hear("ask_help", text="start over", cues="restart")

    assert (talk.memory.roles, talk.memory.country) == ((), "")


def test_more_than_five_roles_are_asked_to_be_narrowed(played: Begin) -> None:
    talk = played()
    some = [role(name) for name in list(talk.writer.knowledge.roles)[:6]]

    assert talk.hear("compare_roles", *some).missed == "too_many"


def test_two_countries_are_both_answered(played: Begin) -> None:
    said = played().hear("ask_pay", DA, country("IN"), country("US"))

    assert "In India" in said.text and "In the US" in said.text


def test_two_questions_are_both_answered(played: Begin) -> None:
    talk = played()
    said = talk.hear("ask_pay", DA, second="ask_education")

    assert said.text.count("\n\n") == 1
    assert len(talk.memory.last) == 2


def test_it_is_the_role_in_play_and_not_the_field(played: Begin) -> None:
    talk = played()
    talk.hear("ask_pay", DA)

    assert talk.hear("ask_outlook", ambiguous("it", "software-engineer", "systems-administrator")).roles == ("data-analyst",)


def test_equal_turns_get_equal_replies(played: Begin) -> None:
    talk = played()
    turn = heard("compare_roles", DA, DS)

    assert respond(talk.writer, turn, State(), NOW) == respond(talk.writer, turn, State(), NOW)
