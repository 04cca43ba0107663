"""Corrections: what is named last holds, and what is said not to be meant is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from rolewise.core.dialogue.asked import Asked, is_weak, repeated
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.facets import Facet
from rolewise.core.intents import Alone
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.matching.mentions import COUNTRY, ROLE, ROLE_KINDS, SKILL, TITLE, Mention

REPAIR = "repair"  # the cue of an utterance that begins as a correction
# Facets of which the last one told holds.
CORRECTED = frozenset(("country", "city", "currency", "years", "level", "amount", "company"))
# Corrections that are ordinary words unless a sign stands before them and the name right behind.
_LOOSE = re.compile(
    r"(?:[,;.!?–—-]|\.\.+)\s*(?:no|nope|sorry|oops|wait|actually|rather|nahi)[\s,]+"
    r"(?:(?:in|for|a|an|the|not|make|it)\s+)*$",
    re.IGNORECASE,
)
_BY_A_WORD = re.compile(r"\b(?:the|that|this)\s+((?:[\w/+#-]+\s+){1,2})(?:one|role|job|option|wala|wali)\b", re.IGNORECASE)


def repaired(turn: Turn, knowledge: KnowledgeBase) -> Turn:
    """The turn without what it takes back: "in Kenya, I mean Canada"."""
    marks = knowledge.cues["words_repair"]
    for kinds in (ROLE_KINDS, frozenset((COUNTRY,)), frozenset((SKILL,))):
        named = [mention for mention in turn.mentions if mention.kind in kinds and mention.end]
        at = _taken_back(turn.text, named, marks)
        if at:
            left = tuple(mention for mention in turn.mentions if mention.kind not in kinds or mention.start >= at)
            turn = replace(turn, mentions=left, facets=_later(turn.facets, at))
    return turn


def _taken_back(text: str, named: list[Mention], marks: Iterable[str]) -> int:
    """Where the name starts that a correction puts in the place of those before it; 0 where there is none."""
    for before, after in pairwise(named):
        between = text[before.end : after.start]
        if any(re.search(rf"\b{re.escape(mark)}\b", between, re.IGNORECASE) for mark in marks) or _LOOSE.search(between):
            return after.start
    return 0


def _later(facets: Iterable[Facet], at: int) -> tuple[Facet, ...]:
    found = tuple(facets)
    told = {facet.kind for facet in found if facet.start >= at} | {"exception"}
    return tuple(facet for facet in found if facet.start >= at or facet.kind not in told & (CORRECTED | {"exception"}))


def pointed_by_a_word(turn: Turn, pools: Iterable[tuple[str, ...]], knowledge: KnowledgeBase) -> Turn:
    """ "the business one": the one role of those offered, in play or listed that has the word in its names"""
    found = _BY_A_WORD.search(turn.text)
    if not found or turn.of(ROLE):
        return turn
    said = {word for word in found[1].lower().split() if word not in knowledge.cues["words_filler"]}
    for pool in pools:
        meant = [role for role in dict.fromkeys(pool) if said & _words_of(knowledge, role)]
        if len(meant) == 1:
            start, end = found.span()
            named = Mention(ROLE, meant[0], start, end, knowledge.roles[meant[0]].title, detail=TITLE)
            left = (mention for mention in turn.mentions if mention.end <= start or mention.start >= end)
            mentions = tuple(sorted((*left, named), key=lambda mention: mention.start))
            return replace(turn, mentions=mentions, cues=turn.cues - {"first", "second", "third", "last_one"})
    return turn


def _words_of(knowledge: KnowledgeBase, role: str) -> set[str]:
    return set(knowledge.roles[role].title.lower().split())


def repairs(turn: Turn, memory: State) -> Asked | None:
    """ "no, the data one", "I meant the pharmacist", "sorry, Canada": the last question again"""
    own = not is_weak(turn) and turn.intent != "give_feedback"
    if REPAIR not in turn.cues or not memory.intent or own:
        return None
    swapped = len(turn.values(ROLE)) > 1 and set(turn.values(ROLE)) & set(memory.roles)  # "X instead of Y" has a rule of its own
    if turn.names_roles and repeated(memory, Alone.ROLE) and not swapped:
        return Asked(memory.intent, "mention_role", again=True, repaired=True)
    if turn.of(COUNTRY) and not turn.names_roles and repeated(memory, Alone.COUNTRY):
        return Asked(memory.intent, "set_country", again=True)
    return None


def in_place(memory: State, named: tuple[str, ...], cues: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The roles in play once those named have taken the place of what was misunderstood, or joined where all were meant."""
    if cues & {"each", "add"} and len(memory.focus) > 1:
        return tuple(dict.fromkeys([*memory.focus, *named]))
    if len(memory.focus) < 2 or set(named) <= set(memory.roles) or len(named) > 1:
        return named
    gone = [role for role in memory.focus if role in memory.offered][-1:] or [memory.focus[-1]]
    return tuple(dict.fromkeys(named[0] if role in gone else role for role in memory.focus))
