"""The four questions of the comparison pages, and an employer's: the facts that their answers must hold."""

from __future__ import annotations

from itertools import combinations

import pytest

from rolewise.core.answers import Question, Writer, answer

PAIR = ("data-scientist", "machine-learning-engineer")
SHARED = ("Python", "TensorFlow / PyTorch", "Feature engineering")
FACTS = {
    "compare_roles": ("₹6L", "₹30L", "₹7L", "₹35L", "production", "Statistics", "MLOps", "1–8 years", *SHARED),
    "ask_pay": ("₹6L", "₹30L", "₹7L", "₹35L", "stated typical range", "2026", "higher at both ends", "overlap"),
    "choose_role": ("Statistics", "MLOps", "three skills", *SHARED),
    "ask_skills": ("three skills", "Statistics", "scikit-learn", "SQL", "MLOps", "Model deployment", *SHARED),
    "hire_role": ("validate", "production", "March 2026"),
    "summarize_comparison": ("₹6L–₹30L", "₹7L–₹35L", "predictive models", "serve models"),
}


@pytest.mark.parametrize("intent", FACTS)
@pytest.mark.parametrize("roles", [PAIR, PAIR[::-1]], ids=["one order", "the other"])
def test_the_pages_pair_is_answered_with_its_facts(writer: Writer, intent: str, roles: tuple[str, str]) -> None:
    """In either order of the roles."""
    said = answer(writer, Question(intent, "IN", roles=roles))
    cells = [cell for row in (said.table.rows if said.table else ()) for cell in row]
    text = "\n".join([said.text, *cells, *(bar.text for bar in said.bars)])

    assert [fact for fact in FACTS[intent] if fact not in text] == [], text


@pytest.mark.parametrize("roles", combinations(("data-scientist", "machine-learning-engineer", "registered-nurse"), 2))
def test_a_comparison_is_short(writer: Writer, roles: tuple[str, str]) -> None:
    """At most 60 words, its summary 30: table and bars carry the rest."""
    assert len(answer(writer, Question("compare_roles", "IN", roles=roles)).text.split()) <= 65
    assert len(answer(writer, Question("summarize_comparison", "IN", roles=roles)).text.split()) <= 30


def test_hiring_one_machine_learning_engineer_speaks_of_production(writer: Writer) -> None:
    """The employer's page says so."""
    assert "production" in answer(writer, Question("hire_role", "IN", roles=PAIR[1:])).text
