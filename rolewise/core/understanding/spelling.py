"""Misspelt ordinary words -> words of the training data; names are corrected by the matcher."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from rolewise.core.matching.spelling import Corrector, english

# A word is learnt when it stands in this many utterances and is common English besides, or in far more and is English.
FEWEST_USES, COMMON = 4, 1000
OFTEN, KNOWN_ENGLISH = 20, 100  # "vacancies"
SHORTEST = 4
# A word in this many utterances is no slip, even if no dictionary has it (Hinglish).
KNOWN_FROM = 3
_WORD = re.compile(rf"[a-z]{{{SHORTEST},}}")


def learnt(texts: Iterable[str]) -> dict[str, int]:
    """Words of training texts with their counts: those to correct to, and (count below 0) those to leave alone."""
    counts = Counter(word for text in texts for word in set(_WORD.findall(text)))
    common = english()
    goals = {
        word: count
        for word, count in counts.items()
        if any(count >= least and common.get(word, 0) > rare for least, rare in ((FEWEST_USES, COMMON), (OFTEN, KNOWN_ENGLISH)))
    }
    return {**{word: -count for word, count in counts.items() if count >= KNOWN_FROM}, **goals}


class Speller:
    """Corrects by what was learnt; leaves every known word as it is."""

    def __init__(self, words: Mapping[str, int], chat_words: Iterable[str]):
        self.words = dict(words)
        goals = {word: count for word, count in words.items() if count > 0}
        self._corrector = Corrector(goals, {}, {*words, *chat_words})

    def corrected(self, text: str) -> str:
        """The text with misspelt words replaced."""
        return _WORD.sub(lambda match: self._corrector.corrected(match.group()) or match.group(), text)
