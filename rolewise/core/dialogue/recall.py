"""Words on the talk itself: "say that again", "what was my first question", "what do you know of me"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce

from rolewise.core.answers import Answer, answer
from rolewise.core.answers.suggestions import ask, filled, starters
from rolewise.core.dialogue.asked import FAIRLY_SHORT, Asked
from rolewise.core.dialogue.context import Reply, Scene
from rolewise.core.dialogue.joining import joined
from rolewise.core.dialogue.own_facts import shown
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.intents import intent_of

# Each is a cue as well as what such a turn asks.
AGAIN, OPENING, NOT_ASKED, ABOUT_ME = "say_again", "first_question", "not_asked", "about_me"
RECALLED = (AGAIN, OPENING, NOT_ASKED, ABOUT_ME)


def recalls(turn: Turn, memory: State) -> Asked | None:
    """A word on the talk itself, that names nothing new."""
    heard = next((cue for cue in RECALLED if cue in turn.cues), "")
    if not heard or turn.names_roles or turn.of("skill") or turn.words > FAIRLY_SHORT:
        return None
    return Asked(heard)


def recalled(scene: Scene, what: str) -> Reply:
    """The answer to such a word; nothing else of the talk changes."""
    said, reported = _ANSWERS[what](scene)
    return Reply(said, replace(scene.memory, misses=0, greeted=True), reported)


def _again(scene: Scene) -> tuple[Answer, str]:
    last = scene.memory.last
    if not last:
        return _said(scene, scene.writer.say("small.nothing_said")), "ask_help"
    return reduce(joined, [answer(scene.writer, question) for question in last]), last[0].intent


def _opening(scene: Scene) -> tuple[Answer, str]:
    first = scene.memory.opening
    if not first or not first.intent:
        return _said(scene, scene.writer.say("small.nothing_said")), "ask_help"
    step = ask(scene.writer, first.intent, first.roles, scene.country)
    said = _said(scene, scene.writer.say("small.first_question", question=step.text))
    return replace(said, roles=first.roles, suggestions=filled(scene.writer, [step])), "ask_help"


def _not_asked(scene: Scene) -> tuple[Answer, str]:
    memory = scene.memory
    read = [reading.intent for reading in scene.turn.readings]
    others = [name for name in (*read, *intent_of(memory.intent).after_one) if intent_of(name).offered and name != memory.intent]
    steps = [
        ask(scene.writer, name, memory.focus, scene.country)
        for name in dict.fromkeys(others)
        if len(memory.focus) >= max(1, intent_of(name).roles)
    ]
    return replace(_said(scene, scene.writer.say("small.not_asked")), suggestions=filled(scene.writer, steps)), "give_feedback"


def _about_me(scene: Scene) -> tuple[Answer, str]:
    return _said(scene, shown(scene.writer, scene.memory)), "ask_help"


def _said(scene: Scene, text: str) -> Answer:
    return Answer("talk", "ask_help", text, country=scene.country, suggestions=starters(scene.writer))


_ANSWERS: dict[str, Callable[[Scene], tuple[Answer, str]]] = {
    AGAIN: _again,
    OPENING: _opening,
    NOT_ASKED: _not_asked,
    ABOUT_ME: _about_me,
}
