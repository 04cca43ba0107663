"""Every intent x every case, as questions: of one role, of several, and of none."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, product

from rolewise.core.answers.types import EMPLOYER, Question
from rolewise.core.facets import Amount
from rolewise.core.knowledge.model import KnowledgeBase

PAIRS = 1500
TRIPLES = 300
QUADS = 40
PAIRS_ABROAD = 120

# Aspects that an intent answers in a way of its own; () is the plain question.
OF_ONE: dict[str, tuple[tuple[str, ...], ...]] = {
    "ask_pay": ((), ("fresher",), ("monthly",), ("hourly",), ("in_hand",), ("conversion",), ("monthly", "in_hand", "fresher")),
    "describe_role": ((),),
    "ask_responsibilities": ((),),
    "ask_skills": ((),),
    "ask_experience": ((), ("fresher",), ("senior",)),
    "ask_education": ((), ("degree_free",)),
    "ask_outlook": ((), ("ai",)),
    "choose_role": ((),),
    "hire_role": ((), ("overlap",)),
    "switch_role": ((),),
    "ask_related_roles": ((),),
    "summarize_comparison": ((),),
    "find_jobs": ((),),
    "mention_role": ((), ("candidate",)),
    "explain_skill": ((),),
    "find_roles_by_skill": ((),),
    "greet": ((),),
    "ask_help": ((),),
    "give_feedback": ((), ("praise",)),
}
BY_COUNTRY = ("ask_pay", "describe_role", "choose_role", "hire_role", "summarize_comparison", "ask_outlook")
OF_SEVERAL: dict[str, tuple[tuple[str, ...], ...]] = {
    "compare_roles": ((),),
    "summarize_comparison": ((),),
    "ask_pay": ((), ("monthly", "in_hand")),
    "ask_skills": ((),),
    "choose_role": ((),),
    "hire_role": ((), ("overlap",)),
    "ask_responsibilities": ((),),
    "ask_experience": ((), ("fresher", "senior")),
    "ask_education": ((),),
    "ask_outlook": ((), ("ai",)),
    "switch_role": ((),),
    "find_jobs": ((),),
    "ask_help": ((),),
}
SMALL_TALK = ("greet", "goodbye", "thank", "affirm", "deny", "ask_help", "bot_challenge", "give_feedback", "out_of_scope")


def countries(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Countries with a currency, and one without."""
    held = tuple(code for code, country in knowledge.countries.items() if country.currency)
    return (*held, next(code for code in knowledge.countries if code not in held))


def of_one(knowledge: KnowledgeBase, country: str) -> Iterator[Question]:
    """Every case of every role; in other countries than the default those that differ by country."""
    home = country == knowledge.site.default_country
    for role, (intent, cases) in product(knowledge.roles.values(), OF_ONE.items()):
        if home or intent in BY_COUNTRY:
            for aspects in cases:
                yield Question(intent, country, roles=(role.id,), aspects=frozenset(aspects), country_named=not home)
        if home and intent in ("ask_skills", "switch_role", "choose_role"):
            yield Question(intent, country, roles=(role.id,), skills=(role.skills[0],))
            yield Question(intent, country, roles=(role.id,), skills=(role.skills[-1], *_strange(knowledge, role.id)))
            yield Question(intent, country, roles=(role.id,), skills=_strange(knowledge, role.id), viewpoint=EMPLOYER)
    if home:
        yield from (Question("ask_pay", country, roles=(role,), place="Pune", country_named=True) for role in knowledge.roles)


def of_occupations(knowledge: KnowledgeBase, country: str, part: int, parts: int) -> Iterator[Question]:
    """Every case of every `parts`th occupation, alone and in pairs with one another and with hand-made roles."""
    home = country == knowledge.site.default_country
    chosen, made = list(knowledge.occupations)[part::parts], list(knowledge.roles)
    for role, (intent, cases) in product(chosen, OF_ONE.items()):
        if home or intent in BY_COUNTRY:
            for aspects in cases:
                yield Question(intent, country, roles=(role,), aspects=frozenset(aspects), country_named=not home)
    for place, role in enumerate(chosen):
        yield from of_several((role, chosen[place - 1]), country, named=not home)
        yield from of_several((made[place % len(made)], role), country, named=not home)


def of_several(roles: tuple[str, ...], country: str, named: bool = False) -> Iterator[Question]:
    """Every case of some roles; for a pair the way back too."""
    for intent, cases in OF_SEVERAL.items():
        if len(roles) == 2 or intent != "switch_role":
            for aspects in cases:
                yield Question(intent, country, roles=roles, aspects=frozenset(aspects), country_named=named)
    if len(roles) == 2:
        yield Question("switch_role", country, roles=roles[::-1])


