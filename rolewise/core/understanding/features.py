"""Prepared text -> numbers: words, pieces of words, sentence embeddings, and what was found."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from rolewise.core.understanding.text_forms import Prepared

Embed = Callable[[Sequence[str]], np.ndarray]

# How much a block of features counts beside words and pieces of words, whose rows have length 1. Found by
# cross-validation, see docs/nlu.md: an embedding left at 1 is drowned by the sparse features.
EMBEDDING_WEIGHT = 1.5
FOUND_WEIGHT = 0.5
WORD = r"(?u)\b\w+\b|[?+&/]"
BLOCKS = ("words", "pieces", "found", "natural", "raw")


class Featurizer:
    """Learns its vocabulary from training texts; saved as plain arrays and JSON, never as pickles."""

    def __init__(self, embed: Embed | None):
        self._embed = embed
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=WORD, min_df=2, dtype=np.float32)
        self._pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=4, dtype=np.float32)
        self._found: dict[str, int] = {}

    def fit(self, prepared: Sequence[Prepared]) -> csr_matrix:
        """Learns from utterances and gives their features, shape (utterances, features)."""
        plain = [item.plain for item in prepared]
        self._words.fit(plain)
        self._pieces.fit(plain)
        self._found = {name: place for place, name in enumerate(sorted({name for item in prepared for name in item.found}))}
        return self.transform(prepared)

    def transform(self, prepared: Sequence[Prepared]) -> csr_matrix:
        """Features of utterances, float32, shape (utterances, features)."""
        plain = [item.plain for item in prepared]
        blocks = [self._words.transform(plain), self._pieces.transform(plain), self._found_rows(prepared) * FOUND_WEIGHT]
        if self._embed:
            blocks.append(csr_matrix(self._embedded(prepared, self._embed) * EMBEDDING_WEIGHT))
        return hstack(blocks).tocsr().astype(np.float32)

    def columns(self, features: csr_matrix) -> dict[str, slice]:
        """Where each block stands in features that this featurizer made; empty slices where it has no embedding."""
        ends = np.cumsum([len(self._words.vocabulary_), len(self._pieces.vocabulary_), max(len(self._found), 1)])
        half = (features.shape[1] - ends[-1]) // 2
        bounds = [0, *(int(end) for end in ends), int(ends[-1] + half), int(ends[-1] + 2 * half)]
        return {name: slice(first, last) for name, first, last in zip(BLOCKS, bounds[:-1], bounds[1:], strict=True)}

    def _found_rows(self, prepared: Sequence[Prepared]) -> csr_matrix:
        rows = np.zeros((len(prepared), max(len(self._found), 1)), np.float32)
        for row, item in enumerate(prepared):
            rows[row, [self._found[name] for name in item.found if name in self._found]] = 1
        return csr_matrix(rows)

    @staticmethod
    def _embedded(prepared: Sequence[Prepared], embed: Embed) -> np.ndarray:
        """Both embeddings side by side; a text that stands in several places is embedded once."""
        texts = list(dict.fromkeys(text for item in prepared for text in (item.natural, item.raw)))
        vectors = dict(zip(texts, embed(texts), strict=True))
        return np.array([np.concatenate([vectors[item.natural], vectors[item.raw]]) for item in prepared])

    def arrays(self) -> dict[str, Any]:
        """What was learnt, as arrays."""
        arrays: dict[str, Any] = {"found": as_array(list(self._found))}
        for name, vectorizer in self._vectorizers():
            arrays[name] = as_array(list(vectorizer.vocabulary_))
            arrays[f"{name}_places"] = np.array(list(vectorizer.vocabulary_.values()), np.int32)
            arrays[f"{name}_idf"] = vectorizer.idf_
        return arrays

    @classmethod
    def restore(cls, arrays: Any, embed: Embed | None) -> Featurizer:
        """The featurizer whose `arrays` were saved."""
        made = cls(embed)
        for name, vectorizer in made._vectorizers():
            vectorizer.vocabulary_ = dict(zip(from_array(arrays[name]), map(int, arrays[f"{name}_places"]), strict=True))
            vectorizer.idf_ = arrays[f"{name}_idf"]
        made._found = {name: place for place, name in enumerate(from_array(arrays["found"]))}
        return made

    def _vectorizers(self) -> tuple[tuple[str, TfidfVectorizer], ...]:
        return ("words", self._words), ("pieces", self._pieces)


def as_array(content: Any) -> np.ndarray:
    """Anything that JSON holds, as bytes in an array."""
    return np.frombuffer(json.dumps(content).encode(), np.uint8)


def from_array(array: np.ndarray) -> Any:
    """What `as_array` was given."""
    return json.loads(array.tobytes().decode())
