"""The pipeline component that finds roles, skills, places and amounts by the knowledge base in use."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from rolewise.core.dialogue import Turn
from rolewise.core.live import InUse
from rolewise.core.matching import Found, Mention
from rolewise.core.turn_json import turn_to_json
from rolewise.in_use import live_knowledge

# Where the component leaves the knowledge base and what it found for the components after it.
IN_USE = "in_use"
FOUND = "found"
TURN = "turn"  # in the parse data: what is understood, as JSON


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class KnowledgeEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Entities from the knowledge base; a new role file needs no training."""

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> KnowledgeEntityExtractor:
        """Makes the component (see the base class)."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the entities of each message, and a turn that the classifier completes."""
        for message in messages:
            message.set(IN_USE, live_knowledge().current())
            found = found_in(message)
            turn = Turn(found.text, mentions=found.mentions, cues=found.cues, facets=found.facets)
            message.set(FOUND, found)
            message.set(TURN, turn_to_json(turn), add_to_output=True)
            message.set(ENTITIES, self.add_extractor_name([entity(mention) for mention in as_typed(found)]), add_to_output=True)
        return messages


def as_typed(found: Found) -> list[Mention]:
    """The mentions with their places in what was typed: a text in Hindi is searched in English."""
    if not found.translation:
        return list(found.mentions)
    places = [found.translation.typed_place(mention.start, mention.end) for mention in found.mentions]
    return [replace(mention, start=start, end=end) for mention, (start, end) in zip(found.mentions, places, strict=True)]


def entity(mention: Mention) -> dict[str, Any]:
    """A mention in the form of Rasa's entities."""
    content = dict(vars(mention))
    return {"entity": content.pop("kind"), **content, "candidates": list(mention.candidates)}


def in_use_of(message: Message) -> InUse:
    """The knowledge base that the message was searched by, the current one where no extractor ran before."""
    in_use = message.get(IN_USE)
    return in_use if isinstance(in_use, InUse) else live_knowledge().current()


def found_in(message: Message) -> Found:
    """What was found in a message, found now where no extractor ran before."""
    found = message.get(FOUND)
    return found if isinstance(found, Found) else in_use_of(message).matcher.find(message.get(TEXT) or "")
