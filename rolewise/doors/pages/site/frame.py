"""What all pages of one knowledge base and country draw on: words, addresses and the frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rolewise.core.answers import Writer
from rolewise.core.answers.types import Suggestion
from rolewise.doors.pages.site import addresses
from rolewise.doors.pages.site.site_content import Asking, CountryLink, Frame

_LABELS = ("name", "skip", "nav", "roles", "comparisons", "ask", "countries", "show", "footer", "demo", "widget")


class Desk:
    """Words and addresses for pages with figures of one country. `base`: scheme and host, where an address has to be whole."""

    def __init__(self, writer: Writer, country: str, base: str = ""):
        self.writer, self.country, self.knowledge, self.base = writer, country, writer.knowledge, base
        self.query = addresses.query(country, self.knowledge.site.default_country)

    def words(self, key: str, **values: object) -> str:
        """A sentence of the wording, which may count our roles and name the country."""
        return self.writer.say(
            key,
            **{"total": len(self.knowledge.roles), "count": len(self.knowledge.roles), **values},
            country=self.writer.country(self.country),
        )

    def role(self, name: str) -> str:
        """The address of a role's page."""
        return addresses.role(name, self.query)

    def comparison(self, ids: Sequence[str]) -> str:
        """The address of a comparison."""
        return addresses.comparison(ids, self.query)

    def versus(self, ids: Sequence[str]) -> str:
        """ "Data Analyst vs Data Scientist" """
        return self.writer.versus(self.writer.roles(ids))

    def frame(self, title: str, description: str, path: str, roles: tuple[str, ...] = ()) -> Frame:
        """The frame of the page at this path, which has no query."""
        labels = {name: self.words(f"site.{name}") for name in _LABELS}
        picture = f"{self.base}{path}{addresses.PICTURE}{self.query}" if roles else ""
        places = self._countries()
        return Frame(
            title, description, addresses.home(self.query), path, self.base, picture, places, self.country, roles, labels
        )

    def asking(self, steps: Sequence[Suggestion], lead: str) -> Asking:
        """Questions to press, under a sentence."""
        return Asking(self.words("site.asking.heading"), lead, tuple(steps), self.words("site.asking.script"))

    def _countries(self) -> tuple[CountryLink, ...]:
        return tuple(
            CountryLink(self.knowledge.countries[code].name, code, code == self.country) for code in pay_countries(self.writer)
        )


def pay_countries(writer: Writer) -> tuple[str, ...]:
    """Countries to choose from: the default one, then those with pay, the most roles first."""
    held = Counter(code for role in writer.knowledge.roles.values() for code in role.pay_countries)
    return tuple(dict.fromkeys((writer.knowledge.site.default_country, *(code for code, _ in held.most_common()))))
