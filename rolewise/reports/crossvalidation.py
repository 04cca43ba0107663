"""Cross-validation of the intent model: each utterance told by a model that was trained without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.model_selection import StratifiedKFold

from rolewise.core.matching import Found
from rolewise.core.understanding.evaluation import Evaluation, best_temperature
from rolewise.core.understanding.features import BLOCKS, Featurizer, Linear
from rolewise.core.understanding.intent_model import OPINION_WEIGHT, Reader, opinion_columns
from rolewise.core.understanding.text_forms import Prepared, Preparer

FOLDS = 5
Tick = Callable[[int], None]


@dataclass(frozen=True)
class Variant:
    """A model that does without some of its features, which shows what they give."""

    name: str
    blocks: tuple[str, ...] = BLOCKS
    names_out: bool = True  # names replaced by placeholders
    opinion: bool = False  # the second opinion added


FULL = Variant("full", opinion=True)
FIRST = Variant("first opinion alone")
WITHOUT_EMBEDDING = Variant("words, pieces, found (no embedding)", BLOCKS[:3])
ALL = (
    Variant("words", BLOCKS[:1]),
    Variant("words, pieces", BLOCKS[:2]),
    WITHOUT_EMBEDDING,
    Variant("embedding alone", BLOCKS[3:]),
    Variant("all, but names left in place", names_out=False),
)


class Remembered:
    """A reader that reads a text once: the folds share most of theirs."""

    def __init__(self, reader: Reader):
        self.intents, self.fingerprint = reader.intents, reader.fingerprint
        self._reader = reader
        self._known: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        return self.read(texts)[0]

    def read(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Vectors and second opinions, one row a text."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        if fresh:
            self._known.update(zip(fresh, zip(*self._reader.read(fresh), strict=True), strict=True))
        vectors, opinions = zip(*(self._known[text] for text in texts), strict=True)
        return np.stack(vectors), np.stack(opinions)


def cross_validate(
    founds: Sequence[Found],
    labels: Sequence[str],
    chat_words: Mapping[str, str],
    reader: Reader | None,
    variants: Sequence[Variant] = (FULL,),
    tick: Tick | None = None,
) -> dict[str, Evaluation]:
    """
    The evaluation of each variant, by its name. `tick` is called with 1 after each training (variants × FOLDS).

    The second opinion is as it is, whatever the fold: what it was tuned on it tells too well.
    """
    intents = sorted(set(labels))
    right = np.array([intents.index(label) for label in labels])
    scores = {variant.name: np.zeros((len(labels), len(intents)), np.float32) for variant in variants}
    remembered = Remembered(reader) if reader else None
    columns = opinion_columns(intents, reader)
    for learn, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(right, right):
        fold = _Fold(founds, learn, test, chat_words, remembered)
        for variant in variants:
            scores[variant.name][test] = fold.scores(variant, [labels[place] for place in learn])
            if variant.opinion and columns:
                scores[variant.name][test] += OPINION_WEIGHT * fold.opinions()[:, columns]
            if tick:
                tick(1)
    return {name: Evaluation(tuple(intents), right, found, best_temperature(found, right)) for name, found in scores.items()}


class _Fold:
    """One division into learnt and held-out utterances; each form of their features is made once."""

    def __init__(
        self, founds: Sequence[Found], learn: np.ndarray, test: np.ndarray, chat_words: Mapping[str, str], reader: Reader | None
    ):
        self._learn, self._test = ([founds[place] for place in places] for places in (learn, test))
        self._preparer = Preparer.learn(self._learn, chat_words)
        self._reader = reader
        self._made: dict[bool, tuple[Featurizer, csr_matrix, csr_matrix]] = {}
        self._told: dict[tuple[tuple[str, ...], bool], np.ndarray] = {}

    def scores(self, variant: Variant, labels: Sequence[str]) -> np.ndarray:
        """Scores of what is held out, without the second opinion, by a machine that learns what is not."""
        key = (variant.blocks, variant.names_out)
        if key not in self._told:
            learn, test = self._features(variant)
            self._told[key] = Linear.fitted(learn, labels).scores(test)
        return self._told[key]

    def _features(self, variant: Variant) -> tuple[csr_matrix, csr_matrix]:
        if variant.names_out not in self._made:
            self._made[variant.names_out] = self._featurized(variant.names_out)
        featurizer, learn, test = self._made[variant.names_out]
        if variant.blocks == BLOCKS:
            return learn, test
        columns = featurizer.columns(learn)
        train, held_out = (hstack([rows[:, columns[block]] for block in variant.blocks]).tocsr() for rows in (learn, test))
        return train, held_out

    def opinions(self) -> np.ndarray:
        """The second opinion on what is held out, shape (utterances, intents of the reader)."""
        if self._reader is None:
            raise ValueError("no reader")
        return self._reader.read([self._preparer.prepare(found).natural for found in self._test])[1]

    def _featurized(self, names_out: bool) -> tuple[Featurizer, csr_matrix, csr_matrix]:
        prepare = self._preparer.prepare if names_out else self._with_names
        learn, test = ([prepare(found) for found in founds] for founds in (self._learn, self._test))
        featurizer = Featurizer(self._reader.embed if self._reader else None)
        return featurizer, featurizer.fit(learn), featurizer.transform(test)

    def _with_names(self, found: Found) -> Prepared:
        typed = self._preparer.english(found.text)
        return replace(self._preparer.prepare(found), plain=typed, natural=typed)
