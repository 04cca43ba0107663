"""Which question an utterance asks, in the light of the talk so far. The rules stand in the order they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable

from rolewise.core.answers.doubt import DOUBT
from rolewise.core.answers.types import EMPLOYER
from rolewise.core.dialogue.among_several import (
    changes_the_roles,
    hires,
    ranks_those_in_play,
    rejects,
    sets_pay_side_by_side,
    told_by_cue,
)
from rolewise.core.dialogue.asked import CLEAR, FAIRLY_SHORT, POINTING, RESTART, SHORT, Asked, as_reported, is_weak, repeated
from rolewise.core.dialogue.aspects import asks_by_noun
from rolewise.core.dialogue.direction import origins, targets
from rolewise.core.dialogue.figures_told import PAY, asks_for_pay
from rolewise.core.dialogue.recall import recalls
from rolewise.core.dialogue.repair import repairs
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.dialogue.wishes import seeks_roles, tells_own_role
from rolewise.core.dialogue.within_scope import within_scope
from rolewise.core.facets import FACETS, of_kind
from rolewise.core.intents import Alone, Kind, intent_of

FIND = "find_roles_by_skill"
# From this confidence a question of its own outweighs a matter that is not ours.
CERTAIN = 0.97
EITHER = re.compile(r"\b(?:or|ya)\b", re.IGNORECASE)
HUMAN = frozenset({"matter:person", "matter:distress"})
RECRUITS = re.compile(r"\b(?:hir(?:e|es|ing)|recruit(?:s|ing)?|openings?|vacanc(?:y|ies)|jobs? (?:at|in))\b", re.IGNORECASE)
Rule = Callable[[Turn, State], Asked | None]


def understand(turn: Turn, memory: State) -> Asked | None:
    """The question of the first rule that applies, else the classifier's; None where it is not sure of any."""
    for rule in RULES:
        if found := rule(turn, memory):
            return found
    if found := within_scope(turn, memory):
        return found
    return Asked(turn.intent) if turn.sure and turn.intent else None


def _restarts(turn: Turn, memory: State) -> Asked | None:
    return Asked(RESTART, turn.intent) if RESTART in turn.cues and turn.words <= SHORT and not turn.of("role") else None


def _thumbs(turn: Turn, memory: State) -> Asked | None:
    return Asked("give_feedback") if turn.thumbs else None


def _resumes(turn: Turn, memory: State) -> Asked | None:
    """The answer to a question of ours: a role, one of those offered, or yes."""
    pending = memory.pending
    if pending is None:
        return None
    offered = pending.candidates or pending.readings
    intent = pending.intent or (pending.readings[0] if len(pending.readings) == 1 else "")
    pointed = turn.cues & POINTING and offered
    all_of_them = "both" in turn.cues and len(pending.candidates) > 1
    if (pointed or all_of_them) and not turn.names_roles and (is_weak(turn) or turn.words <= SHORT):
        return Asked(intent or _offered(turn, pending.readings), as_reported(turn), resumed=True)
    if turn.intent == "affirm" and len(offered) == 1 and intent:
        return Asked(intent, "affirm", resumed=True)
    bare = is_weak(turn) or (turn.intent == "describe_role" and turn.words <= SHORT)
    if intent and turn.names_roles and bare and "own" not in turn.cues:
        return Asked(intent, as_reported(turn), resumed=True)
    return None


def _offered(turn: Turn, readings: tuple[str, ...]) -> str:
    return readings[-1] if turn.cues & {"second", "last_one"} else readings[0]


def _turned_round(turn: Turn, memory: State) -> Asked | None:
    """ "and vice versa?" """
    switching = "switch_role" in (memory.intent, turn.intent) or memory.own_role in memory.focus
    if "reverse" in turn.cues and switching and len(memory.focus) > 1 and not turn.names_roles and turn.words <= FAIRLY_SHORT:
        return Asked("switch_role", backwards=True)
    return None


def _what_is_missing(turn: Turn, memory: State) -> Asked | None:
    """ "which skills do I lack?" on the way from one role to another: a question of skills, answered by the way's plan"""
    way = len(memory.roles) > 1 or memory.own_role or memory.intent == "switch_role"
    return Asked("switch_role", "ask_skills") if "gap" in turn.cues and way and not turn.names_roles else None


def _doubts(turn: Turn, memory: State) -> Asked | None:
    """ "that seems low", "really?" after pay: what stands behind the figure, and no blame"""
    told = DOUBT in turn.cues and bool(memory.last) and memory.last[0].intent == PAY
    new = turn.names_roles or turn.of("country") or turn.of("skill") or of_kind(turn.facets, "amount", "unread_amount", "years")
    bare = is_weak(turn) or turn.intent in ("give_feedback", "ask_source", PAY, "out_of_scope", "affirm", "thank")
    return Asked("ask_source") if told and not new and bare and turn.words <= FAIRLY_SHORT else None


def _something_easier(turn: Turn, memory: State) -> Asked | None:
    """ "too hard, something easier" is a wish, no blame"""
    wish = "easier" in turn.cues and memory.focus and not turn.names_roles and (is_weak(turn) or turn.intent == "give_feedback")
    return Asked("ask_related_roles") if wish and turn.words <= FAIRLY_SHORT else None


