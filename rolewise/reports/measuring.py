"""Runs the measurements of the intent model."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rolewise.core.embedding import EmbeddingUnavailable, SentenceEmbedding
from rolewise.core.embedding.opinion import key, load_opinion
from rolewise.core.live import InUse
from rolewise.core.matching import Found, Matcher
from rolewise.core.understanding.evaluation import Evaluation
from rolewise.core.understanding.intent_model import TEMPERATURE, IntentModel, Reader, opinion_columns
from rolewise.core.understanding.text_forms import Preparer
from rolewise.reports.crossvalidation import ALL, FIRST, FOLDS, FULL, WITHOUT_EMBEDDING, Remembered, Tick, Variant, cross_validate
from rolewise.reports.hindi import HindiScores, measure_hindi
from rolewise.reports.speed import Spread, Stopwatch, Timed, measured
from rolewise.reports.utterances import Utterance

# Starts a stage of so many steps; the result is called with the number of steps done since.
Stage = Callable[[str, int], Tick]
TIMED = 1500  # utterances
_CHUNK = 256
_FILE = "intents.npz"


@dataclass(frozen=True)
class Measured:
    """What was measured of the model that these utterances make."""

    utterances: Sequence[Utterance]
    first: Evaluation  # of all of them, the first opinion alone
    # FULL first, each of the utterances that the second opinion was not tuned on: it would tell the others too well.
    variants: dict[str, Evaluation]
    embedding: bool  # False: its weights were not there
    opinion: bool  # False: there is no second opinion on these intents
    speed: dict[str, Spread]
    training_seconds: float  # of the model, once names are found and texts are embedded
    model_bytes: int
    hindi: HindiScores

    @property
    def full(self) -> Evaluation:
        """The model in use."""
        return self.variants[FULL.name]


def measure(utterances: Sequence[Utterance], in_use: InUse, stage: Stage, all_variants: bool = False) -> Measured:
    """Measures everything; takes minutes. ValueError where an intent has fewer utterances than there are folds."""
    words = in_use.knowledge.chat_words
    founds = _found(utterances, in_use.matcher, stage)
    reader = _reader()
    preparer = Preparer.learn(founds, words)
    texts = [preparer.prepare(found).natural for found in founds]
    remembered = _read(texts, reader, stage) if reader else None
    labels = [item.intent for item in utterances]
    variants = _variants(all_variants, reader is not None)
    tick = stage("Cross-validating", len(variants) * FOLDS)
    evaluations = cross_validate(founds, labels, words, remembered, variants, tick)
    opinion = bool(opinion_columns(labels, reader))
    judged = _judged(texts) if opinion else np.arange(len(texts))
    stage("Training and timing", 1)
    start = time.perf_counter()
    model = IntentModel.train(founds, labels, words, remembered, TEMPERATURE)
    trained = time.perf_counter() - start
    watch = Stopwatch()
    loaded, size = _saved_and_loaded(model, words, Timed(reader, watch) if reader else None)
    sample = [item.text for item in utterances[:: max(1, len(utterances) // TIMED)]]
    # A matcher of its own, which remembers no typos of these texts.
    speed = measured(sample, Matcher(in_use.knowledge), loaded, in_use.known_words, watch)
    told = {name: found.of(judged) for name, found in evaluations.items()}
    hindi = measure_hindi(loaded, in_use)
    return Measured(utterances, evaluations[FIRST.name], told, reader is not None, opinion, speed, trained, size, hindi)


def _judged(texts: Sequence[str]) -> np.ndarray:
    """Rows of the texts that the second opinion was not tuned on."""
    tuned = load_opinion()
    learnt = tuned.learnt if tuned else frozenset()
    return np.array([row for row, text in enumerate(texts) if key(text) not in learnt], int)


def _found(utterances: Sequence[Utterance], matcher: Matcher, stage: Stage) -> list[Found]:
    tick = stage("Finding names", len(utterances))
    founds = []
    for item in utterances:
        founds.append(matcher.find(item.text))
        tick(1)
    return founds


def _reader() -> SentenceEmbedding | None:
    try:
        return SentenceEmbedding.load()
    except EmbeddingUnavailable:
        return None


def _read(texts: Sequence[str], reader: Reader, stage: Stage) -> Remembered:
    """A reader that knows most texts of every fold already."""
    distinct = list(dict.fromkeys(texts))
    tick = stage("Embedding", len(distinct))
    remembered = Remembered(reader)
    for start in range(0, len(distinct), _CHUNK):
        chunk = distinct[start : start + _CHUNK]
        remembered.read(chunk)
        tick(len(chunk))
    return remembered


def _variants(everything: bool, embedding: bool) -> list[Variant]:
    if not embedding:
        return [FULL, FIRST]
    return [FULL, FIRST, *ALL] if everything else [FULL, FIRST, WITHOUT_EMBEDDING]


def _saved_and_loaded(model: IntentModel, words: Mapping[str, str], reader: Reader | None) -> tuple[IntentModel, int]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _FILE
        model.save(path)
        return IntentModel.load(path, words, reader), path.stat().st_size
