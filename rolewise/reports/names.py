"""How well titles are found that the index does not hold: other names of occupations, kept out of it and then asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from rolewise.core.knowledge.imported import NAMES
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.matching import Matcher
from rolewise.core.matching.mentions import AMBIGUOUS, ROLE, UNKNOWN
from rolewise.core.matching.message import Phrases
from rolewise.core.matching.occupations import OccupationNames
from rolewise.core.matching.tokens import norms

SHARE = 40  # one name in so many is held out
RIGHT, ASKED, DECLINED, WRONG, MISSED = "right", "asked back", "declined", "wrong", "not heard"


@dataclass(frozen=True)
class NameScores:
    """Counts by outcome, of names held out and of names in the index, and some of the wrong ones."""

    held_out: dict[str, int]
    known: dict[str, int]
    wrong: list[tuple[str, str, str]]  # name, role found, roles that the data gives

    def share(self, *outcomes: str) -> float:
        """The share of the names held out that ended so."""
        return sum(self.held_out.get(outcome, 0) for outcome in outcomes) / max(1, sum(self.held_out.values()))


def measure_names(knowledge: KnowledgeBase) -> NameScores:
    """Asks every name held out, and as many of the others, one by one."""
    meant = dict(_names(knowledge))
    held_out = frozenset(name for name in meant if _drawn(name, 0))
    others = [name for name in meant if _drawn(name, 1)]
    blind, sighted = Matcher(knowledge, held_out), Matcher(knowledge)
    wrong: list[tuple[str, str, str]] = []
    scores: list[dict[str, int]] = []
    for matcher, names in ((blind, sorted(held_out)), (sighted, sorted(others))):
        counts: dict[str, int] = {}
        for name in names:
            outcome, found = _outcome(matcher, name, meant[name])
            counts[outcome] = counts.get(outcome, 0) + 1
            if outcome == WRONG and matcher is blind:
                wrong.append((name, found, ", ".join(meant[name])))
        scores.append(counts)
    return NameScores(scores[0], scores[1], wrong)


def _names(knowledge: KnowledgeBase) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Other names than titles, each with the roles that the data gives it."""
    index = OccupationNames(knowledge, Phrases(()))
    hand_made = {" ".join(norms(name)) for role in knowledge.roles.values() for name in (role.title, *role.aliases)}
    hand_made |= {" ".join(norms(name)) for name in knowledge.names.ambiguous}
    for tables in knowledge.imported.sets.values() if knowledge.imported else ():
        for name in tables.get(NAMES, ()):
            rows = tables[NAMES].rows(name)
            if name not in hand_made and all(row["kind"] in "ra" for row in rows) and (entry := index.meaning(name)):
                yield name, (entry.value,) if entry.kind == ROLE else entry.candidates


def _drawn(name: str, part: int) -> bool:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big") % SHARE == part


def _outcome(matcher: Matcher, name: str, meant: tuple[str, ...]) -> tuple[str, str]:
    mentions = [mention for mention in matcher.find(name).mentions if mention.kind in (ROLE, AMBIGUOUS, UNKNOWN)]
    if not mentions:
        return MISSED, ""
    first = mentions[0]
    if first.kind == ROLE:
        return (RIGHT if first.value in meant else WRONG), first.value
    return (ASKED if first.kind == AMBIGUOUS else DECLINED), ""
