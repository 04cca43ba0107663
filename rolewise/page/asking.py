"""A page's questions to the answers, each asked once, and the sources of all of them."""

from __future__ import annotations

from rolewise.answers import ANSWERS, Answer, Question, Writer
from rolewise.answers.model import SourceNote
from rolewise.answers.phrasing import and_list
from rolewise.knowledge.model import Comparison, Role
from rolewise.page.model import SourceEntry


class Asker:
    """Asks about the page's roles in its country."""

    def __init__(self, writer: Writer, ids: tuple[str, ...], country: str):
        self.writer, self.ids, self.country = writer, ids, country
        self.roles: tuple[Role, ...] = writer.roles(ids)
        self._answers: dict[tuple[str, tuple[str, ...]], Answer] = {}

    def __call__(self, intent: str, *roles: str) -> Answer:
        """The answer about these roles; none: all of the page's."""
        key = (intent, roles or self.ids)
        if key not in self._answers:
            self._answers[key] = ANSWERS[intent](self.writer, Question(intent, self.country, roles=key[1]))
        return self._answers[key]

    @property
    def written(self) -> Comparison | None:
        """What a person wrote about the page's pair."""
        return self.writer.knowledge.comparison(*self.ids) if len(self.ids) == 2 else None

    def words(self, key: str, **values: object) -> str:
        """A sentence of the wording's section `page`; `_single` is its form for one role, where there is one."""
        single = f"page.{key}_single"
        found = single if len(self.ids) == 1 and self.writer.knows(single) else f"page.{key}"
        titles = [role.title for role in self.roles]
        return self.writer.say(
            found,
            titles=and_list(titles),
            titles_vs=" vs ".join(titles),
            a_roles_or=self.writer.a_list(self.roles, "or"),
            a_role=self.writer.a(self.roles[0]),
            country=self.writer.country(self.country),
            **values,
        )

    def lines(self, intent: str, *roles: str) -> tuple[str, ...]:
        """The paragraphs of an answer."""
        return tuple(line for line in self(intent, *roles).text.split("\n") if line)

    def sources(self) -> tuple[SourceEntry, ...]:
        """Every publication that an answer of the page rests on, each once, in the order of use."""
        notes: dict[str, list[SourceNote]] = {}
        for answer in self._answers.values():
            for note in answer.sources:
                notes.setdefault(note.id, []).append(note)
        return tuple(self._entry(same) for same in notes.values())

    def _entry(self, notes: list[SourceNote]) -> SourceEntry:
        first = notes[0]
        details = self.writer.phrase("page.source", publisher=first.publisher, date=first.date, licence=first.licence)
        taken = self.writer.phrase("page.taken", about="; ".join(dict.fromkeys(note.about for note in notes)))
        return SourceEntry(first.name, details, taken, first.attribution)
