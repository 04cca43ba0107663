"""Texts -> vectors, by the converted model."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rolewise.core.embedding.weights import EmbeddingUnavailable, file_sha256

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
STAMP = "stamp.json"
CACHE_VARIABLE = "ROLEWISE_CACHE"
CONVERT = "python -m rolewise.core.embedding.convert"

DIMENSIONS = 384
MAX_TOKENS = 128  # as many positions as the graph has
# Far more than the first 128 tokens of any real message; splitting the rest into tokens would only cost time.
MAX_CHARACTERS = 4_000
_QUIET = 3  # onnxruntime's log level of errors


@dataclass(frozen=True)
class Stamp:
    """What a converted model was made from (SHA-256 in hexadecimal, versions), and how good it is."""

    weights: str
    model: str
    tokenizer: str
    converter: str
    onnxruntime: str
    size_bytes: int
    cosine_mean: float
    cosine_least: float
    opinion: str = ""  # "" without the second opinion
    intents: tuple[str, ...] = ()  # what the second opinion tells apart, in its order

    @classmethod
    def read(cls, folder: Path) -> Stamp:
        """The stamp in a folder. Raises EmbeddingUnavailable when there is none or it is not understood."""
        try:
            content = json.loads((folder / STAMP).read_text("utf-8"))
            return cls(**{**content, "intents": tuple(content["intents"])})
        except FileNotFoundError as error:
            raise EmbeddingUnavailable(f"the sentence embedding is not made yet: run {CONVERT}") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EmbeddingUnavailable(f"the embedding's {STAMP} is damaged: run {CONVERT}") from error

    def written(self) -> bytes:
        """The stamp as the content of its file."""
        return (json.dumps(asdict(self), indent=2) + "\n").encode()

    def intact(self, folder: Path) -> bool:
        """Whether the folder's model and tokenizer are the ones this stamp was written for."""
        try:
            found = (file_sha256(folder / MODEL), file_sha256(folder / TOKENIZER))
        except OSError:
            return False
        return found == (self.model, self.tokenizer)


class SentenceEmbedding:
    """all-MiniLM-L6-v2: English sentences of like meaning get vectors of high cosine."""

    def __init__(self, session: Any, tokenizer: Tokenizer, fingerprint: str, intents: tuple[str, ...] = ()) -> None:
        self.intents = intents  # of the second opinion, as the columns of `read`; none where the model has no such opinion
        self._session = session
        self._tokenizer = tokenizer
        self._fingerprint = fingerprint

    @classmethod
    def load(cls, path: Path | None = None) -> SentenceEmbedding:
        """
        The model that was converted into a folder, by default into default_folder().

        Raises EmbeddingUnavailable when there is none, or its files are damaged, or it does not run here.
        """
        folder = path or default_folder()
        stamp = Stamp.read(folder)
        if not stamp.intact(folder):
            raise EmbeddingUnavailable(f"the sentence embedding's files are damaged: run {CONVERT}")
        session = open_session(folder / MODEL)
        tokenizer = open_tokenizer((folder / TOKENIZER).read_bytes())
        return cls(session, tokenizer, _fingerprint(stamp), stamp.intents)

    @property
    def fingerprint(self) -> str:
        """A short name of what makes the vectors: those of two models compare only when it is equal."""
        return self._fingerprint

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """
        One row a text, float32 (n, 384), each of length 1, whatever other texts it comes with.

        Only a text's first 128 tokens count; an empty text has a vector too. Raises TypeError for a bare str.
        """
        return self.read(texts)[0]

    def read(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """
        As `embed`, and the second opinion beside it: log probabilities of `intents`, float32 (n, intents).

        Texts run one at a time: the graph quantises all activations of a run by one scale, so in a batch a text's
        vector would depend on its company.
        """
        if isinstance(texts, str):
            raise TypeError("embed() takes a sequence of texts, not one text")
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        opinions = np.empty((len(texts), len(self.intents)), np.float32)
        for row, text in enumerate(texts):
            outputs = self._session.run(None, {"input_ids": np.array([self._ids(text)], np.int64)})
            vectors[row] = outputs[0][0]
            if self.intents:
                opinions[row] = outputs[1][0]
        return vectors, opinions

    def _ids(self, text: str) -> list[int]:
        used = text.lstrip()[:MAX_CHARACTERS]
        # The tokenizer refuses half a surrogate pair, which a cut or careless client can leave.
        return self._tokenizer.encode(used.encode("utf-8", "replace").decode()).ids


def default_folder() -> Path:
    """The folder `embedding` in what ROLEWISE_CACHE names, else in `.cache` beside pyproject.toml."""
    if cache := os.environ.get(CACHE_VARIABLE):
        return Path(cache) / "embedding"
    here = Path.cwd()
    places = (*Path(__file__).resolve().parents, here, *here.parents)
    project = next((place for place in places if (place / "pyproject.toml").is_file()), here)
    return project / ".cache" / "embedding"


def runtime() -> Any:
    """The module onnxruntime. Raises EmbeddingUnavailable when it cannot be imported on this machine."""
    try:
        return import_module("onnxruntime")
    except ImportError as error:
        raise EmbeddingUnavailable("onnxruntime cannot be imported: install the packages of requirements.lock again") from error


def open_session(model: Path | bytes) -> Any:
    """An onnxruntime session of a model on one thread. Raises EmbeddingUnavailable when it does not load."""
    onnxruntime = runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # a sentence is too small to share between threads
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.enable_cpu_mem_arena = False  # an arena would keep the memory of the largest batch for good
    options.enable_mem_pattern = False  # it pays off only where all texts have one length
    options.log_severity_level = _QUIET
    content = model if isinstance(model, bytes) else str(model)
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no other base
        raise EmbeddingUnavailable(f"the embedding's {MODEL} does not load: run {CONVERT}") from error


def open_tokenizer(content: bytes) -> Tokenizer:
    """The tokenizer of a tokenizer.json: no padding, at most 128 tokens. Raises EmbeddingUnavailable."""
    try:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_buffer(content)
    except Exception as error:  # tokenizers raises bare Exception
        raise EmbeddingUnavailable(f"the embedding's {TOKENIZER} does not load: run {CONVERT}") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _fingerprint(stamp: Stamp) -> str:
    made_of = f"{stamp.model} {stamp.tokenizer} {MAX_TOKENS} {MAX_CHARACTERS}"
    return f"minilm-l6-{hashlib.sha256(made_of.encode()).hexdigest()[:12]}"
