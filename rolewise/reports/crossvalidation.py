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
from rolewise.core.understanding.intent_model import Embed
from rolewise.core.understanding.text_forms import Prepared, Preparer

FOLDS = 5
Tick = Callable[[int], None]


@dataclass(frozen=True)
class Variant:
    """A model that does without some of its features, which shows what they give."""

    name: str
    blocks: tuple[str, ...] = BLOCKS
    names_out: bool = True  # names replaced by placeholders


FULL = Variant("full")
WITHOUT_EMBEDDING = Variant("words, pieces, found (no embedding)", BLOCKS[:3])
ALL = (
    Variant("words", BLOCKS[:1]),
    Variant("words, pieces", BLOCKS[:2]),
    WITHOUT_EMBEDDING,
    Variant("embedding alone", BLOCKS[3:]),
    Variant("all, but names left in place", names_out=False),
)


class Remembered:
    """An embedding that embeds a text once: the folds share most of theirs."""

    def __init__(self, embed: Embed):
        self._embed = embed
        self._vectors: dict[str, np.ndarray] = {}

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if fresh:
            self._vectors.update(zip(fresh, self._embed(fresh), strict=True))
        return np.stack([self._vectors[text] for text in texts])


def cross_validate(founds: Sequence[Found], labels: Sequence[str], chat_words: Mapping[str, str], embed: Embed | None,
                   variants: Sequence[Variant] = (FULL,), tick: Tick | None = None) -> dict[str, Evaluation]:
    """The evaluation of each variant, by its name. `tick` is called with 1 after each training (variants × FOLDS)."""
    intents = sorted(set(labels))
    right = np.array([intents.index(label) for label in labels])
    scores = {variant.name: np.zeros((len(labels), len(intents)), np.float32) for variant in variants}
    remembered = Remembered(embed) if embed else None
    for learn, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(right, right):
        fold = _Fold(founds, learn, test, chat_words, remembered)
        for variant in variants:
            train, held_out = fold.features(variant)
            scores[variant.name][test] = Linear.fitted(train, [labels[place] for place in learn]).scores(held_out)
            if tick:
                tick(1)
    return {name: Evaluation(tuple(intents), right, found, best_temperature(found, right)) for name, found in scores.items()}


class _Fold:
    """One division into learnt and held-out utterances; each form of their features is made once."""

    def __init__(self, founds: Sequence[Found], learn: np.ndarray, test: np.ndarray, chat_words: Mapping[str, str],
                 embed: Embed | None):
        self._learn, self._test = ([founds[place] for place in places] for places in (learn, test))
        self._preparer = Preparer.learn(self._learn, chat_words)
        self._embed = embed
        self._made: dict[bool, tuple[Featurizer, csr_matrix, csr_matrix]] = {}

    def features(self, variant: Variant) -> tuple[csr_matrix, csr_matrix]:
        """Features of what is learnt and of what is held out."""
        if variant.names_out not in self._made:
            self._made[variant.names_out] = self._featurized(variant.names_out)
        featurizer, learn, test = self._made[variant.names_out]
        if variant.blocks == BLOCKS:
            return learn, test
        columns = featurizer.columns(learn)
        train, held_out = (hstack([rows[:, columns[block]] for block in variant.blocks]).tocsr() for rows in (learn, test))
        return train, held_out

    def _featurized(self, names_out: bool) -> tuple[Featurizer, csr_matrix, csr_matrix]:
        prepare = self._preparer.prepare if names_out else self._with_names
        learn, test = ([prepare(found) for found in founds] for founds in (self._learn, self._test))
        featurizer = Featurizer(self._embed)
        return featurizer, featurizer.fit(learn), featurizer.transform(test)

    def _with_names(self, found: Found) -> Prepared:
        typed = self._preparer.english(found.text)
        return replace(self._preparer.prepare(found), plain=typed, natural=typed)
