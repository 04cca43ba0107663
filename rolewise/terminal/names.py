"""Names of the knowledge base, for completion, /roles and /country. Read when first needed, never before the prompt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process, utils

from rolewise.core.answers.phrasing import money
from rolewise.core.knowledge import KnowledgeBase, KnowledgeError, load
from rolewise.paths import knowledge_folder

ALIKE = 72  # of 100
FEWEST_LETTERS = 3  # fewer are near to anything
MOST = 12
LONGEST_NAME = 5  # words


@dataclass(frozen=True)
class Completed:
    """A role that what is typed may mean: `typed` is what it replaces."""

    typed: str
    title: str
    named: str  # the name that was recognised: the title or another


class Names:
    """The knowledge base's names; none at all where it does not load."""

    def __init__(self, load_knowledge: Callable[[], KnowledgeBase | None]):
        self._load = load_knowledge

    @cached_property
    def knowledge(self) -> KnowledgeBase | None:
        """The knowledge base, once."""
        return self._load()

    @cached_property
    def _roles(self) -> dict[str, str]:
        """Each name of a role in small letters -> title; titles first."""
        found = sorted(self.knowledge.roles.values(), key=lambda role: role.title) if self.knowledge else []
        titles = {role.title.casefold(): role.title for role in found}
        return titles | {
            alias.casefold(): role.title for role in found for alias in role.aliases if alias.casefold() not in titles
        }

    def complete(self, text: str) -> list[Completed]:
        """Roles that the end of the text may name: by the most words that begin a name, else the most alike."""
        tails = list(_tails(text))
        for tail in tails:
            if found := self._beginning(tail):
                return found
        return next((found for tail in tails if (found := self._alike(tail))), [])

    def _beginning(self, tail: str) -> list[Completed]:
        wanted = tail.casefold()
        begins = [name for name in self._roles if name.startswith(wanted)]
        inside = [name for name in self._roles if f" {wanted}" in name] if len(wanted) >= FEWEST_LETTERS else []
        return self._once(tail, [*begins, *inside])

    def _alike(self, tail: str) -> list[Completed]:
        if len(tail) < FEWEST_LETTERS + 1:
            return []
        near = process.extract(tail, list(self._roles), scorer=_likeness, processor=utils.default_process, limit=MOST)
        return self._once(tail, [name for name, score, _ in near if score >= ALIKE])

    def _once(self, tail: str, names: list[str]) -> list[Completed]:
        found: dict[str, Completed] = {}
        for name in names:
            found.setdefault(self._roles[name], Completed(tail, self._roles[name], name))
        return list(found.values())[:MOST]

    def titles(self, word: str) -> list[str]:
        """Titles of covered roles, in order; those that the word names, or is in a name of, where there is one."""
        wanted = word.strip().casefold()
        found = [title for name, title in self._roles.items() if wanted in name]
        near = [item.title for item in self._alike(wanted)] if not found else []
        return sorted(dict.fromkeys([*found, *near]))

    def country(self, typed: str) -> str:
        """The country's name in a sentence, of a code or name; as typed where it is not known."""
        for known in self.knowledge.countries.values() if self.knowledge else ():
            if typed.casefold() in {known.code.casefold(), known.name.casefold(), *map(str.casefold, known.names)}:
                return known.in_sentence
        return typed

    def countries(self) -> list[tuple[str, str]]:
        """Code and name of each country, those with pay figures first."""
        found = self.knowledge.countries.values() if self.knowledge else ()
        return [(country.code, country.name) for country in found]

    @property
    def own_country(self) -> str:
        """The name of the site's own country; "" where none is known."""
        return self.country(self.knowledge.site.default_country) if self.knowledge else ""

    def money(self, amount: int, currency: str) -> str:
        """An amount as the currency's users write it."""
        known = self.knowledge.currencies.get(currency) if self.knowledge else None
        return money(amount, known) if known else f"{currency} {amount:,}"


def project_names() -> Names:
    """Those of the project's knowledge base."""
    return Names(_load_project)


def _load_project() -> KnowledgeBase | None:
    try:
        return load(knowledge_folder())
    except (KnowledgeError, OSError):
        return None


def _tails(text: str) -> Iterator[str]:
    """The last words of the text, the most first, with what was typed between them."""
    words = text.split(" ")
    for count in range(min(LONGEST_NAME, len(words)), 0, -1):
        tail = " ".join(words[-count:])
        if tail.strip() and not tail.startswith(" "):
            yield tail


def _likeness(typed: str, name: str, **_: object) -> float:
    """How alike what is typed is to the beginning of a name: 0 to 100."""
    return fuzz.ratio(typed, name[: len(typed) + 1])
