"""The engine by itself: a small model of a few utterances, packed as Rasa packs it, and the real knowledge base."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from rolewise.core.dialogue import Page, State, to_dict
from rolewise.core.engine import Engine
from rolewise.core.live import LiveKnowledge
from rolewise.core.understanding.intent_model import IntentModel
from rolewise.core.understanding.model_file import UnreadableModel, load_understander
from rolewise.core.understanding.understander import Thresholds
from rolewise.paths import ROOT

SAID = {
    "ask_pay": ("what does a data scientist earn", "salary of a data analyst", "nurse pay", "how much does a teacher earn"),
    "compare_roles": ("data scientist vs data analyst", "difference between a nurse and a teacher", "compare both roles"),
    "ask_responsibilities": ("what does a data scientist do", "daily work of a nurse", "what are a teacher's duties"),
    "out_of_scope": ("what is the weather today", "play some music", "will it rain tomorrow", "book a table for two"),
}
NODES = {
    "run_classifier": {"uses": "rolewise.rasa.intent_classifier.RolewiseIntentClassifier", "config": {"second_sure": 0.4}},
    "run_fallback": {"uses": "rasa.nlu.classifiers.fallback_classifier.FallbackClassifier", "config": {"threshold": 0.3}},
}


@pytest.fixture(scope="module")
def live() -> LiveKnowledge:
    """The knowledge base of the project."""
    return LiveKnowledge(ROOT / "knowledge")


@pytest.fixture(scope="module")
def model(live: LiveKnowledge, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a model that learnt without the sentence embedding."""
    in_use = live.current()
    pairs = [(in_use.matcher.find(text), intent) for intent, texts in SAID.items() for text in texts * 3]
    founds, labels = [found for found, _ in pairs], [intent for _, intent in pairs]
    path = tmp_path_factory.mktemp("model") / "intents.npz"
    IntentModel.train(founds, labels, in_use.knowledge.chat_words, None, 0.3).save(path)
    return path.read_bytes()


def packed(path: Path, files: dict[str, bytes]) -> Path:
    """An archive of these files."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


def metadata(nodes: Any = NODES) -> bytes:
    """As Rasa writes it, as far as it is read."""
    return json.dumps({"predict_schema": {"nodes": nodes}}).encode()


@pytest.fixture(scope="module")
def engine(live: LiveKnowledge, model: bytes, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The engine of that model."""
    path = tmp_path_factory.mktemp("archive") / "model.tar.gz"
    return Engine.load(packed(path, {"metadata.json": metadata(), "components/x/intents.npz": model}), live)


def test_a_talk_is_answered_from_what_is_remembered(engine: Engine) -> None:
    first = engine.reply("what does a data scientist earn", State())
    second = engine.reply("what does a nurse earn", engine.state(to_dict(first.memory)))

    assert (first.intent, first.answer.roles) == ("ask_pay", ("data-scientist",))
    assert second.memory.previous == ("data-scientist",)


def test_the_thresholds_are_those_that_the_model_was_trained_with(engine: Engine) -> None:
    assert engine.understander.thresholds == Thresholds(sure=0.3, apart=0.0, second=0.4)


def test_a_page_is_in_play(engine: Engine) -> None:
    assert engine.reply("what is the salary", State(), Page(("registered-nurse",), "US")).answer.country == "US"


def test_what_is_typed_is_bounded_and_no_payload(engine: Engine) -> None:
    turn = engine.understand("/restart " + "salary " * 1000)

    assert turn.cut
    assert turn.text.startswith("restart salary")


@pytest.mark.parametrize("text", ["", " ", "\x00", "/", "\ud800", "\u202e", "?", "0" * 9999, "Was kostet ein Auto bei euch?"])
def test_any_text_is_answered(engine: Engine, text: str) -> None:
    assert engine.reply(text, State(), now=1.0).answer.text


def test_a_turn_reads_one_knowledge_base(live: LiveKnowledge) -> None:
    with live.held() as in_use:
        live._in_use = LiveKnowledge(ROOT / "knowledge").current()
        assert live.current() is in_use
    assert live.current() is not in_use


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"metadata.json": metadata()},
        {"metadata.json": b"[]", "intents.npz": b""},
        {"metadata.json": metadata({}), "intents.npz": b""},
        {"metadata.json": metadata(), "intents.npz": b"nothing of ours"},
    ],
)
def test_an_archive_without_a_model_of_ours_is_refused(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableModel, match="holds no intent model"):
        load_understander(packed(tmp_path / "odd.tar.gz", files), {})


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (path := tmp_path / "odd.tar.gz").write_bytes(content)

    with pytest.raises(UnreadableModel):
        load_understander(path, {})
