"""Names that share a word: "ios and android developer", "data analyst/scientist"."""

from __future__ import annotations

from rolewise.core.matching.index import NameIndex
from rolewise.core.matching.mentions import AMBIGUOUS, FIELD, ROLE, ROLE_KINDS, UNKNOWN, Candidate, Entry
from rolewise.core.matching.message import Message, Phrases

_MODIFIERS = 3  # words of the part that lacks its end
_KINDS = (ROLE, UNKNOWN, AMBIGUOUS)
_ARTICLES = frozenset(("a", "an"))
_ACROSS = frozenset(("and", "or", "vs", "versus", "v", "v/s"))


class Ellipsis:
    """Finds the names whose last or first word stands only with their neighbour."""

    def __init__(self, index: NameIndex, connectors: Phrases, titles: frozenset[tuple[str, ...]]) -> None:
        self._index = index
        self._connectors = connectors
        self._titles = titles

    def find(self, chosen: list[Candidate], message: Message) -> list[Candidate]:
        """The names to add to those chosen."""
        found: list[Candidate] = []
        waiting = [(name, self._forms(name, message)) for name in chosen if name.entry.kind in ROLE_KINDS]
        while waiting:
            name, forms = waiting.pop()
            if len(forms) < 2 or len(found) > len(message.tokens):
                continue
            if left := self._left(name, forms, message):
                found.append(left[0])
                waiting.append(left)
            if right := self._right(name, forms, message, chosen):
                found.append(right)
        return found

    def _forms(self, name: Candidate, message: Message) -> tuple[str, ...]:
        return tuple(word.forms[0] for word in message.words if name.first <= word.first and word.last <= name.last)

    def _left(self, name: Candidate, forms: tuple[str, ...], message: Message) -> tuple[Candidate, tuple[str, ...]] | None:
        end = self._before_connector(message.word_at(name.first), message)
        for length in range(min(_MODIFIERS, end), 0, -1):
            part = message.words[end - length : end]
            if part[0].half or any(word.breaks for word in part[1:]):
                continue
            modifiers = tuple(word.forms[0] for word in part)
            for cut in range(1, len(forms)):
                if (entry := self._entry((*modifiers, *forms[cut:]))) and entry.value != name.entry.value:
                    corrected = any(word.corrected for word in part)
                    return Candidate(entry, part[0].first, part[-1].last, length, corrected), (*modifiers, *forms[cut:])
        return None

    def _before_connector(self, at: int, message: Message) -> int:
        """The number of the word behind the part before "and", 0 where there is none."""
        if at <= 0:
            return 0
        words = message.words
        gap = message.tokens[words[at].first].gap
        if words[at].breaks and "," not in gap:
            return 0
        if "/" in gap or "," in gap:
            return at
        if words[at - 1].forms[0] in _ARTICLES and at > 1 and not words[at - 1].breaks:
            at -= 1
        return at - 1 if self._said(words[at - 1].first, message) in self._connectors else 0

    @staticmethod
    def _said(token: int, message: Message) -> str:
        return message.said[token]

    def _right(self, name: Candidate, forms: tuple[str, ...], message: Message, chosen: list[Candidate]) -> Candidate | None:
        at = message.word_behind(name.last)
        if not 0 < at < len(message.words):
            return None
        word = message.words[at]
        gap = message.tokens[word.first].gap
        if "/" not in gap:
            if word.breaks or message.said[word.first] not in _ACROSS or at + 1 >= len(message.words):
                return None
            at += 1
            word = message.words[at]
            if word.breaks:
                return None
        if any(other.size > 1 and other.first <= word.first < other.last for other in chosen):
            return None
        full = (*forms[:-1], word.forms[0])
        entry = self._entry(full)
        if not entry or entry.kind != ROLE or entry.value == name.entry.value:
            return None
        if full not in self._titles and not (entry.detail == FIELD and name.entry.detail == FIELD):
            return None
        return Candidate(entry, word.first, word.last, 1, word.corrected)

    def _entry(self, name: tuple[str, ...]) -> Entry | None:
        entries = self._index.entries.get(name, ())
        return next((entry for kind in _KINDS for entry in entries if entry.kind == kind), None)
