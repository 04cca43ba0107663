"""The pipeline component that tells the intent: names taken out, words, pieces of words and sentence embedding."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rolewise.core.embedding import EmbeddingUnavailable, SentenceEmbedding
from rolewise.core.intents import intent_of
from rolewise.core.understanding.clauses import clauses
from rolewise.core.understanding.intent_model import OUT_OF_SCOPE, TEMPERATURE, Embed, IntentModel
from rolewise.core.understanding.language import ENGLISH, language_of
from rolewise.in_use import live_knowledge
from rolewise.rasa.entity_extractor import found_in

LANGUAGE = "language"
SECOND = "second_intent"
SECOND_PLACE = "second_place"
NO_SECOND: tuple[str, list[int]] = ("", [])
FILE = "intents.npz"
EMBEDDED = "embedded"  # stands beside the file of a model that was trained with the embedding
LISTED = 10

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class RolewiseIntentClassifier(GraphComponent, IntentClassifier):
    """De-lexicalised text -> intent with a calibrated confidence."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`temperature`: divides the scores; found by `rolewise evaluate`. `second_sure`: the confidence from which a
        clause counts as a second question."""
        return {"temperature": TEMPERATURE, "second_sure": 0.6}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: IntentModel | None = None):
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> RolewiseIntentClassifier:
        """Makes an untrained component (see the base class)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
             execution_context: ExecutionContext, **kwargs: Any) -> RolewiseIntentClassifier:
        """Makes the component that was trained (see the base class)."""
        with model_storage.read_from(resource) as folder:
            embedded = (folder / EMBEDDED).exists()
            words = live_knowledge().current().knowledge.chat_words
            model = IntentModel.load(folder / FILE, words, embedding() if embedded else None)
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the utterances of the training data."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        labels = [example.get(INTENT) for example in examples]
        embed = embedding(missing_ok=True)
        words = live_knowledge().current().knowledge.chat_words
        founds = [found_in(example) for example in examples]
        self._model = IntentModel.train(founds, labels, words, embed, self._config["temperature"])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / FILE)
            if embed:
                (folder / EMBEDDED).touch()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent, ranking, language and a second question's intent of each message."""
        for message in messages:
            self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        in_use = live_knowledge().current()
        text = message.get(TEXT) or ""
        language = language_of(text, in_use.known_words)
        message.set(LANGUAGE, language, add_to_output=True)
        ranking = [(OUT_OF_SCOPE, 1.0)] if language != ENGLISH else self._ranked(message)
        message.set(INTENT, _as_intent(*ranking[0]), add_to_output=True)
        message.set(INTENT_RANKING_KEY, [_as_intent(*item) for item in ranking[:LISTED]], add_to_output=True)
        second, place = self._second(text, ranking[0][0]) if language == ENGLISH else NO_SECOND
        message.set(SECOND, second, add_to_output=True)
        message.set(SECOND_PLACE, place, add_to_output=True)

    def _ranked(self, message: Message) -> list[tuple[str, float]]:
        if self._model is None or not (message.get(TEXT) or "").strip():
            return [(OUT_OF_SCOPE, 0.0)]
        return _ranking(self._model.intents, self._model.probabilities([found_in(message)])[0])

    def _second(self, text: str, first: str) -> tuple[str, list[int]]:
        """Intent of a second question, and where its clause starts and ends in the text."""
        parts = clauses(text)
        if len(parts) < 2 or not intent_of(first).second or self._model is None:
            return NO_SECOND
        matcher = live_knowledge().current().matcher
        told = self._model.probabilities([matcher.find(part) for part in parts])
        for part, probabilities in zip(parts, told, strict=True):
            intent, confidence = _ranking(self._model.intents, probabilities)[0]
            if intent != first and intent_of(intent).second and confidence >= self._config["second_sure"]:
                start = text.find(part)
                return intent, [start, start + len(part)]
        return NO_SECOND


def embedding(missing_ok: bool = False) -> Embed | None:
    """The sentence embedding. Without its weights None, said in the log; EmbeddingUnavailable where a model needs it."""
    try:
        return SentenceEmbedding.load().embed
    except EmbeddingUnavailable as error:
        if not missing_ok:
            raise
        logger.warning("intents are told without the sentence embedding, less well: %s", error)
        return None


def _ranking(intents: Sequence[str], probabilities: np.ndarray) -> list[tuple[str, float]]:
    order = np.argsort(-probabilities)
    return [(intents[place], float(probabilities[place])) for place in order]


def _as_intent(name: str, confidence: float) -> dict[str, Any]:
    return {"name": name, "confidence": confidence}
