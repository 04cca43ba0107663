"""Answers of the invented world, as tables: question -> facts the answer must have and must lack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rolewise.core.answers import Answer, Question, Writer, answer
from rolewise.core.answers.rows import Chosen
from rolewise.core.answers.verdict import verdict
from rolewise.core.facets import Amount, Facet
from rolewise.core.knowledge.model import Pay
from tests.core.answers.proofreading import prose_faults

HERE = Path(__file__).parent
LISTS = ("roles", "skills")
PLAIN = ("family", "topic", "limit", "place", "country_named")


def table(name: str) -> list[dict[str, Any]]:
    """The entries of one golden file."""
    entries: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return entries


def golden() -> list[Any]:
    """Every entry of every golden file, under its file's name and its own."""
    return [
        pytest.param(entry, id=f"{path.stem}: {entry['about']}")
        for path in sorted((HERE / "golden").glob("*.yml"))
        for entry in table(f"golden/{path.name}")
    ]


def question(entry: dict[str, Any]) -> Question:
    """The question of an entry; country is India unless it says otherwise."""
    values = {name: tuple(entry[name]) for name in LISTS if name in entry} | {
        name: entry[name] for name in PLAIN if name in entry
    }
    if "amount" in entry:
        values["amount"] = Amount(**entry["amount"])
    if "facets" in entry:
        values["facets"] = tuple(heard(facet) for facet in entry["facets"])
    if "before" in entry:
        values["before"] = (question(entry["before"]),)
    return Question(entry["ask"], entry.get("country", "IN"), aspects=frozenset(entry.get("aspects", ())), **values)


def heard(content: dict[str, Any]) -> Facet:
    """A facet as the golden file writes it."""
    return Facet(**{**content, "amount": Amount(**content["amount"]) if "amount" in content else None})


def check(text: str, entry: dict[str, Any]) -> None:
    """Whether a text has, lacks and starts with what the entry says."""
    assert [fact for fact in entry.get("has", ()) if str(fact) not in text] == [], text
    assert [fact for fact in entry.get("lacks", ()) if str(fact) in text] == [], text
    assert text.startswith(entry.get("starts", "")), text


@pytest.mark.parametrize("entry", golden())
def test_the_answer_has_its_facts(small: Writer, entry: dict[str, Any]) -> None:
    """The facts of the golden file stand in the text, and it reads well."""
    made: Answer = answer(small, question(entry))

    check(made.text, entry)
    assert not made.used & set(entry.get("unused", ()))
    assert made.missed == entry.get("missed", "")
    assert list(made.listed) == entry.get("listed", list(made.listed))
    assert [fault for paragraph in made.text.split("\n") for fault in prose_faults(paragraph)] == []


def row(entry: dict[str, Any] | None) -> Pay | None:
    """A row of pay in the US: amounts of the entry times a thousand."""
    if entry is None:
        return None
    ends = {end: entry[end] * 1000 if end in entry else None for end in ("low", "median", "high")}
    return Pay(
        country="US",
        currency="USD",
        basis=entry.get("basis", "stated"),
        experience="all",
        year=entry.get("year", 2026),
        source="almanac",
        covers=entry.get("covers", ""),
        **ends,
    )


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry["about"]) for entry in table("verdicts.yml")])
def test_the_verdict_follows_from_the_rows(small: Writer, entry: dict[str, Any]) -> None:
    """Who is higher is said only where the rows allow it."""
    first, second = small.roles(("lamp-keeper", "harbour-pilot"))

    check(verdict(small, [Chosen(first, row(entry["first"])), Chosen(second, row(entry.get("second")))]), entry)
