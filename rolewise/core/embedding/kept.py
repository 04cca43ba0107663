"""Vectors of the training utterances, kept between trainings: most lines are those of the last time.

Embedding twelve thousand lines is most of what a training costs; with them kept it takes seconds.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
_DIGEST = 16  # bytes

logger = logging.getLogger(__name__)


class KeptEmbedding:
    """Embeds texts, and keeps their vectors in a file of the folder; a file that is damaged counts as none."""

    def __init__(self, embed: Embed, folder: Path, fingerprint: str, kind: str = "texts"):
        """`fingerprint`: what makes the vectors, as SentenceEmbedding tells it. `kind`: of texts, which are kept together."""
        self._embed = embed
        self._file = folder / f"{kind}-{fingerprint}.npz"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As SentenceEmbedding.embed. Only these texts are kept afterwards."""
        marks = [_mark(text) for text in texts]
        known = self._read()
        missing = {mark: text for mark, text in zip(marks, texts, strict=True) if mark not in known}
        if missing:
            known.update(zip(missing, self._embed(list(missing.values())), strict=True))
        vectors = np.stack([known[mark] for mark in marks]) if marks else self._embed([])
        if missing:
            self._write({mark: known[mark] for mark in marks})
        return vectors

    def _read(self) -> dict[bytes, NDArray[np.float32]]:
        try:
            with np.load(self._file, allow_pickle=False) as arrays:
                marks, vectors = arrays["marks"], arrays["vectors"]
        except (OSError, ValueError, KeyError, EOFError):
            return {}
        return dict(zip((mark.tobytes() for mark in marks), vectors, strict=True)) if len(marks) == len(vectors) else {}

    def _write(self, known: dict[bytes, NDArray[np.float32]]) -> None:
        try:
            with tempfile.NamedTemporaryFile(dir=self._file.parent, suffix=".npz", delete=False) as file:
                np.savez(
                    file,
                    marks=np.frombuffer(b"".join(known), np.uint8).reshape(-1, _DIGEST),
                    vectors=np.stack(list(known.values())),
                )
            os.replace(file.name, self._file)
        except OSError as error:
            logger.warning("the vectors of the training utterances are not kept: %s", error)


def _mark(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
