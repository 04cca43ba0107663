"""What the classifier took for none of our business, though what was said bears on the roles of the talk.

A wish for the impossible stays refused: nothing here applies to matters that are not ours (interviews, visas), to a
message that says nothing that we know, or where no role is in play.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rolewise.core.dialogue.asked import CLEAR, Asked, repeated
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.facets import of_kind
from rolewise.core.intents import Alone, Kind, intent_of
from rolewise.core.matching.mentions import AMBIGUOUS

OFF_TOPIC = "out_of_scope"
# From this confidence only what can mean nothing else outweighs it.
CERTAIN = 0.985
# The question that a facet asks of the roles in play, the surest first.
ASKED_BY: Mapping[str, str] = MappingProxyType(
    {
        "unread_amount": "ask_pay",
        "amount": "ask_pay",
        "reckoning": "ask_pay",
        "currency": "ask_pay",
        "duration": "ask_education",
        "credential": "ask_education",
        "phase": "ask_responsibilities",
        "criterion": "choose_role",
        "company": "find_jobs",
        "sector": "find_jobs",
        "employment": "find_jobs",
    }
)
SUMS = ("unread_amount", "amount")
# Cues that are about roles in play.
OF_ROLES = frozenset({"better", "pair_back", "of_those", "each", "compare", "pays_more", "overlap", "gap"})
LONGEST = 16  # words


def within_scope(turn: Turn, memory: State) -> Asked | None:
    """The question that a message called off topic asks of the roles in play or named; None where it asks none."""
    lost = turn.intent == OFF_TOPIC or not turn.sure
    offer = any(facet.amount and facet.amount.role for facet in turn.facets)  # of which role, is asked then
    if (
        not lost
        or not (memory.roles or turn.of("role") or turn.of(AMBIGUOUS) or offer)
        or turn.words > LONGEST
        or of_kind(turn.facets, "matter")
    ):
        return None
    if not memory.roles and not offer and turn.confidence >= CLEAR:
        return None
    return _by_facet(turn) or _by_names(turn, memory) or _by_reading(turn)


def _by_facet(turn: Turn) -> Asked | None:
    heard = {facet.kind for facet in turn.facets if not facet.negated}
    asks = next((intent for kind, intent in ASKED_BY.items() if kind in heard), "")
    sure = heard & set(SUMS) or turn.confidence < CERTAIN
    return Asked(asks) if asks and sure else None


def _by_names(turn: Turn, memory: State) -> Asked | None:
    """Skills named are asked about; countries ask the last question again, there."""
    if turn.of("skill") and turn.confidence < CERTAIN:
        return Asked("ask_skills")
    countries = turn.values("country")
    told = len(countries) > 1 or turn.cues & OF_ROLES or of_kind(turn.facets, "exception")
    if countries and told and turn.confidence < CERTAIN:
        again = repeated(memory, Alone.COUNTRY)
        return Asked(memory.intent if again else "ask_pay", "set_country", again=again)
    return None


def _by_reading(turn: Turn) -> Asked | None:
    """The best reading that is ours, where a word points at roles in play."""
    if not turn.cues & OF_ROLES or turn.confidence >= CERTAIN:
        return None
    ours = (reading.intent for reading in turn.readings if intent_of(reading.intent).kind is Kind.ABOUT_ROLES)
    found = next(ours, "")
    return Asked(found) if found else None
