"""A number, a letter or the words of a button stand for what it asks."""

from __future__ import annotations

import re

from rolewise.core.answers import Writer
from rolewise.core.answers.suggestions import ask
from rolewise.core.dialogue.asked import POINTING, Asked
from rolewise.core.dialogue.coreference import ORDINALS
from rolewise.core.dialogue.state import State, Step
from rolewise.core.dialogue.turn import Turn

CHOOSE = "you_choose"  # the cue of leaving the choice to us
_PLACE = re.compile(r"\W*(?:(?:option|no|number|button|choice)\W{0,2})?(?:([1-9])|([a-f]))\W*", re.IGNORECASE)


def picks(writer: Writer, turn: Turn, memory: State, country: str) -> Asked | None:
    """The question of the button that is meant; None where none is."""
    steps = memory.steps
    if not steps or (turn.names_roles and not _by_words(writer, turn, steps, country)):
        return None
    place = _place(turn, memory)
    step = steps[place] if 0 <= place < len(steps) else _by_words(writer, turn, steps, country)
    if step is None or not step.intent:
        return None
    return Asked(step.intent, picked=step.roles)


def _place(turn: Turn, memory: State) -> int:
    """The button's number from 0; -1 where none is named."""
    if found := _PLACE.fullmatch(turn.text.strip()):
        return int(found[1]) - 1 if found[1] else ord(found[2].lower()) - ord("a")
    waiting = memory.pending
    if waiting and (waiting.readings or waiting.candidates) and CHOOSE in turn.cues:
        return 0
    if waiting and len(waiting.readings) > 1 and turn.intent == "affirm" and not turn.cues & POINTING:
        return 0
    pool = memory.listed or len(memory.together) > 1 or (waiting and (waiting.candidates or waiting.readings))
    if turn.cues & POINTING and not pool and turn.words <= len(ORDINALS):
        return next((place for cue, place in ORDINALS.items() if cue in turn.cues), len(memory.steps) - 1)
    return -1


def _by_words(writer: Writer, turn: Turn, steps: tuple[Step, ...], country: str) -> Step | None:
    typed = _plain(turn.text)
    known = (step for step in steps if step.intent)
    return next((step for step in known if typed == _plain(ask(writer, step.intent, step.roles, country).title)), None)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