def _steers(turn: Turn, memory: State) -> Asked | None:
    """ "why?", "shorter", "more" """
    if turn.words > SHORT or turn.names_roles or turn.of("skill") or not memory.intent:
        return None
    read = intent_of(turn.intent)
    if turn.sure and not (read.weak or read.steered) and turn.confidence >= CLEAR:
        return None
    if "why" in turn.cues:
        return Asked("ask_source")
    if "shorter" in turn.cues and memory.roles:
        return Asked("summarize_comparison")
    return Asked(_next(memory)) if "more" in turn.cues and memory.focus else None


def _next(memory: State) -> str:
    told = intent_of(memory.intent)
    return told.more_of_several if len(memory.focus) > 1 else told.more_of_one


def _hired_by(turn: Turn, memory: State) -> Asked | None:
    """ "does Apollo hire them?": openings, which are none of ours"""
    told = of_kind(turn.facets, "company") and RECRUITS.search(turn.text) and (turn.names_roles or memory.roles)
    return Asked("find_jobs") if told and memory.viewpoint != EMPLOYER else None


def _points(turn: Turn, memory: State) -> Asked | None:
    """ "the second one", "both": the last question about them"""
    pointed = turn.cues & (POINTING | {"both", "other"})
    if not pointed or turn.names_roles or turn.of("skill") or not is_weak(turn) or turn.words > FAIRLY_SHORT:
        return None
    if not (memory.roles or memory.listed):
        return None
    again = repeated(memory, Alone.ROLE) and "more" not in turn.cues and not (memory.listed and pointed & POINTING)
    again = again and (intent_of(memory.intent).roles < 2 or bool(pointed - POINTING))  # one alone is not compared
    return Asked(memory.intent if again else "describe_role", as_reported(turn))


def _aspect_alone(turn: Turn, memory: State) -> Asked | None:
    """ "and for freshers?", "per month?" """
    if not (is_weak(turn) and memory.roles and turn.words <= SHORT) or turn.names_roles or turn.of("country"):
        return None
    if turn.cues & {"monthly", "hourly", "in_hand"}:
        return Asked("ask_pay")
    return Asked(memory.intent) if turn.cues & {"fresher", "senior"} and repeated(memory, Alone.ASPECT) else None


def _facet_alone(turn: Turn, memory: State) -> Asked | None:
    """ "and with ten years?", "less stressful?", "as a table": what the register says that it asks by itself."""
    small_talk = turn.sure and intent_of(turn.intent).kind is Kind.SMALL_TALK
    lost = turn.intent == "explain_skill" and not turn.of("skill")
    bare = turn.facets_alone or lost or (is_weak(turn) and turn.words <= FAIRLY_SHORT and not small_talk)
    if not (bare and memory.roles) or turn.names_roles:
        return None
    if turn.of("family") and turn.intent == "list_roles":
        return None  # "which government jobs do you cover?" names a family, and no sector of the roles in play
    asks = [alone for facet in turn.facets if (alone := FACETS[facet.kind].alone) is not None]
    if not asks or (turn.of("country") and turn.intent == "set_country"):
        return None
    last = memory.intent if repeated(memory, Alone.ASPECT) else ""
    if last == "summarize_comparison" and any(facet.key == "form:longer" for facet in turn.facets):
        last = "compare_roles"
    intent = next(filter(None, asks), last)
    return Asked(intent, again=True) if intent else None


def _by_one_word(turn: Turn) -> bool:
    """Whether no more was said than a word of the title of a role that was offered: "financial" """
    return turn.words <= 2 and bool(turn.of("role")) and not any(mention.end for mention in turn.of("role"))


def _role_alone(turn: Turn, memory: State) -> Asked | None:
    """A role named alone asks the last question again."""
    bare = turn.intent == "mention_role" or (not turn.sure and turn.words <= SHORT)
    bare = bare or (turn.intent == "out_of_scope" and _by_one_word(turn))
    if not (bare and turn.names_roles):
        return None
    if "own" in turn.cues and turn.of("role"):
        goes = memory.intent == "switch_role" and memory.focus and turn.of("role")[0].value not in memory.focus
        return Asked("switch_role" if goes else "mention_role", "mention_role")
    named = turn.values("role")
    if len(named) > 1 and not turn.cues & {"add", "drop", "instead"} and not repeated(memory, Alone.ROLE):
        return Asked("choose_role" if EITHER.search(turn.text) else "compare_roles", "mention_role")
    if instead := intent_of(memory.intent).role_alone:
        return Asked(instead, "mention_role")
    return Asked(memory.intent, "mention_role", again=True) if repeated(memory, Alone.ROLE) else Asked("mention_role")


