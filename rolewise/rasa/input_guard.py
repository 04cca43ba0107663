"""The first pipeline component: bounds and cleans what a user typed before anything looks at it."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from rolewise.core.understanding.input_text import clean
from rolewise.rasa import patches

CUT = "cut"

patches.install()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class InputGuard(GraphComponent):
    """Cuts a message to 500 characters, drops control characters, and keeps typed payloads from being obeyed."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`obey_payloads`: leave "/intent{...}" to Rasa, which sets slots by it and restarts conversations."""
        return {"obey_payloads": False}

    def __init__(self, config: dict[str, Any]):
        self._obey_payloads = bool(config["obey_payloads"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> InputGuard:
        """Makes the component (see the base class)."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Replaces the text of each message; `cut` in its parse data tells that only the beginning was read."""
        for message in messages:
            typed = clean(message.get(TEXT) or "", keep_payload=self._obey_payloads)
            message.set(TEXT, typed.text)
            if typed.cut:
                message.set(CUT, True, add_to_output=True)
        return messages
