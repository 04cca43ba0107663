"""Questions named by a noun: "licences?", "pay, tools, duties"."""

from __future__ import annotations

import re

from rolewise.core.dialogue.asked import Asked, is_weak
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.intents import INTENTS
from rolewise.core.knowledge.model import KnowledgeBase

LISTS = "words_asking_"  # and the intent
MOST = 3  # questions in a message
_JOIN = r"\s*(?:,|/|&|\+|\band\b|\bor\b|\baur\b|\bplus\b|\bwith\b)\s*(?:and\s+)?(?:the\s+|their\s+|its\s+)?"


def aspects_of(text: str, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The intents of nouns that stand joined, or of one that is the whole message; in text order."""
    asking = {noun: intent for intent in INTENTS for noun in knowledge.cues.get(LISTS + intent, ())}
    noun = "|".join(sorted(map(re.escape, asking), key=len, reverse=True))
    joined = re.search(rf"\b(?:{noun})\b(?:{_JOIN}(?:{noun})\b)+", text.lower())
    if joined:
        return tuple(dict.fromkeys(asking[found] for found in re.findall(rf"\b(?:{noun})\b", joined[0])))[:MOST]
    left = [word for word in re.findall(r"[\w']+", text.lower()) if word not in knowledge.cues["words_filler"]]
    alone = asking.get(" ".join(left))
    return (alone,) if alone else ()


def asks_by_noun(turn: Turn, memory: State) -> Asked | None:
    """Several questions named side by side, or one aspect alone of the roles in play."""
    if not (turn.names_roles or memory.roles) or ("compare" in turn.cues and turn.names_roles):
        return None
    if len(turn.aspects) > 1:
        return Asked(turn.aspects[0], also=turn.aspects[1:])
    alone = turn.aspects and not turn.names_roles and not turn.of("country") and is_weak(turn)
    return Asked(turn.aspects[0]) if alone else None
