"""Every name of a knowledge base and what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rolewise.core.knowledge.model import KnowledgeBase, Names, Role, Titles
from rolewise.core.matching.mentions import (
    AMBIGUOUS,
    CITY,
    COUNTRY,
    CURRENCY,
    FAMILY,
    FIELD,
    NEVER,
    ROLE,
    SENIORITY,
    SKILL,
    TITLE,
    UNKNOWN,
    Entry,
)
from rolewise.core.matching.spelling import RARE, english
from rolewise.core.matching.tokens import norms

Named = tuple[tuple[str, ...], Entry]  # the words of a name, and its meaning
_ABBREVIATION = 3  # letters
_BRACKETS = re.compile(r"\s*\([^)]*\)")


def all_entries(knowledge: KnowledgeBase) -> Iterator[Named]:
    """Names as the files write them, the weightier meanings first."""
    words = frozenset(knowledge.cues.get("words_hinglish", ()))
    for role in knowledge.roles.values():
        yield from _of_role(role, words)
    yield from _of_names(knowledge.names)
    yield from _of_titles(knowledge.titles)
    for skill in knowledge.skills.values():
        for name in dict.fromkeys((skill.label, _BRACKETS.sub("", skill.label), *skill.aliases)):
            yield norms(name), Entry(SKILL, skill.id)
    yield from _of_places(knowledge)
    for family, label in knowledge.families.items():
        yield norms(label), Entry(FAMILY, family, detail="whole" if "&" in label else "")
        for part in (*_parts(label), *knowledge.names.families.get(family, ())):
            yield norms(part), Entry(FAMILY, family, detail="part")


def field_forms(knowledge: KnowledgeBase) -> Iterator[Named]:
    """Names of fields made from titles: "chemical engineering" from "chemical engineer"."""
    forms = [norms(pair) for pair in knowledge.cues.get("words_field_forms", ())]
    for kind, names in ((UNKNOWN, knowledge.names.other_roles), (AMBIGUOUS, knowledge.names.ambiguous)):
        for name, near in names.items():
            words = norms(name)
            for head, work in forms:
                if words[-1] == head and (len(words) > 1 or kind == UNKNOWN):
                    yield (*words[:-1], work), Entry(kind, name, near, detail=FIELD)


def _of_role(role: Role, words: frozenset[str]) -> Iterator[Named]:
    for name in (role.title, *role.aliases):
        yield norms(name), Entry(ROLE, role.id, detail=TITLE, short=len(name) <= 2 or name.lower() in words)
    for name in role.fields:
        yield norms(name), Entry(ROLE, role.id, detail=FIELD)
    yield norms(role.plural), Entry(ROLE, role.id, detail=TITLE)


def _of_names(names: Names) -> Iterator[Named]:
    for name, near in names.ambiguous.items():
        yield norms(name), Entry(AMBIGUOUS, name, near, short=len(name) <= 2)
    for name, near in names.other_roles.items():
        yield norms(name), Entry(UNKNOWN, name, near, short=len(name) <= 2)
    for name in names.never_roles:
        yield norms(name), Entry(NEVER, name)
    for name in names.seniority:
        yield norms(name), Entry(SENIORITY, name)


def _of_titles(titles: Titles) -> Iterator[Named]:
    for name, roles in titles.titles.items():
        words = norms(name)
        one = len(words) == 1
        short, common = one and len(name) <= _ABBREVIATION, one and english().get(words[0], 0) > RARE
        if len(roles) == 1:
            yield words, Entry(ROLE, roles[0], detail=TITLE, short=short, imported=True, common=common)
        else:
            kind = AMBIGUOUS if roles else UNKNOWN
            yield words, Entry(kind, name, roles, short=short, imported=True, common=common)
    for name, role in titles.fields.items():
        yield norms(name), Entry(ROLE, role, detail=FIELD, imported=True, common=True)


def _of_places(knowledge: KnowledgeBase) -> Iterator[Named]:
    spent: dict[str, str] = {}
    for country in knowledge.countries.values():
        for name in (country.name, *country.names):
            yield norms(name), Entry(COUNTRY, country.code, short=norms(name) == ("us",))
        for city in country.cities:
            yield norms(city), Entry(COUNTRY, country.code, detail=CITY)
        if country.currency:
            spent.setdefault(country.currency, country.code)
    for code, home in spent.items():
        currency = knowledge.currencies[code]
        for name in dict.fromkeys((code, currency.name, *currency.names)):
            yield norms(name), Entry(COUNTRY, home, detail=CURRENCY)


def _parts(label: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"&|\band\b", label)]
    return [part for part in parts if part and part != label]
