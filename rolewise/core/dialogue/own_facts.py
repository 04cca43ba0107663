"""What users tell of themselves: kept, used in later answers, shown when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rolewise.core.answers import Writer
from rolewise.core.answers.phrasing import and_list
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.facets import Facet
from rolewise.core.matching.mentions import ROLE

KINDS = ("years", "background", "like", "dislike", "city")
TRADE = "trade"  # the facet of what one does now, told by a verb: its value is a role's id
SEVERAL = frozenset(("background", "like", "dislike"))  # of the others the last one told holds
# The questions in which they count.
COUNT_IN = frozenset(("choose_role", "switch_role", "ask_related_roles", "find_roles_by_skill", "find_jobs"))
_I = re.compile(
    r"\b(?:i|i'?m|i'?ve|my|me|myself|main|mai|mera|meri|mujhe"
    r"|he|she|him|her|his|hers|son|daughter|brother|sister|wife|husband|cousin|nephew|niece|friend|beta|beti|bhai|behen)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:am an?|i'?m an?|am currently an?|work(?:ing|ed|s)? as(?: an?)?|been an?|currently an?|job is an?"
    r"|(?:years|yrs) as an?|i drive an?|ek|old|i was an?|i am|i'?m"
    r"|(?:am|i'?m|been|work|worked|working|currently) in(?: the)?|(?:years|yrs) (?:in|of)(?: the)?|i do|i did|i was in)"
    r"\s+(?:[\w-]+\s+){0,1}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*(?:here\b|by (?:trade|profession)|hu\b|hoon\b)", re.IGNORECASE)


def own_role(turn: Turn) -> str:
    """The role that the user says to be or to have been; "" where none is told."""
    for mention in turn.of(ROLE):
        before, behind = turn.text[: mention.start], turn.text[mention.end :]
        if mention.end and (_BEFORE.search(before) or _BEHIND.match(behind)):
            return mention.value
    return next((facet.value for facet in turn.facets if facet.kind == TRADE), "")


def with_facts(turn: Turn, known: tuple[Facet, ...]) -> tuple[Facet, ...]:
    """The facts with those that the turn tells."""
    facets = [replace(facet, kind="dislike", negated=False) if _refused(facet) else facet for facet in turn.facets]
    told = [facet for facet in facets if facet.kind in KINDS and not (facet.negated and facet.kind not in SEVERAL)]
    if not told or (turn.names_roles and not (_I.search(turn.text) or own_role(turn))):
        return known
    replaced = {facet.kind for facet in told} - SEVERAL
    kept = [fact for fact in known if fact.kind not in replaced and fact.key not in {facet.key for facet in told}]
    return (*kept, *told)


def _refused(facet: Facet) -> bool:
    """ "no maths please": a criterion that is negated where no role is named tells what one does not want"""
    return facet.kind == "criterion" and facet.negated


def counting(memory: State, intent: str, heard: Iterable[Facet]) -> tuple[Facet, ...]:
    """The facts that this question takes into account: of kinds that it does not name itself."""
    named = {facet.kind for facet in heard}
    return tuple(fact for fact in memory.facts if intent in COUNT_IN and fact.kind not in named)


def shown(writer: Writer, memory: State) -> str:
    """All that is known of the user, as one sentence."""
    parts = []
    if memory.own_role:
        parts.append(writer.phrase("about_me.role", a_role=writer.a(writer.knowledge.roles[memory.own_role])))
    if memory.skills:
        parts.append(writer.phrase("about_me.skills", skills=and_list(writer.skill_labels(memory.skills))))
    for kind in KINDS:
        said = [writer.facet_label(fact) for fact in memory.facts if fact.kind == kind]
        parts += [writer.phrase(f"about_me.{kind}", said=and_list(said))] if said else []
    if memory.country:
        parts.append(writer.phrase("about_me.country", country=writer.country(memory.country)))
    return writer.say("about_me.all", told=and_list(parts)) if parts else writer.say("about_me.nothing")
