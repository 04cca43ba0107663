"""The intent model: linear scores of features, calibrated confidence. Knows nothing of Rasa, and in use of scikit-learn."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from rolewise.core.matching import Found
from rolewise.core.understanding.scoring import Ngrams, Scorer, Vocabulary
from rolewise.core.understanding.spelling import Speller
from rolewise.core.understanding.text_forms import Preparer

# Texts -> one row a text, each of length 1.
Embed = Callable[[Sequence[str]], np.ndarray]
OUT_OF_SCOPE = "out_of_scope"
# Divides the scores before they become probabilities; `rolewise evaluate` finds the best calibrated one.
TEMPERATURE = 0.27


class IntentModel:
    """Utterances -> probabilities of intents. Deterministic: the same utterances give the same model."""

    def __init__(self, preparer: Preparer, intents: list[str], vocabulary: Vocabulary, weights: np.ndarray, bias: np.ndarray,
                 embed: Embed | None, temperature: float):
        self.intents = intents  # as the columns of `probabilities`
        self._preparer = preparer
        self._vocabulary = vocabulary
        self._weights = weights  # (features, intents)
        self._bias = bias  # (intents,)
        self._embed = embed
        self._temperature = temperature  # divides the scores; above 1 means more modest
        self._scorer = Scorer(vocabulary, weights, bias)

    @classmethod
    def train(cls, founds: Sequence[Found], labels: Sequence[str], chat_words: Mapping[str, str], embed: Embed | None,
              temperature: float = 1.0) -> IntentModel:
        """Learns from labelled utterances."""
        from rolewise.core.understanding.features import Featurizer, Linear  # scikit-learn: not for a model in use

        preparer = Preparer.learn(founds, chat_words)
        featurizer = Featurizer(embed)
        linear = Linear.fitted(featurizer.fit([preparer.prepare(found) for found in founds]), labels)
        return cls(preparer, linear.classes, featurizer.vocabulary, linear.weights, linear.bias, embed, temperature)

    def probabilities(self, founds: Sequence[Found]) -> np.ndarray:
        """Calibrated probabilities, shape (utterances, intents)."""
        return softmax(self.scores(founds) / self._temperature)

    def scores(self, founds: Sequence[Found]) -> np.ndarray:
        """Scores before calibration, shape (utterances, intents)."""
        prepared = [self._preparer.prepare(found) for found in founds]
        vectors = self._embed([item.natural for item in prepared]) if self._embed else [None] * len(prepared)
        return np.stack([self._scorer.scores(item, vector) for item, vector in zip(prepared, vectors, strict=True)])

    def save(self, path: Path) -> None:
        """Writes plain arrays (no pickles), so that loading a model runs no code of it."""
        # Half precision halves the file and changes no label.
        arrays = {"intents": as_array(self.intents), "weights": self._weights.astype(np.float16), "bias": self._bias,
                  "temperature": np.array(self._temperature), "spelling": as_array(self._preparer.speller.words),
                  "found": as_array(self._vocabulary.found)}
        for name, ngrams in (("words", self._vocabulary.words), ("pieces", self._vocabulary.pieces)):
            arrays |= {name: as_array(ngrams.names), f"{name}_idf": ngrams.idf}
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path | BinaryIO, chat_words: Mapping[str, str], embed: Embed | None) -> IntentModel:
        """The model that was saved to a file. Raises OSError, KeyError or ValueError for a file that is none."""
        with np.load(path, allow_pickle=False) as arrays:
            words, pieces = (Ngrams(from_array(arrays[name]), arrays[f"{name}_idf"]) for name in ("words", "pieces"))
            preparer = Preparer(chat_words, Speller(from_array(arrays["spelling"]), chat_words))
            return cls(preparer, from_array(arrays["intents"]), Vocabulary(words, pieces, from_array(arrays["found"])),
                       arrays["weights"].astype(np.float32), arrays["bias"], embed, float(arrays["temperature"]))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Scores as probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def as_array(content: Any) -> np.ndarray:
    """Anything that JSON holds, as bytes in an array."""
    return np.frombuffer(json.dumps(content).encode(), np.uint8)


def from_array(array: np.ndarray) -> Any:
    """What `as_array` was given."""
    return json.loads(array.tobytes().decode())
