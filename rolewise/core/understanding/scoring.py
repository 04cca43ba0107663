"""Scores of a prepared text, straight from the rows of its n-grams: no scikit-learn, no sparse matrices.

The numbers are those of scikit-learn's TfidfVectorizer with sublinear counts, to rounding; a test compares the two. Made for
thousands of texts, that one costs some 2 ms a single text, most of it in matrices of one row; this costs a tenth.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rolewise.core.understanding.text_forms import Prepared

# What counts as a word, and how many words or letters make an n-gram; training reads them here as well.
WORD = r"(?u)\b\w+\b|[?+&/]"
WORD_SIZES = (1, 2)
PIECE_SIZES = (2, 5)
# How much a block of features counts beside words and pieces of words, whose rows have length 1. Found by
# cross-validation, see docs/nlu.md: an embedding left at 1 is drowned by the sparse features.
EMBEDDING_WEIGHT = 1.5
FOUND_WEIGHT = 0.5
_WORD = re.compile(WORD)


@dataclass(frozen=True)
class Ngrams:
    """A vocabulary in the order of its rows, and how rare each n-gram is: idf, shape (n-grams,)."""

    names: list[str]
    idf: np.ndarray


@dataclass(frozen=True)
class Vocabulary:
    """What features are made of: n-grams of words, of letters, and what can be found in a text."""

    words: Ngrams
    pieces: Ngrams
    found: list[str]


def word_ngrams(text: str) -> Iterator[str]:
    """Words, then neighbouring words with a blank between: scikit-learn's analyzer "word".

    >>> list(word_ngrams("who, me?"))
    ['who', 'me', '?', 'who me', 'me ?']
    """
    words = _WORD.findall(text.lower())
    yield from words
    yield from map("{} {}".format, words, words[1:])


def piece_ngrams(text: str) -> Iterator[str]:
    """Runs of letters of each word between blanks: scikit-learn's analyzer "char_wb".

    >>> list(piece_ngrams("go"))
    [' g', 'go', 'o ', ' go', 'go ', ' go ']
    """
    least, most = PIECE_SIZES
    for word in text.lower().split():
        padded = f" {word} "
        length = len(padded)
        for size in range(least, min(most, length) + 1):
            for start in range(length - size + 1):
                yield padded[start : start + size]


class Scorer:
    """A linear function of features: its weights, shape (features, classes), in the order of the vocabulary's blocks."""

    def __init__(self, vocabulary: Vocabulary, weights: np.ndarray, bias: np.ndarray):
        self._bias = bias.astype(np.float32)
        ends = np.cumsum([0, len(vocabulary.words.names), len(vocabulary.pieces.names), max(len(vocabulary.found), 1)])
        words, pieces, found, embedding = (weights[start:end] for start, end in zip(ends, [*ends[1:], None], strict=True))
        self._words = _Block(vocabulary.words, words)
        self._pieces = _Block(vocabulary.pieces, pieces)
        self._found = {name: row * np.float32(FOUND_WEIGHT) for name, row in zip(vocabulary.found, found, strict=False)}
        self._embedding = embedding * np.float32(EMBEDDING_WEIGHT)

    def scores(self, prepared: Prepared, vector: np.ndarray | None) -> np.ndarray:
        """Scores before calibration, shape (classes,); `vector` is the text's embedding where the weights have rows for it."""
        total: np.ndarray = self._bias + self._words.scores(word_ngrams(prepared.plain))
        total += self._pieces.scores(piece_ngrams(prepared.plain))
        for name in prepared.found:
            if name in self._found:
                total += self._found[name]
        if vector is not None:
            total += _product(vector, self._embedding)
        return total


class _Block:
    """The rows of one kind of n-grams, with idf multiplied in."""

    def __init__(self, ngrams: Ngrams, weights: np.ndarray):
        self._row: Mapping[str, int] = {name: row for row, name in enumerate(ngrams.names)}
        self._idf = ngrams.idf.astype(np.float32)
        self._weights = weights * self._idf[:, None]

    def scores(self, ngrams: Iterable[str]) -> np.ndarray:
        """The scores of a text's n-grams, whose tf-idf values are brought to length 1."""
        row = self._row
        counts = Counter([row[name] for name in ngrams if name in row])
        rows = np.fromiter(counts, np.intp, len(counts))
        often = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
        length = np.linalg.norm(often * self._idf[rows])
        return _product(often, self._weights.take(rows, axis=0)) / (length or 1)


def _product(row: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    # Not `@`: OpenBLAS shares out 10,000 multiplications, and its second thread spins for milliseconds afterwards.
    return np.asarray(np.einsum("i,ij->j", row, matrix))
