"""Held-out scores of utterances -> what is right, how sure, and where the threshold lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rolewise.core.intents import Kind, of_kind
from rolewise.core.understanding.intent_model import OUT_OF_SCOPE, softmax

# What off-topic utterances may be taken for without harm.
ASIDES = of_kind(Kind.SMALL_TALK, Kind.OFF_TOPIC)
TEMPERATURES = np.round(np.arange(0.1, 1.005, 0.01), 2)
THRESHOLDS = np.round(np.arange(0.0, 0.955, 0.01), 2)


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

    def of(self, rows: np.ndarray) -> Evaluation:
        """The same of some of the utterances, with the temperature that is best for them."""
        labels, scores = self.labels[rows], self.scores[rows]
        return Evaluation(self.intents, labels, scores, best_temperature(scores, labels))

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
        return [
            (float(confidence[places == place].mean()), float(right[places == place].mean()), int((places == place).sum()))
            for place in range(bins)
            if (places == place).any()
        ]

    def expected_calibration_error(self) -> float:
        """Mean distance of confidence from the share right, weighted by counts."""
        rows = self.calibration()
        total = sum(number for _, _, number in rows)
        return sum(abs(sure - right) * number for sure, right, number in rows) / total

    def curve(self) -> list[Point]:
        """What each threshold gives."""
        return [self.point(float(threshold)) for threshold in THRESHOLDS]

    def least_threshold(self, off_topic: float) -> Point:
        """The smallest threshold at which at most this share of off-topic utterances is taken for a question about
        roles; the highest one where none is."""
        points = self.curve()
        return next((point for point in points if point.accepted <= off_topic), points[-1])

    def point(self, threshold: float) -> Point:
        """What one threshold gives."""
        told, confidence = self.scores.argmax(1), self.probabilities.max(1)
        off = self.labels == self.intents.index(OUT_OF_SCOPE)
        sure = confidence >= threshold
        aside = np.array([name in ASIDES for name in self.intents])[told]
        return Point(
            threshold,
            float((sure & (told == self.labels))[~off].mean()),
            float((~sure)[~off].mean()),
            float((sure & ~aside)[off].mean()),
        )


def best_temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The temperature under which the right intents are likeliest (least log loss)."""
    rows = np.arange(len(labels))
    losses = [-np.log(softmax(scores / temperature)[rows, labels] + 1e-9).mean() for temperature in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])
