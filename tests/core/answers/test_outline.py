"""What a narrow window shows first: one idea, every figure with its kind, year and source, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rolewise.core.answers import Answer, Question, Writer, answer
from rolewise.core.answers.types import Outline
from rolewise.core.dialogue.joining import joined, prefixed
from rolewise.core.dialogue.repetition import with_what_is_said_once
from rolewise.core.dialogue.state import State
from rolewise.core.knowledge import load
from rolewise.core.rendering import card

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
PAIR = ("data-analyst", "data-scientist")
FIVE = (*PAIR, "data-engineer", "machine-learning-engineer", "business-analyst")


@pytest.fixture(scope="module")
def writer() -> Writer:
    return Writer(load(KNOWLEDGE))


def outline(made: Answer) -> Outline:
    """The outline, which must be there."""
    assert made.outline is not None
    return made.outline


def test_pay_of_one_role_is_a_sentence_and_bars_with_their_sources_once(writer: Writer) -> None:
    found = outline(answer(writer, Question("ask_pay", "GB", roles=("software-engineer",))))
    levels = found.charts[1]

    assert found.lead == "In the UK, eight in ten software engineers earn £37k–£125k a year before tax."
    assert found.charts[0].caption == "10th to 90th percentile, Stack Overflow survey 2025"
    assert [tick.text for tick in found.charts[0].ticks] == ["£0", "£50k", "£100k", "£150k"]
    assert [bar.label for bar in levels.bars] == ["0–2 years", "3–5 years", "6–9 years", "10+ years"]
    assert found.notes == (
        "The figure is for a whole statistical group, all developer types except QA and AI, not for software engineers alone.",
    )


def test_pay_by_the_hour_with_its_cents_has_an_axis_too(writer: Writer) -> None:
    chart = outline(answer(writer, Question("ask_pay", "US", roles=("actor",)))).charts[0]

    assert max(tick.amount for tick in chart.ticks) >= max(bar.high or 0 for bar in chart.bars)


def test_pay_of_two_roles_leads_with_the_verdict(writer: Writer) -> None:
    found = outline(answer(writer, Question("ask_pay", "IN", roles=PAIR)))

    assert found.lead == "A data scientist comes out higher at both ends of the range."
    assert found.notes[0].startswith("From ₹6L to ₹14L the ranges overlap")
    assert found.charts[0].caption == "Stated typical range, 2026: OnJob career paths; OnJob comparison page"


def test_a_ranking_is_bars_that_ask_on(writer: Writer) -> None:
    found = outline(answer(writer, Question("rank_roles_by_pay", "IN")))

    bars = found.charts[0].bars

    assert found.lead.endswith(f"{bars[0].label} {bars[0].text}.")
    assert all(bar.ask.startswith("What does a") for bar in bars)
    assert "Left out, in India" in found.charts[0].caption


def test_two_roles_are_parted_into_what_both_have_and_what_only_one_has(writer: Writer) -> None:
    for intent in ("ask_skills", "compare_roles"):
        groups = outline(answer(writer, Question(intent, "IN", roles=PAIR))).groups

        assert [group.title for group in groups] == ["Both", "Only Data Analyst", "Only Data Scientist"]
        assert [item.label for item in groups[0].items] == ["Statistics", "SQL", "Python"]


def test_of_five_roles_the_rows_that_differ_are_facts(writer: Writer) -> None:
    facts = outline(answer(writer, Question("compare_roles", "IN", roles=FIVE))).facts

    assert facts and len(facts.columns) == 6
    assert [row[0] for row in facts.rows] == ["Work centres on", "Usual experience", "Jobs, the US"]


def test_a_switch_is_what_one_has_and_what_is_to_learn(writer: Writer) -> None:
    known = outline(answer(writer, Question("switch_role", "IN", roles=("qa-engineer", "devops-engineer"))))
    fresh = outline(answer(writer, Question("switch_role", "IN", roles=("data-analyst",))))

    assert [group.title for group in known.groups] == ["You have", "To learn, in this order"]
    assert [group.title for group in fresh.groups] == ["To learn, in this order", "From here the way is short"]
    assert all(item.text for item in fresh.groups[1].items)


def test_families_ask_for_their_roles(writer: Writer) -> None:
    found = outline(answer(writer, Question("list_roles", "IN")))

    assert found.groups[0].items[0].label == "Data & AI (8)"
    assert found.groups[0].items[0].text == "Which Data & AI roles do you cover?"


def test_every_chart_says_what_its_figures_are(writer: Writer) -> None:
    for role in writer.knowledge.roles:
        for country in writer.knowledge.countries:
            for intent in ("ask_pay", "describe_role"):
                made = answer(writer, Question(intent, country, roles=(role,)))
                for chart in made.outline.charts if made.outline else ():
                    assert (
                        chart.caption
                        and chart.bars
                        and chart.ticks[-1].amount
                        >= max(end for bar in chart.bars for end in (bar.low, bar.median, bar.high) if end)
                    )


def test_what_a_talk_says_once_is_a_note_and_leaves_the_outline(writer: Writer) -> None:
    made = answer(writer, Question("ask_pay", "IN", roles=("data-scientist",)))
    told, _ = with_what_is_said_once(writer, made, State())

    assert made.once
    assert card(told)["outline"]["charts"]
    assert card(told)["outline"]["notes"][-1] == told.text.splitlines()[-1]


def test_what_was_taken_for_granted_stands_before_it_and_a_longer_text_has_none(writer: Writer) -> None:
    made = answer(writer, Question("ask_pay", "IN", roles=PAIR))
    other = answer(writer, Question("ask_skills", "IN", roles=PAIR))

    assert card(prefixed("You mean both.", made))["before"] == "You mean both."
    assert card(made)["outline"]["lead"] == made.outline.lead if made.outline else ""
    assert card(joined(made, other))["outline"] is None
    assert card(replace(made, outline=None))["outline"] is None
