"""Text -> numbers for the intent classifier: words, pieces of words, sentence embedding, and what was found."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import TfidfVectorizer

Embed = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Prepared:
    """One utterance in the forms that features are made of."""

    plain: str  # names replaced by placeholders, otherwise as typed, in small letters
    english: str  # the same with chat words in English
    natural: str  # english with placeholders as ordinary words, for the embedding
    found: tuple[str, ...] = ()  # what was found: "role", "two_roles", "skill", "cue:fresher" ...


@dataclass(frozen=True)
class Weights:
    """How much each block of features counts; found by cross-validation, see docs/nlu.md."""

    words: float = 1.0
    pieces: float = 1.0
    embedding: float = 2.0
    found: float = 0.5


class Featurizer:
    """Learns its vocabulary from training texts; saved as plain arrays and JSON, never as pickles."""

    def __init__(self, embed: Embed | None, weights: Weights = Weights()):
        self._embed = embed
        self._weights = weights
        self._words = _words()
        self._pieces = _pieces()
        self._found: dict[str, int] = {}

    def fit(self, prepared: Sequence[Prepared]) -> csr_matrix:
        """Learns from texts and gives their features, shape (texts, features)."""
        self._words.fit([item.english for item in prepared])
        self._pieces.fit([item.plain for item in prepared])
        self._found = {name: place for place, name in enumerate(sorted({name for item in prepared for name in item.found}))}
        return self.transform(prepared)

    def transform(self, prepared: Sequence[Prepared]) -> csr_matrix:
        """Features of texts, float32, shape (texts, features)."""
        weights = self._weights
        blocks = [
            self._words.transform([item.english for item in prepared]) * weights.words,
            self._pieces.transform([item.plain for item in prepared]) * weights.pieces,
            vstack([self._found_row(item) for item in prepared]) * weights.found,
        ]
        if self._embed:
            blocks.append(csr_matrix(self._embed([item.natural for item in prepared]) * weights.embedding))
        return hstack(blocks).tocsr().astype(np.float32)

    def _found_row(self, item: Prepared) -> csr_matrix:
        places = [self._found[name] for name in item.found if name in self._found]
        return csr_matrix((np.ones(len(places)), (np.zeros(len(places), int), places)), shape=(1, max(len(self._found), 1)))

    def arrays(self) -> dict[str, Any]:
        """What was learnt, as arrays."""
        return {
            "words": _as_text(list(self._words.vocabulary_)),
            "words_places": np.array(list(self._words.vocabulary_.values()), np.int32),
            "words_idf": self._words.idf_,
            "pieces": _as_text(list(self._pieces.vocabulary_)),
            "pieces_places": np.array(list(self._pieces.vocabulary_.values()), np.int32),
            "pieces_idf": self._pieces.idf_,
            "found": _as_text(list(self._found)),
        }

    @classmethod
    def restore(cls, arrays: Any, embed: Embed | None, weights: Weights = Weights()) -> Featurizer:
        """The featurizer whose `arrays` were saved."""
        made = cls(embed, weights)
        for name, vectorizer in (("words", made._words), ("pieces", made._pieces)):
            places = (int(place) for place in arrays[f"{name}_places"])
            vectorizer.vocabulary_ = dict(zip(_as_list(arrays[name]), places))
            vectorizer.idf_ = arrays[f"{name}_idf"]
        made._found = {name: place for place, name in enumerate(_as_list(arrays["found"]))}
        return made


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b|[?+&/]", dtype=np.float32)


def _pieces() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, dtype=np.float32)


def _as_text(items: list[str]) -> np.ndarray:
    return np.frombuffer(json.dumps(items).encode(), np.uint8)


def _as_list(array: np.ndarray) -> list[str]:
    return list(json.loads(array.tobytes().decode()))
