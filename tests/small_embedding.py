"""A sentence embedding without weights."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np


def embedded(texts: Sequence[str]) -> np.ndarray:
    """A bag of words in 16 places, each row of length 1."""
    rows = np.full((len(texts), 16), 0.01, np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.split():
            row[zlib.crc32(word.encode()) % 16] += 1
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
