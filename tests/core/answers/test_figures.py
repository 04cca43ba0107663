"""Every number that an answer shows is traced back to a record of the knowledge base, or is a count of its lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache

import pytest

from rolewise.core.answers import Answer, Question, Writer, answer
from rolewise.core.knowledge.model import Currency, KnowledgeBase, Pay, Role, TaxRules
from tests.core.answers import cases

AMOUNT = re.compile(r"(?:[₹£€]|[CA]?\$)\d[\d,.]*(?: Cr|[LkM])?")
NUMBER = re.compile(r"(?<![\w₹$£€])[+-]?\d[\d,]*(?:\.\d+)?")
PHRASE = re.compile(r"[\d.]+%|[\d.]+–[\d.]+ years")
COUNTED = 300  # counts of roles, skills and sources go no further
SHOWN = 12

Allowed = frozenset[str]


def traced(made: Answer, allowed: Allowed) -> list[str]:
    """Numbers of text, table and bars that no record gives; percentages and spans of years as a whole."""
    cells = [cell for row in made.table.rows for cell in (*row,)] if made.table else []
    shown = "\n".join([made.text, *cells, *(made.table.columns if made.table else ()), *(bar.text for bar in made.bars)])
    amounts = set(AMOUNT.findall(shown))
    numbers = {number.lstrip("+").rstrip(".,") for number in NUMBER.findall(AMOUNT.sub(" ", shown))}
    bars = {str(end) for bar in made.bars for end in (bar.low, bar.median, bar.high) if end is not None}
    return sorted((amounts | numbers | bars | set(PHRASE.findall(shown))) - allowed)


def of_pay(row: Pay, knowledge: KnowledgeBase) -> Iterator[str]:
    """What a row of pay may show: its ends as raw numbers and as written, year, sample, band and notes."""
    currency = knowledge.currencies[row.currency]
    for end in (row.low, row.median, row.high, row.average):
        if end is not None:
            yield from (str(end), written(end, currency))
    yield from of_periods(row, knowledge)
    yield from (str(row.year), f"{row.sample or 0:,}", f"{row.experience.replace('-', '–')} years")
    yield from _numbers(row.experience, row.level, row.note, row.lean, row.covers, row.occupation)
    yield from _numbers(knowledge.bases[row.basis].label)


def of_periods(row: Pay, knowledge: KnowledgeBase) -> Iterator[str]:
    """Its ends by the month, week, day and hour, and what tax leaves of them, worked out apart from the code under test."""
    currency, rules = knowledge.currencies[row.currency], knowledge.taxes.get(row.country)
    for end in (row.low, row.median, row.high, row.average):
        if end is None:
            continue
        yield from (written(half_up(Fraction(str(end)) / parts), currency) for parts in (12, 52, 260, 52 * 40))
        if rules and end - rules.standard_deduction <= rules.most:
            tax = half_up(taxed(max(0, end - rules.standard_deduction), rules))
            yield from (written(tax, currency), written(half_up(Fraction(end - tax, 12)), currency))


def taxed(taxable: int, rules: TaxRules) -> Fraction:
    """Rupee by rupee of each slab; nothing up to what is free, and never more than what lies above it."""
    if taxable <= rules.no_tax_up_to:
        return Fraction(0)
    bounds = [slab.above for slab in rules.slabs] + [taxable]
    tax = sum(
        (
            Fraction(max(0, min(taxable, bounds[place + 1]) - slab.above)) * Fraction(str(slab.rate)) / 100
            for place, slab in enumerate(rules.slabs)
        ),
        Fraction(0),
    )
    return min(tax, Fraction(taxable - rules.no_tax_up_to)) * (100 + Fraction(str(rules.cess))) / 100


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves upwards."""
    return int(value + Fraction(1, 2))


