"""The intent model: features, a linear support vector machine, calibrated confidence. Knows nothing of Rasa."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from rolewise.core.matching import Found
from rolewise.core.understanding.features import Embed, Featurizer, as_array, from_array
from rolewise.core.understanding.spelling import Speller
from rolewise.core.understanding.text_forms import Preparer

# Inverse strength of regularisation. A logistic regression is as right and takes ten times as long to learn.
STRENGTH = 0.3
# Divides the scores before they become probabilities; `rolewise evaluate` finds the best calibrated one.
TEMPERATURE = 0.27
# Added to the score of what we do not answer: a wrong answer costs more trust than a question asked back. In
# cross-validation it halves the off-topic messages that are answered, for two of a hundred questions not understood.
OUT_OF_SCOPE = "out_of_scope"
CAUTION = 0.3


class IntentModel:
    """Utterances -> probabilities of intents. Deterministic: the same utterances give the same model."""

    def __init__(self, preparer: Preparer, featurizer: Featurizer, linear: Linear, temperature: float):
        self._preparer = preparer
        self._featurizer = featurizer
        self._linear = linear
        self._temperature = temperature  # divides the scores; above 1 means more modest

    @property
    def intents(self) -> list[str]:
        """Names of the intents, as the columns of `probabilities`."""
        return self._linear.classes

    @classmethod
    def train(cls, founds: Sequence[Found], labels: Sequence[str], chat_words: Mapping[str, str], embed: Embed | None,
              temperature: float = 1.0) -> IntentModel:
        """Learns from labelled utterances."""
        preparer = Preparer.learn(founds, chat_words)
        featurizer = Featurizer(embed)
        features = featurizer.fit([preparer.prepare(found) for found in founds])
        return cls(preparer, featurizer, Linear.fitted(features, labels), temperature)

    def probabilities(self, founds: Sequence[Found]) -> np.ndarray:
        """Calibrated probabilities, shape (utterances, intents)."""
        features = self._featurizer.transform([self._preparer.prepare(found) for found in founds])
        return softmax(self._linear.scores(features) / self._temperature)

    def save(self, path: Path) -> None:
        """Writes plain arrays (no pickles), so that loading a model runs no code of it."""
        # Half precision halves the file and changes no label.
        np.savez_compressed(path, intents=as_array(self.intents), weights=self._linear.weights.astype(np.float16),
                            bias=self._linear.bias, temperature=np.array(self._temperature),
                            spelling=as_array(self._preparer.speller.words), **self._featurizer.arrays())

    @classmethod
    def load(cls, path: Path, chat_words: Mapping[str, str], embed: Embed | None) -> IntentModel:
        """The model that was saved. Raises OSError, KeyError or ValueError for a file that is none."""
        with np.load(path, allow_pickle=False) as arrays:
            linear = Linear(from_array(arrays["intents"]), arrays["weights"].astype(np.float32), arrays["bias"])
            preparer = Preparer(chat_words, Speller(from_array(arrays["spelling"]), chat_words))
            return cls(preparer, Featurizer.restore(arrays, embed), linear, float(arrays["temperature"]))


class Linear:
    """Scores of classes as a linear function of features."""

    def __init__(self, classes: list[str], weights: np.ndarray, bias: np.ndarray):
        self.classes = classes
        self.weights = weights  # (features, classes)
        self.bias = bias  # (classes,)

    @classmethod
    def fitted(cls, features: csr_matrix, labels: Sequence[str]) -> Linear:
        """Learns from features, shape (utterances, features)."""
        machine = LinearSVC(C=STRENGTH, random_state=0).fit(features, labels)
        bias = machine.intercept_ + CAUTION * (machine.classes_ == OUT_OF_SCOPE)
        return cls([str(name) for name in machine.classes_], np.ascontiguousarray(machine.coef_.T, dtype=np.float32),
                   bias.astype(np.float32))

    def scores(self, features: csr_matrix) -> np.ndarray:
        """Scores before calibration, shape (utterances, classes)."""
        return np.asarray(np.asarray(features @ self.weights) + self.bias)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Scores as probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))
