"""The whole way from the store to groups of unanswered questions."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rolewise.core.embedding import EmbeddingUnavailable, SentenceEmbedding
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.review.decisions import Decisions
from rolewise.review.gaps import find_gaps
from rolewise.review.grouping import group, normalised
from rolewise.review.proposing import advised
from rolewise.review.records import Gap, Group, Kind, Turn
from rolewise.review.utterance_json import UNKNOWN_ROLE
from rolewise.review.utterances import taught

if TYPE_CHECKING:
    from rolewise.core.matching.mentions import Found

DAY = 86_400.0
# Kinds whose question is answered once it is a training line.
BY_LINES = frozenset({Kind.NOT_UNDERSTOOD, Kind.OUT_OF_SCOPE})


@dataclass(frozen=True)
class Places:
    """What a review looks at and what it changes."""

    database: str  # URL
    knowledge: Path  # folder
    utterances: Path  # data/nlu.yml
    decisions: Path  # what editors have decided


@dataclass(frozen=True)
class Wanted:
    """Which questions; "" and () mean all."""

    days: int = 30
    channel: str = ""
    country: str = ""  # ISO 3166 alpha-2
    kinds: tuple[Kind, ...] = ()

    def since(self, now: float) -> float:
        """The time in seconds since the epoch from which on questions count."""
        return now - self.days * DAY

    def of(self, turn: Turn) -> bool:
        """Whether the turn is of the channel and the country."""
        return self.channel in ("", turn.channel) and self.country in ("", turn.country)


def open_gaps(turns: Sequence[Turn], wanted: Wanted, places: Places, knowledge: KnowledgeBase) -> list[Gap]:
    """The gaps of turns that nothing was done about since."""
    decisions = Decisions(places.decisions)
    lines = taught(places.utterances.read_text("utf-8")) if places.utterances.is_file() else {}
    covered = _covered(knowledge)
    found = (gap for gap in find_gaps(turns, knowledge) if wanted.of(gap.turn) and gap.kind in (wanted.kinds or Kind))
    return [gap for gap in found if not (decisions.closed(gap) or _taught(gap, lines) or covered(gap))]


def groups(gaps: Sequence[Gap], knowledge: KnowledgeBase) -> list[Group]:
    """Groups with what would help, the most frequent first."""
    return [advised(found, knowledge) for found in group(gaps, embedding())]


def now() -> float:
    """Seconds since the epoch; tests put another clock in its place."""
    return time.time()


@lru_cache(maxsize=1)
def embedding() -> SentenceEmbedding | None:
    """The sentence embedding; None where its weights are missing: then only equal texts are grouped."""
    try:
        return SentenceEmbedding.load()
    except EmbeddingUnavailable:
        return None


def _taught(gap: Gap, lines: dict[str, str]) -> bool:
    return gap.kind in BY_LINES and normalised(gap.turn.text) in lines


def _covered(knowledge: KnowledgeBase) -> Callable[[Gap], bool]:
    """Whether a name that was not covered has become a role's."""

    @cache
    def find() -> Callable[[str], Found]:  # takes a second, and is needed only where a name was unknown
        from rolewise.core.matching import Matcher

        return Matcher(knowledge).find

    @cache
    def is_covered(name: str) -> bool:
        found = find()(name)
        return bool(found.of("role")) and not found.of(UNKNOWN_ROLE)

    return lambda gap: gap.unknown is not None and is_covered(gap.unknown.name)
