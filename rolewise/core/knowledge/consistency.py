"""What no single file's shape can tell: names held twice, ends the wrong way round, links to oneself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields

from rolewise.core.knowledge.contract import placeholder_problems
from rolewise.core.knowledge.model import KnowledgeBase, Pay, Role
from rolewise.core.knowledge.problems import Problem, nearest, shown

# Placeholders of the links of site.yml.
LINKS = {"jobs_url": ("query", "place"), "page_url": ("first", "second"), "role_url": ("role",)}
TITLES = "vocabulary/titles.yml"
FIELD_FORMS = "words_field_forms"
_LETTER = re.compile(r"[^\W_]")


def consistency_problems(knowledge: KnowledgeBase) -> list[Problem]:
    """Every fault found, in the order of the files."""
    return [
        *_doubled_names(knowledge),
        *_title_problems(knowledge),
        *_doubled_skill_names(knowledge),
        *(problem for role in knowledge.roles.values() for problem in _role_problems(role, knowledge)),
        *_comparison_problems(knowledge),
        *_link_problems(knowledge),
        *_phrase_problems(knowledge),
        *_listed_problems(knowledge),
        *(
            Problem(file, place, "a name with a letter or digit", shown(name))
            for file, place, name in _searched_names(knowledge)
            if not _LETTER.search(name)
        ),
    ]


def _listed_problems(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """Roles and families that the lists of interests and of the best-known name."""
    best = [("vocabulary/best_known.yml", (family,), role) for family, roles in knowledge.best_known.items() for role in roles]
    liked = [
        ("vocabulary/interests.yml", (interest.id, "roles"), role)
        for interest in knowledge.interests.values()
        for role in interest.roles
    ]
    for file, place, role in (*best, *liked):
        if role not in knowledge.roles:
            yield Problem(file, place, "an id of a role or an occupation", shown(role), nearest(role, _known(knowledge)))
    for family in knowledge.best_known:
        if family not in knowledge.families:
            yield Problem(
                "vocabulary/best_known.yml", (family,), "an id of families", shown(family), nearest(family, knowledge.families)
            )


def _known(knowledge: KnowledgeBase) -> list[str]:
    return [*knowledge.roles, *knowledge.occupations]


def names_of(role: Role) -> tuple[str, ...]:
    """Every name under which a role is known, as written."""
    return tuple(dict.fromkeys((role.title, role.plural, *role.aliases, *role.fields)))


def _doubled_names(knowledge: KnowledgeBase) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for role in knowledge.roles.values():
        for name in {name.lower() for name in names_of(role)}:
            owner = owners.setdefault(name, role.id)
            if owner != role.id:
                yield Problem(_file(role), ("names",), "a name of one role only", f"{name!r}, also of {owner}")
    for name in knowledge.names.ambiguous:
        if name in owners:
            yield Problem("vocabulary/names.yml", ("ambiguous", name), "a name of no single role", f"a name of {owners[name]}")


def _title_problems(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """Names of `titles.yml` that another file decides, and what they mean that is no role."""
    written = knowledge.titles
    owners = {name.lower(): role.id for role in knowledge.roles.values() for name in names_of(role)}
    for part, named in (("titles", written.titles), ("fields", {name: (role,) for name, role in written.fields.items()})):
        for name, roles in named.items():
            place = (part, name)
            for role in roles:
                if role not in knowledge.roles:
                    every = (*knowledge.roles, *knowledge.occupations)
                    yield Problem(TITLES, place, "an id of a role or an occupation", shown(role), nearest(role, every))
            if name in owners:
                yield Problem(TITLES, place, "a name that no role has", f"a name of {owners[name]}")
            for other in ("ambiguous", "other_roles"):
                if name in getattr(knowledge.names, other):
                    yield Problem(TITLES, place, "a name that one file decides", f"vocabulary/names.yml › {other} has it, too")


def _doubled_skill_names(knowledge: KnowledgeBase) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for skill in knowledge.skills.values():
        for name in {name.lower() for name in (skill.label, *skill.aliases)}:
            owner = owners.setdefault(name, skill.id)
            if owner != skill.id:
                yield Problem("vocabulary/skills.yml", (skill.id,), "a name of one skill only", f"{name!r}, also of {owner}")


def _role_problems(role: Role, knowledge: KnowledgeBase) -> Iterator[Problem]:
    file = _file(role)
    for skill in role.distinguishing:
        if skill not in role.skills:
            yield Problem(file, ("distinguishing",), "a skill of this role's own list", shown(skill))
    for near in role.related:
        if near.role == role.id:
            yield Problem(file, ("related",), "another role", "the role itself")
    headlines = Counter(row.country for row in role.pay if row.headline)
    for country, count in headlines.items():
        if count > 1:
            yield Problem(file, ("pay",), f"one headline row for {country}", str(count))
    for number, row in enumerate(role.pay, 1):
        yield from _pay_problems(file, number, row, knowledge)


def _pay_problems(file: str, number: int, row: Pay, knowledge: KnowledgeBase) -> Iterator[Problem]:
    place = ("pay", f"item {number}")
    amounts = [amount for amount in (row.low, row.median, row.high) if amount is not None]
    if not amounts and row.average is None:
        yield Problem(file, place, "at least one of low, median, high and average", "none")
    if row.period == "year" and not all(isinstance(amount, int) for amount in amounts):
        yield Problem(file, place, "whole units of the currency", shown(tuple(amounts)))
    if amounts != sorted(amounts):
        yield Problem(file, place, "low, median and high in rising order", shown(tuple(amounts)))
    if row.currency not in knowledge.currencies:
        yield Problem(file, place, "a country that has a currency", shown(row.country))


def _comparison_problems(knowledge: KnowledgeBase) -> Iterator[Problem]:
    for pair in knowledge.comparisons.values():
        if pair.hire_first not in pair.roles:
            yield Problem(
                f"comparisons/{'-vs-'.join(pair.roles)}.yml", ("hire_first",), "one of the two roles", shown(pair.hire_first)
            )


def _link_problems(knowledge: KnowledgeBase) -> Iterator[Problem]:
    for field, names in LINKS.items():
        yield from placeholder_problems("site.yml", (field,), getattr(knowledge.site, field), names)


def _phrase_problems(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """Phrases that no message can hold: signs and pictures are no words to the search."""
    for cue, phrases in knowledge.cues.items():
        for phrase in phrases:
            if not _LETTER.search(phrase):
                yield Problem("vocabulary/cues.yml", (cue,), "a phrase with a letter or digit", shown(phrase))
            elif cue == FIELD_FORMS and len(phrase.split()) != 2:
                yield Problem("vocabulary/cues.yml", (cue,), "the end of a title and that of its field", shown(phrase))


def _searched_names(knowledge: KnowledgeBase) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Every name that is looked for in messages: file, place, name."""
    for role in knowledge.roles.values():
        yield from ((_file(role), ("names",), name) for name in names_of(role))
    for skill in knowledge.skills.values():
        yield from (("vocabulary/skills.yml", (skill.id,), name) for name in (skill.label, *skill.aliases))
    for country in knowledge.countries.values():
        names = (country.name, *country.names, *country.cities)
        yield from (("vocabulary/countries.yml", (country.code,), name) for name in names)
    for part in fields(knowledge.titles):
        yield from ((TITLES, (part.name,), name) for name in getattr(knowledge.titles, part.name))
    for part in fields(knowledge.names):
        yield from (("vocabulary/names.yml", (part.name,), name) for name in getattr(knowledge.names, part.name))


def _file(role: Role) -> str:
    return f"roles/{role.id}.yml"
