"""The English words that may stand in Devanagari: those of our names, and those that hindi.yml lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rolewise.core.knowledge.model import KnowledgeBase

_WORD = re.compile(r"[a-z]{2,}")


def likely_words(knowledge: KnowledgeBase) -> set[str]:
    """Words of titles, pairs of them that are written as one ("फुलस्टैक"), and the listed loanwords."""
    titles = [role.title for role in knowledge.roles.values()]
    pairs = {" ".join(pair) for title in titles for pair in pairwise(_words([title]))}
    return {*_words(titles), *knowledge.hindi.loanwords, *pairs}


def other_words(knowledge: KnowledgeBase) -> set[str]:
    """Words of other names of roles, of skills and of places."""
    roles = [name for role in knowledge.roles.values() for name in (*role.aliases, *role.fields)]
    skills = [name for skill in knowledge.skills.values() for name in (skill.label, *skill.aliases)]
    places = [name for country in knowledge.countries.values() for name in (country.name, *country.names, *country.cities)]
    return {*_words([*roles, *skills, *places, *knowledge.names.title_heads, *knowledge.names.other_roles])}


def _words(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from _WORD.findall(name.lower())
