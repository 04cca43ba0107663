"""Which roles an utterance is about, in the light of the talk so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rolewise.answers import ROLES_NEEDED
from rolewise.dialogue.memory import Memory
from rolewise.dialogue.turn import Turn
from rolewise.matching.model import Mention

ORDINALS = {"first": 0, "second": 1, "third": 2}
PAIR_INTENTS = frozenset({"compare_roles", "summarize_comparison", "choose_role", "hire_role"})
# Words before a role that make it the one the user comes from or goes to.
_ORIGIN = re.compile(r"\b(from|as an?|am an?|i'?m an?|im an?|currently|working as|work as|being an?)\s+(\w+\s+)?$", re.I)
_TARGET = re.compile(r"\b(to|into|become|becoming|be|towards|as)\s+(an?\s+)?(\w+\s+)?$", re.I)


@dataclass(frozen=True)
class Reference:
    """The roles meant. `roles` is what stays in play, `focus` what the question is about."""

    roles: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    named: bool = False  # the utterance itself named them
    added: bool = False  # to those in play
    dropped: tuple[str, ...] = ()
    out_of_bounds: bool = False  # "the third one" of two


def refer(turn: Turn, memory: Memory, intent: str) -> Reference:
    """Roles named, pointed at, added or dropped; else those in play."""
    named = turn.values("role")
    if "drop" in turn.cues and named and set(named) & set(memory.roles):
        return _drop(memory, named)
    if named and ("instead" in turn.cues) and memory.roles and len(memory.roles) > 1:
        return _replace(memory, named)
    if named and memory.roles and ("add" in turn.cues or _joins(turn, memory, intent, named)):
        joined = _merge(_base(turn, memory), named)
        return Reference(joined, joined, named=True, added=True)
    if named:
        ordered = _directed(turn, named, memory) if intent == "switch_role" else named
        return Reference(ordered, ordered, named=True)
    return _pointed(turn, memory, intent)


def _drop(memory: Memory, named: Sequence[str]) -> Reference:
    left = tuple(role for role in memory.roles if role not in named)
    return Reference(left, left, named=True, dropped=tuple(role for role in memory.roles if role in named))


def _replace(memory: Memory, named: Sequence[str]) -> Reference:
    """ "X instead of Y", or "X instead" of the last one in play."""
    fresh = [role for role in named if role not in memory.roles]
    gone = [role for role in named if role in memory.roles] or [memory.roles[-1]]
    roles = tuple(dict.fromkeys([*(role for role in memory.roles if role not in gone), *fresh]))
    return Reference(roles, roles, named=True, dropped=tuple(gone))


def _joins(turn: Turn, memory: Memory, intent: str, named: Sequence[str]) -> bool:
    """Whether a single role named is to be set beside one in play ("compare it with X")."""
    if len(named) != 1 or named[0] in memory.focus:
        return False
    return ROLES_NEEDED.get(intent, 0) > 1 or ("that_role" in turn.cues and intent in PAIR_INTENTS)


def _base(turn: Turn, memory: Memory) -> tuple[str, ...]:
    return memory.roles if "add" in turn.cues else memory.focus or memory.roles


def _merge(base: Sequence[str], named: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*base, *named]))


def _pointed(turn: Turn, memory: Memory, intent: str) -> Reference:
    everyone = memory.roles
    pool = memory.listed if memory.listed and not everyone else everyone
    if "pair_back" in turn.cues or "overlap" in turn.cues:
        return Reference(everyone, everyone)
    for cue, place in ORDINALS.items():
        if cue in turn.cues and (memory.listed or everyone):
            return _at(pool if place < len(pool) else memory.listed or pool, place, everyone)
    if "last_one" in turn.cues and pool:
        return Reference(everyone or pool[-1:], pool[-1:])
    if ROLES_NEEDED.get(intent, 0) > 1 or intent == "summarize_comparison":
        return Reference(everyone, everyone)
    return Reference(everyone, memory.focus or everyone)


def _at(pool: Sequence[str], place: int, everyone: tuple[str, ...]) -> Reference:
    if place >= len(pool):
        return Reference(everyone, (), out_of_bounds=True)
    return Reference(everyone or (pool[place],), (pool[place],))


def _directed(turn: Turn, named: tuple[str, ...], memory: Memory) -> tuple[str, ...]:
    """Origin first, target last; a single target joins what the user said to be."""
    if len(named) == 1:
        return (memory.own_role, *named) if memory.own_role and memory.own_role != named[0] else named
    mentions = turn.of("role")
    origins = [mention.value for mention in mentions if _before(turn, mention, _ORIGIN)]
    targets = [mention.value for mention in mentions if _before(turn, mention, _TARGET) and mention.value not in origins]
    if origins and origins[0] == named[-1]:
        return (origins[0], *(role for role in named if role != origins[0]))
    if targets and targets[0] == named[0] and not origins:
        return (*(role for role in named if role != targets[0]), targets[0])
    return named


def _before(turn: Turn, mention: Mention, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(turn.text[: mention.start]))