def written(amount: int, currency: Currency) -> str:
    """An amount as its users write it, worked out apart from the code under test."""
    unit = next((unit for unit in currency.units if amount >= unit.least), None)
    if unit is None:
        return f"{currency.symbol}{amount:,}"
    tenths = (amount * 20 // unit.divide + 1) // 2
    value = f"{tenths // 10:,}" + (f".{tenths % 10}" if tenths % 10 else "")
    return f"{currency.symbol}{value}{unit.suffix}"


def of_role(role: Role, knowledge: KnowledgeBase) -> Iterator[str]:
    """What a role's file may show."""
    for row in role.pay:
        yield from of_pay(row, knowledge)
    if role.experience:
        yield from (f"{end:g}" for end in (role.experience.low, role.experience.high) if end is not None)
        yield from (f"{role.experience.low:g}–{role.experience.high or 0:g} years", *_numbers(role.experience.basis))
    if role.education:
        yield from _numbers(role.education.related_experience, role.education.training, str(role.education.job_zone or ""), "5")
    if role.outlook:
        start = role.outlook.period[:4]
        growth = f"{abs(role.outlook.growth):g}"
        yield from (f"{role.outlook.growth:g}", growth, f"{growth}%", f"{role.outlook.openings:,}", start)
        yield from (start[:2] + role.outlook.period[-2:], *_numbers(role.outlook.occupation, role.outlook.period))
    for item in role.credentials:
        yield from _numbers(item.name, item.body, item.takes, item.note)
    for way in role.durations:
        yield from _numbers(way.path, way.basis, str(way.low or ""), str(way.high or ""))
    yield from _numbers(role.summary, role.focus, role.result, role.suits, *role.responsibilities, *role.hire_when, *role.aliases)


def _numbers(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (number.lstrip("+").rstrip(".,") for number in NUMBER.findall(text))


@cache
def common(writer: Writer) -> Allowed:
    """Numbers of sources, skills, comparisons and wording, and the counts of lists."""
    knowledge = writer.knowledge
    texts = [text for source in knowledge.sources.values() for text in (source.short, source.date, source.publisher)]
    texts += [text for skill in knowledge.skills.values() for text in (skill.label, skill.meaning)]
    texts += [text for pair in knowledge.comparisons.values() for text in (pair.quick_answer, pair.bottom_line, pair.reviewed)]
    texts += [basis.label for basis in knowledge.bases.values()]
    texts += [rules.period for rules in knowledge.taxes.values()]
    return frozenset([*_numbers(*texts), *(str(number) for number in range(COUNTED + 1))])


@cache
def counted(writer: Writer) -> Allowed:
    """How many roles of both tiers a list may say that it has or leaves out."""
    every = len(writer.knowledge.roles) + len(writer.knowledge.occupations)
    return frozenset(f"{number:,}" for number in range(every + 1))


def untraced(writer: Writer, questions: Iterable[Question]) -> list[str]:
    """Answers that hold a number of nobody, with the number."""
    found, of = [], {role.id: frozenset(of_role(role, writer.knowledge)) for role in writer.knowledge.roles.values()}
    everyone = frozenset[str]().union(*of.values())
    for question in questions:
        made = answer(writer, question)
        own = [of[role] for role in question.roles] or [everyone]
        shown = [*made.listed, *(role for before in question.before for role in answer(writer, before).listed)]
        near = [of.get(role) or frozenset(of_role(writer.knowledge.roles[role], writer.knowledge)) for role in shown]
        counts = () if question.roles else counted(writer)
        if strange := traced(made, common(writer).union(counts, *own, *near)):
            found.append(f"{strange} in {question.intent} of {question.roles} ({question.country}): {made.text}")
    return found


def report(found: list[str]) -> str:
    """The first of them."""
    return f"{len(found)} answers with numbers of no record:\n" + "\n".join(found[:SHOWN])


def test_every_number_about_one_role_has_a_record(writer: Writer) -> None:
    """All cases of all roles in all countries."""
    found = [
        fault
        for country in cases.countries(writer.knowledge)
        for fault in untraced(writer, cases.of_one(writer.knowledge, country))
    ]

    assert found == [], report(found)


@pytest.mark.parametrize("country", ["IN", "US", "GB"])
def test_every_number_about_pairs_has_a_record(writer: Writer, country: str) -> None:
    """A sample of pairs, those of one occupation first."""
    found = [fault for pair in cases.pairs(writer.knowledge)[:150] for fault in untraced(writer, cases.of_several(pair, country))]

    assert found == [], report(found)


def test_every_number_about_groups_has_a_record(writer: Writer) -> None:
    """Triples and a few more."""
    found = [
        fault for group in cases.groups(writer.knowledge)[-150:] for fault in untraced(writer, cases.of_several(group, "IN"))
    ]

    assert found == [], report(found)


def test_every_number_of_lists_has_a_record(writer: Writer) -> None:
    """Rankings, lists and skills; an amount that the user named counts as known."""
    questions = [
        question
        for country in cases.countries(writer.knowledge)
        for question in cases.of_none(writer.knowledge, country)
        if question.amount is None
    ]
    found = untraced(writer, [*questions, *cases.of_sources(writer.knowledge, "IN")])

    assert found == [], report(found)


def test_an_invented_number_is_found(small: Writer) -> None:
    """The tracer itself: a figure of no record is reported."""
    made = Answer("pay", "ask_pay", "A lamp keeper earns ₹9L, or ₹2L, in 1999.")

    assert traced(made, frozenset(of_role(small.knowledge.roles["lamp-keeper"], small.knowledge))) == ["1999", "₹9L"]
