"""Prepared texts -> the sparse features that training learns from; `scoring` makes the same of one text in use.

Imports scikit-learn and scipy: only training and cross-validation import this module.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from rolewise.core.understanding.intent_model import OUT_OF_SCOPE, Embed
from rolewise.core.understanding.scoring import EMBEDDING_WEIGHT, FOUND_WEIGHT, PIECE_SIZES, WORD, WORD_SIZES, Ngrams, Vocabulary
from rolewise.core.understanding.text_forms import Prepared

BLOCKS = ("words", "pieces", "found", "embedding")
# Inverse strength of regularisation. A logistic regression is as right and takes ten times as long to learn.
STRENGTH = 0.3
# Added to the score of what we do not answer: a wrong answer costs more trust than a question asked back. In
# cross-validation, with the second opinion, 2.0 % of off-topic messages are answered at 0.5 and 2.9 % at 0.3, for 0.8 of a
# hundred questions not understood.
CAUTION = 0.5


class Featurizer:
    """Learns its vocabulary from training texts."""

    def __init__(self, embed: Embed | None):
        self._embed = embed
        self._words = TfidfVectorizer(ngram_range=WORD_SIZES, sublinear_tf=True, token_pattern=WORD, min_df=2, dtype=np.float32)
        self._pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=PIECE_SIZES, sublinear_tf=True, min_df=4, dtype=np.float32)
        self._found: dict[str, int] = {}

    @property
    def vocabulary(self) -> Vocabulary:
        """What was learnt."""
        return Vocabulary(_ngrams(self._words), _ngrams(self._pieces), list(self._found))

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
            blocks.append(csr_matrix(self._embed([item.natural for item in prepared]) * EMBEDDING_WEIGHT))
        return hstack(blocks).tocsr().astype(np.float32)

    def columns(self, features: csr_matrix) -> dict[str, slice]:
        """Where each block stands in features that this featurizer made; an empty slice where it has no embedding."""
        ends = [0, *np.cumsum([len(self._words.vocabulary_), len(self._pieces.vocabulary_), max(len(self._found), 1)])]
        bounds = [*map(int, ends), features.shape[1]]
        return {name: slice(first, last) for name, first, last in zip(BLOCKS, bounds[:-1], bounds[1:], strict=True)}

    def _found_rows(self, prepared: Sequence[Prepared]) -> csr_matrix:
        rows = np.zeros((len(prepared), max(len(self._found), 1)), np.float32)
        for row, item in enumerate(prepared):
            rows[row, [self._found[name] for name in item.found if name in self._found]] = 1
        return csr_matrix(rows)


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
        return cls(
            [str(name) for name in machine.classes_],
            np.ascontiguousarray(machine.coef_.T, dtype=np.float32),
            bias.astype(np.float32),
        )

    def scores(self, features: csr_matrix) -> np.ndarray:
        """Scores before calibration, shape (utterances, classes)."""
        return np.asarray(np.asarray(features @ self.weights) + self.bias)


def _ngrams(vectorizer: TfidfVectorizer) -> Ngrams:
    learnt = vectorizer.vocabulary_
    return Ngrams(sorted(learnt, key=learnt.__getitem__), vectorizer.idf_)
