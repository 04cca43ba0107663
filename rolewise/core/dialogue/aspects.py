"""Questions named by a noun: "licences?", "pay, tools, duties"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rolewise.core.dialogue.asked import Asked, is_weak
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.intents import INTENTS
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.knowledge.once import once_each

LISTS = "words_asking_"  # and the intent
MOST = 3  # questions in a message
_JOIN = r"\s*(?:,|/|&|\+|\band\b|\bor\b|\baur\b|\bplus\b|\bwith\b)\s*(?:and\s+)?(?:the\s+|their\s+|its\s+)?"


@dataclass(frozen=True)
class _Nouns:
    """The nouns that ask, with their intents, and patterns of one and of several joined."""

    asking: dict[str, str]
    one: re.Pattern[str]
    joined: re.Pattern[str]


@once_each
def _nouns(knowledge: KnowledgeBase) -> _Nouns:
    asking = {noun: intent for intent in INTENTS for noun in knowledge.cues.get(LISTS + intent, ())}
    noun = "|".join(sorted(map(re.escape, asking), key=len, reverse=True))
    return _Nouns(asking, re.compile(rf"\b(?:{noun})\b"), re.compile(rf"\b(?:{noun})\b(?:{_JOIN}(?:{noun})\b)+"))


def aspects_of(text: str, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The intents of nouns that stand joined, or of one that is the whole message; in text order."""
    nouns = _nouns(knowledge)
    if joined := nouns.joined.search(text.lower()):
        return tuple(dict.fromkeys(nouns.asking[found] for found in nouns.one.findall(joined[0])))[:MOST]
    left = [word for word in re.findall(r"[\w']+", text.lower()) if word not in knowledge.cues["words_filler"]]
    alone = nouns.asking.get(" ".join(left))
    return (alone,) if alone else ()


def asks_by_noun(turn: Turn, memory: State) -> Asked | None:
    """Several questions named side by side, or one aspect alone of the roles in play."""
    if not (turn.names_roles or memory.roles) or ("compare" in turn.cues and turn.names_roles):
        return None
    if len(turn.aspects) > 1:
        return Asked(turn.aspects[0], also=turn.aspects[1:])
    alone = turn.aspects and not turn.names_roles and not turn.of("country") and is_weak(turn)
    return Asked(turn.aspects[0]) if alone else None
