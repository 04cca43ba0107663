"""A page's questions to the answers, each asked once, and the sources of all of them."""

from __future__ import annotations

from collections.abc import Iterable

from rolewise.core.answers import Answer, Question, Writer, answer
from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.types import SourceNote
from rolewise.core.knowledge.model import Comparison, Role
from rolewise.doors.pages.comparison.content import Addresses, SourceEntry


class Asker:
    """Asks about the page's roles in its country."""

    def __init__(self, writer: Writer, ids: tuple[str, ...], country: str, addresses: Addresses):
        self.writer, self.ids, self.country, self.addresses = writer, ids, country, addresses
        self.roles: tuple[Role, ...] = writer.roles(ids)
        self._noted: list[SourceNote] = []
        self._answers: dict[tuple[str, tuple[str, ...]], Answer] = {}

    def __call__(self, intent: str, *roles: str) -> Answer:
        """The answer about these roles; none: all of the page's."""
        key = (intent, roles or self.ids)
        if key not in self._answers:
            self._answers[key] = answer(self.writer, Question(intent, self.country, roles=key[1]))
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
            titles_vs=self.writer.versus(self.roles),
            a_roles_or=self.writer.a_list(self.roles, "or"),
            a_role=self.writer.a(self.roles[0]),
            country=self.writer.country(self.country),
            **values,
        )

    def lines(self, intent: str, *roles: str) -> tuple[str, ...]:
        """The paragraphs of an answer."""
        return tuple(line for line in self(intent, *roles).text.split("\n") if line)

    def note(self, notes: Iterable[SourceNote]) -> None:
        """Remembers the sources of what the page shows beside its answers."""
        self._noted += notes

    def sources(self) -> tuple[SourceEntry, ...]:
        """Every publication that the page rests on, each once, in the order of use."""
        told = [note for answer in self._answers.values() for note in answer.sources]
        return source_entries(self.writer, [*told, *self._noted])


def source_entries(writer: Writer, notes: Iterable[SourceNote]) -> tuple[SourceEntry, ...]:
    """Every publication of the notes, each once, in their order, with all that is taken from it."""
    grouped: dict[str, list[SourceNote]] = {}
    for note in notes:
        grouped.setdefault(note.id, []).append(note)
    return tuple(_entry(writer, same) for same in grouped.values())


def _entry(writer: Writer, notes: list[SourceNote]) -> SourceEntry:
    first = notes[0]
    licence = first.licence.removeprefix("Licence ")  # "not stated": the word stands before it
    details = writer.phrase("page.source", publisher=first.publisher, date=first.date, licence=licence)
    taken = writer.phrase("page.taken", about="; ".join(dict.fromkeys(note.about for note in notes)))
    return SourceEntry(first.name, details, taken, first.attribution, writer.knowledge.sources[first.id].url)
