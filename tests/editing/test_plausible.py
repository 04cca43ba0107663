"""Pay far from all other pay and everyday words as names are told as doubts, and what the project holds raises none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rolewise.core.knowledge import KnowledgeBase, load
from rolewise.core.knowledge.model import Pay
from rolewise.editing import plausible
from rolewise.paths import knowledge_folder


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    """The project's own."""
    return load(knowledge_folder())


def _with(knowledge: KnowledgeBase, pay: Pay | None = None, alias: str = "", title: str = "") -> list[str]:
    role = knowledge.roles["data-analyst"]
    role = replace(role, pay=(pay,) if pay else role.pay, aliases=(alias,) if alias else role.aliases, title=title or role.title)
    return plausible.warnings(replace(knowledge, roles={**knowledge.roles, role.id: role}))


def _row(knowledge: KnowledgeBase, country: str, low: int, high: int, period: str = "year") -> Pay:
    some = next(row for row in knowledge.roles["data-analyst"].pay if row.country == country)
    return replace(some, low=low, median=None, high=high, average=None, period=period)


def test_what_the_project_holds_raises_no_doubt(knowledge: KnowledgeBase) -> None:
    assert plausible.warnings(knowledge) == []


@pytest.mark.parametrize(
    ("country", "low", "high", "doubt"),
    [
        ("IN", 3, 9, "3 to 9 Indian rupees a year is far too little"),
        ("IN", 300, 900, "is far too little"),
        ("IN", 29_000, 116_000, "is it a month's pay?"),
        ("US", 4_000, 8_000, "is it a month's pay?"),
        ("GB", 45, 70, "is far too little"),
        ("IN", 400_000_000, 900_000_000, "is far too much"),
        ("IN", 350_000, 14_000_000, "has a top of 40 times its bottom"),
    ],
)
def test_a_slip_in_an_amount_is_told(knowledge: KnowledgeBase, country: str, low: int, high: int, doubt: str) -> None:
    (line,) = _with(knowledge, _row(knowledge, country, low, high))

    assert line.startswith("roles/data-analyst.yml, pay, item 1: ") and doubt in line


def test_a_country_with_few_figures_is_judged_by_itself(knowledge: KnowledgeBase) -> None:
    row = replace(_row(knowledge, "IN", 5, 9), country="NP")

    assert "less than anybody's" in _with(knowledge, row)[0]
    assert _with(knowledge, replace(row, low=200_000, high=900_000)) == []


def test_pay_by_the_hour_is_no_small_pay_by_the_year(knowledge: KnowledgeBase) -> None:
    assert _with(knowledge, _row(knowledge, "US", 18, 40, period="hour")) == []


@pytest.mark.parametrize("alias", ["salary", "Job", "help", "money", "people"])
def test_an_everyday_word_is_no_name_of_a_role(knowledge: KnowledgeBase, alias: str) -> None:
    (line,) = _with(knowledge, alias=alias)

    assert f"aliases: {alias!r} is an everyday word" in line


@pytest.mark.parametrize("title", ["“Data Analyst”", '"Data Analyst"', "Data Analyst”"])
def test_quotation_marks_belong_to_no_name(knowledge: KnowledgeBase, title: str) -> None:
    (line,) = _with(knowledge, title=title)

    assert "stands in quotation marks" in line
