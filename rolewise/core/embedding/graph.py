"""all-MiniLM-L6-v2 as an ONNX graph: token ids -> one vector of unit length a text, and the second opinion beside it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from rolewise.core.embedding.opinion import FIRST, HEAD, LAST, PREFIX, Opinion

LAYERS = 6
HEADS = 12
HIDDEN = 384
HEAD_SIZE = HIDDEN // HEADS
LAYER_NORM_EPSILON = 1e-12
POSITIONS = 128  # of 512: sentences were cut here when the model was trained
INPUT, EMBEDDING, OPINION = "input_ids", "embedding", "opinion"

_OPSET = 17  # the first with LayerNormalization
_IR_VERSION = 8  # the one that goes with this opset

Tensors = Mapping[str, NDArray[np.float32]]
Array = NDArray[Any]


class Precision(Enum):
    """How a graph keeps its tables. Matrices are float32 in both: `quantise` makes them 8-bit afterwards."""

    FULL = "float32"
    INT8 = "int8"


def build_graph(tensors: Tensors, precision: Precision, opinion: Opinion | None = None) -> ModelProto:
    """
    The graph: input_ids, int64 [1, sequence] -> embedding, float32 [1, 384]; with an opinion's
    weights, log probabilities of its intents beside it, float32 [1, intents].

    One text a run, so nothing is padded and no mask is needed. A sequence has at most 128 tokens. Raises KeyError when
    a tensor is missing.
    """
    graph = _Graph({**tensors, **opinion.tensors} if opinion else tensors, precision)
    states = [_embeddings(graph)]
    for layer in range(LAYERS):
        states.append(_layer(graph, f"encoder.layer.{layer}.", states[-1]))
    graph.node("LpNormalization", _mean(graph, states[-1]), output=EMBEDDING, axis=-1, p=2)
    if opinion:
        _opinion(graph, len(opinion.intents), states[FIRST])
    return graph.model


class _Graph:
    """Nodes and constants in the order they were added; every method returns its output's name."""

    def __init__(self, tensors: Tensors, precision: Precision) -> None:
        self.tensors = tensors
        self.model = _empty_model()
        self._precision = precision
        self._constants: set[str] = set()

    def constant(self, name: str, value: Array | np.generic) -> str:
        """A constant; a second one of the same name is taken to be the same."""
        if name not in self._constants:
            self._constants.add(name)
            self.model.graph.initializer.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, operator: str, *inputs: str, output: str = "", domain: str = "", **attributes: Any) -> str:
        """An operator with one output."""
        nodes = self.model.graph.node
        name = f"{operator}_{len(nodes)}"
        output = output or name
        nodes.append(helper.make_node(operator, inputs, [output], name=name, domain=domain, **attributes))
        return output

    def lookup(self, name: str, ids: str) -> str:
        """Rows of the table `name` by ids: [batch, sequence] -> [batch, sequence, hidden]."""
        table = self.tensors[name]
        if self._precision is Precision.FULL:
            return self.node("Gather", self.constant(name, table), ids)
        # A scale for every row: one scale for the whole table would lose the small rows of frequent words.
        rows, scales = int8_rows(table)
        quantised = self.node("Gather", self.constant(name, rows), ids)
        scale = self.node("Gather", self.constant(f"{name}.scale", scales), ids)
        return self.node("Mul", self.node("Cast", quantised, to=TensorProto.FLOAT), scale)

    def linear(self, name: str, x: str, weight: Array, bias: Array) -> str:
        """x [..., in] times weight [out, in] transposed, plus bias [out]: [..., out]."""
        product = self._product(f"{name}.weight", x, weight)
        return self.node("Add", product, self.constant(f"{name}.bias", bias))

    def norm(self, name: str, x: str) -> str:
        """The layer norm `name` over the last axis; the shape stays."""
        names = (f"{name}.weight", f"{name}.bias")
        scale, bias = (self.constant(part, self.tensors[part]) for part in names)
        return self.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=LAYER_NORM_EPSILON)

    def _product(self, name: str, x: str, weight: Array) -> str:
        return self.node("MatMul", x, self.constant(name, weight.T))


def _empty_model() -> ModelProto:
    """Input and output alone. Nodes and constants are added in place: make_model() would copy them twice."""
    inputs = [helper.make_tensor_value_info(INPUT, TensorProto.INT64, [1, "sequence"])]
    output = helper.make_tensor_value_info(EMBEDDING, TensorProto.FLOAT, [1, HIDDEN])
    graph = helper.make_graph([], "minilm", inputs, [output])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION)


