"""What people say to each other where we listen: only a question about roles is for us."""

from __future__ import annotations

import re

from rolewise.core.dialogue.asked import CLEAR, SHORT
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.intents import Kind, intent_of
from rolewise.core.knowledge.model import KnowledgeBase

OURS = frozenset({Kind.ABOUT_ROLES, Kind.CATALOGUE, Kind.FRAGMENT})
LIST = "words_question"  # of the vocabulary: the words that questions begin with


def is_for_us(turn: Turn, memory: State, knowledge: KnowledgeBase) -> bool:
    """Whether a message addressed to nobody is a question about roles named or in play, or the answer to one of ours."""
    if not turn.is_read or intent_of(turn.intent).kind not in OURS:
        return False
    named = turn.names_roles or turn.of("country") or turn.of("skill")
    if memory.pending and named and turn.words <= SHORT:
        return True
    asks = "?" in turn.text or _begins(turn.text, knowledge)
    about = named or memory.roles or intent_of(turn.intent).kind is Kind.CATALOGUE
    if asks and about and turn.sure and (turn.confidence >= CLEAR or named):
        return True
    return bool(named and memory.roles and turn.words <= SHORT and turn.sure and intent_of(turn.intent).kind is Kind.FRAGMENT)


def _begins(text: str, knowledge: KnowledgeBase) -> bool:
    first = re.search(r"[\w']+", text.lower())
    return first is not None and first.group() in knowledge.cues.get(LIST, ())
