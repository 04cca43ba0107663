"""First sentences, forms and what is not ours, on the project's own knowledge."""

from __future__ import annotations

import pytest

from rolewise.core.answers import Question, Writer, answer
from rolewise.core.facets import Facet


def asked(intent: str, *roles: str, **facets: str) -> Question:
    """A question about roles with facets of these kinds and values."""
    return Question(intent, "IN", roles=roles, facets=tuple(Facet(kind, value) for kind, value in facets.items()))


@pytest.mark.parametrize(
    ("question", "starts"),
    [
        (asked("ask_education", "data-analyst", yes_no="yes_no"), "Yes, by the norm of the US: bachelor's degree"),
        (asked("ask_experience", "data-scientist", yes_no="yes_no", years="3"), "Yes, 3 years reach"),
        (asked("switch_role", "qa-engineer", "devops-engineer", yes_no="yes_no"), "Hardly by skills alone: 1 of 13"),
        (asked("ask_responsibilities", "product-manager", yes_no="yes_no", criterion="coding"), "No, our list of skills"),
        (asked("ask_outlook", "registered-nurse", yes_no="yes_no"), "It grows"),
    ],
)
def test_a_plain_question_gets_a_plain_answer_first(writer: Writer, question: Question, starts: str) -> None:
    """Yes, no, or how far, before the reason."""
    said = answer(writer, question)

    assert said.text.startswith(starts)
    assert "yes_no" in said.used


def test_a_way_in_names_what_the_law_asks_for(writer: Writer) -> None:
    """With the body and the advice to check with it, although nobody asked for certificates."""
    text = answer(writer, asked("ask_education", "chartered-accountant")).text

    assert "required by law" in text
    assert "Institute of Chartered Accountants of India" in text
    assert "check with the body" in text


def test_less_coding_is_told_by_the_listed_skills(writer: Writer) -> None:
    """Both are named, the one with less first."""
    said = answer(writer, asked("choose_role", "data-analyst", "business-analyst", criterion="coding"))

    assert said.text.startswith("There is less coding in the work of a business analyst")
    assert "criterion:coding" in said.used


def test_a_degree_leads_to_roles_of_its_families(writer: Writer) -> None:
    """Said to be our own sorting."""
    said = answer(writer, asked("find_roles_by_skill", background="B.Com"))

    assert "Accountant" in said.text
    assert "our own" in said.text
    assert said.listed


def test_a_limit_is_kept(writer: Writer) -> None:
    """None of the roles for those who do not want to code lists a programming language."""
    said = answer(writer, asked("find_roles_by_skill", background="B.Tech", dislike="coding"))
    coding = {skill for skill, entry in writer.knowledge.skills.items() if "coding" in entry.demands}

    assert said.listed
    assert not any(coding & set(role.skills) for role in writer.roles(said.listed))


def test_what_is_not_ours_is_said_exactly_with_what_is_near(writer: Writer) -> None:
    """An interview: no questions, but the skills that it tests."""
    said = answer(writer, asked("out_of_scope", "data-analyst", matter="interview"))

    assert "no interview questions" in said.text
    assert "SQL" in said.text
    assert [step for step in said.suggestions if "data analyst" in step.text]


def test_distress_gets_human_words(writer: Writer) -> None:
    """And no figures."""
    text = answer(writer, asked("out_of_scope", matter="distress")).text

    assert "sorry" in text
    assert "₹" not in text
