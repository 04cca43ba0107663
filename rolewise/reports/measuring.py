"""Runs the measurements of the intent model."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rolewise.core.embedding import EmbeddingUnavailable, SentenceEmbedding
from rolewise.core.live import InUse
from rolewise.core.matching import Found, Matcher
from rolewise.core.understanding.evaluation import Evaluation
from rolewise.core.understanding.intent_model import TEMPERATURE, Embed, IntentModel
from rolewise.core.understanding.text_forms import Preparer
from rolewise.reports.crossvalidation import ALL, FOLDS, FULL, WITHOUT_EMBEDDING, Remembered, Tick, Variant, cross_validate
from rolewise.reports.speed import Spread, measured
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
    variants: dict[str, Evaluation]  # FULL first
    embedding: bool  # False: its weights were not there
    speed: dict[str, Spread]
    training_seconds: float  # of the model, once names are found and texts are embedded
    model_bytes: int

    @property
    def full(self) -> Evaluation:
        """The model in use."""
        return self.variants[FULL.name]


def measure(utterances: Sequence[Utterance], in_use: InUse, stage: Stage, all_variants: bool = False) -> Measured:
    """Measures everything; takes minutes. ValueError where an intent has fewer utterances than there are folds."""
    words = in_use.knowledge.chat_words
    founds = _found(utterances, in_use.matcher, stage)
    embed = _embedding()
    remembered = _embedded(founds, words, embed, stage) if embed else None
    labels = [item.intent for item in utterances]
    variants = _variants(all_variants, embed is not None)
    tick = stage("Cross-validating", len(variants) * FOLDS)
    evaluations = cross_validate(founds, labels, words, remembered, variants, tick)
    stage("Training and timing", 1)
    start = time.perf_counter()
    model = IntentModel.train(founds, labels, words, remembered, TEMPERATURE)
    trained = time.perf_counter() - start
    loaded, size = _saved_and_loaded(model, words, embed)
    sample = [item.text for item in utterances[:: max(1, len(utterances) // TIMED)]]
    # A matcher of its own, which remembers no typos of these texts.
    speed = measured(sample, Matcher(in_use.knowledge), loaded, in_use.known_words)
    return Measured(utterances, evaluations, embed is not None, speed, trained, size)


def _found(utterances: Sequence[Utterance], matcher: Matcher, stage: Stage) -> list[Found]:
    tick = stage("Finding names", len(utterances))
    founds = []
    for item in utterances:
        founds.append(matcher.find(item.text))
        tick(1)
    return founds


def _embedding() -> Embed | None:
    try:
        return SentenceEmbedding.load().embed
    except EmbeddingUnavailable:
        return None


def _embedded(founds: Sequence[Found], words: Mapping[str, str], embed: Embed, stage: Stage) -> Remembered:
    """An embedding that knows most texts of every fold already."""
    preparer = Preparer.learn(founds, words)
    prepared = [preparer.prepare(found) for found in founds]
    texts = list(dict.fromkeys(item.natural for item in prepared))
    tick = stage("Embedding", len(texts))
    remembered = Remembered(embed)
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        remembered(chunk)
        tick(len(chunk))
    return remembered


def _variants(everything: bool, embedding: bool) -> list[Variant]:
    if not embedding:
        return [FULL]
    return [FULL, *ALL] if everything else [FULL, WITHOUT_EMBEDDING]


def _saved_and_loaded(model: IntentModel, words: Mapping[str, str], embed: Embed | None) -> tuple[IntentModel, int]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _FILE
        model.save(path)
        return IntentModel.load(path, words, embed), path.stat().st_size
