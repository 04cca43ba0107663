"""
The installed weights -> a small 8-bit model for onnxruntime, made once for each installation.

Matrices become uint8 with a scale for each output, activations one scale a run (onnxruntime's quantize_dynamic), so a
run reads one text. Blocks of 64 numbers with a scale each (the operator MatMulNBits) are nearer to full precision, 0.999
against 0.993, and cost half as much again; intents are told as well by either. Unsigned weights: signed ones saturate on
x86 processors without VNNI.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto

from rolewise.core.embedding import graph, opinion, session
from rolewise.core.embedding.graph import Precision, Tensors
from rolewise.core.embedding.opinion import TUNE, described, load_opinion
from rolewise.core.embedding.session import SentenceEmbedding, Stamp
from rolewise.core.embedding.weights import TOKENIZER_SHA256, WEIGHTS_SHA256, EmbeddingUnavailable, load_weights

# Below these the 8-bit model is refused. A sound one is far above them; a kernel that saturates on some
# processor, or one changed in a later onnxruntime, would fall below.
LEAST_MEAN_COSINE = 0.985
LEAST_COSINE = 0.95

# Chat of the lengths and subjects people write, with many very short texts, which quantisation harms most.
SENTENCES = (
    "hi",
    "yes",
    "stop",
    "who made you",
    "thanks a lot",
    "ok sounds good",
    "is it stressful",
    "tell me a joke",
    "no, the other one",
    "what do chefs do all day",
    "compare nurse and paramedic",
    "fix my résumé please",
    "ux designer vs ui designer",
    "I hate my boss and my job",
    "help me with a visa for Canada",
    "remote jobs for graphic designers",
    "salary in rupees not dollars",
    "translate this into French",
    "where do these numbers come from",
    "what is the weather tomorrow",
    "skills needed to become a pharmacist",
    "can you show me that again as a table",
    "write me a poem about the rain",
    "kitna kamata hai ek data scientist",
    "do accountants work long hours",
    "how much does a data analyst earn in Berlin",
    "give me the source of the median figure",
    "which one pays better, welder or electrician",
    "my son likes maths, what should he study",
    "is a degree required for cyber security jobs?",
    "how many years until I am a senior devops engineer",
    "what would I earn with five years of experience",
    "does a pilot earn more than a doctor in the UK",
    "which career grows faster over the next ten years",
    "how do I prepare for an interview as a civil engineer",
    "I want to switch from teaching into software, is that realistic",
    "recommend a role for somebody who likes people but not computers",
    "What's the difference between a product manager and a project manager?",
    "What certifications would help a network administrator earn more money?",
    "Between a mechanical engineer and an aerospace engineer, which has better job security and pay?",
    "I'm 42 and never worked in an office. Can I still become a bookkeeper, and what is the first year like?",
)


@dataclass(frozen=True)
class Report:
    """What convert() found or made; the time in seconds."""

    folder: Path
    stamp: Stamp
    converted: bool
    seconds: float

    def line(self) -> str:
        """One line for people."""
        megabytes = self.stamp.size_bytes / 1e6
        return f"Sentence embedding: ready ({megabytes:.0f} MB, cosine {self.stamp.cosine_mean:.3f} to full precision); " + (
            "second opinion: ready" if self.stamp.opinion else f"second opinion: none, make it by {TUNE}"
        )


def convert(target: Path) -> Report:
    """
    Writes the 8-bit model, its tokenizer and its stamp into a folder, unless a current one is there.

    Raises EmbeddingUnavailable when the weights are missing or altered, or the 8-bit model is too unlike the
    original; OSError when the folder cannot be written. No file is ever left half written.
    """
    started = time.perf_counter()
    stamp = _current(target)
    if stamp is not None:
        return Report(target, stamp, False, time.perf_counter() - started)
    weights, tuned = load_weights(), load_opinion()
    model = _quantised(graph.build_graph(weights.tensors, Precision.INT8, tuned))
    cosines = _cosines(weights.tensors, weights.tokenizer, model)
    _refuse_unlike(cosines)
    stamp = Stamp(
        weights=WEIGHTS_SHA256,
        model=hashlib.sha256(model).hexdigest(),
        tokenizer=TOKENIZER_SHA256,
        converter=_converter(),
        onnxruntime=_onnxruntime(),
        size_bytes=len(model),
        cosine_mean=round(float(cosines.mean()), 4),
        cosine_least=round(float(cosines.min()), 4),
        opinion=tuned.sha256 if tuned else "",
        intents=tuned.intents if tuned else (),
    )
    contents = {session.MODEL: model, session.TOKENIZER: weights.tokenizer}
    _write(target, {**contents, session.STAMP: stamp.written()})  # the stamp last, which vouches for the others
    return Report(target, stamp, True, time.perf_counter() - started)


def main(arguments: Sequence[str] | None = None) -> int:
    """Converts and prints one line; the exit status: 0, or 1 on failure without --optional."""
    parser = argparse.ArgumentParser(prog=session.CONVERT, description="Makes the sentence embedding from the installed weights.")
    parser.add_argument("--target", type=Path, help="the folder to write into (default: the project's cache)")
    parser.add_argument("--optional", action="store_true", help="a failure is no error")
    options = parser.parse_args(arguments)
    try:
        print(convert(options.target or session.default_folder()).line())
    except (EmbeddingUnavailable, OSError) as error:
        failure = f"Sentence embedding: not ready; the assistant works without it, less well ({error})."
        print(failure, file=sys.stderr)
        return 0 if options.optional else 1
    return 0


def _current(target: Path) -> Stamp | None:
    """The target's stamp, when nothing that makes the model has changed since and its files are whole."""
    try:
        stamp = Stamp.read(target)
    except EmbeddingUnavailable:
        return None
    made_by = (stamp.weights, stamp.tokenizer, stamp.converter, stamp.onnxruntime, stamp.opinion)
    now = (WEIGHTS_SHA256, TOKENIZER_SHA256, _converter(), _onnxruntime(), described())
    return stamp if made_by == now and stamp.intact(target) else None


