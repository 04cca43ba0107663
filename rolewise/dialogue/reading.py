"""Which question an utterance asks, in the light of the talk so far."""

from __future__ import annotations

from rolewise.dialogue.memory import Memory
from rolewise.dialogue.turn import Turn

# Questions about roles, which a role or country named alone asks again.
ABOUT_ROLES = frozenset({
    "compare_roles", "ask_pay", "ask_skills", "choose_role", "hire_role", "ask_responsibilities", "ask_experience",
    "ask_education", "switch_role", "describe_role", "summarize_comparison", "ask_related_roles", "ask_outlook", "find_jobs",
})
# Questions that a country named alone asks again, besides those about roles.
BY_COUNTRY = frozenset({"rank_roles_by_pay"})
# A short utterance with one of these cues steers the talk, whatever the classifier made of it.
STEERING = {"restart": "restart", "why": "ask_source", "shorter": "summarize_comparison", "more": "more"}
# More words than this are no mere steering.
SHORT = 5


def intent_of(turn: Turn, memory: Memory) -> str:
    """The intent to answer: the classifier's, unless the talk so far tells better."""
    if turn.words <= SHORT and not turn.of("role"):
        for cue, intent in STEERING.items():
            if cue in turn.cues and (memory.intent or cue == "restart") and turn.intent not in ("ask_pay", "rank_roles_by_pay"):
                return intent
    if memory.pending and _resumes(turn, memory):
        return memory.pending.intent
    if turn.intent == "rank_roles_by_pay" and _among_those_in_play(turn, memory):
        return "ask_pay"
    if turn.intent == "mention_role" and _asks_again(memory):
        return memory.intent
    if turn.intent == "set_country" and not turn.of("role") and memory.intent in ABOUT_ROLES | BY_COUNTRY and _topic(memory):
        return memory.intent
    return turn.intent


def is_sure(turn: Turn, memory: Memory) -> bool:
    """Whether to answer at once; a bare role or country is clear in itself, an answer to our question, too."""
    if turn.sure:
        return True
    bare = turn.mentions and turn.words <= SHORT
    return bool(bare and turn.of("role") and (memory.pending or memory.intent in ABOUT_ROLES))


def _resumes(turn: Turn, memory: Memory) -> bool:
    """Whether this answers our question: a role, or one of those offered, and no question of its own."""
    pointed = turn.cues & {"first", "second", "third", "last_one"}
    if turn.intent == "affirm" and memory.pending and memory.pending.candidates:
        return True
    bare = turn.intent in ("mention_role", "describe_role", "affirm") or not turn.sure or turn.words <= 3
    return bool((turn.of("role") or pointed) and bare)


def _among_those_in_play(turn: Turn, memory: Memory) -> bool:
    """Whether "which pays more?" is about the roles of the talk rather than about all."""
    wide = turn.of("family") or turn.of("amount") or turn.of("country")
    return len(memory.roles) > 1 and turn.words <= SHORT and not wide and "lowest" not in turn.cues


def _asks_again(memory: Memory) -> bool:
    return memory.intent in ABOUT_ROLES


def _topic(memory: Memory) -> bool:
    return bool(memory.roles) or memory.intent in BY_COUNTRY
