"""Words for a level next to a role: "senior data analyst", "java developer fresher"."""

from __future__ import annotations

from rolewise.core.matching.mentions import ROLE_KINDS, Candidate
from rolewise.core.matching.message import Message


def levels(found: list[Candidate], chosen: list[Candidate], message: Message) -> list[Candidate]:
    """The names chosen with the levels right before or behind a role; a level there is no role of its own."""
    found = sorted(found, key=lambda level: -level.size)
    roles = [name for name in chosen if name.entry.kind in ROLE_KINDS]
    kept: list[Candidate] = []
    grown = True
    while grown:
        grown = False
        for level in found:
            if any(level.overlaps(other) for other in kept) or not _is_free(level, chosen):
                continue
            beside = [*[role for role in roles if not role.overlaps(level)], *kept]
            if any(_touch(level, other, message) for other in beside):
                kept.append(level)
                grown = True
    return sorted(
        [*[name for name in chosen if not any(name.overlaps(level) for level in kept)], *kept],
        key=lambda name: name.first,
    )


def _is_free(level: Candidate, chosen: list[Candidate]) -> bool:
    return not any(name.overlaps(level) and name.size > level.size for name in chosen)


def _touch(level: Candidate, other: Candidate, message: Message) -> bool:
    first, second = (level, other) if level.first < other.first else (other, level)
    return first.last == second.first and not message.tokens[second.first].breaks
