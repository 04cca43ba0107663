"""What users tell of themselves without naming a role to ask about: likes, dislikes, background, the work they do now."""

from __future__ import annotations

import re
from dataclasses import replace

from rolewise.core.dialogue.asked import FAIRLY_SHORT, Asked, is_weak
from rolewise.core.dialogue.own_facts import TRADE, own_role
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.facets import Facet
from rolewise.core.intents import Kind, intent_of
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.matching.mentions import ROLE, TITLE, Mention

FIND, RANK = "find_roles_by_skill", "rank_roles_by_pay"
UNSORTED = "any"  # a like or dislike of something that no interest is about
ANY_FIELD = "any_field"  # the cue of "which field", "some job"
# With a wish these mean what they say.
OWN_ANSWER = frozenset({RANK, "ask_pay", "hire_role", "give_feedback", "bot_challenge", "greet", "goodbye", "ask_source"})
# Without one, what "which job should I take" may be taken for.
OPEN_ENDED = frozenset(
    {"choose_role", FIND, "list_roles", "switch_role", "describe_role", "explain_skill", "ask_related_roles", "ask_education"}
)
FIRST_PERSON = re.compile(r"\b(?:i|i'?m|i'?ve|my|me|main?|mein|mera|meri|currently|working)\b", re.IGNORECASE)
LONGEST_TELLING = 16  # words of a message that tells a role and asks nothing


def seeks_roles(turn: Turn, memory: State) -> Asked | None:
    """ "I love animals", "no coding for me", "which field would suit him": roles are looked for, or those in play weighed"""
    if turn.of(ROLE) or turn.of("skill") or turn.of("unknown_role"):
        return None
    wished = [facet for facet in turn.facets if _is_wish(facet)]
    background = any(facet.kind == "background" and not facet.negated for facet in turn.facets)
    any_field = ANY_FIELD in turn.cues
    criterion = any(facet.kind == "criterion" and not facet.negated for facet in turn.facets)
    if memory.roles and not any_field and all(facet.kind == "criterion" for facet in wished):
        wished = []  # "not stressful" asks the measure of those in play
    if intent_of(turn.intent).kind is Kind.SMALL_TALK and turn.intent in OWN_ANSWER:
        return None  # "am I talking to a human?"
    if wished and not (turn.sure and turn.intent in OWN_ANSWER):
        short = turn.words <= 2 * FAIRLY_SHORT
        return Asked("choose_role") if memory.roles and short and not (any_field or background or criterion) else Asked(FIND)
    if wished and turn.intent == "ask_pay" and not memory.roles:
        return Asked(RANK)
    unsorted = any(facet.kind in ("like", "dislike") and not facet.negated for facet in turn.facets)
    if unsorted and memory.roles and is_weak(turn) and not (any_field or background):
        return Asked("choose_role")
    told = unsorted or background
    needs_roles = intent_of(turn.intent).kind is Kind.ABOUT_ROLES and not memory.roles
    if told and (is_weak(turn) or needs_roles or (turn.intent in ("switch_role", "choose_role") and not memory.roles)):
        return Asked(FIND)
    if any_field and not (criterion and memory.roles) and (is_weak(turn) or turn.intent in OPEN_ENDED):
        return Asked(FIND)
    lost = is_weak(turn) and not memory.roles and turn.cues & {"which_roles", "all_roles"}
    return Asked(FIND) if criterion and (needs_roles or lost) and "that_role" not in turn.cues else None


def tells_own_role(turn: Turn, memory: State) -> Asked | None:
    """ "I have sold insurance for years": a role told, and nothing asked"""
    told = "own" in turn.cues and FIRST_PERSON.search(turn.text) and own_role(turn) and len(turn.values(ROLE)) == 1
    asks = turn.cues & {"asks", "employer", "compare"} or any(facet.amount or facet.kind == "yes_no" for facet in turn.facets)
    if told and "asks" in turn.cues and is_weak(turn) and any(facet.kind == TRADE for facet in turn.facets):
        return Asked("ask_related_roles")  # "my husband drives a truck, can he get anything better?"
    if not told or asks or turn.words > LONGEST_TELLING:
        return None
    goes = memory.intent == "switch_role" and memory.focus and turn.of(ROLE)[0].value not in memory.focus
    return Asked("switch_role" if goes else "mention_role", "mention_role")


def own_role_apart(turn: Turn, knowledge: KnowledgeBase) -> Turn:
    """The role that the user has: no role asked about where another one is looked for; a role told where nothing names it."""
    own = own_role(turn)
    if not own:
        return turn
    cues = turn.cues | {"own"}
    seeks = ANY_FIELD in turn.cues or any(_is_wish(facet) for facet in turn.facets)
    if seeks and set(turn.values(ROLE)) <= {own}:
        mentions = tuple(mention for mention in turn.mentions if mention.kind != ROLE)
        told = () if any(facet.kind == TRADE for facet in turn.facets) else (Facet(TRADE, own),)
        return replace(turn, mentions=mentions, facets=(*turn.facets, *told), cues=cues)
    trade = next((facet for facet in turn.facets if facet.kind == TRADE), None)
    if trade and not turn.names_roles and (is_weak(turn) or "asks" not in turn.cues):
        named = Mention(ROLE, own, trade.start, trade.end, trade.text or knowledge.roles[own].title, detail=TITLE)
        return replace(turn, mentions=(*turn.mentions, named), cues=cues)
    return replace(turn, cues=cues)


def _is_wish(facet: Facet) -> bool:
    """Whether it tells what is liked or not wanted, of what interests sort."""
    if facet.kind in ("like", "dislike"):
        return facet.value != UNSORTED and not facet.negated
    return facet.kind == "criterion" and facet.negated
