"""The intent model: features, logistic regression, calibrated confidence. Knows nothing of Rasa."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from rolewise.nlu.features import Embed, Featurizer, Prepared

# Inverse strength of regularisation; 3 to 10 gave the same accuracy in cross-validation.
STRENGTH = 5.0
# The optimum is flat: more steps change no label, only the time.
STEPS = 200
TOLERANCE = 1e-3


class IntentModel:
    """Texts -> probabilities of intents. Deterministic: the same texts give the same model."""

    def __init__(self, featurizer: Featurizer, intents: Sequence[str], weights: np.ndarray, bias: np.ndarray,
                 temperature: float):
        self.intents = list(intents)
        self._featurizer = featurizer
        self._weights = weights  # (features, intents)
        self._bias = bias  # (intents,)
        self._temperature = temperature  # divides the scores; above 1 means more modest

    @classmethod
    def train(cls, prepared: Sequence[Prepared], labels: Sequence[str], embed: Embed | None, temperature: float = 1.0) -> IntentModel:
        """Learns from labelled utterances."""
        featurizer = Featurizer(embed)
        features = featurizer.fit(prepared)
        return cls.fitted(featurizer, features, labels, temperature)

    @classmethod
    def fitted(cls, featurizer: Featurizer, features: csr_matrix, labels: Sequence[str], temperature: float) -> IntentModel:
        """Learns from features that are made already, shape (texts, features)."""
        regression = LogisticRegression(C=STRENGTH, max_iter=STEPS, tol=TOLERANCE)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            regression.fit(features, labels)
        weights = np.ascontiguousarray(regression.coef_.T, dtype=np.float32)
        return cls(featurizer, list(regression.classes_), weights, regression.intercept_.astype(np.float32), temperature)

    def probabilities(self, prepared: Sequence[Prepared]) -> np.ndarray:
        """Calibrated probabilities, shape (texts, intents), columns as `intents`."""
        return softmax(self.scores(self._featurizer.transform(prepared)) / self._temperature)

    def scores(self, features: csr_matrix) -> np.ndarray:
        """Scores before calibration, shape (texts, intents)."""
        return np.asarray(features @ self._weights) + self._bias

    def save(self, path: Path) -> None:
        """Writes plain arrays (no pickles), so that loading a model runs no code of it."""
        arrays: dict[str, Any] = self._featurizer.arrays()
        # Half precision halves the file and changes no label.
        np.savez_compressed(path, intents=np.array(self.intents), weights=self._weights.astype(np.float16), bias=self._bias,
                            temperature=np.array(self._temperature), **arrays)

    @classmethod
    def load(cls, path: Path, embed: Embed | None) -> IntentModel:
        """The model that was saved. Raises OSError or ValueError for a file that is none."""
        with np.load(path, allow_pickle=False) as arrays:
            featurizer = Featurizer.restore(arrays, embed)
            return cls(featurizer, [str(name) for name in arrays["intents"]], arrays["weights"].astype(np.float32),
                       arrays["bias"], float(arrays["temperature"]))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Scores as probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))