def _quantised(model: ModelProto) -> bytes:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / session.MODEL
        quantize_dynamic(model, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QUInt8)
        return path.read_bytes()


def _cosines(tensors: Tensors, tokenizer: bytes, model: bytes) -> NDArray[np.float32]:
    """The cosine of each of SENTENCES between a model and full precision: float32 (n,)."""
    full = _embed(graph.build_graph(tensors, Precision.FULL).SerializeToString(), tokenizer)
    small = _embed(model, tokenizer)
    cosines: NDArray[np.float32] = (full * small).sum(axis=1)
    return cosines


def _embed(model: bytes, tokenizer: bytes) -> NDArray[np.float32]:
    opened = session.open_session(model), session.open_tokenizer(tokenizer)
    embedding = SentenceEmbedding(*opened, fingerprint="")
    try:
        return embedding.embed(SENTENCES)
    except Exception as error:  # a processor or a version without one of the operators; no other common base
        raise EmbeddingUnavailable(
            "onnxruntime cannot run the sentence embedding on this machine:"
            f" install the onnxruntime of requirements.lock, then run: {session.CONVERT}"
        ) from error


def _refuse_unlike(cosines: NDArray[np.float32]) -> None:
    mean, least = float(cosines.mean()), float(cosines.min())
    # "not >=" refuses NaN as well.
    if not (mean >= LEAST_MEAN_COSINE and least >= LEAST_COSINE):
        raise EmbeddingUnavailable(
            f"the 8-bit sentence embedding is too unlike the original on this machine (cosine {mean:.3f},"
            f" least {least:.3f}): install the onnxruntime of requirements.lock, then run: {session.CONVERT}"
        )


def _converter() -> str:
    """The converter's version: the SHA-256 of the source that makes the model."""
    sources = (Path(graph.__file__), Path(__file__), Path(opinion.__file__))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _onnxruntime() -> str:
    version: str = session.runtime().__version__
    return version


def _write(target: Path, contents: Mapping[str, bytes]) -> None:
    """Each file is whole or absent: written under another name in the same folder, then renamed."""
    target.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        temporary = target / f".{name}.{os.getpid()}"
        try:
            temporary.write_bytes(content)
            os.replace(temporary, target / name)
        finally:
            temporary.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
