"""Which of several possible mentions of the same words count."""

from __future__ import annotations

from dataclasses import replace

from rolewise.core.matching.mentions import AMBIGUOUS, COUNTRY, FAMILY, FIELD, GUESSED, ROLE, SKILL, UNKNOWN, Candidate, Entry
from rolewise.core.matching.message import Message

ARTICLES = frozenset(("a", "an"))
_ORDER = {kind: place for place, kind in enumerate((ROLE, FAMILY, AMBIGUOUS, UNKNOWN, SKILL, COUNTRY))}


def longest(names: list[Candidate], later_first: bool = False) -> list[Candidate]:
    """The longest names that do not overlap, in the text's order.

    Of equally long ones an exact one wins, then the likelier kind, then, with `later_first`, the later in the list.
    """
    ranked = sorted(
        enumerate(names),
        key=lambda numbered: (
            -numbered[1].size,
            numbered[1].corrected,
            -numbered[0] if later_first else _ORDER.get(numbered[1].entry.kind, 9),
            numbered[1].first,
        ),
    )
    chosen: list[Candidate] = []
    for _, name in ranked:
        if not any(name.overlaps(other) for other in chosen):
            chosen.append(name)
    return sorted(chosen, key=lambda name: name.first)


def merged(names: list[Candidate], starts_anew: frozenset[int]) -> list[Candidate]:
    """One role named twice in a row ("TGT teacher") as one name. `starts_anew`: tokens behind a full stop or comma."""
    kept: list[Candidate] = []
    for name in names:
        last = kept[-1] if kept else None
        if (
            last
            and last.last == name.first
            and last.entry.kind == name.entry.kind == ROLE
            and last.entry.value == name.entry.value
            and name.first not in starts_anew
        ):
            kept[-1] = replace(last, last=name.last, size=last.size + name.size, corrected=last.corrected or name.corrected)
        else:
            kept.append(name)
    return kept


def titled(names: list[Candidate], message: Message) -> list[Candidate]:
    """ "a pilot statistician", "model risk manager": names side by side that are one title, and none of the two."""
    kept: list[Candidate] = []
    for name in names:
        last = kept[-1] if kept else None
        if last is None or not _one_title(last, name, message):
            kept.append(name)
        elif name.entry.detail == FIELD and last.entry.detail != FIELD:  # "an HR executive recruitment"
            kept[-1] = replace(last, last=name.last, size=last.size + name.size)
        else:
            near = (name.entry.value,) if name.entry.kind == ROLE else name.entry.candidates
            entry = Entry(UNKNOWN, message.typed(last.first, name.last), near, GUESSED)
            kept[-1] = Candidate(entry, last.first, name.last, last.size + name.size, last.corrected or name.corrected)
    return kept


def _one_title(first: Candidate, second: Candidate, message: Message) -> bool:
    gap = message.tokens[second.first]
    if first.last != second.first or gap.breaks or "/" in gap.gap or first.entry.value == second.entry.value:
        return False
    if first.entry.kind not in (ROLE, AMBIGUOUS) or second.entry.kind not in (ROLE, AMBIGUOUS, UNKNOWN):
        return False
    if second.entry.kind == UNKNOWN:
        return first.entry.detail == FIELD
    alone = second.last - first.first == len(message.tokens) and second.entry.detail != FIELD
    return message.before(first.first) in ARTICLES or (alone and first.size == 1 and second.size > 1)


def as_one(names: list[Candidate], possible: list[Candidate]) -> list[Candidate]:
    """Names of the same words that are a role's field or an ambiguous name and a skill: the one tells of the other."""
    roles = {(name.first, name.last): name.entry.candidates for name in possible if name.entry.kind == AMBIGUOUS}
    skills = {(name.first, name.last): name.entry.value for name in names if name.entry.kind == SKILL}
    made = []
    for name in names:
        skill = skills.get((name.first, name.last))
        if skill and name.entry.kind == ROLE and name.entry.detail == FIELD:
            name = replace(name, entry=replace(name.entry, candidates=(skill,)))
        elif name.entry.kind == SKILL:
            name = replace(name, entry=replace(name.entry, candidates=roles.get((name.first, name.last), ())))
        made.append(name)
    return made
