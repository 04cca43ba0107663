"""Which question several roles are asked: added, dropped, ranked, set side by side, hired, closer to another one."""

from __future__ import annotations

from rolewise.core.answers.nearer import NEARER
from rolewise.core.answers.types import EMPLOYER
from rolewise.core.dialogue.asked import CLEAR, FAIRLY_SHORT, SHORT, Asked, as_reported, is_weak, repeated
from rolewise.core.dialogue.coreference import GAPS, WHICH_FIRST
from rolewise.core.dialogue.state import MOST_ROLES, State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.facets import of_kind
from rolewise.core.intents import Alone, intent_of
from rolewise.core.matching.mentions import AMBIGUOUS, UNKNOWN


def changes_the_roles(turn: Turn, memory: State) -> Asked | None:
    """ "add product manager", "drop the analyst", "X instead of Y" """
    changing = turn.cues & {"add", "drop", "instead"}
    if not (changing and turn.names_roles and memory.roles) or turn.words > FAIRLY_SHORT:
        return None
    if not is_weak(turn) and turn.confidence >= CLEAR:
        return None
    intent = memory.intent if repeated(memory, Alone.ROLE) and "compare" not in turn.cues else "compare_roles"
    if "add" in changing:
        intent = intent_of(intent).with_one_more or intent
    return Asked(intent, as_reported(turn), again=True)


def ranks_those_in_play(turn: Turn, memory: State) -> Asked | None:
    """ "which pays more?" is about the roles of the talk unless all roles are meant."""
    wide = turn.of("family") or turn.of("amount") or turn.limit or "all_roles" in turn.cues
    ranks = turn.intent == "rank_roles_by_pay" or ("pays_more" in turn.cues and not turn.names_roles)
    shown = memory.shown(turn.cues)[:MOST_ROLES]
    apart = any(facet.key in GAPS for facet in turn.facets)  # "how much more does the best paid one make?"
    meant = shown or apart or "of_those" in turn.cues or (turn.words <= FAIRLY_SHORT and not wide)
    return Asked("ask_pay") if ranks and meant and len(shown or memory.together) > 1 else None


def sets_pay_side_by_side(turn: Turn, memory: State) -> Asked | None:
    """ "which pays better, X or Y?" asks for pay, however much it sounds like a choice."""
    ranked = turn.intent == "rank_roles_by_pay" and not turn.of("family")
    chosen = ranked or (turn.intent in ("choose_role", "compare_roles") and "pays_more" in turn.cues)
    named = len(turn.values("role")) + len(turn.of(AMBIGUOUS)) + len(turn.of(UNKNOWN))
    return Asked("ask_pay") if chosen and named > 1 and (ranked or turn.words <= FAIRLY_SHORT) else None


def rejects(turn: Turn, memory: State) -> Asked | None:
    """ "not the accountant please": what is near it, without it"""
    out = [facet for facet in of_kind(turn.facets, "exception") if facet.value.startswith("role:")]
    only = len(out) == 1 and set(turn.values("role")) <= {facet.value.partition(":")[2] for facet in out}
    alone = is_weak(turn) and turn.words <= SHORT and memory.roles == turn.values("role") != ()
    return Asked("ask_related_roles", as_reported(turn)) if only and alone else None


def hires(turn: Turn, memory: State) -> Asked | None:
    """ "X or Y first?" of somebody who hires"""
    hires = memory.viewpoint == EMPLOYER and "candidate" not in turn.cues
    first = WHICH_FIRST.search(turn.text.lower()) and len(memory.together) > 1 and not turn.names_roles
    chooses = hires and (turn.intent == "choose_role" or (first and turn.words <= FAIRLY_SHORT))
    return Asked("hire_role") if chooses and not of_kind(turn.facets, "criterion") else None


def told_by_cue(turn: Turn, memory: State) -> Asked | None:
    """What the classifier took for none of our business, though the talk is about roles."""
    if is_weak(turn) and turn.names_roles and "compare" in turn.cues and turn.words <= 2 * FAIRLY_SHORT:
        return Asked("compare_roles")
    if "compare" in turn.cues and turn.intent == "choose_role" and not turn.names_roles and len(memory.together) > 1:
        return Asked("compare_roles")
    if "employer" in turn.cues and turn.confidence < CLEAR and turn.words <= SHORT and not turn.names_roles:
        return Asked("hire_role")
    if "compare" in turn.cues and turn.confidence < CLEAR and turn.words <= 2 and not memory.roles:
        return Asked("compare_roles")
    lost = not turn.sure or turn.intent == "out_of_scope"
    if NEARER in turn.cues and len(turn.values("role")) == 1 and len(memory.together) > 1 and turn.words <= FAIRLY_SHORT:
        return Asked("ask_related_roles")
    if lost and "compare" in turn.cues and len(memory.together) > 1 and not turn.names_roles and turn.words <= SHORT:
        return Asked("compare_roles")
    if lost and memory.roles and "costs" in turn.cues and turn.words <= 2 * FAIRLY_SHORT:
        return Asked("ask_pay")
    return Asked("ask_skills") if lost and "overlap" in turn.cues and len(memory.roles) > 1 else None
