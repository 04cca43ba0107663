"""What counts as not answered, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rolewise.core.knowledge import KnowledgeBase
from rolewise.review.gaps import find_gaps
from rolewise.review.records import Gap, Kind, Lacking, Turn, Unknown

TURN = Turn("1", "web-1", 1.0, text="x", intent="greet", country="XA")


def kinds(knowledge: KnowledgeBase, *turns: Turn) -> list[Kind]:
    """Of the gaps of one conversation."""
    return [gap.kind for gap in find_gaps(turns, knowledge)]


@pytest.mark.parametrize(
    ("missed", "kind"),
    [
        ("not_understood", Kind.NOT_UNDERSTOOD),
        ("not_understood_again", Kind.NOT_UNDERSTOOD),
        ("out_of_scope", Kind.OUT_OF_SCOPE),
        ("language", Kind.LANGUAGE),
        ("unknown_skill", Kind.UNKNOWN_SKILL),
        ("no_role_for_skills", Kind.UNKNOWN_SKILL),
        ("unknown_country", Kind.UNKNOWN_COUNTRY),
        ("too_few_figures", Kind.MISSING_FIGURE),
        ("ambiguous", Kind.GIVEN_UP),
    ],
)
def test_each_way_of_failing_has_its_kind(small: KnowledgeBase, missed: str, kind: Kind) -> None:
    assert kinds(small, replace(TURN, missed=missed)) == [kind]


@pytest.mark.parametrize("missed", ["", "too_many", "out_of_bounds", "empty"])
def test_what_the_user_can_mend_is_no_gap(small: KnowledgeBase, missed: str) -> None:
    assert kinds(small, replace(TURN, missed=missed)) == []


def test_below_the_threshold_is_not_understood_however_it_was_answered(small: KnowledgeBase) -> None:
    assert kinds(small, replace(TURN, intent="nlu_fallback", missed="out_of_scope")) == [Kind.NOT_UNDERSTOOD]


def test_hindi_words_that_are_not_known_are_named_however_the_question_was_answered(small: KnowledgeBase) -> None:
    turn = replace(TURN, text="दीया का वेतन कितना है फर्रमटूक")

    assert [(gap.kind, gap.word) for gap in find_gaps([turn], small)] == [(Kind.UNKNOWN_WORD, "फर्रमटूक")]
    assert kinds(small, replace(TURN, text="दीया का वेतन कितना है")) == []


def test_an_unknown_name_counts_beside_a_known_one_too(small: KnowledgeBase) -> None:
    turn = replace(TURN, intent="compare_roles", unknown=(Unknown("wick steward"), Unknown("moth keeper")))

    assert [gap.unknown for gap in find_gaps([turn], small)] == [Unknown("wick steward"), Unknown("moth keeper")]


def test_a_name_in_a_question_out_of_scope_is_no_role_to_be_added(small: KnowledgeBase) -> None:
    assert kinds(small, replace(TURN, missed="out_of_scope", unknown=(Unknown("wick steward"),))) == [Kind.OUT_OF_SCOPE]


def test_asking_back_is_a_gap_only_where_it_was_given_up(small: KnowledgeBase) -> None:
    back = replace(TURN, missed="no_role_pair")

    assert kinds(small, back, replace(TURN, id="2")) == []
    assert kinds(small, back) == [Kind.GIVEN_UP]
    assert kinds(small, back, replace(TURN, id="2", conversation="web-2")) == [Kind.GIVEN_UP]
    assert kinds(small, back, replace(back, id="2")) == [Kind.GIVEN_UP, Kind.GIVEN_UP]


def test_the_button_that_was_pressed_tells_what_was_meant(small: KnowledgeBase) -> None:
    doubt = replace(TURN, missed="not_understood", offered=("What does a lamp designer earn?",))
    pressed = replace(TURN, id="2", text="What does a lamp designer earn?", intent="ask_pay")

    (gap,) = find_gaps([doubt, pressed], small)

    assert gap.chosen == "ask_pay"


@pytest.mark.parametrize(
    ("intent", "role", "country", "named", "lacking"),
    [
        ("ask_pay", "wick-trader", "XB", True, Lacking("pay", "wick-trader", "XB")),
        ("ask_pay", "wick-trader", "XA", True, None),
        ("ask_outlook", "wick-trader", "XA", False, Lacking("outlook", "wick-trader", "XA")),
        ("ask_outlook", "lamp-designer", "XB", True, Lacking("outlook", "lamp-designer", "XB")),
        ("ask_outlook", "lamp-designer", "XB", False, None),
        ("ask_education", "wick-trader", "XA", False, Lacking("education", "wick-trader", "XA")),
        ("ask_pay", "a-role-that-was-deleted", "XA", False, None),
        ("describe_role", "wick-trader", "XB", True, None),
    ],
)
def test_a_figure_that_is_not_held_is_found_in_the_knowledge_base(
    small: KnowledgeBase, intent: str, role: str, country: str, named: bool, lacking: Lacking | None
) -> None:
    turn = replace(TURN, intent=intent, roles=(role,), country=country, country_named=named)

    assert [gap.lacking for gap in find_gaps([turn], small)] == ([lacking] if lacking else [])


def test_a_thumb_down_counts_where_nothing_else_explains_it(small: KnowledgeBase) -> None:
    assert kinds(small, replace(TURN, thumb="down")) == [Kind.THUMBS_DOWN]
    assert kinds(small, replace(TURN, thumb="down", missed="language")) == [Kind.LANGUAGE]
    assert find_gaps([replace(TURN, thumb="up")], small) == []


def test_a_failed_turn_is_the_operators(small: KnowledgeBase) -> None:
    failed = replace(TURN, failed=True)

    assert find_gaps([failed], small) == [Gap(Kind.FAILED, failed)]
