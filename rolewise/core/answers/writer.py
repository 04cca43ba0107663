"""The knowledge base as a writer's desk: names in the right form, sentences from the wording, sources noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rolewise.core.answers.phrasing import and_list, lower_first, money, money_range, some, upper_first
from rolewise.core.answers.types import SourceNote
from rolewise.core.facets import Facet
from rolewise.core.knowledge.grammar import OTHERS, in_sentence, plural, with_article
from rolewise.core.knowledge.model import POST, SECOND, Experience, KnowledgeBase, Outlook, Pay, Role

# More text than this is not read in a chat.
LONGEST = 900


class Writer:
    """Forms of names and sentences of one knowledge base. Holds no state of its own."""

    def __init__(self, knowledge: KnowledgeBase):
        self.knowledge = knowledge
        # Sentences say "{range} a year"; of the few ranges that are by the hour, that is taken back.
        self._hour = knowledge.wording.get("pay.by_hour", "").format(range="")
        self._hour_of_year = f"{self._hour}{knowledge.wording.get('pay.a_year', '')}" or "\0"

    def say(self, key: str, **values: object) -> str:
        """The sentence of `wording.yml` under a dotted key, filled in. Raises KeyError for what is missing."""
        return upper_first(self.phrase(key, **values))

    def phrase(self, key: str, **values: object) -> str:
        """Part of a sentence: as `say`, its first letter as written."""
        return self.knowledge.wording[key].format_map(values).replace(self._hour_of_year, self._hour)

    def knows(self, key: str) -> bool:
        """Whether the wording has this key."""
        return key in self.knowledge.wording

    def roles(self, ids: Iterable[str]) -> tuple[Role, ...]:
        """The roles of these ids, in their order."""
        return tuple(self.knowledge.roles[role] for role in ids)

    def a(self, role: Role) -> str:
        """ "a data scientist" """
        return with_article(role.in_sentence)

    def many(self, role: Role) -> str:
        """ "data scientists" """
        usual = role.tier == SECOND or role.plural == plural(role.title)
        return plural(role.in_sentence) if usual else in_sentence(role.plural)

    def a_list(self, roles: Sequence[Role], last: str = "and") -> str:
        """ "a data scientist and an HR manager" """
        return and_list([self.a(role) for role in roles], last)

    def titles(self, roles: Sequence[Role], last: str = "and") -> str:
        """ "Data Scientist and HR Manager" """
        return and_list([role.title for role in roles], last)

    def versus(self, roles: Sequence[Role]) -> str:
        """ "Data Scientist vs HR Manager" """
        return f" {self.phrase('words.versus')} ".join(role.title for role in roles)

    def counted(self, number: int, noun: str) -> str:
        """ "three skills"; `noun` is a key of the wording's block `words`, whose plural ends in s there."""
        return some(number, self.phrase(f"words.{noun}"), self.phrase(f"words.{noun}s"))

    def does(self, role: Role) -> str:
        """The summary as it reads on after "a data scientist"."""
        if role.does and role.kind != POST:
            return self.phrase("describe.group" if role.title.endswith(OTHERS) else "describe.works", does=role.does)
        return lower_first(role.summary).rstrip(".")

    def introduced(self, role: Role) -> str:
        """What such people do, as a sentence of its own."""
        if role.does and role.kind != POST:
            return role.summary
        return self.say("describe.text", a_role=self.a(role), does=self.does(role))

    def country(self, code: str) -> str:
        """ "the US" """
        return self.knowledge.countries[code].in_sentence

    def facet_label(self, facet: Facet) -> str:
        """What answers call a facet's value, else as typed, else the value."""
        label = self.knowledge.hearing.labels.get(facet.key.replace(":", ".", 1)) or facet.text
        if not label and facet.kind == "years":
            return self.phrase("words.of_years", years=facet.value.replace("-", "–"))
        return label or facet.value

    def background_label(self, facet: Facet) -> str:
        """A background in the user's own words; one kept from an earlier turn by its label, else its value."""
        kept = self.knowledge.hearing.labels.get(facet.key.replace(":", ".", 1)) or facet.value
        return self.phrase("interests.like", said=" ".join(facet.text.split())) if facet.text else kept

    def facet_said(self, facet: Facet) -> str:
        """A facet in the user's own words; one kept from an earlier turn by its label."""
        return " ".join(facet.text.split()) or self.facet_label(facet)

    def skill_labels(self, ids: Iterable[str]) -> list[str]:
        """Names of skills as answers write them."""
        return [self.knowledge.skills[skill].label for skill in ids]

    def amount(self, value: int, row: Pay) -> str:
        """An amount in the row's currency."""
        return money(value, self.knowledge.currencies[row.currency])

    def pay_range(self, row: Pay) -> str:
        """The row's range, or its median where it has no ends."""
        currency = self.knowledge.currencies[row.currency]
        if row.low is None and row.high is not None:
            return self.phrase("pay.up_to", high=money(row.high, currency))
        found = money_range(row.low, row.high, currency) or money_range(row.middle, None, currency)
        found = self.phrase("pay.open_top", range=found) if row.open_top else found
        return self.phrase("pay.by_hour", range=found) if row.period == "hour" else found

    def basis(self, row: Pay) -> str:
        """ "stated typical range" """
        return self.knowledge.bases[row.basis].label

    def cite(self, row: Pay, with_group: bool = True) -> str:
        """ "stated typical range, 2026, OnJob career paths", what part of the role it covers, and of which group it is."""
        name = self.source_name(row.source)
        year = () if str(row.year) in name else (str(row.year),)
        reach = (self.phrase("pay.covers", covers=row.covers),) if row.covers else ()
        lean = (row.lean,) if row.lean else ()
        named = with_group and row.occupation and (row.wide or row.group_named)
        group = (self.phrase("pay.of_group", occupation=row.occupation),) if named else ()
        return ", ".join((self.basis(row), *year, name, *reach, *lean, *group))

    def band(self, row: Pay) -> str:
        """ "0–2 years" or, where the source names a level instead, "senior level"; "" for all levels."""
        if row.level:
            return self.phrase("pay.level", level=row.level)
        return "" if row.every_level else self.phrase("pay.years", years=row.experience.replace("-", "–"))

    def source_name(self, source: str) -> str:
        """How an answer names a source."""
        return self.knowledge.sources[source].short

    def source(self, source: str, about: str) -> SourceNote:
        """A note of what was taken from a source."""
        found = self.knowledge.sources[source]
        return SourceNote(source, found.name, found.short, found.publisher, found.date, found.licence, about, found.attribution)

    def pay_note(self, role: Role, row: Pay) -> SourceNote:
        """Where a pay row comes from."""
        sample = self.phrase("sources.sample", sample=f"{row.sample:,}") if row.sample else ""
        level = self.phrase("sources.band", band=self.band(row)) if not row.every_level else ""
        about = self.phrase(
            "sources.pay",
            role=role.title,
            country=self.country(row.country),
            range=self.pay_range(row),
            basis=self.basis(row),
            year=row.year,
        )
        note = self.phrase("sources.note", note=row.note) if row.note else ""
        return self.source(row.source, about + level + sample + note)

    def outlook_note(self, outlook: Outlook) -> SourceNote:
        """Where a projection comes from."""
        return self.source(
            outlook.source,
            self.phrase(
                "sources.outlook", occupation=outlook.occupation, country=self.country(outlook.country), period=outlook.period
            ),
        )

    def experience_note(self, role: Role, experience: Experience) -> SourceNote:
        """Where the usual experience comes from."""
        about = self.phrase("sources.experience", role=role.title, country=self.country(experience.country))
        return self.source(experience.source, about)

    def education_notes(self, role: Role) -> list[SourceNote]:
        """Where the usual education comes from."""
        if role.education is None:
            return []
        about = self.phrase("sources.education", role=role.title, country=self.country(role.education.country))
        if role.education.job_zone:
            about += self.phrase("sources.zone", zone=role.education.job_zone)
        return [self.source(source, about) for source in role.education.sources]

    def section_notes(self, roles: Sequence[Role], section: str) -> tuple[SourceNote, ...]:
        """Where responsibilities, skills or related roles come from."""
        return tuple(
            self.source(source, self.phrase(f"sources.{section}", role=role.title))
            for role in roles
            for source in role.sources.get(section, ())
        )


def merged(notes: Iterable[SourceNote]) -> tuple[SourceNote, ...]:
    """Notes in order, each once."""
    return tuple(dict.fromkeys(notes))


def paragraphs(*parts: str) -> str:
    """Parts that are not empty, each on a line of its own."""
    return "\n".join(part for part in parts if part)


def fitting(make: Callable[[int], str], details: Iterable[int]) -> str:
    """The text of the fullest detail (they are tried in order) that is no longer than LONGEST; else of the last."""
    text = ""
    for detail in details:
        text = make(detail)
        if len(text) <= LONGEST:
            break
    return text


def in_words(make: Callable[[int], str], details: Iterable[int], most: int) -> str:
    """The text of the fullest detail (they are tried in order) that has no more than `most` words; else of the last."""
    text = ""
    for detail in details:
        text = make(detail)
        if len(text.split()) <= most:
            break
    return text


def sentences(*parts: str) -> str:
    """Parts that are not empty, in one paragraph."""
    return " ".join(part for part in parts if part)
