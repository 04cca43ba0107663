"""A button says only what anyone could type, and what it says is understood as what it means."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

import pytest

from rolewise.core.answers.suggestions import ask
from rolewise.core.dialogue import State, Turn
from rolewise.core.engine import Engine
from rolewise.in_use import live_knowledge
from rolewise.rasa.training import ensure_model

WITHOUT_ROLES = ("list_roles", "find_roles_by_skill", "ask_source", "ask_help")
EVERY_ROLE = ("mention_role", "ask_pay")
OF_ONE = (
    "ask_skills",
    "choose_role",
    "hire_role",
    "ask_responsibilities",
    "ask_experience",
    "ask_education",
    "switch_role",
    "describe_role",
    "ask_related_roles",
    "ask_outlook",
    "find_jobs",
)
OF_TWO = ("compare_roles", "summarize_comparison", "ask_pay", "ask_skills", "choose_role", "hire_role", "switch_role")
SAMPLED = 20


@lru_cache(maxsize=1)
def engine() -> Engine:
    """By the model of today's files."""
    return Engine.load(ensure_model(), live_knowledge())


def understood(text: str) -> Turn:
    return engine().understand(text)


def roles() -> tuple[str, ...]:
    return tuple(live_knowledge().current().knowledge.roles)


def sample() -> list[str]:
    found = roles()
    return list(found[:: max(1, len(found) // SAMPLED)])[:SAMPLED]


def pairs() -> list[tuple[str, str]]:
    found = sample()
    return list(combinations(found, 2))[:: len(found) // 2][:SAMPLED]


def misread(intent: str, groups: Iterable[tuple[str, ...]], country: str = "") -> list[str]:
    """The texts that are not understood as their intent with their roles."""
    writer = live_knowledge().current().writer
    faults = []
    for group in groups:
        text = ask(writer, intent, group, country).text
        found = understood(text)
        read = found.intent == intent or engine().reply(text, State()).intent == intent
        if not read or set(found.values("role")) != set(group) or len(text) > 500:
            faults.append(f"{text!r} for {intent} {group} is read as {found.intent} {found.confidence} {found.values('role')}")
    return faults


@pytest.mark.parametrize("intent", EVERY_ROLE)
def test_it_is_understood_for_every_role(intent: str) -> None:
    assert misread(intent, [(role,) for role in roles()]) == []


@pytest.mark.parametrize("intent", OF_ONE)
def test_a_question_about_one_role_is_understood(intent: str) -> None:
    assert misread(intent, [(role,) for role in sample()]) == []


@pytest.mark.parametrize("intent", OF_TWO)
def test_a_question_about_two_roles_is_understood(intent: str) -> None:
    assert misread(intent, pairs()) == []


@pytest.mark.parametrize("intent", OF_TWO[:-1])
def test_a_question_about_three_roles_is_understood(intent: str) -> None:
    found = sample()

    assert misread(intent, list(zip(found[:4], found[7:11], found[14:18], strict=True))) == []


@pytest.mark.parametrize("intent", WITHOUT_ROLES)
def test_a_question_about_no_role_is_understood(intent: str) -> None:
    assert misread(intent, [()]) == []


@pytest.mark.parametrize("intent", ["ask_pay", "rank_roles_by_pay", "set_country"])
def test_a_question_with_a_country_is_understood(intent: str) -> None:
    groups: list[tuple[str, ...]] = [(role,) for role in sample()] if intent == "ask_pay" else [()]
    for country in ("US", "GB", "IN"):
        assert misread(intent, groups, country) == []


def test_a_skill_is_understood() -> None:
    writer = live_knowledge().current().writer
    labels = [skill.label for skill in list(writer.knowledge.skills.values())[::10]]
    found = {label: understood(ask(writer, "explain_skill", skill=label).text) for label in labels}

    assert {label: reading.intent for label, reading in found.items() if reading.intent != "explain_skill"} == {}
