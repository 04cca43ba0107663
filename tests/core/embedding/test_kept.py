"""Vectors that are kept between trainings are those that would be made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rolewise.core.embedding.kept import KeptEmbedding


class Counting:
    """Stands for the embedding: a text's length as its vector, and which texts were embedded."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (texts, 2)."""
        self.asked += texts
        return np.array([[len(text), 1] for text in texts], np.float32).reshape(-1, 2)


def test_a_text_is_embedded_once_over_trainings(tmp_path: Path) -> None:
    """The second time only what is new, in the order asked for, doubles included."""
    source = Counting()
    KeptEmbedding(source.embed, tmp_path, "a").embed(["one", "three", "one"])
    vectors = KeptEmbedding(source.embed, tmp_path, "a").embed(["three", "eleven", "one"])

    assert source.asked == ["one", "three", "eleven"]
    assert vectors[:, 0].tolist() == [5, 6, 3]


def test_other_weights_have_vectors_of_their_own(tmp_path: Path) -> None:
    """The fingerprint tells them apart."""
    source = Counting()
    KeptEmbedding(source.embed, tmp_path, "a").embed(["one"])
    KeptEmbedding(source.embed, tmp_path, "b").embed(["one"])

    assert source.asked == ["one", "one"]


def test_a_damaged_file_counts_as_none(tmp_path: Path) -> None:
    """And is written anew."""
    source = Counting()
    (tmp_path / "texts-a.npz").write_bytes(b"no archive")

    assert KeptEmbedding(source.embed, tmp_path, "a").embed(["one"]).tolist() == [[3, 1]]
    assert KeptEmbedding(source.embed, tmp_path, "a").embed(["one"]).tolist() == [[3, 1]]
    assert source.asked == ["one"]


def test_a_folder_that_cannot_be_written_to_costs_nothing_but_time(tmp_path: Path) -> None:
    """Half a surrogate pair, which a careless client leaves, included."""
    source = Counting()

    assert KeptEmbedding(source.embed, tmp_path / "none", "a").embed(["on\ud800e"]).tolist() == [[4, 1]]
