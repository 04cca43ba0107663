"""A request for a page -> the page. Each is made once for a knowledge base and kept while that is in use."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape

from markupsafe import Markup

from rolewise.core.answers import Question, Writer
from rolewise.core.answers.suggestions import suggest
from rolewise.core.rendering.templates import environment
from rolewise.doors.pages.comparison import page
from rolewise.doors.pages.site import addresses
from rolewise.doors.pages.site.files import HTML, File, file
from rolewise.doors.pages.site.frame import Desk, pay_countries
from rolewise.doors.pages.site.home import family_counts, family_links, home, pairs_to_start
from rolewise.doors.pages.site.missing import missing_comparison, missing_page, missing_role
from rolewise.doors.pages.site.picture import picture
from rolewise.doors.pages.site.search import search
from rolewise.doors.pages.site.site_content import Asking, Missing, Sharing
from rolewise.doors.pages.site.structured import structured

# A page is some 20 kB, compressed 6.
MOST_KEPT = 512
LONGEST_TITLE = 70  # characters that search engines show


@dataclass(frozen=True)
class Found:
    """A page to send with this HTTP status."""

    status: int
    file: File


@dataclass(frozen=True)
class Moved:
    """The page is at another address."""

    url: str


class Pages:
    """The pages of one knowledge base. Safe to use from several threads."""

    def __init__(self, writer: Writer):
        self.writer = writer
        self._countries = pay_countries(writer)
        self._names = _names(writer)
        self._home = lru_cache(maxsize=MOST_KEPT)(self._all_roles)
        self._about = lru_cache(maxsize=MOST_KEPT)(self._about_roles)
        self._drawn = lru_cache(maxsize=MOST_KEPT)(self._draw)

    def home(self, country: str = "", base: str = "") -> Found:
        """All roles, with pay of the country (code; of none that we hold pay for: the default). `base`: scheme and host."""
        return Found(200, self._home(self._country(country), base))

    def role(self, typed: str, country: str = "", base: str = "") -> Found | Moved:
        """One role, by its id as an address has it."""
        desk = self._desk(country)
        name = self._names.get(addresses.slug(typed))
        if name is None:
            return _missing(desk, missing_role(desk, typed))
        return Found(200, self._about((name,), desk.country, base)) if typed == name else Moved(desk.role(name))

    def picture(self, typed: str, country: str = "") -> File | None:
        """The picture (PNG) of a page about one to three roles, by the end of its address; None where there is no such page."""
        known = tuple(self._names.get(name, "") for name in addresses.parts(typed.removesuffix(addresses.PICTURE)))
        sound = all(known) and 1 <= len(known) <= addresses.MOST_ROLES and list(known) == sorted(set(known))
        return self._drawn(known, self._country(country)) if sound else None

    def comparison(self, typed: str, country: str = "", base: str = "") -> Found | Moved:
        """Two or three roles, by their ids with "-vs-" between them."""
        desk = self._desk(country)
        known = tuple(dict.fromkeys(self._names.get(name, "") for name in addresses.parts(typed)))
        if not all(known) or not 2 <= len(known) <= addresses.MOST_ROLES:
            return _missing(desk, missing_comparison(desk, typed))
        known = tuple(sorted(known))
        canonical = typed == addresses.BETWEEN.join(known)
        return Found(200, self._about(known, desk.country, base)) if canonical else Moved(desk.comparison(known))

    def search(self, typed: str, country: str = "") -> Found:
        """Roles by any name, as a page; works without a script."""
        desk = self._desk(country)
        title = desk.words("site.search.label")
        frame = desk.frame(title, desk.words("site.home.description"), "")
        links = search(desk, typed)
        nothing = "" if links else desk.words("site.families.none")
        go, known = desk.words("site.search.go"), typed[:60]
        made = _rendered("search.html.j2", frame=frame, title=title, typed=known, go=go, links=links, nothing=nothing)
        return Found(200, made)

    def found(self, typed: str, country: str = "") -> File:
        """The same as JSON: [{title, url}]."""
        links = [{"title": link.title, "url": link.url} for link in search(self._desk(country), typed)]
        return file(json.dumps(links, ensure_ascii=False).encode(), "application/json")

    def missing(self) -> Found:
        """Any other address."""
        return _missing(self._desk(""), missing_page(self._desk("")))

    def family(self, name: str, country: str = "") -> Found:
        """The occupations of a family (id), by name."""
        desk = self._desk(country)
        return self._of_family(name, desk.country) if family_links(desk, name) else self.missing()

    def paths(self) -> tuple[str, ...]:
        """Addresses of home, families, roles of both tiers and written comparisons, for the sitemap."""
        desk = self._desk("")
        ids = dict.fromkeys(self._names.values())
        pairs = [pair.url for pair in pairs_to_start(desk)]
        return (addresses.home(), *(link.url for link in family_counts(desk)), *map(addresses.role, ids), *pairs)

    def sitemap(self, base: str) -> File:
        """All of these as a sitemap; `base` is scheme and host."""
        urls = "".join(f"<url><loc>{escape(base + path)}</loc></url>" for path in self.paths())
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">{urls}</urlset>\n'
        return file(text.encode(), "application/xml; charset=utf-8")

    def _of_family(self, name: str, country: str) -> Found:
        desk = Desk(self.writer, country)
        title = self.writer.knowledge.families[name]
        frame = desk.frame(title, desk.words("site.home.description"), addresses.family(name))
        return Found(200, _rendered("family.html.j2", frame=frame, title=title, links=family_links(desk, name)))

    def _desk(self, country: str) -> Desk:
        return Desk(self.writer, self._country(country))

    def _country(self, typed: str) -> str:
        code = typed.upper()
        return code if code in self._countries else self.writer.knowledge.site.default_country

    def _all_roles(self, country: str, base: str) -> File:
        desk = Desk(self.writer, country, base)
        made = home(desk)
        frame = desk.frame(f"{desk.words('site.name')}: {made.title}", desk.words("site.home.description"), addresses.home())
        return _rendered("home.html.j2", frame=frame, home=made)

    def _about_roles(self, ids: tuple[str, ...], country: str, base: str) -> File:
        desk = Desk(self.writer, country, base)
        made = page(self.writer, ids, country, addresses.addresses(desk.query))
        path = addresses.role(ids[0]) if len(ids) == 1 else addresses.comparison(ids)
        title = made.title if len(made.title) <= LONGEST_TITLE else desk.versus(ids)
        frame = desk.frame(title, made.description, path, ids)
        data = tuple(Markup(text) for text in structured(desk, made, ids))  # noqa: S704
        share = _sharing(desk, made.title, f"{base}{path}{desk.query}")
        return _rendered("roles.html.j2", frame=frame, page=made, asking=_asking(desk, ids), share=share, data=data)

    def _draw(self, ids: tuple[str, ...], country: str) -> File:
        return file(picture(page(self.writer, ids, country), self.writer.phrase("site.name")), "image/png")


def _sharing(desk: Desk, title: str, url: str) -> Sharing:
    """A letter needs the page's whole address."""
    said = {"subject": title, "body": desk.words("site.share.body", title=title, url=url)}
    words = {name: desk.words(f"site.share.{name}") for name in ("print", "email")}
    return Sharing(**words, mail=f"mailto:?{urlencode(said, quote_via=quote)}")


