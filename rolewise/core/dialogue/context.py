"""What the parts of a turn are handed, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rolewise.core.answers import Answer, Writer
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.facets import Facet


@dataclass(frozen=True)
class Scene:
    """One utterance in its talk. The memory holds already what the utterance tells by the way."""

    writer: Writer
    turn: Turn
    memory: State

    @property
    def country(self) -> str:
        """The country of the answer: the one named, else the site's."""
        return self.memory.country or self.writer.knowledge.site.default_country

    def keeping(self, **changes: object) -> State:
        """The memory with these changes."""
        return replace(self.memory, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Reply:
    """What a turn gives: the answer, what to remember, and the intent that the turn is said to have been."""

    answer: Answer
    memory: State
    intent: str
    heard: tuple[Facet, ...] = ()  # the facets of the question answered, those kept from before among them; () after small talk
