"""The sums of `rolewise evaluate`, on made-up scores, and its reading of the project's files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rolewise.core.matching import Found
from rolewise.core.understanding.evaluation import Evaluation, best_temperature
from rolewise.core.understanding.intent_model import Reader, softmax
from rolewise.reports.crossvalidation import FULL, WITHOUT_EMBEDDING, Variant, cross_validate
from rolewise.reports.pipeline_config import Settings, settings_in_use
from rolewise.reports.utterances import Utterance, read_utterances

Utterances = tuple[list[Found], list[str]]
INTENTS = ("ask_pay", "greet", "out_of_scope")


def evaluation(*rows: tuple[str, float, float, float]) -> Evaluation:
    """Of utterances as (right intent, probability of each of INTENTS)."""
    labels = np.array([INTENTS.index(row[0]) for row in rows])
    return Evaluation(INTENTS, labels, np.log([row[1:] for row in rows]), temperature=1.0)


def test_confusion_counts_the_told_intent_in_the_row_of_the_right_one() -> None:
    found = evaluation(("ask_pay", 0.8, 0.1, 0.1), ("ask_pay", 0.1, 0.8, 0.1), ("greet", 0.1, 0.8, 0.1))

    assert found.confusion().tolist() == [[1, 1, 0], [0, 1, 0], [0, 0, 0]]
    assert found.accuracy == pytest.approx(2 / 3)


def test_calibration_compares_confidence_with_the_share_right() -> None:
    found = evaluation(*[("ask_pay", 0.85, 0.05, 0.10)] * 3, ("greet", 0.85, 0.05, 0.10))

    assert found.calibration() == [(pytest.approx(0.85), 0.75, 4)]
    assert found.expected_calibration_error() == pytest.approx(0.1)


def test_a_threshold_rejects_what_is_less_sure() -> None:
    found = evaluation(("ask_pay", 0.6, 0.2, 0.2), ("ask_pay", 0.9, 0.05, 0.05), ("out_of_scope", 0.7, 0.1, 0.2))
    low, high = found.point(0.5), found.point(0.8)

    assert (low.right, low.rejected, low.accepted) == (1.0, 0.0, 1.0)
    assert (high.right, high.rejected, high.accepted) == (0.5, 0.5, 0.0)


def test_off_topic_told_as_small_talk_is_not_taken_for_a_question() -> None:
    found = evaluation(("out_of_scope", 0.1, 0.8, 0.1), ("ask_pay", 0.9, 0.05, 0.05))

    assert found.point(0.0).accepted == 0.0


def test_the_least_threshold_is_the_first_that_keeps_the_wanted_share() -> None:
    found = evaluation(("ask_pay", 0.9, 0.05, 0.05), ("out_of_scope", 0.705, 0.1, 0.195), ("out_of_scope", 0.1, 0.1, 0.8))

    assert found.least_threshold(0.5).threshold == 0.0
    assert found.least_threshold(0.0).threshold == pytest.approx(0.71)


def test_the_highest_threshold_is_given_where_none_keeps_the_wanted_share() -> None:
    found = evaluation(("ask_pay", 0.9, 0.05, 0.05), ("out_of_scope", 0.99, 0.005, 0.005))

    assert found.least_threshold(0.0) == found.curve()[-1]


def test_the_best_temperature_is_the_one_that_the_labels_were_drawn_by() -> None:
    drawn = np.random.default_rng(0)
    scores = drawn.normal(size=(4000, 3))
    labels = np.array([drawn.choice(3, p=row) for row in softmax(scores / 0.5)])

    assert best_temperature(scores, labels) == pytest.approx(0.5, abs=0.06)


def test_each_utterance_is_scored_by_a_model_trained_without_it(utterances: Utterances, reader: Reader) -> None:
    """Labels drawn by lot cannot be told, unless the right one was seen; words common to all do not help."""
    founds, labels = utterances
    found = cross_validate(founds, labels, {}, reader)[FULL.name]

    assert found.scores.shape == (len(labels), 3)
    assert found.accuracy > 0.9


def test_variants_are_trained_side_by_side(utterances: Utterances, reader: Reader) -> None:
    ticks: list[int] = []
    variants = (FULL, WITHOUT_EMBEDDING, Variant("names stay", names_out=False))
    found = cross_validate(*utterances, {}, reader, variants, ticks.append)

    assert list(found) == ["full", WITHOUT_EMBEDDING.name, "names stay"]
    assert sum(ticks) == 15
    assert not np.array_equal(found["full"].scores, found[WITHOUT_EMBEDDING.name].scores)


def test_without_the_embedding_is_what_a_model_without_weights_gives(utterances: Utterances, reader: Reader) -> None:
    masked = cross_validate(*utterances, {}, reader, (WITHOUT_EMBEDDING,))[WITHOUT_EMBEDDING.name]
    lacking = cross_validate(*utterances, {}, None)["full"]

    assert masked.scores == pytest.approx(lacking.scores, abs=1e-5)


def test_utterances_are_read_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "nlu.yml"
    file.write_text('version: "3.1"\nnlu:\n  - intent: greet\n    examples: |\n      - hi\n      - hello: you\n', "utf-8")

    assert read_utterances(file) == [Utterance("hi", "greet", 5), Utterance("hello: you", "greet", 6)]


@pytest.mark.parametrize("content", ["", "nlu: 3", "nlu: [", "- a\n- b"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "nlu.yml"
    file.write_text(content, "utf-8")

    with pytest.raises(ValueError, match=r"nlu\.yml"):
        read_utterances(file)


def test_settings_come_from_the_pipeline(tmp_path: Path) -> None:
    file = tmp_path / "config.yml"
    ours = "- name: a.b.RolewiseIntentClassifier\n  temperature: 0.25\n"
    file.write_text(f"pipeline:\n{ours}- name: FallbackClassifier\n  threshold: 0.4\n")

    assert settings_in_use(file) == Settings(0.25, 0.4)


def test_settings_differ_much_from_a_tenth_on() -> None:
    assert Settings(0.3, 0.35).differ_much(Settings(0.3, 0.5))
    assert Settings(0.3, 0.35).differ_much(Settings(0.5, 0.35))
    assert not Settings(0.3, 0.35).differ_much(Settings(0.27, 0.4))
