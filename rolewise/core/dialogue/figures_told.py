"""Sums and years that a user tells are about pay: "an offer of 9 LPA", "with 4 years", "and 20?"."""

from __future__ import annotations

import re
from dataclasses import replace

from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.facets import MONEY, Amount, Facet, of_kind
from rolewise.core.intents import Kind, intent_of
from rolewise.core.intents import of_kind as of_kind_of_question

PAY = "ask_pay"
# With these a sum says which roles are looked for, and none is judged.
LISTING = frozenset({"rank_roles_by_pay", "find_roles_by_skill", "list_roles"})
# What a stated number of years turns into a question of pay.
OF_YEARS = frozenset({"ask_experience", "mention_role", "out_of_scope"})
_NUMBER_ALONE = re.compile(r"\D{0,14}?(\d{1,9}(?:\.\d{1,2})?)\s*\??")
# Clear questions beside which a sum is a fact of the user's, and none to judge.
NOT_OF_MONEY = of_kind_of_question(Kind.ABOUT_ROLES) - MONEY
BEYOND_DOUBT = 0.9
UNSURE = 0.4
SHORT = 5  # words
PAY_WORDS = "pay_words"  # added to the cues where any word of pay was said


def asks_for_pay(turn: Turn, memory: State) -> bool:
    """Whether the turn tells a sum or years that the roles named or in play are to be held against."""
    if not (turn.names_roles or memory.roles):
        return False
    return _sum_told(turn, memory) or _years_told(turn, memory)


def with_number_alone(turn: Turn, memory: State) -> Turn:
    """After a sum, a bare number is another one of its kind: "and 20?" after "is 15 LPA good?"."""
    before = _last_amount(memory)
    found = _NUMBER_ALONE.fullmatch(turn.text.strip())
    if before is None or not found or of_kind(turn.facets, "amount", "years") or turn.words > SHORT or turn.names_roles:
        return turn
    value = round(float(found[1]) * _unit(before.value, float(found[1])))
    amount = replace(before, value=value, high=None)
    heard = Facet("amount", str(value), found[1], found.start(1), found.end(1), amount=amount)
    return replace(turn, facets=(*turn.facets, heard))


def _sum_told(turn: Turn, memory: State) -> bool:
    amounts = [facet for facet in of_kind(turn.facets, "amount") if facet.amount and not facet.negated]
    if not amounts or turn.intent in LISTING or (_asks_otherwise(turn) and not of_kind(turn.facets, "reckoning", "yes_no")):
        return False
    told = turn.names_roles or any(facet.amount and facet.amount.role for facet in amounts)
    return told or turn.intent != "out_of_scope" or turn.words <= SHORT or _last_amount(memory) is not None


def _asks_otherwise(turn: Turn) -> bool:
    """Whether a question of its own is beyond doubt, beside which a sum is but told: "I earn 45k, what else can I become?" """
    least = UNSURE if "own" in turn.cues else BEYOND_DOUBT
    return turn.sure and turn.confidence >= least and turn.intent in NOT_OF_MONEY


def _years_told(turn: Turn, memory: State) -> bool:
    years = [facet for facet in of_kind(turn.facets, "years") if not facet.negated]
    if not years or of_kind(turn.facets, "yes_no") or "own" in turn.cues:
        return False
    # "3 years?" after another question asks that one again; "how many years?" tells none.
    if memory.intent == PAY and turn.words <= SHORT and not turn.names_roles:
        return True
    of_pay = turn.names_roles or memory.intent in ("", PAY) or PAY_WORDS in turn.cues
    return of_pay and (turn.intent in OF_YEARS or not turn.sure or intent_of(turn.intent).weak)


def _last_amount(memory: State) -> Amount | None:
    facets = memory.last[0].facets if memory.last else ()
    return next((facet.amount for facet in facets if facet.amount), None)


def _unit(before: int, number: float) -> int:
    """What a bare number counts: lakhs after lakhs, thousands after thousands; units where it is large itself."""
    if number >= 1_000:
        return 1
    return 100_000 if before >= 100_000 and before % 1_000 == 0 and before < 10_000_000 and number < 1_000 else 1_000
