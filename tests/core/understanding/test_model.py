"""The intent model: learning, remembering, forgetting nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rolewise.core.matching import Found
from rolewise.core.understanding.features import BLOCKS, Featurizer, Linear
from rolewise.core.understanding.intent_model import OPINION_WEIGHT, IntentModel, Reader, softmax
from rolewise.core.understanding.scoring import Scorer
from rolewise.core.understanding.text_forms import Prepared, Preparer

Utterances = tuple[list[Found], list[str]]


@pytest.fixture(params=["with the embedding", "without it"])
def either(request: pytest.FixtureRequest, reader: Reader) -> Reader | None:
    """Both ways in which a model can be made."""
    return reader if request.param == "with the embedding" else None


def test_what_was_learnt_is_told_right(utterances: Utterances, either: Reader | None) -> None:
    founds, labels = utterances
    model = IntentModel.train(founds, labels, {}, either)

    told = [model.intents[place] for place in model.probabilities(founds).argmax(1)]

    assert told == labels


def test_another_wording_is_told_right(utterances: Utterances, find: Callable[[str], Found], reader: Reader) -> None:
    model = IntentModel.train(*utterances, {}, reader)

    told = model.probabilities([find("what salary does the lamplighter earn")])[0]

    assert model.intents[int(told.argmax())] == "ask_pay"


def test_probabilities_of_an_utterance_sum_to_one(utterances: Utterances) -> None:
    model = IntentModel.train(*utterances, {}, None, temperature=0.3)

    assert model.probabilities(utterances[0]).sum(1) == pytest.approx(1)


def test_the_same_utterances_make_the_same_model(utterances: Utterances, either: Reader | None) -> None:
    first, second = (IntentModel.train(*utterances, {}, either).probabilities(utterances[0]) for _ in range(2))

    assert np.array_equal(first, second)


def test_a_saved_model_tells_what_the_trained_one_told(utterances: Utterances, either: Reader | None, tmp_path: Path) -> None:
    """But for the rounding of weights to half precision."""
    model = IntentModel.train(*utterances, {"wat": "what"}, either, temperature=0.4)
    model.save(tmp_path / "model.npz")
    loaded = IntentModel.load(tmp_path / "model.npz", {"wat": "what"}, either)

    assert loaded.intents == model.intents
    assert loaded.probabilities(utterances[0]) == pytest.approx(model.probabilities(utterances[0]), abs=2e-3)


def test_scores_are_those_of_scikit_learn(utterances: Utterances, either: Reader | None) -> None:
    """In use the rows of n-grams are added up directly; the numbers are those of the features that training learns from."""
    prepared = [Preparer.learn(utterances[0], {}).prepare(found) for found in utterances[0]]
    odd = ("", "?", "a", "a b", "pay pay PAY", "İ ß ﬃ", "two\tblanks  and\nlines", "🙂 pay+skills/tools & more", "x" * 300)
    prepared += [Prepared(text, text, ("roles:0", "never seen")) for text in odd]
    featurizer = Featurizer(either.embed if either else None)
    linear = Linear.fitted(featurizer.fit(prepared), [*utterances[1], *["out_of_scope"] * len(odd)])
    scorer = Scorer(featurizer.vocabulary, linear.weights, linear.bias)
    vectors = either.embed([item.natural for item in prepared]) if either else [None] * len(prepared)

    direct = np.stack([scorer.scores(item, vector) for item, vector in zip(prepared, vectors, strict=True)])

    assert np.abs(direct - linear.scores(featurizer.transform(prepared))).max() < 1e-5


def test_a_model_in_use_needs_no_scikit_learn(utterances: Utterances, tmp_path: Path) -> None:
    """Loading and telling import neither it nor scipy: a start would be slower and larger for nothing."""
    IntentModel.train(*utterances, {}, None).save(tmp_path / "model.npz")
    told = """
import sys
from pathlib import Path
from rolewise.core.matching import Found
from rolewise.core.understanding.intent_model import IntentModel
IntentModel.load(Path(sys.argv[1]), {}, None).probabilities([Found("pay and skills", (), frozenset())])
sys.exit(" ".join({"sklearn", "scipy"} & set(sys.modules)) or 0)
"""
    done = subprocess.run([sys.executable, "-c", told, tmp_path / "model.npz"], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_saved_model_holds_no_pickles(utterances: Utterances, reader: Reader, tmp_path: Path) -> None:
    """Loading a model file from elsewhere must not run code of it."""
    IntentModel.train(*utterances, {}, reader).save(tmp_path / "model.npz")

    with np.load(tmp_path / "model.npz", allow_pickle=False) as arrays:
        kinds = {arrays[name].dtype.kind for name in arrays.files}

    assert "O" not in kinds


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.npz").write_bytes(b"no model")

    with pytest.raises((OSError, KeyError, ValueError)):
        IntentModel.load(tmp_path / "model.npz", {}, None)


def test_the_blocks_of_features_stand_side_by_side_and_leave_nothing_out(utterances: Utterances, reader: Reader) -> None:
    prepared = [Preparer.learn(utterances[0], {}).prepare(found) for found in utterances[0]]
    featurizer = Featurizer(reader.embed)
    features = featurizer.fit(prepared)
    columns = featurizer.columns(features)

    assert tuple(columns) == BLOCKS
    assert [place for block in columns.values() for place in range(block.start, block.stop)] == list(range(features.shape[1]))


def test_a_second_opinion_is_added_to_the_scores(utterances: Utterances, convinced: Callable[..., Reader]) -> None:
    """Its log probabilities count by their weight, each for its own intent, whatever their order."""
    told = ("out_of_scope", "greet", "ask_skills", "ask_pay")
    first = IntentModel.train(*utterances, {}, convinced((), ""))
    both = IntentModel.train(*utterances, {}, convinced(told, "ask_skills"))

    gained = both.scores(utterances[0]) - first.scores(utterances[0])

    expected = [OPINION_WEIGHT * np.log(0.98 if name == "ask_skills" else 0.01) for name in both.intents]
    assert gained == pytest.approx(np.tile(expected, (len(gained), 1)), abs=1e-5)


def test_a_second_opinion_that_lacks_an_intent_is_not_asked(utterances: Utterances, convinced: Callable[..., Reader]) -> None:
    """It would be unfair to the intent that came after it was tuned."""
    first = IntentModel.train(*utterances, {}, convinced((), ""))
    both = IntentModel.train(*utterances, {}, convinced(("ask_pay", "ask_skills"), "ask_skills"))

    assert np.array_equal(both.scores(utterances[0]), first.scores(utterances[0]))


def test_a_lower_temperature_makes_surer() -> None:
    scores = np.array([[1.0, 0.5]])

    assert softmax(scores / 0.2)[0, 0] > softmax(scores)[0, 0] > 0.5
