"""The question that an utterance is taken for, and what the rules of that share."""

from __future__ import annotations

from dataclasses import dataclass

from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.intents import Alone, intent_of

POINTING = frozenset({"first", "second", "third", "fourth", "fifth", "last_one"})
RESTART = "restart"
# More words than this are no mere steering.
SHORT = 5
FAIRLY_SHORT = 8
# From this confidence a question of its own outweighs a cue.
CLEAR = 0.75


@dataclass(frozen=True)
class Asked:
    """The question to answer."""

    intent: str
    reported: str = ""  # what the turn is said to have been; "" the same
    again: bool = False  # the last question, asked for other roles or another country
    resumed: bool = False  # the answer to a question of ours
    backwards: bool = False  # the last switch, the other way round
    repaired: bool = False  # what is named takes the place of what was misunderstood
    picked: tuple[str, ...] | None = None  # the roles of the button or question that is taken up
    also: tuple[str, ...] = ()  # further questions about the same roles


def is_weak(turn: Turn) -> bool:
    """Whether the classifier saw no clear question of its own."""
    return not turn.sure or intent_of(turn.intent).weak or turn.confidence < 1 - CLEAR


def repeated(memory: State, alone: Alone) -> bool:
    """Whether the last question is asked again by such a name alone."""
    return alone in intent_of(memory.intent).repeated_by


def as_reported(turn: Turn) -> str:
    """What the turn is said to have been, where it only named roles."""
    return turn.intent if turn.intent == "mention_role" else ""
