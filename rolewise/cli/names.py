"""Names on a command line -> ids: exactly as a file writes them, else as the assistant reads them, else the nearest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rolewise.cli import exits

if TYPE_CHECKING:
    from rolewise.core.facets import Amount
    from rolewise.core.knowledge import KnowledgeBase

# Names of so few letters are near to anything.
SHORT = 3
LEAST_ALIKE = 60  # of 100


def one_of(kind: str, typed: str, known: Mapping[str, str]) -> str:
    """The id of a name; `known` maps names in small letters to ids. Ends the command, with the nearest, if there is none."""
    from rapidfuzz import fuzz, process

    if found := known.get(typed.strip().casefold()):
        return found
    names = [name for name in known if len(name) > SHORT]
    near = process.extractOne(typed.casefold(), names, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE)
    hint = f"; nearest is {near[0]!r}" if near else ""
    raise exits.Stop(f"no {kind} {typed!r}{hint}", exits.USAGE)


def role(knowledge: KnowledgeBase, typed: str) -> str:
    """The role of an id, title or other name, typos included."""
    known = {
        name.casefold(): found.id
        for found in knowledge.roles.values()
        for name in (found.id, found.plural, *found.fields, *found.aliases, found.title)
    }
    known |= {
        name.casefold(): item.id
        for item in knowledge.occupations.values()
        for name in (item.name, item.title, item.id)
        if name.casefold() not in known
    }
    if typed.strip().casefold() in known:
        return known[typed.strip().casefold()]
    if read := _of_list(knowledge, typed) or _as_read(knowledge, typed):
        return read
    return one_of("role", typed, known)


def _of_list(knowledge: KnowledgeBase, typed: str) -> str:
    """The occupation that the lists of names give for just these words; "" for none or several."""
    from rolewise.core.knowledge.imported import NAMES

    name = " ".join(typed.casefold().split())
    tables = knowledge.imported.sets.values() if knowledge.imported else ()
    rows = [row for found in tables if NAMES in found for row in found[NAMES].rows(name)]
    return rows[0]["occupation"] if len(rows) == 1 and rows[0]["occupation"] in knowledge.roles else ""


def skill(knowledge: KnowledgeBase, typed: str) -> str:
    """The skill of an id, label or other name."""
    known = {name.casefold(): found.id for found in knowledge.skills.values() for name in (*found.aliases, found.label, found.id)}
    return one_of("skill", typed, known)


def country(knowledge: KnowledgeBase, typed: str) -> str:
    """The country of a code, name or other name."""
    known = {
        name.casefold(): found.code
        for found in knowledge.countries.values()
        for name in (*found.cities, *found.names, found.name, found.code)
    }
    return one_of("country", typed, known)


def family(knowledge: KnowledgeBase, typed: str) -> str:
    """The family of an id or label."""
    known = {name.casefold(): family_id for family_id, label in knowledge.families.items() for name in (label, family_id)}
    return one_of("family", typed, known)


def amount(knowledge: KnowledgeBase, typed: str) -> Amount:
    """A sum such as 3000000, 30 LPA or $150k."""
    from rolewise.core.facets import Amount
    from rolewise.core.matching.amounts import AmountFinder

    found = AmountFinder(knowledge).find(typed, True, ())
    if not found:
        raise exits.Stop(f"{typed!r} is no amount; write it as 3000000, 30 LPA or $150k", exits.USAGE)
    return Amount(found[0].units, found[0].currency)


def _as_read(knowledge: KnowledgeBase, typed: str) -> str:
    """The one role that the assistant would read; "" where it reads none or several."""
    from rolewise.core.matching import Matcher

    meant = {mention.value for mention in Matcher(knowledge).find(typed).of("role")}
    return meant.pop() if len(meant) == 1 else ""