def _names(writer: Writer) -> dict[str, str]:
    """Role ids by what an address may call them: the id itself, else the title or another name."""
    roles = writer.knowledge.roles
    other = {addresses.slug(name): role.id for role in roles.values() for name in (*role.aliases, role.title)}
    second = {addresses.slug(one.name): one.id for one in writer.knowledge.occupations.values() if not one.role}
    occupations = {one.id: one.role or one.id for one in writer.knowledge.occupations.values()}
    return {**second, **other, **occupations, **{role: role for role in roles}}


def _missing(desk: Desk, made: Missing) -> Found:
    frame = desk.frame(made.title, desk.words("site.missing.description"), "")
    return Found(404, _rendered("missing.html.j2", frame=frame, missing=made))


def _asking(desk: Desk, ids: tuple[str, ...]) -> Asking:
    intent = "describe_role" if len(ids) == 1 else "compare_roles"
    steps = suggest(desk.writer, Question(intent, desk.country, roles=ids))
    return desk.asking(steps, desk.words("site.asking.lead_roles", titles=desk.writer.titles(desk.writer.roles(ids))))


def _rendered(template: str, **values: object) -> File:
    return file(
        environment("rolewise.doors.pages.site", "rolewise.doors.pages.comparison")
        .get_template(template)
        .render(**values)
        .encode(),
        HTML,
    )
