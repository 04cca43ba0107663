"""The intent model: linear scores of features, calibrated confidence. Knows nothing of Rasa, and in use of scikit-learn."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np

from rolewise.core.matching import Found
from rolewise.core.understanding.scoring import Ngrams, Scorer, Vocabulary
from rolewise.core.understanding.spelling import Speller
from rolewise.core.understanding.text_forms import Preparer

OUT_OF_SCOPE = "out_of_scope"
# Divides the scores before they become probabilities; `rolewise evaluate` finds the best calibrated one.
TEMPERATURE = 0.39
# How much the second opinion's log probabilities count beside the scores; found by cross-validation, see docs/nlu.md.
OPINION_WEIGHT = 0.15

# Texts -> one row a text, each of length 1.
Embed = Callable[[Sequence[str]], np.ndarray]


class Reader(Protocol):
    """Reads texts: core.embedding.SentenceEmbedding, or what stands in for it."""

    @property
    def fingerprint(self) -> str:
        """What makes its vectors: those of two readers compare only when it is equal."""

    @property
    def intents(self) -> tuple[str, ...]:
        """What its second opinion tells apart; none where it has no such opinion."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, each of length 1."""

    def read(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """As `embed`, and log probabilities of `intents`, shape (texts, intents)."""


class IntentModel:
    """Utterances -> probabilities of intents. Deterministic: the same utterances give the same model."""

    def __init__(
        self,
        preparer: Preparer,
        intents: list[str],
        vocabulary: Vocabulary,
        weights: np.ndarray,
        bias: np.ndarray,
        reader: Reader | None,
        temperature: float,
    ):
        self.intents = intents  # as the columns of `probabilities`
        self._preparer = preparer
        self._vocabulary = vocabulary
        self._weights = weights  # (features, intents)
        self._bias = bias  # (intents,)
        self._reader = reader
        self._opinion = opinion_columns(intents, reader)
        self._temperature = temperature  # divides the scores; above 1 means more modest
        self._scorer = Scorer(vocabulary, weights, bias)

    @classmethod
    def train(
        cls,
        founds: Sequence[Found],
        labels: Sequence[str],
        chat_words: Mapping[str, str],
        reader: Reader | None,
        temperature: float = 1.0,
        embed: Embed | None = None,
    ) -> IntentModel:
        """Learns from labelled utterances; `embed` gives the vectors that the reader would give."""
        from rolewise.core.understanding.features import Featurizer, Linear  # scikit-learn: not for a model in use

        preparer = Preparer.learn(founds, chat_words)
        featurizer = Featurizer(embed or (reader.embed if reader else None))
        linear = Linear.fitted(featurizer.fit([preparer.prepare(found) for found in founds]), labels)
        return cls(preparer, linear.classes, featurizer.vocabulary, linear.weights, linear.bias, reader, temperature)

    def probabilities(self, founds: Sequence[Found]) -> np.ndarray:
        """Calibrated probabilities, shape (utterances, intents)."""
        return softmax(self.scores(founds) / self._temperature)

    def scores(self, founds: Sequence[Found]) -> np.ndarray:
        """Scores before calibration, shape (utterances, intents)."""
        prepared = [self._preparer.prepare(found) for found in founds]
        if self._reader is None:
            return np.stack([self._scorer.scores(item, None) for item in prepared])
        vectors, opinions = self._reader.read([item.natural for item in prepared])
        scores = np.stack([self._scorer.scores(item, vector) for item, vector in zip(prepared, vectors, strict=True)])
        return np.asarray(scores + OPINION_WEIGHT * opinions[:, self._opinion]) if self._opinion else scores

    def save(self, path: Path) -> None:
        """Writes plain arrays (no pickles), so that loading a model runs no code of it."""
        # Half precision halves the file and changes no label.
        arrays = {
            "intents": as_array(self.intents),
            "weights": self._weights.astype(np.float16),
            "bias": self._bias,
            "temperature": np.array(self._temperature),
            "spelling": as_array(self._preparer.speller.words),
            "found": as_array(self._vocabulary.found),
        }
        for name, ngrams in (("words", self._vocabulary.words), ("pieces", self._vocabulary.pieces)):
            arrays |= {name: as_array(ngrams.names), f"{name}_idf": ngrams.idf}
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path | BinaryIO, chat_words: Mapping[str, str], reader: Reader | None) -> IntentModel:
        """The model that was saved to a file. Raises OSError, KeyError or ValueError for a file that is none."""
        with np.load(path, allow_pickle=False) as arrays:
            words, pieces = (Ngrams(from_array(arrays[name]), arrays[f"{name}_idf"]) for name in ("words", "pieces"))
            preparer = Preparer(chat_words, Speller(from_array(arrays["spelling"]), chat_words))
            return cls(
                preparer,
                from_array(arrays["intents"]),
                Vocabulary(words, pieces, from_array(arrays["found"])),
                arrays["weights"].astype(np.float32),
                arrays["bias"],
                reader,
                float(arrays["temperature"]),
            )


def opinion_columns(intents: Sequence[str], reader: Reader | None) -> list[int]:
    """Where each intent stands in the second opinion; none where it was not tuned on all of them, for it would be unfair
    to those that it has never heard of."""
    told = reader.intents if reader else ()
    return [told.index(name) for name in intents] if set(intents) <= set(told) else []


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
