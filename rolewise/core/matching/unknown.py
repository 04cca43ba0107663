"""Titles that no list has: up to three words before a title's last word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rolewise.core.matching.index import NameIndex
from rolewise.core.matching.mentions import (
    AMBIGUOUS,
    COUNTRY,
    FAMILY,
    FIELD,
    GUESSED,
    ROLE,
    SENIORITY,
    SKILL,
    TITLE,
    UNKNOWN,
    Candidate,
    Entry,
)
from rolewise.core.matching.message import Message, Phrases
from rolewise.core.matching.nearest import Nearest
from rolewise.core.matching.spelling import Corrector

_MODIFIERS = 3
_WORK = "engineering"
_WORKER = "engineer"
_LEADER = "manager"  # who leads a field in the names of covered roles
_CHIEF, _OFFICER = "chief", "officer"  # "chief" is a level elsewhere
_LETTERS = frozenset(("c", "r"))  # names of languages
_ENDED = 8  # letters that "-ologist" and those before it are more than


class UnknownTitles:
    """Finds titles by their last word and the words that lead up to it."""

    def __init__(
        self,
        index: NameIndex,
        nearest: Nearest,
        heads: Iterable[str],
        stops: Iterable[str],
        lists: dict[str, Phrases],
        more_heads: frozenset[str] = frozenset(),
    ) -> None:
        """`more_heads`: last words of titles that are ordinary words as well, and count in a message of a title alone."""
        self._index = index
        self._nearest = nearest
        heads = tuple(heads)
        self._heads = frozenset(head for head in heads if not head.startswith("-"))
        self._endings = tuple(head[1:] for head in heads if head.startswith("-"))
        self._more_heads = more_heads - self._heads
        self._stops = frozenset(stops)
        # "betwen" is no part of a title either.
        self._slips = Corrector(dict.fromkeys(self._stops, 1), {}, index.weights)
        self._lists = lists

    def find(self, chosen: list[Candidate], message: Message) -> list[Candidate]:
        """The titles to add to the names chosen; those longer than a chosen name replace it."""
        covering = {at: name for name in chosen for at in range(name.first, name.last)}
        found = [longer for name in chosen if (longer := self._longer(name, covering, message))]
        for number, word in enumerate(message.words):
            form = next((form for form in word.forms if form in self._heads or form == _WORK), word.forms[0])
            if form in self._lists["words_of_heads"] and message.behind(word.last) == "of":
                title = self._headed(number, covering, message)
            elif form in self._heads or form == _WORK:
                title = self._title(number, form, covering, message)
            elif form in self._more_heads:
                title = self._title(number, form, covering, message) if self._alone(number, message) else None
            elif form in self._lists["words_person_heads"]:
                title = self._of_field(number, covering, message)
            elif self._endings and form.endswith(self._endings) and len(form) > _ENDED and word.first not in covering:
                title = self._made(number, number, form, (), message)
            else:
                title = None
            if title:
                found.append(title)
        return [whole] if (whole := self._whole(chosen, message)) else found

    def _whole(self, chosen: list[Candidate], message: Message) -> Candidate | None:
        """A message of words that all belong to a title of which only a part is a name: "fur blower operator"."""
        names = [name for name in chosen if name.entry.imported]
        if len(names) != 1 or len(chosen) != 1 or any(word.breaks for word in message.words[1:]):
            return None
        covered = range(names[0].first, names[0].last)
        left = [word for word in message.words if word.first not in covered]
        if not left or any(self._stops_at(word.forms[0], message.said[word.first]) for word in left):
            return None
        near = (names[0].entry.value,) if names[0].entry.kind == ROLE else names[0].entry.candidates
        form = message.words[-1].forms[0]
        return self._specialised(self._made(0, len(message.words) - 1, form, near, message), form, message)

    def _other_trade(
        self, number: int, head: str, free: bool, covering: dict[int, Candidate], message: Message
    ) -> Candidate | None:
        """A title whose last word makes another trade of a name: "carpenter supervisor" is no carpenter."""
        word = message.words[number]
        before = covering.get(word.first - 1)
        if word.breaks or before is None or before.last != word.first or before.entry.detail == FIELD:
            return None
        if before.entry.kind not in (ROLE, AMBIGUOUS):
            return None
        if not (head in self._lists["words_other_trade"] or (free and before.entry.imported)):
            return None
        near = (before.entry.value,) if before.entry.kind == ROLE else before.entry.candidates
        return self._made(message.word_at(before.first), number, word.forms[0], near, message)

    def _longer(self, name: Candidate, covering: dict[int, Candidate], message: Message) -> Candidate | None:
        """A title that ends with a name of one word and begins with words of no name: "HCC coder" is no coder."""
        if name.entry.kind not in (ROLE, AMBIGUOUS) or name.entry.detail == FIELD or name.corrected:
            return None
        number = message.word_at(name.first)
        head = message.word_behind(name.last) - 1
        if head < 0 or message.said[name.last - 1] != message.words[head].forms[0]:
            return None  # several of them: "which jobs suit artists"
        first = self._first_modifier(number, covering, message, _MODIFIERS) if number > 0 else number
        joints = [place for place in range(first, number) if self._joins(message.said[message.words[place].first])]
        first = max(joints) + 1 if joints else first
        if first == number or any(word.first in covering for word in message.words[first:number]):
            return None
        near = (name.entry.value,) if name.entry.kind == ROLE else name.entry.candidates
        form = message.words[head].forms[0]
        return self._specialised(self._made(first, head, form, near, message), form, message)

    def _specialised(self, title: Candidate, head: str, message: Message) -> Candidate:
        """The title, or the trade at its end where every sort of it is still that trade: "crime reporter"."""
        if head not in self._lists["words_specialised"]:
            return title
        said = message.said[title.first : title.last]
        meant = self._nearest.trade((*said[:-1], head))
        return replace(title, entry=replace(meant, short=False)) if meant else title

    def _joins(self, word: str) -> bool:
        """True for "or" and "the", which stand between titles and before them."""
        return word in self._lists["words_connector"] or word in self._lists["words_filler"]

    def _alone(self, number: int, message: Message) -> bool:
        """True where a message is a title alone, as far as its other words tell."""
        behind = message.words[number + 1 :]
        return all(message.said[word.first] in self._lists["words_filler"] for word in behind)

    def _title(self, number: int, head: str, covering: dict[int, Candidate], message: Message) -> Candidate | None:
        at = message.words[number].first
        own = covering.get(at)
        if (own is None or own.size == 1) and (other := self._other_trade(number, head, own is None, covering, message)):
            return other
        if own and (own.size > 1 or own.entry.kind not in (AMBIGUOUS, UNKNOWN)):
            return None
        if of_field := self._of_field(number, covering, message) if head in self._lists["words_person_heads"] else None:
            return of_field
        first = self._first_modifier(number, covering, message, 2 if head == _WORK else _MODIFIERS)
        if first == number:
            return None
        modifiers = message.words[first:number]
        if head in self._lists["words_weak_heads"] and not any(word.forms[0] in self._index.weights for word in modifiers):
            around = (*message.words[:first], *message.words[number + 1 :])
            if any(message.said[word.first] not in self._lists["words_filler"] for word in around):
                return None
        near = own.entry.candidates if own and own.entry.kind == UNKNOWN else ()
        return self._specialised(self._made(first, number, _WORKER if head == _WORK else head, near, message), head, message)

    def _made(self, first: int, last: int, head: str, near: tuple[str, ...], message: Message) -> Candidate:
        words = message.words[first : last + 1]
        if head and not near:
            near = self._nearest.roles((*(word.forms[0] for word in words[:-1]), head))
        typed = message.typed(words[0].first, words[-1].last)
        corrected = any(word.corrected for word in words)
        return Candidate(Entry(UNKNOWN, typed, near, GUESSED), words[0].first, words[-1].last, len(words), corrected)

    def _first_modifier(self, number: int, covering: dict[int, Candidate], message: Message, most: int) -> int:
        """The number of the first word of the title that ends with the word `number`."""
        first = number
        headed = message.words[number].first in covering
        while first > 0 and number - first < most and not message.words[first].breaks:
            gap = message.tokens[message.words[first].first].gap
            if "/" in gap or "," in gap:
                break
            word = message.words[first - 1]
            name = covering.get(word.first)
            if name is not None and not _may_modify(name, headed):
                break
            if name is not None and name.size > 1:
                first = message.word_at(name.first)
                continue
            if self._stops_at(word.forms[0], message.said[word.first]):
                if word.forms[0] == _CHIEF and message.words[number].forms[0] == _OFFICER and first < number:
                    first -= 1
                break
            first -= 1
        return first

    def _stops_at(self, form: str, said: str) -> bool:
        return (
            said in self._stops
            or self._slips.corrected(said) is not None
            or form in self._stops
            or any(character.isdigit() for character in said)
            or (len(said) < 2 and said not in _LETTERS)
            or ((said,) in self._index.entries and any(entry.kind == SENIORITY for entry in self._index.entries[(said,)]))
        )

    def _of_field(self, number: int, covering: dict[int, Candidate], message: Message) -> Candidate | None:
        """A role by its field: "data science expert"."""
        word = message.words[number]
        before = covering.get(word.first - 1)
        if word.breaks or before is None or word.first in covering:
            return None
        if before.entry.kind != ROLE or before.entry.detail != FIELD or before.last != word.first:
            return None
        entry = Entry(ROLE, before.entry.value, detail=TITLE)
        return Candidate(entry, before.first, word.last, before.size + 1, before.corrected)

    def _headed(self, number: int, covering: dict[int, Candidate], message: Message) -> Candidate | None:
        """Titles that begin with their head: "director of photography"."""
        words = message.words
        if number + 2 >= len(words):
            return None
        last = number + 1
        while (
            last + 1 < len(words)
            and last < number + 3
            and not words[last + 1].breaks
            and not self._stops_at(words[last + 1].forms[0], message.said[words[last + 1].first])
        ):
            last += 1
        if last == number + 1 or any(
            at in covering and covering[at].size > 1 and covering[at].entry.kind != SKILL
            for at in (words[number].first, words[number + 2].first)
        ):
            return None
        led = tuple(word.forms[0] for word in words[number + 2 : last + 1])
        near = self._nearest.roles((*led, _LEADER)) if any(word in self._index.weights for word in led) else ()
        return self._made(number, last, "", near, message)


def _may_modify(name: Candidate, headed: bool) -> bool:
    """`headed`: the title's head is a title by itself, so that another title before it is another one."""
    entry = name.entry
    if entry.kind in (SKILL, FAMILY):
        return True
    if entry.kind == COUNTRY:
        return False
    return (entry.kind == ROLE and entry.detail == FIELD) or entry.kind == AMBIGUOUS or (entry.kind == UNKNOWN and not headed)
