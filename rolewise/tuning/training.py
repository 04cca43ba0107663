"""Tuning by gradient descent (Adam) on one processor core: labelled token ids -> the second opinion's tensors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from rolewise.core.embedding.graph import HIDDEN
from rolewise.core.embedding.opinion import HEAD
from rolewise.tuning import network

LENGTHS = (8, 12, 16, 24, 32, 64)  # tokens that batches are padded to: each is compiled once
MOST_TOKENS = LENGTHS[-1]


@dataclass(frozen=True)
class Recipe:
    """The numbers that were tried and kept; the rate rises at first and then falls to 0."""

    passes: float = 2.5  # over the texts
    batch: int = 32
    rate: float = 2e-4
    head_rate: float = 2e-3  # the head begins with random numbers
    rising: int = 40  # steps
    dropped: float = 0.1  # of the mean vector's numbers
    seed: int = 0


class Texts:
    """Token ids, and what the shared layers make of them, kept at half precision: they never change."""

    def __init__(self, tensors: Mapping[str, np.ndarray], ids: Sequence[list[int]]):
        self.ids = [row[:MOST_TOKENS] for row in ids]
        self._states: list[np.ndarray] = [np.empty(0)] * len(ids)
        read = jax.jit(partial(network.shared, {name: jnp.asarray(tensor) for name, tensor in tensors.items()}))
        for rows in self.alike(np.arange(len(ids)), 64):
            made = np.asarray(read(*self._padded(rows)), np.float16)
            for place, row in enumerate(rows):
                self._states[row] = made[place, : len(self.ids[row])]

    def batch(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """States, float32 [texts, tokens, 384], and mask [texts, tokens]."""
        _, mask = self._padded(rows)
        states = np.zeros((*mask.shape, HIDDEN), np.float32)
        for place, row in enumerate(rows):
            states[place, : len(self.ids[row])] = self._states[row]
        return states, mask

    def alike(self, rows: np.ndarray, size: int) -> list[np.ndarray]:
        """Batches of texts of like length."""
        ordered = rows[np.argsort([len(self.ids[row]) for row in rows], kind="stable")]
        return [ordered[first : first + size] for first in range(0, len(ordered), size)]

    def _padded(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        longest = max(len(self.ids[row]) for row in rows)
        tokens = next(length for length in LENGTHS if length >= longest)
        ids, mask = np.zeros((len(rows), tokens), np.int32), np.zeros((len(rows), tokens), np.float32)
        for place, row in enumerate(rows):
            ids[place, : len(self.ids[row])] = self.ids[row]
            mask[place, : len(self.ids[row])] = 1
        return ids, mask


def tuned(
    tensors: Mapping[str, np.ndarray],
    texts: Texts,
    labels: np.ndarray,
    learn: np.ndarray,
    recipe: Recipe,
    tick: Callable[[int, int, float], None],
) -> dict[str, np.ndarray]:
    """Tensors of the second opinion. `tick` hears the step, how many there are, and the loss."""
    random = np.random.RandomState(recipe.seed)
    parameters = network.start(tensors, int(labels.max()) + 1, recipe.seed)
    momentum, squares = ({name: jnp.zeros_like(tensor) for name, tensor in parameters.items()} for _ in range(2))
    steps = int(recipe.passes * (len(learn) // recipe.batch))
    for step, rows in zip(range(1, steps + 1), _batches(texts, learn, recipe.batch, random), strict=False):
        rate = min(1, step / recipe.rising) * (1 - step / (steps + 1))
        kept = (random.rand(len(rows), HIDDEN) > recipe.dropped).astype(np.float32) / (1 - recipe.dropped)
        rates = (recipe.rate * rate, recipe.head_rate * rate)
        parameters, momentum, squares, loss = _step(
            parameters, momentum, squares, *texts.batch(rows), labels[rows], kept, rates, step
        )
        tick(step, steps, float(loss))
    return {name: np.asarray(tensor) for name, tensor in parameters.items()}


def told(parameters: Mapping[str, np.ndarray], texts: Texts, rows: np.ndarray) -> np.ndarray:
    """Log probabilities of intents, shape (rows, intents)."""
    read = jax.jit(lambda states, mask: jax.nn.log_softmax(network.scores(parameters, states, mask)))
    found = {
        int(row): scores
        for batch in texts.alike(rows, 64)
        for row, scores in zip(batch, np.asarray(read(*texts.batch(batch))), strict=True)
    }
    return np.stack([found[int(row)] for row in rows])


def _batches(texts: Texts, learn: np.ndarray, size: int, random: np.random.RandomState) -> Iterator[np.ndarray]:
    """Whole batches of texts of like length, in random order, for ever."""
    while True:
        shuffled = random.permutation(learn)
        for first in range(0, len(shuffled), 16 * size):
            batches = texts.alike(shuffled[first : first + 16 * size], size)
            yield from (batches[place] for place in random.permutation(len(batches)) if len(batches[place]) == size)


def _loss(parameters: Any, states: Any, mask: Any, labels: Any, kept: Any) -> Any:
    logs = jax.nn.log_softmax(network.scores(parameters, states, mask, kept))
    return -jnp.take_along_axis(logs, labels[:, None], 1).mean()


@jax.jit
def _step(
    parameters: Any, momentum: Any, squares: Any, states: Any, mask: Any, labels: Any, kept: Any, rates: Any, step: Any
) -> Any:
    loss, slopes = jax.value_and_grad(_loss)(parameters, states, mask, labels, kept)
    momentum = {name: 0.9 * momentum[name] + 0.1 * slopes[name] for name in parameters}
    squares = {name: 0.999 * squares[name] + 0.001 * slopes[name] ** 2 for name in parameters}
    moved = {}
    for name, tensor in parameters.items():
        rate = rates[1] if name.startswith(HEAD) else rates[0]
        direction = momentum[name] / (1 - 0.9**step) / (jnp.sqrt(squares[name] / (1 - 0.999**step)) + 1e-8)
        moved[name] = tensor - rate * direction
    return moved, momentum, squares, loss
