"""How well the titles of our own list are answered: `benchmarks/titles.tsv`, labelled by hand."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rolewise.core.dialogue.turn import Reading, Turn
from rolewise.core.dialogue.unknown_titles import strangers
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.matching import Matcher, Mention
from rolewise.core.matching.mentions import AMBIGUOUS, ROLE, ROLE_KINDS
from rolewise.paths import ROOT

TITLES = ROOT / "benchmarks" / "titles.tsv"
DECLINE, ASK = "-", "?"  # labels: to decline is right, to ask back is right whatever is offered
RIGHT, ASKED, DECLINED = "right", "rightly asked back", "rightly declined"
ASKED_BADLY, LEFT, MISSED, WRONG = "asked back for others", "declined though covered", "not heard", "wrong"
GOOD = (RIGHT, ASKED, DECLINED)
FIELD = "field"  # the class of activities, which are asked about as such
WORKED_ON, BLIND = "worked on", "blind"


@dataclass(frozen=True)
class Title:
    """A title with its class and the labels of what is right."""

    kind: str
    name: str
    labels: frozenset[str]

    @property
    def part(self) -> str:
        """The half of the list that it is in."""
        first = hashlib.blake2b(self.name.encode(), digest_size=4).digest()[0]
        return BLIND if first % 2 else WORKED_ON

    @property
    def question(self) -> str:
        """How it is asked for."""
        return f"{self.name} salary" if self.kind == FIELD else f"what does a {self.name} earn"


def read_titles(path: Path = TITLES) -> list[Title]:
    """The list, in its order. Raises ValueError with file and line where a line is not as it should be."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        parts = line.split("\t")
        if len(parts) != 3 or not all(parts):
            raise ValueError(f"{path.name}, line {number}: expected class, title and labels, found {line[:80]!r}")
        found.append(Title(parts[0], parts[1], frozenset(parts[2].split())))
    return found


def measure_titles(knowledge: KnowledgeBase, titles: list[Title]) -> dict[str, Counter[str]]:
    """Outcomes by half of the list and by class."""
    matcher = Matcher(knowledge)
    scores: dict[str, Counter[str]] = {}
    for title in titles:
        outcome = outcome_of(title, heard(matcher, knowledge, title.question))
        for group in (title.part, title.kind):
            scores.setdefault(group, Counter())[outcome] += 1
    return scores


def heard(matcher: Matcher, knowledge: KnowledgeBase, question: str) -> list[Mention]:
    """The roles that a question about pay names, those that no list has among them."""
    found = matcher.find(question)
    turn = Turn(found.text, (Reading("ask_pay", 1.0),), mentions=found.mentions, cues=found.cues, facets=found.facets)
    every = (*found.mentions, *strangers(turn, knowledge))
    return sorted((mention for mention in every if mention.kind in ROLE_KINDS), key=lambda mention: mention.start)


def outcome_of(title: Title, mentions: list[Mention]) -> str:
    """What became of a title, by the roles that were heard."""
    if not mentions:
        return MISSED
    if any(mention.kind == AMBIGUOUS for mention in mentions):
        offered = {role for mention in mentions for role in (*mention.candidates, mention.value)}
        return ASKED if ASK in title.labels or offered & title.labels else ASKED_BADLY
    roles = {mention.value for mention in mentions if mention.kind == ROLE}
    if len(roles) < len(mentions):
        return DECLINED if DECLINE in title.labels else LEFT
    return RIGHT if roles <= title.labels else WRONG