def _country_alone(turn: Turn, memory: State) -> Asked | None:
    """A country named alone asks the last question again, there."""
    bare = turn.intent == "set_country" or (not turn.sure and turn.words <= SHORT)
    if not (bare and turn.of("country")):
        return None
    about_roles = intent_of(memory.intent).kind is Kind.ABOUT_ROLES
    repeatable = repeated(memory, Alone.COUNTRY) and (not about_roles or bool(memory.roles or turn.names_roles))
    if turn.names_roles:
        reported = turn.intent if turn.sure else "mention_role"
        return Asked(memory.intent if repeatable else "mention_role", reported, again=repeatable)
    return Asked(memory.intent, "set_country", again=True) if repeatable else Asked("set_country")


def _leaves(turn: Turn, memory: State) -> Asked | None:
    """ "I work as a teacher, what could I become?" names where one comes from, and no goal."""
    goal = memory.intent == "switch_role" and memory.focus
    only_origin = len(turn.values("role")) == 1 and origins(turn) and not targets(turn)
    return Asked("ask_related_roles", "switch_role") if turn.intent == "switch_role" and only_origin and not goal else None


def _from_own_role(turn: Turn, memory: State) -> Asked | None:
    """ "what can I become?" of somebody who told what they are"""
    open_ended = turn.intent == FIND and not (turn.of("skill") or turn.of("family") or turn.names_roles or memory.skills)
    told = memory.own_role and memory.own_role in memory.roles and not of_kind(turn.facets, "like", "dislike", "background")
    return Asked("ask_related_roles", turn.intent) if open_ended and told and turn.words <= FAIRLY_SHORT else None


def _skills_told(turn: Turn, memory: State) -> Asked | None:
    """ "I know Python and SQL" after "how do I become ...?" counts what is missing."""
    told = turn.intent == "find_roles_by_skill" and turn.of("skill") and not turn.cues & {"which_roles", "all_roles"}
    return Asked("switch_role") if told and memory.intent == "switch_role" and len(memory.focus) == 1 else None


def _by_criterion(turn: Turn, memory: State) -> Asked | None:
    """ "can a writer work from home?": about the role named, however little it sounds like a question of ours"""
    told = any(facet.kind == "criterion" for facet in turn.facets)
    lost = turn.intent == "out_of_scope" or not turn.sure
    by_its_words = turn.intent == "switch_role" and turn.confidence < CLEAR and len(turn.values("role")) == 1  # "from home"
    return Asked("choose_role") if told and (lost or by_its_words) and turn.of("role") else None


def _not_ours(turn: Turn, memory: State) -> Asked | None:
    """ "interview questions for a nurse": about jobs, and none of our business, unless a question of ours is clear"""
    matter = any(facet.kind == "matter" and not facet.negated for facet in turn.facets)
    human = any(facet.key in HUMAN for facet in turn.facets)
    return Asked("out_of_scope") if human or (matter and (is_weak(turn) or turn.confidence < CERTAIN)) else None


def _tells_figures(turn: Turn, memory: State) -> Asked | None:
    """ "an offer of 9 LPA for a data analyst", "with 4 years", "in dollars": what it is worth is a question of pay"""
    if turn.intent == "set_country" and memory.roles and not turn.of("country") and of_kind(turn.facets, "currency"):
        return Asked(PAY)
    if memory.intent == PAY and of_kind(turn.facets, "reckoning") and turn.words <= SHORT and not turn.names_roles:
        return Asked(PAY, again=True)  # "by what percent?"
    of_companies = "pays_more" in turn.cues and any(facet.kind == "company" for facet in turn.facets)
    return Asked(PAY) if of_companies or asks_for_pay(turn, memory) else None


def _finds_by_skills(turn: Turn, memory: State) -> Asked | None:
    """ "excel, tally" after we asked for skills"""
    waiting = memory.pending is not None and memory.pending.intent == FIND
    told = turn.of("skill") or turn.of("family")
    if not waiting or not told or turn.names_roles or (turn.words > FAIRLY_SHORT and not is_weak(turn)):
        return None
    return Asked(FIND, resumed=True)


def _tells_more_skills(turn: Turn, memory: State) -> Asked | None:
    """ "and if I learn Docker, too?" after roles were found by skills"""
    found = bool(memory.last) and memory.last[0].intent == FIND and bool(memory.skills)
    more = turn.of("skill") and not turn.names_roles and (is_weak(turn) or turn.cues & {"add", "learn"} or turn.intent == FIND)
    return Asked(FIND) if found and more and (turn.intent != "explain_skill" or "learn" in turn.cues) else None


RULES: tuple[Rule, ...] = (
    _restarts,
    _thumbs,
    recalls,
    _doubts,
    _something_easier,
    repairs,
    _tells_more_skills,
    _resumes,
    _finds_by_skills,
    asks_by_noun,
    _turned_round,
    _what_is_missing,
    _leaves,
    _from_own_role,
    _skills_told,
    _not_ours,
    _hired_by,
    rejects,
    tells_own_role,
    _tells_figures,
    seeks_roles,
    _by_criterion,
    changes_the_roles,
    ranks_those_in_play,
    sets_pay_side_by_side,
    hires,
    _points,
    _steers,
    _aspect_alone,
    _facet_alone,
    told_by_cue,
    _role_alone,
    _country_alone,
)
