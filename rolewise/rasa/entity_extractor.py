"""The pipeline component that finds roles, skills, places and amounts by the knowledge base in use."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from rolewise.core import facets
from rolewise.core.matching import Found, Mention
from rolewise.in_use import live_knowledge

# Where the component leaves what it found for the components after it, and for the action.
FOUND = "found"
CUES = "cues"
FACETS = "facets"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class KnowledgeEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Entities from the knowledge base; a new role file needs no training."""

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> KnowledgeEntityExtractor:
        """Makes the component (see the base class)."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the entities, the cues and the facets heard of each message."""
        matcher = live_knowledge().current().matcher
        for message in messages:
            found = matcher.find(message.get(TEXT) or "")
            message.set(FOUND, found)
            message.set(CUES, sorted(found.cues), add_to_output=True)
            message.set(FACETS, [facets.as_dict(facet) for facet in found.facets], add_to_output=True)
            message.set(ENTITIES, self.add_extractor_name([entity(mention) for mention in found.mentions]), add_to_output=True)
        return messages


def entity(mention: Mention) -> dict[str, Any]:
    """A mention in the form of Rasa's entities."""
    content = asdict(mention)
    return {"entity": content.pop("kind"), **content, "candidates": list(mention.candidates)}


def found_in(message: Message) -> Found:
    """What was found in a message, found now where no extractor ran before."""
    found = message.get(FOUND)
    return found if isinstance(found, Found) else live_knowledge().current().matcher.find(message.get(TEXT) or "")
