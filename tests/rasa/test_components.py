"""Our components in Rasa's own hands: made, trained, stored, loaded and run through its interface."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rolewise.core.embedding import EmbeddingUnavailable
from rolewise.core.understanding.intent_model import Reader
from rolewise.rasa import intent_classifier as intents
from rolewise.rasa.entity_extractor import KnowledgeEntityExtractor
from rolewise.rasa.intent_classifier import RolewiseIntentClassifier
from tests.small_embedding import BagOfWords

SAID = {
    "ask_pay": (
        "data scientist salary",
        "what does a data analyst earn",
        "how much is the pay of an ml engineer",
        "salary of a data engineer in london",
        "what is the salary",
        "what is the pay of a data engineer",
    ),
    "ask_responsibilities": (
        "what does a data scientist do all day",
        "daily work of a data analyst",
        "duties of an ml engineer",
        "what work does a data engineer do",
        "what does an ml engineer do",
    ),
    "out_of_scope": ("what is the weather today", "play some music", "will it rain tomorrow", "book a table for two"),
}
Parse = Callable[[str], dict[str, Any]]


@pytest.fixture
def reader() -> Reader:
    """An embedding that needs no weights."""
    return BagOfWords()


@pytest.fixture(scope="module")
def context() -> ExecutionContext:
    """As Rasa passes it to every component."""
    return ExecutionContext(GraphSchema({}))


@pytest.fixture(params=["with the embedding", "without its weights"])
def parse(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, reader: Reader, tmp_path: Path, context: ExecutionContext
) -> Parse:
    """Parses a text with a pipeline that was trained, stored and loaded."""
    monkeypatch.setenv("ROLEWISE_CACHE", str(tmp_path))
    present = request.param == "with the embedding"
    monkeypatch.setattr(intents, "reader", lambda missing_ok=False: reader if present else None)
    storage, resource = LocalModelStorage(tmp_path), Resource("intents")
    # A dozen sentences make scores that lie nearer together than thousands do.
    config = {**RolewiseIntentClassifier.get_default_config(), "temperature": 0.2}
    examples = [Message.build(text=text, intent=intent) for intent, texts in SAID.items() for text in texts * 3]
    RolewiseIntentClassifier.create(config, storage, resource, context).train(TrainingData(examples))
    extractor = KnowledgeEntityExtractor.create({}, storage, Resource("entities"), context)
    classifier = RolewiseIntentClassifier.load(config, storage, resource, context)

    def run(text: str) -> dict[str, Any]:
        message = Message.build(text=text)
        classifier.process(extractor.process([message]))
        return message.as_dict_nlu() | message.data

    return run


def test_a_loaded_pipeline_tells_intent_and_role(parse: Parse) -> None:
    parsed = parse("salary of a data scientist")

    assert parsed["intent"]["name"] == "ask_pay"
    assert [entity["value"] for entity in parsed["entities"]] == ["data-scientist"]
    assert parsed["entities"][0]["extractor"] == "KnowledgeEntityExtractor"


def test_the_ranking_falls_and_begins_with_the_intent(parse: Parse) -> None:
    parsed = parse("what does an ml engineer do all day")
    confidences = [item["confidence"] for item in parsed["intent_ranking"]]

    assert parsed["intent_ranking"][0] == parsed["intent"]
    assert confidences == sorted(confidences, reverse=True)


def test_a_role_of_todays_knowledge_needs_no_training(parse: Parse) -> None:
    """No nurse was in the training data."""
    parsed = parse("salary of a registered nurse")

    assert parsed["intent"]["name"] == "ask_pay"
    assert any("role" in entity["entity"] for entity in parsed["entities"])


def test_another_language_is_out_of_scope_and_named(parse: Parse) -> None:
    parsed = parse("Was verdient ein Data Scientist in Deutschland im Jahr?")

    assert parsed["language"] == "de"
    assert parsed["intent"]["name"] == "out_of_scope"


def test_a_second_question_is_told(parse: Parse) -> None:
    parsed = parse("what does a data scientist do all day? what is the salary of a data scientist")

    assert {parsed["intent"]["name"], parsed["turn"]["second"]} == {"ask_pay", "ask_responsibilities"}


@pytest.mark.parametrize("text", ["", "   "])
def test_blank_text_is_no_question(parse: Parse, text: str) -> None:
    assert parse(text)["intent"] == {"name": "out_of_scope", "confidence": 0.0}


def test_a_model_trained_with_the_embedding_is_not_loaded_without_it(
    monkeypatch: pytest.MonkeyPatch, reader: Reader, tmp_path: Path, context: ExecutionContext
) -> None:
    """It would tell nonsense; the error says what to do."""
    monkeypatch.setenv("ROLEWISE_CACHE", str(tmp_path))
    storage, resource = LocalModelStorage(tmp_path), Resource("intents")
    config = RolewiseIntentClassifier.get_default_config()
    examples = [Message.build(text=text, intent=intent) for intent, texts in SAID.items() for text in texts * 3]

    def missing(missing_ok: bool = False) -> Reader:
        raise EmbeddingUnavailable("run the conversion")

    monkeypatch.setattr(intents, "reader", lambda missing_ok=False: reader)
    RolewiseIntentClassifier.create(config, storage, resource, context).train(TrainingData(examples))
    monkeypatch.setattr(intents, "reader", missing)

    with pytest.raises(EmbeddingUnavailable, match="run the conversion"):
        RolewiseIntentClassifier.load(config, storage, resource, context)
