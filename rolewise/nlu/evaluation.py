"""Cross-validation of the intent model on the training data: what is right, how sure, and where the threshold lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import StratifiedKFold

from rolewise.matching import Found
from rolewise.nlu.features import Embed, Featurizer
from rolewise.nlu.model import Linear, softmax
from rolewise.nlu.preparing import Preparer

FOLDS = 5
OUT_OF_SCOPE = "out_of_scope"
SMALL_TALK = frozenset({"greet", "goodbye", "thank", "affirm", "deny", "ask_help", "bot_challenge", "give_feedback"})
TEMPERATURES = np.round(np.arange(0.1, 1.01, 0.05), 2)
THRESHOLDS = np.round(np.arange(0.0, 0.95, 0.05), 2)


@dataclass(frozen=True)
class Point:
    """What a threshold gives, as shares from 0 to 1."""

    threshold: float
    right: float  # of in-scope utterances: told and told right
    rejected: float  # of in-scope utterances: not told
    accepted: float  # of off-topic utterances: taken for a question about roles


@dataclass(frozen=True)
class Evaluation:
    """Held-out scores of every utterance, and what follows from them."""

    intents: tuple[str, ...]
    labels: np.ndarray  # index of the right intent, shape (utterances,)
    scores: np.ndarray  # before calibration, shape (utterances, intents)
    temperature: float  # the best calibrated one

    @property
    def probabilities(self) -> np.ndarray:
        """Calibrated, shape (utterances, intents)."""
        return softmax(self.scores / self.temperature)

    @property
    def accuracy(self) -> float:
        """Share of utterances told right, without a threshold."""
        return float((self.scores.argmax(1) == self.labels).mean())

    def confusion(self) -> np.ndarray:
        """Counts, shape (right intent, told intent)."""
        table = np.zeros((len(self.intents), len(self.intents)), int)
        np.add.at(table, (self.labels, self.scores.argmax(1)), 1)
        return table

    def calibration(self, bins: int = 10) -> list[tuple[float, float, int]]:
        """Mean confidence, share right and count of utterances, by tenths of confidence."""
        confidence, right = self.probabilities.max(1), self.scores.argmax(1) == self.labels
        places = np.minimum((confidence * bins).astype(int), bins - 1)
        return [(float(confidence[places == place].mean()), float(right[places == place].mean()), int((places == place).sum()))
                for place in range(bins) if (places == place).any()]

    def expected_calibration_error(self) -> float:
        """Mean distance of confidence from the share right, weighted by counts."""
        rows = self.calibration()
        total = sum(number for _, _, number in rows)
        return sum(abs(sure - right) * number for sure, right, number in rows) / total

    def curve(self) -> list[Point]:
        """What each threshold gives."""
        return [self._point(float(threshold)) for threshold in THRESHOLDS]

    def _point(self, threshold: float) -> Point:
        told, confidence = self.scores.argmax(1), self.probabilities.max(1)
        off = self.labels == self.intents.index(OUT_OF_SCOPE)
        sure = confidence >= threshold
        aside = np.array([name in SMALL_TALK | {OUT_OF_SCOPE} for name in self.intents])[told]
        return Point(threshold, float((sure & (told == self.labels))[~off].mean()), float((~sure)[~off].mean()),
                     float((sure & ~aside)[off].mean()))


def cross_validate(founds: Sequence[Found], labels: Sequence[str], chat_words: Mapping[str, str], embed: Embed | None,
                   folds: int = FOLDS) -> Evaluation:
    """Each utterance told by a model that was trained without it."""
    intents = sorted(set(labels))
    right = np.array([intents.index(label) for label in labels])
    scores = np.zeros((len(labels), len(intents)), np.float32)
    remembered = _Remembered(embed) if embed else None
    for learn, test in StratifiedKFold(folds, shuffle=True, random_state=0).split(right, right):
        preparer = Preparer.learn([founds[place] for place in learn], chat_words)
        featurizer = Featurizer(remembered)
        features = featurizer.fit([preparer.prepare(founds[place]) for place in learn])
        linear = Linear.fitted(features, [labels[place] for place in learn])
        scores[test] = linear.scores(featurizer.transform([preparer.prepare(founds[place]) for place in test]))
    return Evaluation(tuple(intents), right, scores, best_temperature(scores, right))


def best_temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The temperature under which the right intents are likeliest (least log loss)."""
    rows = np.arange(len(labels))
    losses = [-np.log(softmax(scores / temperature)[rows, labels] + 1e-9).mean() for temperature in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])


class _Remembered:
    """An embedding that embeds a text once, since folds share most of theirs."""

    def __init__(self, embed: Embed):
        self._embed = embed
        self._vectors: dict[str, np.ndarray] = {}

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        fresh = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if fresh:
            self._vectors.update(zip(fresh, self._embed(fresh)))
        return np.stack([self._vectors[text] for text in texts])
