"""all-MiniLM-L6-v2 as an ONNX graph: token ids -> one vector of unit length a text."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

LAYERS = 6
HEADS = 12
HIDDEN = 384
HEAD_SIZE = HIDDEN // HEADS
LAYER_NORM_EPSILON = 1e-12
POSITIONS = 128  # of 512: sentences were cut here when the model was trained

# Numbers that share one scale in the 8-bit weights. On the converter's sentences (mean and least cosine
# to full precision; ms a sentence): 32: 0.9995, 0.998; 2.8. 64: 0.9992, 0.997; 2.5. 128: 0.9986, 0.993; 2.2.
BLOCK = 64
_INT8_ACTIVATIONS = 4  # MatMulNBits' accuracy_level: activations become int8 too, with one scale a block
_ZERO_POINT = 128  # what MatMulNBits takes as zero in an unsigned byte when it is told none
_MASKED = 10_000.0  # subtracted from the attention score of padding: its softmax weight becomes exactly 0

_OPSET = 17  # the first with LayerNormalization
_IR_VERSION = 8  # the one that goes with this opset
_CONTRIB = "com.microsoft"  # onnxruntime's own operators, part of every build

Tensors = Mapping[str, NDArray[np.float32]]
Array = NDArray[Any]


class Precision(Enum):
    """How a graph keeps its large matrices."""

    FULL = "float32"
    INT8 = "int8"


def build_graph(tensors: Tensors, precision: Precision) -> ModelProto:
    """
    The graph: input_ids and attention_mask, int64 [batch, sequence] -> embedding, float32 [batch, 384].

    A sequence has at most 128 tokens. Raises KeyError when a tensor is missing.
    """
    graph = _Graph(tensors, precision)
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    hidden = _embeddings(graph)
    mask_rows = graph.node("Unsqueeze", mask, graph.constant("mask_axes", np.array([1, 2])))
    scores_bias = graph.node(
        "Mul",
        graph.node("Sub", mask_rows, graph.constant("one", np.float32(1))),
        graph.constant("masked", np.float32(_MASKED)),
    )
    for layer in range(LAYERS):
        hidden = _layer(graph, f"encoder.layer.{layer}.", hidden, scores_bias)
    _pooled(graph, hidden, mask)
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
        rows, scales = _int8_blocks(table, table.shape[1])
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
        if self._precision is Precision.FULL:
            return self.node("MatMul", x, self.constant(name, weight.T))
        rows, columns = weight.shape
        blocks, scales = _int8_blocks(weight, BLOCK)
        unsigned = (blocks.astype(np.int16) + _ZERO_POINT).astype(np.uint8)
        return self.node(
            "MatMulNBits",
            x,
            self.constant(name, unsigned.reshape(rows, columns // BLOCK, BLOCK)),
            self.constant(f"{name}.scale", scales.reshape(-1)),
            domain=_CONTRIB,
            K=columns,
            N=rows,
            bits=8,
            block_size=BLOCK,
            accuracy_level=_INT8_ACTIVATIONS,
        )


def _empty_model() -> ModelProto:
    """Inputs and output alone. Nodes and constants are added in place: make_model() would copy them twice."""
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", HIDDEN])
    graph = helper.make_graph([], "minilm", inputs, [output])
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)


def _int8_blocks(matrix: Array, block: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """int8 [rows, columns] and float32 scales [rows, columns / block]: matrix = int8 * its block's scale."""
    rows, columns = matrix.shape
    blocks = matrix.reshape(rows, columns // block, block)
    scales = (np.abs(blocks).max(axis=2) / 127).astype(np.float32)
    scales[scales == 0] = 1  # a block of zeros
    return np.rint(blocks / scales[..., None]).astype(np.int8).reshape(rows, columns), scales


def _embeddings(graph: _Graph) -> str:
    """Word, position and token type, normalised: [batch, sequence, hidden]."""
    tensors = graph.tensors
    words = graph.lookup("embeddings.word_embeddings.weight", "input_ids")
    # The token type is always 0, so that its vector belongs to every position's.
    positions = (
        tensors["embeddings.position_embeddings.weight"][:POSITIONS]
        + tensors["embeddings.token_type_embeddings.weight"][0]
    )
    zero = graph.constant("zero", np.array([0]))
    length = graph.node("Shape", "input_ids", start=1, end=2)
    used = graph.node("Slice", graph.constant("positions", positions), zero, length, zero)
    return graph.norm("embeddings.LayerNorm", graph.node("Add", words, used))


def _layer(graph: _Graph, prefix: str, hidden: str, scores_bias: str) -> str:
    """One transformer layer; the shape [batch, sequence, hidden] stays."""
    mixed = _attention(graph, prefix, hidden, scores_bias)
    attended = _dense(graph, f"{prefix}attention.output.dense", mixed)
    hidden = graph.norm(f"{prefix}attention.output.LayerNorm", graph.node("Add", attended, hidden))
    wide = _gelu(graph, _dense(graph, f"{prefix}intermediate.dense", hidden))
    narrow = _dense(graph, f"{prefix}output.dense", wide)
    return graph.norm(f"{prefix}output.LayerNorm", graph.node("Add", narrow, hidden))


def _attention(graph: _Graph, prefix: str, hidden: str, scores_bias: str) -> str:
    """Self-attention before its output matrix; the shape [batch, sequence, hidden] stays."""
    query, key, value = _heads(graph, prefix, hidden)
    scores = graph.node("MatMul", query, graph.node("Transpose", key, perm=[0, 1, 3, 2]))
    shares = graph.node("Softmax", graph.node("Add", scores, scores_bias), axis=-1)
    mixed = graph.node("Transpose", graph.node("MatMul", shares, value), perm=[0, 2, 1, 3])
    return graph.node("Reshape", mixed, graph.constant("joined", np.array([0, 0, HIDDEN])))


def _heads(graph: _Graph, prefix: str, hidden: str) -> list[str]:
    """Query, divided by the root of the head size; key; value: each [batch, heads, sequence, head size]."""
    name = f"{prefix}attention.self."
    divisor = np.float32(np.sqrt(HEAD_SIZE))
    scale = {"query": divisor, "key": np.float32(1), "value": np.float32(1)}
    weight, bias = (
        np.concatenate([graph.tensors[f"{name}{part}.{kind}"] / by for part, by in scale.items()])
        for kind in ("weight", "bias")
    )
    joined = graph.linear(f"{name}query_key_value", hidden, weight, bias)
    shape = graph.constant("split", np.array([0, 0, len(scale), HEADS, HEAD_SIZE]))
    parts = graph.node("Transpose", graph.node("Reshape", joined, shape), perm=[2, 0, 3, 1, 4])
    return [
        graph.node("Gather", parts, graph.constant(f"part_{index}", np.array(index)), axis=0)
        for index in range(len(scale))
    ]


def _dense(graph: _Graph, name: str, x: str) -> str:
    return graph.linear(name, x, graph.tensors[f"{name}.weight"], graph.tensors[f"{name}.bias"])


def _gelu(graph: _Graph, x: str) -> str:
    """x * (1 + erf(x / sqrt 2)) / 2, in the order of operations that onnxruntime fuses into one."""
    error = graph.node("Erf", graph.node("Div", x, graph.constant("root", np.float32(np.sqrt(2)))))
    gate = graph.node("Add", error, graph.constant("one", np.float32(1)))
    return graph.node("Mul", graph.node("Mul", x, gate), graph.constant("half", np.float32(0.5)))


def _pooled(graph: _Graph, hidden: str, mask: str) -> None:
    """The mean of the tokens that are not padding, at unit length, as the output."""
    axis = graph.constant("tokens_axis", np.array([1]))
    # A sum: dividing it by the number of tokens would change its length only, which becomes 1 here.
    total = graph.node("Squeeze", graph.node("MatMul", graph.node("Unsqueeze", mask, axis), hidden), axis)
    graph.node("LpNormalization", total, output="embedding", axis=-1, p=2)
