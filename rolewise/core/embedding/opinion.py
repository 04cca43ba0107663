"""The second opinion's weights: two layers of MiniLM and a head, tuned on our intents, as a file of the project.

It shares MiniLM's word table and first layer, so a text costs a third more, not half more, and the file is small.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rolewise.core.embedding.weights import EmbeddingUnavailable

FIRST, LAST = 1, 3  # its layers, counted from 0: those below are MiniLM's own
PREFIX = "opinion."  # before the names of its tensors
HEAD = f"{PREFIX}head"
FOLDER = Path(__file__).parent / "opinion"
WEIGHTS = "weights.safetensors"
DESCRIPTION = "description.json"
TUNE = "python -m rolewise.tuning"
LEARNT = "learnt"
_SCALE = ".scale"  # ends the name of the scales, one a row, of an int8 tensor


@dataclass(frozen=True)
class Opinion:
    """The checked contents."""

    tensors: Mapping[str, NDArray[np.float32]]  # linear weights are [out, in]
    intents: tuple[str, ...]  # in the order of the head's rows
    learnt: frozenset[int]  # `key` of each text that it was tuned on: measured on these, it would look too good
    sha256: str


def key(text: str) -> int:
    """A short name of a text, to tell whether it was learnt."""
    return zlib.crc32(text.encode())


def load_opinion(folder: Path = FOLDER) -> Opinion | None:
    """
    The weights in a folder; None when there are none.

    Raises EmbeddingUnavailable when they are not those that their description names.
    """
    from safetensors.numpy import load  # only conversion needs it, not every start of the assistant

    try:
        description = json.loads((folder / DESCRIPTION).read_text("utf-8"))
        content = (folder / WEIGHTS).read_bytes()
    except FileNotFoundError:
        return None
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != description["sha256"]:
        raise EmbeddingUnavailable(f"the second opinion's {WEIGHTS} is damaged: make it anew by {TUNE}")
    arrays = load(content)
    tensors = {
        name: array * arrays[name + _SCALE] if array.dtype == np.int8 else array
        for name, array in arrays.items()
        if not name.endswith(_SCALE)
    }
    learnt = frozenset(map(int, tensors.pop(LEARNT)))
    return Opinion(tensors, tuple(description["intents"]), learnt, sha256)


def described(folder: Path = FOLDER) -> str:
    """The SHA-256 that a folder's description names; "" where there is none."""
    try:
        return str(json.loads((folder / DESCRIPTION).read_text("utf-8"))["sha256"])
    except (OSError, ValueError, KeyError):
        return ""


def save_opinion(
    tensors: Mapping[str, NDArray[np.float32]],
    intents: Sequence[str],
    learnt: Iterable[str],
    made_from: Mapping[str, object],
    folder: Path = FOLDER,
) -> None:
    """Writes matrices as int8 with a scale a row, the rest as it is, and a description with the hash and `made_from`."""
    from safetensors.numpy import save

    from rolewise.core.embedding.graph import int8_rows

    arrays: dict[str, NDArray] = {LEARNT: np.array(sorted(map(key, learnt)), np.uint32)}
    for name, tensor in tensors.items():
        if tensor.ndim == 2:
            arrays[name], arrays[name + _SCALE] = int8_rows(tensor)
        else:
            arrays[name] = tensor
    content = save(arrays)
    folder.mkdir(exist_ok=True)
    (folder / WEIGHTS).write_bytes(content)
    about = {"sha256": hashlib.sha256(content).hexdigest(), "intents": list(intents), **made_from}
    (folder / DESCRIPTION).write_text(json.dumps(about, indent=1) + "\n", "utf-8")
