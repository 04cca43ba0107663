"""The pipeline component that tells the intent: a host of core/understanding."""

from __future__ import annotations

import logging
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rolewise.core.dialogue import Reading, Turn
from rolewise.core.embedding import TUNE
from rolewise.core.embedding.kept import KeptEmbedding
from rolewise.core.embedding.session import default_folder
from rolewise.core.turn_json import turn_to_json
from rolewise.core.understanding.intent_model import TEMPERATURE, IntentModel, opinion_columns
from rolewise.core.understanding.model_file import EMBEDDED, FILE, SENSES, reader
from rolewise.core.understanding.sense import Sense
from rolewise.core.understanding.understander import Thresholds, Understander
from rolewise.in_use import live_knowledge
from rolewise.rasa.entity_extractor import TURN, found_in, in_use_of

LANGUAGE = "language"  # in the parse data, where those who read kept conversations find it

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class RolewiseIntentClassifier(GraphComponent, IntentClassifier):
    """De-lexicalised text -> intent with a calibrated confidence."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`temperature`: divides the scores; found by `rolewise evaluate`. `second_sure`: the confidence from which a
        clause counts as a second question."""
        return {"temperature": TEMPERATURE, "second_sure": Thresholds.second}

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
        sense: Sense | None = None,
    ):
        self._config = config
        self._storage = storage
        self._resource = resource
        # Whether an intent is sure is told by the component behind this one, Rasa's FallbackClassifier.
        self._understander = Understander(model, Thresholds(second=config["second_sure"]), sense) if model else None

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> RolewiseIntentClassifier:
        """Makes an untrained component (see the base class)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> RolewiseIntentClassifier:
        """Makes the component that was trained (see the base class)."""
        with model_storage.read_from(resource) as folder:
            embedded = (folder / EMBEDDED).exists()
            words = live_knowledge().current().knowledge.chat_words
            read_by = reader() if embedded else None
            model = IntentModel.load(folder / FILE, words, read_by)
            sense = Sense.load(folder / SENSES, read_by.embed) if read_by and (folder / SENSES).exists() else None
        return cls(config, model_storage, resource, model, sense)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the utterances of the training data."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        labels = [example.get(INTENT) for example in examples]
        read_by = reader(missing_ok=True)
        embed = KeptEmbedding(read_by.embed, default_folder(), read_by.fingerprint).embed if read_by else None
        words = live_knowledge().current().knowledge.chat_words
        founds = [found_in(example) for example in examples]
        model = IntentModel.train(founds, labels, words, read_by, self._config["temperature"], embed)
        if read_by and not opinion_columns(model.intents, read_by):
            logger.warning(
                "intents are told without the second opinion, less well: it is missing or knows other intents; make it by %s",
                TUNE,
            )
        with self._storage.write_to(self._resource) as folder:
            model.save(folder / FILE)
            if read_by:
                (folder / EMBEDDED).touch()
                kept = KeptEmbedding(read_by.embed, default_folder(), read_by.fingerprint, "roles")
                Sense.made(live_knowledge().current().knowledge, kept.embed).save(folder / SENSES)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, ranking, language and the whole turn of each message."""
        for message in messages:
            if self._understander:
                _set(message, self._understander.understand(found_in(message), in_use_of(message)))
        return messages


def _set(message: Message, turn: Turn) -> None:
    ranking = [_as_intent(reading) for reading in turn.readings]
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    message.set(LANGUAGE, turn.language, add_to_output=True)
    message.set(TURN, turn_to_json(turn), add_to_output=True)


def _as_intent(reading: Reading) -> dict[str, Any]:
    return {"name": reading.intent, "confidence": reading.confidence}