def int8_rows(matrix: Array) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """int8 [rows, columns] and float32 scales [rows, 1]: matrix = int8 * its row's scale."""
    scales = (np.abs(matrix).max(axis=1, keepdims=True) / 127).astype(np.float32)
    scales[scales == 0] = 1  # a row of zeros
    return np.rint(matrix / scales).astype(np.int8), scales


def _embeddings(graph: _Graph) -> str:
    """Word, position and token type, normalised: [batch, sequence, hidden]."""
    tensors = graph.tensors
    words = graph.lookup("embeddings.word_embeddings.weight", "input_ids")
    # The token type is always 0, so that its vector belongs to every position's.
    positions = (
        tensors["embeddings.position_embeddings.weight"][:POSITIONS] + tensors["embeddings.token_type_embeddings.weight"][0]
    )
    zero = graph.constant("zero", np.array([0]))
    length = graph.node("Shape", "input_ids", start=1, end=2)
    used = graph.node("Slice", graph.constant("positions", positions), zero, length, zero)
    return graph.norm("embeddings.LayerNorm", graph.node("Add", words, used))


def _layer(graph: _Graph, prefix: str, hidden: str) -> str:
    """One transformer layer; the shape [batch, sequence, hidden] stays."""
    mixed = _attention(graph, prefix, hidden)
    attended = _dense(graph, f"{prefix}attention.output.dense", mixed)
    hidden = graph.norm(f"{prefix}attention.output.LayerNorm", graph.node("Add", attended, hidden))
    wide = _gelu(graph, _dense(graph, f"{prefix}intermediate.dense", hidden))
    narrow = _dense(graph, f"{prefix}output.dense", wide)
    return graph.norm(f"{prefix}output.LayerNorm", graph.node("Add", narrow, hidden))


def _attention(graph: _Graph, prefix: str, hidden: str) -> str:
    """Self-attention before its output matrix; the shape [batch, sequence, hidden] stays."""
    query, key, value = _heads(graph, prefix, hidden)
    scores = graph.node("MatMul", query, graph.node("Transpose", key, perm=[0, 1, 3, 2]))
    shares = graph.node("Softmax", scores, axis=-1)
    mixed = graph.node("Transpose", graph.node("MatMul", shares, value), perm=[0, 2, 1, 3])
    return graph.node("Reshape", mixed, graph.constant("joined", np.array([0, 0, HIDDEN])))


def _heads(graph: _Graph, prefix: str, hidden: str) -> list[str]:
    """Query, divided by the root of the head size; key; value: each [batch, heads, sequence, head size]."""
    name = f"{prefix}attention.self."
    divisor = np.float32(np.sqrt(HEAD_SIZE))
    scale = {"query": divisor, "key": np.float32(1), "value": np.float32(1)}
    weight, bias = (
        np.concatenate([graph.tensors[f"{name}{part}.{kind}"] / by for part, by in scale.items()]) for kind in ("weight", "bias")
    )
    joined = graph.linear(f"{name}query_key_value", hidden, weight, bias)
    shape = graph.constant("split", np.array([0, 0, len(scale), HEADS, HEAD_SIZE]))
    parts = graph.node("Transpose", graph.node("Reshape", joined, shape), perm=[2, 0, 3, 1, 4])
    return [graph.node("Gather", parts, graph.constant(f"part_{index}", np.array(index)), axis=0) for index in range(len(scale))]


def _dense(graph: _Graph, name: str, x: str) -> str:
    return graph.linear(name, x, graph.tensors[f"{name}.weight"], graph.tensors[f"{name}.bias"])


def _gelu(graph: _Graph, x: str) -> str:
    """x * (1 + erf(x / sqrt 2)) / 2, in the order of operations that onnxruntime fuses into one."""
    error = graph.node("Erf", graph.node("Div", x, graph.constant("root", np.float32(np.sqrt(2)))))
    gate = graph.node("Add", error, graph.constant("one", np.float32(1)))
    return graph.node("Mul", graph.node("Mul", x, gate), graph.constant("half", np.float32(0.5)))


def _mean(graph: _Graph, hidden: str) -> str:
    """Over the tokens: [1, sequence, hidden] -> [1, hidden]."""
    return graph.node("ReduceMean", hidden, axes=[1], keepdims=0)


def _opinion(graph: _Graph, intents: int, hidden: str) -> None:
    """Layers of its own above the shared ones, the mean of their tokens and a linear head, as a second output."""
    for layer in range(FIRST, LAST):
        hidden = _layer(graph, f"{PREFIX}layer.{layer}.", hidden)
    scores = _dense(graph, HEAD, _mean(graph, hidden))
    graph.node("LogSoftmax", scores, output=OPINION, axis=-1)
    graph.model.graph.output.append(helper.make_tensor_value_info(OPINION, TensorProto.FLOAT, [1, intents]))
