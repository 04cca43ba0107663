"""The aspects heard in a message, by the phrases of the knowledge base's cues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rolewise.core.matching.index import BREAK, PhraseFinder, Words
from rolewise.core.matching.mentions import SENIORITY, Mention
from rolewise.core.matching.message import Message
from rolewise.core.matching.tokens import norms

LISTS = "words_"  # ids of lists that are no cues
_BEGIN, _END = "^", "$"


class Cues:
    """Finds the phrases of every cue."""

    def __init__(self, cues: Mapping[str, Iterable[str]]) -> None:
        self._meanings: dict[Words, set[str]] = defaultdict(set)
        for cue, phrases in cues.items():
            if not cue.startswith(LISTS):
                for phrase in phrases:
                    self._meanings[_words(phrase)].add(cue)
        self._finder = PhraseFinder(self._meanings)

    def heard(self, message: Message, mentions: Iterable[Mention]) -> frozenset[str]:
        """Every cue with a phrase in the message, outside the names that are mentioned."""
        shown, tokens = _shown(message)
        named = [(mention.start, mention.end) for mention in mentions if mention.kind != SENIORITY]
        heard: set[str] = set()
        for phrase, first, last in self._finder.find(shown):
            placed = [message.tokens[at] for at in tokens[first:last] if at >= 0]
            if not any(start <= placed[0].start and placed[-1].end <= end for start, end in named):
                heard |= self._meanings[phrase]
        return frozenset(heard)


def _words(phrase: str) -> Words:
    begin = (_BEGIN,) if phrase.startswith(_BEGIN) else ()
    end = (_END,) if phrase.endswith(_END) else ()
    return (*begin, *norms(phrase.strip(_BEGIN + _END)), *end)


def _shown(message: Message) -> tuple[list[str], list[int]]:
    shown, tokens = [_BEGIN], [-1]
    for at, token in enumerate(message.tokens):
        if token.breaks and at:
            shown.append(BREAK)
            tokens.append(-1)
        shown.append(token.norm)
        tokens.append(at)
    return [*shown, _END], [*tokens, -1]
