"""Whoever asks on without choosing one of the roles offered for a name gets the likeliest, and is told so."""

from __future__ import annotations

from dataclasses import replace

from rolewise.core.answers import Answer
from rolewise.core.answers.suggestions import role_choices
from rolewise.core.dialogue.asked import POINTING, Asked
from rolewise.core.dialogue.context import Scene
from rolewise.core.dialogue.coreference import Reference
from rolewise.core.dialogue.joining import prefixed
from rolewise.core.dialogue.state import MOST_STEPS, State
from rolewise.core.intents import Kind, intent_of

MOST_OTHERS = 2  # buttons for those who meant another one


def likeliest(scene: Scene, asked: Asked, reference: Reference) -> Reference | None:
    """The first of the roles offered, with the one known beside it; None where another one is meant, or none was offered."""
    pending, intent = scene.memory.pending, intent_of(asked.intent)
    if pending is None or not pending.candidates or scene.turn.names_roles or asked.resumed:
        return None
    elsewhere = reference.named or (reference.focus and not pending.of_name)
    if elsewhere or intent.kind is not Kind.ABOUT_ROLES or scene.turn.cues & POINTING:
        return None
    roles = tuple(dict.fromkeys([*pending.roles, pending.candidates[0]]))
    return Reference(roles, roles, named=True) if len(roles) >= intent.roles else None


def taken_for(scene: Scene, intent: str, roles: tuple[str, ...], said: Answer) -> Answer:
    """The answer after what was taken for meant; the others offered stay buttons."""
    writer, pending = scene.writer, scene.memory.pending
    others = role_choices(writer, intent, pending.candidates[1:], pending.roles, scene.country) if pending else ()
    said = prefixed(writer.say("assumed.likeliest", roles=writer.titles(writer.roles(roles))), said)
    return replace(said, suggestions=(*others[:MOST_OTHERS], *said.suggestions)[:MOST_STEPS])


def still_offered(scene: Scene, after: State) -> State:
    """The memory that knows the others, so that a word of one of them is enough."""
    return replace(after, offered=scene.memory.pending.candidates) if scene.memory.pending else after
