"""What is found in a text -> the turn: intent, language, second question. The talk so far is not considered yet."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rolewise.core.dialogue.turn import READ, Reading, Turn
from rolewise.core.dialogue.unknown_titles import strangers
from rolewise.core.intents import intent_of
from rolewise.core.live import InUse
from rolewise.core.matching import Found
from rolewise.core.matching.mentions import GUESSED, UNKNOWN
from rolewise.core.understanding.clauses import clauses
from rolewise.core.understanding.intent_model import OUT_OF_SCOPE, IntentModel
from rolewise.core.understanding.language import language_of
from rolewise.core.understanding.sense import Sense

LISTED = 10  # readings that a turn has at most
NO_SECOND: tuple[str, tuple[int, int]] = ("", (0, 0))


@dataclass(frozen=True)
class Thresholds:
    """Confidences, 0 to 1."""

    sure: float = 0.0  # from which on the best reading counts as understood
    apart: float = 0.0  # that the second best must be behind it
    second: float = 0.6  # from which on a clause counts as a second question


class Understander:
    """Turns of texts, by a trained model and whatever knowledge base is in use."""

    def __init__(self, model: IntentModel, thresholds: Thresholds, sense: Sense | None = None):
        """Without `sense` the roles nearest to an unknown title are those with like words."""
        self._model = model
        self._sense = sense
        self.thresholds = thresholds

    def understand(self, found: Found, in_use: InUse) -> Turn:
        """The turn of a text that was searched by the matcher in use."""
        told = found.translation
        language = told.language if told else language_of(found.text, in_use.known_words)
        readings = self._readings(found) if language in READ else (Reading(OUT_OF_SCOPE, 1.0),)
        second, place = self._second(found.text, readings[0].intent, in_use) if language in READ else NO_SECOND
        turn = Turn(
            text=found.text,
            readings=readings,
            sure=self._is_sure(readings),
            mentions=found.mentions,
            cues=found.cues,
            facets=found.facets,
            second=second,
            second_place=place,
            language=language,
            typed=told.typed if told else "",
        )
        return _with_nearest(turn, in_use, self._sense) if self._sense and turn.is_read else turn

    def _readings(self, found: Found) -> tuple[Reading, ...]:
        if not found.text.strip():
            return (Reading(OUT_OF_SCOPE, 0.0),)
        return _ranking(self._model.intents, self._model.probabilities([found])[0])

    def _is_sure(self, readings: tuple[Reading, ...]) -> bool:
        """As Rasa's FallbackClassifier has it."""
        first, others = readings[0].confidence, readings[1:2]
        return first >= self.thresholds.sure and all(first - other.confidence >= self.thresholds.apart for other in others)

    def _second(self, text: str, first: str, in_use: InUse) -> tuple[str, tuple[int, int]]:
        """Intent of a second question, and where its clause starts and ends in the text."""
        parts = clauses(text)
        if len(parts) < 2 or not intent_of(first).second:
            return NO_SECOND
        told = self._model.probabilities([in_use.matcher.find(part) for part in parts])
        for part, probabilities in zip(parts, told, strict=True):
            best = _ranking(self._model.intents, probabilities)[0]
            if best.intent != first and intent_of(best.intent).second and best.confidence >= self.thresholds.second:
                start = text.find(part)
                return best.intent, (start, start + len(part))
        return NO_SECOND


def _ranking(intents: list[str], probabilities: np.ndarray) -> tuple[Reading, ...]:
    return tuple(Reading(intents[place], float(probabilities[place])) for place in np.argsort(-probabilities)[:LISTED])


def _with_nearest(turn: Turn, in_use: InUse, sense: Sense) -> Turn:
    """The turn with the roles nearest in sense to each title that no list has."""
    guessed = [mention for mention in turn.mentions if mention.kind == UNKNOWN and mention.detail == GUESSED]
    titles = dict.fromkeys(mention.text for mention in (*guessed, *strangers(turn, in_use.knowledge)))
    return replace(turn, near=tuple((title, sense.near(title, in_use.knowledge)) for title in titles)) if titles else turn
