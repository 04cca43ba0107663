"""Which roles an utterance is about, in the light of the talk so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rolewise.core.answers.nearer import NEARER
from rolewise.core.dialogue.asked import POINTING, Asked
from rolewise.core.dialogue.direction import origins, targets
from rolewise.core.dialogue.own_facts import own_role
from rolewise.core.dialogue.repair import in_place
from rolewise.core.dialogue.state import MOST_ROLES, State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.facets import of_kind
from rolewise.core.intents import Joining, intent_of
from rolewise.core.matching.mentions import AMBIGUOUS, UNKNOWN

ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}
MOST_JOINED = 3
GAPS = frozenset({"reckoning:difference", "reckoning:percent"})
# "the first 90 days", "the last ten years"
_NO_PLACE = re.compile(
    r"\b(?:first|second|third|last)\s+"
    r"(?:\d+|few|two|three|five|ten|days?|weeks?|months?|years?|time|job|salary)\b"
)

# "which do we need first?" points at none.
WHICH_FIRST = re.compile(r"\b(?:which|who|whom)\b.*\bfirst\W*$")


@dataclass(frozen=True)
class Reference:
    """The roles meant. `roles` is what stays in play, `focus` what the question is about."""

    roles: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    named: bool = False  # the utterance itself named them
    added: bool = False  # to those in play
    dropped: tuple[str, ...] = ()
    out_of_bounds: bool = False  # "the third one" of two


def refer(turn: Turn, memory: State, asked: Asked) -> Reference:
    """Roles named, pointed at, added or dropped; else those in play."""
    if asked.picked is not None:
        return Reference(asked.picked, asked.picked, named=bool(asked.picked))
    named = _without_own(turn, asked)
    if asked.repaired and named:
        roles = in_place(memory, named, turn.cues)
        return Reference(roles, roles, named=True)
    if not named:
        return _from_own(turn, memory, asked) or _pointed(turn, memory, asked)
    if intent_of(asked.intent).directed:
        ordered = _directed(turn, named, memory, asked)
        return Reference(ordered, ordered, named=True)
    if excluded := _excluded(turn, memory, asked):
        return _replace(memory, (*excluded, *named))
    if (
        turn.cues & {"drop", "repair"}
        and len(named) > 1
        and len(memory.roles) > 1
        and set(named) & set(memory.roles)
        and not set(named) <= set(memory.roles)
    ):
        return _replace(memory, named)
    if "drop" in turn.cues and set(named) & set(memory.roles) and set(memory.roles) - set(named):
        return _drop(memory, named)
    swapped = len(memory.roles) > 1 or (len(named) > 1 and set(named) & set(memory.roles))
    if "instead" in turn.cues and swapped and asked.again:
        return _replace(memory, named)
    if NEARER in turn.cues and asked.intent == "ask_related_roles" and len(named) == 1 and len(memory.together) > 1:
        measured = tuple(role for role in memory.together if role not in named)
        return Reference(memory.together, (*named, *measured), named=False)
    if apart := _set_apart(turn, memory, asked, named):
        return Reference(apart, apart, named=True, added=True)
    if memory.roles and not asked.resumed and _joins(turn, memory, asked, named):
        joined = tuple(dict.fromkeys([*(memory.roles if _adds(turn) else memory.focus or memory.roles), *named]))
        return Reference(joined, joined, named=True, added=True)
    return Reference(named, named, named=True)


def _without_own(turn: Turn, asked: Asked) -> tuple[str, ...]:
    """The roles named; what the user is stands beside no two others that are compared."""
    named, own = turn.values("role"), own_role(turn)
    compared = intent_of(asked.intent).roles > 1 or asked.intent in ("ask_pay", "choose_role", "ask_skills")
    return tuple(role for role in named if role != own) if own and compared and len(named) > 2 else named


def _excluded(turn: Turn, memory: State, asked: Asked) -> list[str]:
    """ "not the librarian, an accountant" beside others in play: those of them that go"""
    out = [
        facet.value.partition(":")[2] for facet in turn.facets if facet.kind == "exception" and facet.value.startswith("role:")
    ]
    return [role for role in out if role in memory.roles] if asked.again and len(memory.roles) > 1 else []


def _set_apart(turn: Turn, memory: State, asked: Asked, named: Sequence[str]) -> tuple[str, ...]:
    """ "how much more does X earn?": X and the one in play that it is set against; () where none is meant"""
    gap = any(facet.key in GAPS for facet in turn.facets) and not of_kind(turn.facets, "amount")
    if not gap or asked.intent != "ask_pay" or len(named) != 1:
        return ()
    pair = memory.together if named[0] in memory.together else (*memory.focus, *named)
    return pair if len(pair) == 2 else ()


def _from_own(turn: Turn, memory: State, asked: Asked) -> Reference | None:
    """ "how much more would I earn?": the user's own role beside the one in play"""
    gap = asked.intent == "ask_pay" and any(facet.key in GAPS for facet in turn.facets)
    if not gap or of_kind(turn.facets, "amount") or not memory.own_role or len(memory.focus) != 1:
        return None
    pair = (memory.own_role, *memory.focus)
    return Reference(pair, pair) if memory.own_role not in memory.focus else None


def _drop(memory: State, named: Sequence[str]) -> Reference:
    left = tuple(role for role in memory.roles if role not in named)
    return Reference(left, left, named=True, dropped=tuple(role for role in memory.roles if role in named))


