"""MiniLM's layers in jax, as `rolewise.core.embedding.graph` has them for onnxruntime: texts -> scores of intents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from rolewise.core.embedding.graph import HEAD_SIZE, HEADS, HIDDEN, LAYER_NORM_EPSILON
from rolewise.core.embedding.opinion import FIRST, HEAD, LAST, PREFIX

Parameters = Mapping[str, Any]
Array = Any  # of jax: shapes stand in the docstrings
_MASKED = 1e4  # subtracted from the attention score of padding


def shared(tensors: Parameters, ids: Array, mask: Array) -> Array:
    """The part that is MiniLM's own: ids and mask [texts, tokens] -> [texts, tokens, 384]."""
    positions = tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0]
    words = tensors["embeddings.word_embeddings.weight"][ids]
    hidden = _norm(tensors, "embeddings.LayerNorm", words + positions[: ids.shape[1]])
    for layer in range(FIRST):
        hidden = _layer(tensors, f"encoder.layer.{layer}.", hidden, mask)
    return hidden


def scores(parameters: Parameters, hidden: Array, mask: Array, kept: Array | None = None) -> Array:
    """The tuned part: what `shared` gave -> [texts, intents]. `kept` scales the mean vector's numbers: dropout."""
    for layer in range(FIRST, LAST):
        hidden = _layer(parameters, f"{PREFIX}layer.{layer}.", hidden, mask)
    mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    return _linear(parameters, HEAD, mean if kept is None else mean * kept)


def start(tensors: Mapping[str, np.ndarray], intents: int, seed: int) -> dict[str, Any]:
    """What is tuned: MiniLM's own layers under names of their own, and a head of small random numbers."""
    made = {
        PREFIX + name.removeprefix("encoder."): jnp.asarray(tensor)
        for name, tensor in tensors.items()
        if name.startswith(tuple(f"encoder.layer.{layer}." for layer in range(FIRST, LAST)))
    }
    weight = np.random.RandomState(seed).normal(0, 0.02, (intents, HIDDEN)).astype(np.float32)
    return {**made, f"{HEAD}.weight": jnp.asarray(weight), f"{HEAD}.bias": jnp.zeros(intents)}


def _layer(tensors: Parameters, prefix: str, hidden: Array, mask: Array) -> Array:
    texts, tokens = hidden.shape[:2]

    def heads(name: str) -> Array:
        parts = _linear(tensors, f"{prefix}attention.self.{name}", hidden).reshape(texts, tokens, HEADS, HEAD_SIZE)
        return parts.transpose(0, 2, 1, 3)

    likeness = heads("query") @ heads("key").transpose(0, 1, 3, 2) / np.sqrt(HEAD_SIZE)
    shares = jax.nn.softmax(likeness + (mask[:, None, None, :] - 1) * _MASKED, -1)
    mixed = (shares @ heads("value")).transpose(0, 2, 1, 3).reshape(texts, tokens, HIDDEN)
    attended = _linear(tensors, f"{prefix}attention.output.dense", mixed)
    hidden = _norm(tensors, f"{prefix}attention.output.LayerNorm", hidden + attended)
    wide = jax.nn.gelu(_linear(tensors, f"{prefix}intermediate.dense", hidden), approximate=False)
    return _norm(tensors, f"{prefix}output.LayerNorm", hidden + _linear(tensors, f"{prefix}output.dense", wide))


def _linear(tensors: Parameters, name: str, x: Array) -> Array:
    return x @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]


def _norm(tensors: Parameters, name: str, x: Array) -> Array:
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(spread + LAYER_NORM_EPSILON) * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]