def with_skills(knowledge: KnowledgeBase, roles: tuple[str, ...], country: str) -> Iterator[Question]:
    """Some roles asked about with a skill of the first and one of none."""
    skill = knowledge.roles[roles[0]].skills[-1]
    yield Question("ask_skills", country, roles=roles, skills=(skill,))
    yield Question("choose_role", country, roles=roles, skills=(skill, *_strange(knowledge, roles[0])))


def pairs(knowledge: KnowledgeBase) -> list[tuple[str, ...]]:
    """A large sample, and every pair of the same occupation or with a written comparison."""
    every = list(combinations(knowledge.roles, 2))
    close = [pair for pair in every if _same_occupation(knowledge, pair) or frozenset(pair) in knowledge.comparisons]
    drawn = random.Random(1).sample(every, min(PAIRS, len(every)))
    return [pair if turn % 2 else pair[::-1] for turn, pair in enumerate(dict.fromkeys([*close, *drawn]))]


def groups(knowledge: KnowledgeBase) -> list[tuple[str, ...]]:
    """Triples, some of one occupation, and a few fours and fives."""
    draw, every = random.Random(2), list(knowledge.roles)
    drawn = [tuple(draw.sample(every, 3)) for _ in range(TRIPLES)]
    close = [triple for triple in combinations(every, 3) if _same_occupation(knowledge, triple)]
    return [*drawn, *draw.sample(close, min(60, len(close))), *(tuple(draw.sample(every, 4 + turn % 2)) for turn in range(QUADS))]


def of_none(knowledge: KnowledgeBase, country: str) -> Iterator[Question]:
    """Lists, rankings, skills, sources and small talk."""
    for intent in SMALL_TALK:
        yield Question(intent, country)
    for family in ("", *(family for family in knowledge.families if knowledge.in_family(family))):
        yield Question("list_roles", country, family=family)
        for aspects in ((), ("lowest",)):
            yield Question("rank_roles_by_pay", country, family=family, aspects=frozenset(aspects))
        yield Question("find_roles_by_skill", country, family=family)
    for amount in (Amount(1_000_000), Amount(100_000, "USD"), Amount(3_000_000, "INR"), Amount(10**9), Amount(60_000, "GBP")):
        yield Question("rank_roles_by_pay", country, amount=amount)
    for limit in (1, 3, 10, 50):
        yield Question("rank_roles_by_pay", country, limit=limit)
    for named in (True, False):
        yield Question("set_country", country, country_named=named)
    for intent in ("hire_role", "find_jobs", "explain_skill", "find_roles_by_skill", "ask_source"):
        yield Question(intent, country)
        yield Question(intent, country, topic="basket weaving")
    yield from _of_skills(knowledge, country)


def of_sources(knowledge: KnowledgeBase, country: str) -> Iterator[Question]:
    """Where the figures of the last answer come from, after answers of all kinds."""
    for role in knowledge.roles:
        for intent in ("ask_pay", "describe_role", "ask_education", "ask_skills", "choose_role"):
            yield Question("ask_source", country, roles=(role,), before=(Question(intent, country, roles=(role,)),))
    for pair in pairs(knowledge)[:200]:
        for intent in ("compare_roles", "ask_pay", "ask_outlook"):
            yield Question("ask_source", country, roles=pair, before=(Question(intent, country, roles=pair),))
    yield Question("ask_source", country, before=(Question("greet", country),))
    yield Question("ask_source", country, before=(Question("rank_roles_by_pay", country),))


def _of_skills(knowledge: KnowledgeBase, country: str) -> Iterator[Question]:
    draw, skills = random.Random(3), list(knowledge.skills)
    for skill in skills:
        yield Question("explain_skill", country, skills=(skill,))
        yield Question("find_roles_by_skill", country, skills=(skill,))
    for size in (2, 3, 5, 8):
        for _ in range(40):
            yield Question("find_roles_by_skill", country, skills=tuple(draw.sample(skills, size)))
    for role in knowledge.roles.values():
        yield Question("find_roles_by_skill", country, skills=role.skills[:4])
        yield Question("find_roles_by_skill", country, roles=(role.id,), family=role.family)


def _same_occupation(knowledge: KnowledgeBase, roles: tuple[str, ...]) -> bool:
    outlooks = [knowledge.roles[role].outlook for role in roles]
    return len({outlook.code if outlook else role for outlook, role in zip(outlooks, roles, strict=True)}) == 1


def _strange(knowledge: KnowledgeBase, role: str) -> tuple[str, ...]:
    return (next(skill for skill in knowledge.skills if skill not in knowledge.roles[role].skills),)
