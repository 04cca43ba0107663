"""Names of imported occupations in a message: tens of thousands, so looked up word for word and read when met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from rolewise.core.knowledge.imported import NAMES, OCCUPATIONS, SKILLS
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.knowledge.tables import Row
from rolewise.core.matching.mentions import AMBIGUOUS, ROLE, TITLE, UNKNOWN, Candidate, Entry
from rolewise.core.matching.message import Message, Phrases
from rolewise.core.matching.spelling import RARE, english
from rolewise.core.matching.spelt import other, spelt
from rolewise.core.matching.tokens import norms, singulars

_LONGEST = 7  # words of a name
_MOST = 4  # roles that are asked back
_ABBREVIATION = 3  # letters
_TITLE, _OURS, _REPORTED, _ONCE_USED = "t", "u", "r", "a"  # kinds of names
_RESIDUAL = "-other"
_CACHED = 10_000  # names whose meaning is kept
_STEM = 5  # letters that forms of a word share


class OccupationNames:
    """Finds the names of the second tier."""

    def __init__(self, knowledge: KnowledgeBase, fillers: Phrases, held_out: frozenset[str] = frozenset()) -> None:
        """`held_out`: names that are not looked for, so that they can be asked for as a stranger's would be."""
        self._knowledge = knowledge
        self._fillers = fillers
        self._held_out = held_out
        self._meanings: dict[str, Entry | None] = {}  # of names that were met
        sets = knowledge.imported.sets.values() if knowledge.imported else ()
        self._tables = [tables[NAMES] for tables in sets if NAMES in tables]
        self.heads = frozenset(
            norms(item.name)[-1] for item in knowledge.occupations.values() if item.kind != "residual"
        ) | frozenset(norm for head in knowledge.names.title_heads for norm in norms(head)[-1:])

    def find(self, message: Message) -> Iterator[Candidate]:
        """Every name in the message that is not inside another reading of the same words."""
        if not self._tables:
            return
        words = message.words
        for first, word in enumerate(words):
            if word.half or message.said[word.first] in self._fillers:
                continue
            longest = max(self._longest.get(begin, 0) for begin in self._begins(message, first))
            for last in range(first, min(first + longest, len(words))):
                if last > first and words[last].breaks:
                    break
                if found := self._named(message, first, last):
                    entry, corrected = found
                    yield Candidate(entry, word.first, words[last].last, last - first + 1, corrected)

    @staticmethod
    def _begins(message: Message, first: int) -> Iterator[str]:
        """What a name may begin with that begins at a word."""
        word = message.words[first]
        said = message.said[word.first]
        yield from (said, word.forms[0], other(said), *singulars(message.said[word.last - 1]))
        if first + 1 < len(message.words) and not message.words[first + 1].breaks:
            yield said + message.said[message.words[first + 1].first]

    @cached_property
    def _longest(self) -> dict[str, int]:
        """How many words the longest name has that begins with a word."""
        longest: dict[str, int] = {}
        for table in self._tables:
            for name in table:
                begin, _, rest = name.partition(" ")
                longest[begin] = max(longest.get(begin, 0), min(_LONGEST, rest.count(" ") + 2 if rest else 1))
        return longest

    def meaning(self, name: str) -> Entry | None:
        """What a name in its compared form means, or None."""
        if name in self._meanings:
            return self._meanings[name]
        table = next((table for table in self._tables if name in table), None)
        if table is None or name in self._held_out:
            return None
        if len(self._meanings) >= _CACHED:
            self._meanings.clear()
        return self._meanings.setdefault(name, self._entry(name, table.rows(name)))

    def near(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Occupations that the end of an unknown title names: "space lawyer" ends with a lawyer."""
        for first in range(1, len(words)):
            if entry := self.read(words[first:]):
                return (entry.value,) if entry.kind == ROLE else entry.candidates
        return ()

    def words(self) -> frozenset[str]:
        """Every word of names and skills of occupations: real words, which are no slips of the pen."""
        sets = self._knowledge.imported.sets.values() if self._knowledge.imported else ()
        found: set[str] = set()
        for tables in sets:
            if NAMES in tables:
                found.update(word for name in tables[NAMES] for word in name.split(" "))
            if SKILLS in tables:
                skills = tables[SKILLS]
                found.update(word for key in skills for row in skills.rows(key) for word in norms(row["skill"]))
        return frozenset(found)

    def _named(self, message: Message, first: int, last: int) -> tuple[Entry, bool] | None:
        words = message.words[first : last + 1]
        typed = message.said[words[0].first : words[-1].last]
        if entry := self.read(typed):
            return entry, False
        forms = [word.forms[0] for word in words]
        if forms != typed and (entry := self.read(forms)):
            return entry, any(word.corrected for word in words)
        for name in spelt(typed):
            if name[0] in self._longest and (entry := self.read(name)):
                return entry, False
        return None

    def read(self, words: Sequence[str]) -> Entry | None:
        """What a name means whose last word may be a plural, or None."""
        for ending in (words[-1], *singulars(words[-1])):
            if entry := self.meaning(" ".join([*words[:-1], ending])):
                return entry
        return None

    def _entry(self, name: str, rows: list[Row]) -> Entry | None:
        titled = [row for row in rows if row["kind"] == _TITLE]
        meant = (self._role(row["occupation"]) for row in (titled if len(titled) == 1 else self._likely(name, rows)))
        roles = tuple(dict.fromkeys(role for role in meant if role))[:_MOST]
        if not roles:
            return None
        words = name.split(" ")
        short = len(words) == 1 and len(name) <= _ABBREVIATION
        common = not titled and ((len(words) == 1 and english().get(name, 0) > RARE) or words[-1] not in self.heads)
        if len(roles) > 1:
            return Entry(AMBIGUOUS, name, roles, short=short, imported=True, common=common)
        if rows[0].get("near"):
            return Entry(UNKNOWN, name, roles, short=short, imported=True, common=common)
        return Entry(ROLE, roles[0], detail=TITLE, short=short, imported=True, common=common)

    def _likely(self, name: str, rows: list[Row]) -> list[Row]:
        """The rows that count: the first alone where all others are guesses, and its title alone speaks of what the name does."""
        first, others = rows[0], rows[1:]
        if not others or not first.get("first") or len(name) <= _ABBREVIATION:
            return rows
        if first["kind"] == _OURS and not first.get("near") and all(row["kind"] != _OURS for row in others):
            return [first]
        if first["kind"] != _REPORTED or any(row["kind"] != _ONCE_USED for row in others):
            return rows
        said = _stems(name)
        own = said & self._speaks_of(first)
        rivals = [row for row in others if not row["occupation"].endswith(_RESIDUAL)]
        if not rivals or (own and not any(said & self._speaks_of(row) for row in rivals)):
            return [first]
        return rows

    def _speaks_of(self, row: Row) -> frozenset[str]:
        occupation = row["occupation"]
        held = self._knowledge.imported.rows(OCCUPATIONS, occupation) if self._knowledge.imported else []
        return _stems(" ".join([held[0]["title"], held[0].get("official", "")]) if held else occupation)

    def _role(self, occupation: str) -> str:
        """The role that stands for an occupation: itself, or the hand-made one that is the same; "" for none."""
        if occupation in self._knowledge.roles:
            return occupation
        assert self._knowledge.imported is not None
        rows = self._knowledge.imported.rows(OCCUPATIONS, occupation)
        role = str(rows[0].get("role", "")) if rows else ""
        return role if role in self._knowledge.roles else ""


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words that tell something."""
    return frozenset(word[:_STEM] for word in norms(text) if len(word) > 2)
