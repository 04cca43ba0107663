"""Every intent x case for all roles, nearly all pairs and many triples, read for faults."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from rolewise.core.answers import ANSWERS, Answer, Question, Writer, answer
from tests.core.answers import cases
from tests.core.answers.proofreading import faults

CHUNKS = 8
OCCUPATIONS_APART = 60  # so many occupations lie between two that are read in a usual run
SHOWN = 15


@pytest.fixture(scope="module")
def count() -> Iterator[Counter[str]]:
    """Answers read, by intent; told at the end of a run with -s."""
    counted: Counter[str] = Counter()
    yield counted
    by_intent = ", ".join(f"{intent} {number:,}" for intent, number in counted.most_common())
    print(f"\nanswers read: {counted.total():,} ({by_intent})")


def read(writer: Writer, questions: Iterable[Question], count: Counter[str]) -> list[Answer]:
    """Answers to the questions. Fails with the first faults and how many answers were read."""
    found: list[str] = []
    answers = []
    for question in questions:
        made = answer(writer, question)
        answers.append(made)
        count[question.intent] += 1
        found += [f"{fault}\n  {question}\n  {made.text}" for fault in faults(made, writer)]
    report = "\n".join(found[:SHOWN])
    assert not found, f"{len(found)} faults in {len(answers):,} answers, among them:\n{report}"
    return answers


def test_every_role_reads_well_in_every_country(writer: Writer, count: Counter[str]) -> None:
    """One role: all cases at home, those that differ by country abroad."""
    for country in cases.countries(writer.knowledge):
        read(writer, cases.of_one(writer.knowledge, country), count)


@pytest.mark.parametrize("country", ["IN", "US", "GB", "DE", "CA", "AU"])
def test_occupations_read_well(writer: Writer, count: Counter[str], country: str) -> None:
    """Every case of some occupations; of all with ROLEWISE_EVERY=1, as `make read` asks."""
    part = ["IN", "US", "GB", "DE", "CA", "AU"].index(country)
    parts = 1 if os.environ.get("ROLEWISE_EVERY") else OCCUPATIONS_APART
    read(writer, cases.of_occupations(writer.knowledge, country, part % parts, parts), count)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_pairs_read_well(writer: Writer, count: Counter[str], chunk: int) -> None:
    """At least 1,500 pairs, all those of one occupation among them, in every case."""
    home = writer.knowledge.site.default_country
    for pair in cases.pairs(writer.knowledge)[chunk::CHUNKS]:
        read(writer, [*cases.of_several(pair, home), *cases.with_skills(writer.knowledge, pair, home)], count)


def test_pairs_read_well_abroad(writer: Writer, count: Counter[str]) -> None:
    """A sample of pairs in every other country."""
    for country in cases.countries(writer.knowledge)[1:]:
        for pair in cases.pairs(writer.knowledge)[: cases.PAIRS_ABROAD]:
            read(writer, cases.of_several(pair, country, named=True), count)


def test_groups_read_well(writer: Writer, count: Counter[str]) -> None:
    """300 drawn triples, close ones, and some fours and fives; a quarter of them abroad."""
    home, abroad, *_ = cases.countries(writer.knowledge)
    for country, step in ((home, 1), (abroad, 4)):
        for group in cases.groups(writer.knowledge)[::step]:
            read(writer, [*cases.of_several(group, country), *cases.with_skills(writer.knowledge, group, country)], count)


def test_answers_without_roles_read_well(writer: Writer, count: Counter[str]) -> None:
    """Lists, rankings, skills and small talk in every country."""
    for country in cases.countries(writer.knowledge):
        read(writer, cases.of_none(writer.knowledge, country), count)


def test_answers_about_sources_read_well(writer: Writer, count: Counter[str]) -> None:
    """Where the figures of the answer before come from."""
    for country in cases.countries(writer.knowledge)[:2]:
        read(writer, cases.of_sources(writer.knowledge, country), count)


def test_every_intent_is_read(writer: Writer) -> None:
    """No intent of ANSWERS is left out of the cases above."""
    home = writer.knowledge.site.default_country
    asked = {*cases.OF_ONE, *cases.OF_SEVERAL, *(question.intent for question in cases.of_none(writer.knowledge, home))}

    assert asked == set(ANSWERS)