def _replace(memory: State, named: Sequence[str]) -> Reference:
    """ "X instead of Y", or "X instead" of the last one in play."""
    fresh = [role for role in named if role not in memory.roles]
    gone = [role for role in named if role in memory.roles] or [memory.roles[-1]]
    roles = tuple(dict.fromkeys([*(role for role in memory.roles if role not in gone), *fresh]))
    return Reference(roles, roles, named=True)


def _adds(turn: Turn) -> bool:
    return "add" in turn.cues


def _joins(turn: Turn, memory: State, asked: Asked, named: Sequence[str]) -> bool:
    """Whether what is named is set beside those in play: "compare it with X", "add X", "what about X" after a pair."""
    fresh = [role for role in named if role not in memory.roles]
    two_names = len(named) == 1 and len({mention.text.lower() for mention in turn.of("role")}) > 1  # of one role
    doubtful = (turn.of(UNKNOWN) or turn.of(AMBIGUOUS)) and not _adds(turn)  # the partner is in the message, if not known
    if not fresh or two_names or doubtful or any(facet.kind == "company" for facet in turn.facets):
        return False
    if asked.again and _adds(turn):
        return True
    if len(named) != 1 or named[0] in memory.focus:
        return False
    intent = intent_of(asked.intent)
    if asked.again:
        return (intent.joining is Joining.ALWAYS and 1 < len(memory.roles) < MOST_JOINED) or intent.roles > len(named)
    beside = turn.cues & {"pair_back", "add"} or ("that_role" in turn.cues and turn.cues & {"better", "compare"})
    dearer = asked.intent == "ask_pay" and "pays_more" in turn.cues  # "does X earn more?"
    return intent.roles > 1 or dearer or (intent.joining is not Joining.NEVER and bool(beside))


def _pointed(turn: Turn, memory: State, asked: Asked) -> Reference:
    everyone = memory.roles
    if asked.backwards:
        return Reference(everyone, tuple(reversed(memory.focus)))
    if "other" in turn.cues and len(memory.focus) == 1 and len(memory.together) > 1:
        others = tuple(role for role in memory.together if role not in memory.focus)[-1:]
        return Reference(memory.together, others)
    pool = memory.in_order
    if not turn.cues & POINTING and (shown := memory.shown(turn.cues)[:MOST_ROLES]):
        return Reference(shown, shown, named=True)
    places = _places(turn, pool) if pool else []
    return _at(pool, places, memory) if places else _in_play(turn, memory, asked)


def _places(turn: Turn, pool: Sequence[str]) -> list[int]:
    """Places pointed at, from 0, in the order of the text: "switch from the second to the first"."""
    text = turn.text.lower()
    if _NO_PLACE.search(text) or WHICH_FIRST.search(text):
        return []
    heard = sorted((cue for cue in ORDINALS if cue in turn.cues), key=lambda cue: (text.find(cue), ORDINALS[cue]))
    return [ORDINALS[cue] for cue in heard] or ([len(pool) - 1] if "last_one" in turn.cues else [])


def _in_play(turn: Turn, memory: State, asked: Asked) -> Reference:
    if intent_of(asked.intent).directed and (way := _way(memory)):
        return Reference(way, way)
    several = turn.cues & {"both", "pays_more", "better", "overlap"} or turn.intent == "rank_roles_by_pay"
    which_first = WHICH_FIRST.search(turn.text.lower()) is not None
    if several or which_first or intent_of(asked.intent).roles > 1:
        return Reference(memory.together, memory.together)
    if "pair_back" in turn.cues or "each" in turn.cues:
        return Reference(memory.together, memory.together)
    if asked.intent == "summarize_comparison":
        return Reference(memory.roles, memory.roles)
    return Reference(memory.roles, memory.focus or memory.roles)


def _at(pool: Sequence[str], places: Sequence[int], memory: State) -> Reference:
    if max(places) >= len(pool):
        return Reference(memory.roles, (), out_of_bounds=True)
    chosen = tuple(pool[place] for place in places)
    return Reference(memory.together if set(chosen) <= set(memory.together) else chosen, chosen)


def _way(memory: State) -> tuple[str, ...]:
    """From the user's own role, or from the first in play to the second."""
    targets = tuple(role for role in memory.focus if role != memory.own_role)
    if memory.own_role and targets:
        return (memory.own_role, targets[-1])
    return memory.focus if len(memory.focus) > 1 else memory.roles if len(memory.roles) > 1 else ()


def _directed(turn: Turn, named: tuple[str, ...], memory: State, asked: Asked) -> tuple[str, ...]:
    """Origin first, target last; a single target joins what the user said to be."""
    come, go = origins(turn), targets(turn)
    if len(named) == 1:
        return _one_end(turn, named[0], bool(come) and not go, memory, asked)
    if come and come[0] == named[-1]:
        return (come[0], *(role for role in named if role != come[0]))
    if go and go[0] == named[0] and not come:
        return (*(role for role in named if role != go[0]), go[0])
    return named


def _one_end(turn: Turn, role: str, is_origin: bool, memory: State, asked: Asked) -> tuple[str, ...]:
    """The other end of a switch of which one end is named."""
    told = "own" in turn.cues and turn.intent == "mention_role"
    goal = memory.focus[-1:] if memory.intent == "switch_role" or turn.cues & {"that_role"} else ()
    if (is_origin or told) and goal and goal[0] != role:
        return (role, *goal)
    begun = asked.again and len(memory.focus) > 1 and memory.intent == "switch_role"
    from_that = "that_role" in turn.cues and memory.focus and not memory.own_role
    start = memory.focus[0] if begun or from_that else memory.own_role
    return (start, role) if start and start != role else (role,)
