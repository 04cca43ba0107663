"""The second tier: occupations of imported facts, made into roles when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rolewise.core.knowledge.grammar import OTHERS, in_sentence, plural
from rolewise.core.knowledge.imported import OCCUPATIONS, Imported
from rolewise.core.knowledge.model import (
    POST,
    SECOND,
    Country,
    Education,
    Experience,
    Fact,
    Occupation,
    Outlook,
    Pay,
    Related,
    Role,
    Skill,
    Source,
)
from rolewise.core.knowledge.tables import Row

_BRACKETS = re.compile(r"\s*\([^)]*\)$")
_CODE = re.compile(r" \([^()]*\)$")
_GROUP = "This group covers"
# Of a role's skills so many of each kind are named; technologies are many and only named in adverts.
_MOST_SKILLS = {"core": 5, "soft": 4, "tool": 8}
_HOME = "US"  # whose rules of entry the statistics describe
_MOST_TASKS = 8


class Roles(Mapping[str, Role]):
    """Roles by id. Looks up both tiers, the second one made when first asked for; iterates over the hand-made ones."""

    def __init__(self, first: Mapping[str, Role], second: Callable[[str], Role], ids: Mapping[str, Occupation]) -> None:
        self._first = first
        self._make = second
        self._ids = ids
        self._made: dict[str, Role] = {}

    def __getitem__(self, role: str) -> Role:
        if role in self._first:
            return self._first[role]
        if role not in self._ids:
            raise KeyError(role)
        return self._made.get(role) or self._made.setdefault(role, self._make(role))

    def __contains__(self, role: object) -> bool:
        return role in self._first or role in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._first)

    def __len__(self) -> int:
        return len(self._first)


class Parts:
    """Every role of the second tier with one part of its facts, for what goes over all of them; made when first asked for."""

    def __init__(self, make: Callable[[str, str], Role], ids: Mapping[str, Occupation]) -> None:
        self._make = make
        self._ids = ids
        self._made: dict[str, tuple[Role, ...]] = {}

    def of(self, part: str) -> tuple[Role, ...]:
        """The roles with a part of PARTS."""
        if part not in self._made:
            self._made[part] = tuple(self._make(key, part) for key in self._ids)
        return self._made[part]


class Skills(Mapping[str, Skill]):
    """Skills by id. Looks up those of occupations, too ("tool:AutoCAD"); iterates over the vocabulary."""

    def __init__(self, first: Mapping[str, Skill]) -> None:
        self._first = first

    def __getitem__(self, skill: str) -> Skill:
        if skill in self._first:
            return self._first[skill]
        kind, colon, label = skill.partition(":")
        if not colon or kind not in _MOST_SKILLS:
            raise KeyError(skill)
        return Skill(id=skill, label=label, kind=kind, meaning="")

    def __contains__(self, skill: object) -> bool:
        return skill in self._first or (isinstance(skill, str) and skill.partition(":")[0] in _MOST_SKILLS and ":" in skill)

    def __iter__(self) -> Iterator[str]:
        return iter(self._first)

    def __len__(self) -> int:
        return len(self._first)


def occupations(imported: Imported) -> dict[str, Occupation]:
    """Every occupation by id, as light as lists and searches need it."""
    rows = imported.entries(OCCUPATIONS)
    short: dict[str, int] = {}
    for row in rows.values():
        bare = _BRACKETS.sub("", row["title"])
        short[bare] = short.get(bare, 0) + 1
    return {key: _occupation(key, row, short) for key, row in rows.items()}


def _occupation(key: str, row: Row, short: Mapping[str, int]) -> Occupation:
    bare = _BRACKETS.sub("", row["title"])
    residual = row["title"].endswith("(Other)")
    name = f"{bare}{OTHERS}" if residual else bare if short[bare] == 1 else row["title"]
    return Occupation(
        key,
        row["title"],
        name,
        row.get("official", ""),
        row.get("code", ""),
        row["family"],
        row["kind"],
        row.get("role", ""),
        row.get("part", False),
        row["does"].split("; this group")[0],
    )


class Maker:
    """Makes roles of occupations, and fills hand-made roles from theirs."""

    def __init__(
        self,
        imported: Imported,
        occupations: Mapping[str, Occupation],
        countries: Mapping[str, Country],
        skills: Mapping[str, Skill],
        sources: Mapping[str, Source],
    ) -> None:
        self._imported = imported
        self._occupations = occupations
        self._countries = countries
        self._labels = {name.lower(): skill.id for skill in skills.values() for name in (skill.label, *skill.aliases)}
        self._sources = sources
        self._of_role = {item.role: item for item in occupations.values() if item.role}
        self._of_code = {item.code: item for item in occupations.values() if item.kind == "occupation" and item.code}

    def part(self, key: str, part: str) -> Role:
        """The role with its names and one part of PARTS alone."""
        item = self._occupations[key]
        return Role(
            id=key,
            title=item.name,
            plural="",
            in_sentence="",
            family=item.family,
            summary="",
            does=item.does,
            tier=SECOND,
            kind=item.kind,
            **PARTS[part](self, item),
        )

    def pay(self, item: Occupation) -> dict[str, Any]:
        """The rows of pay."""
        from rolewise.core.knowledge import build

        rows = self._imported.rows("pay", item.id)
        return {"pay": tuple(_of_group(build.pay_row(row, self._countries), item) for row in rows)}

    def skills(self, item: Occupation) -> dict[str, Any]:
        """The skills of a role."""
        return {"skills": tuple(self._skills(self._imported.rows("skills", item.id)))}

    def prospects(self, item: Occupation) -> dict[str, Any]:
        """The projections of jobs."""
        found = tuple(self._outlook(row, item) for row in self._imported.rows("outlook", item.id))
        return {"outlook": next((one for one in found if one.country == _HOME), None), "outlooks": found}

    def entry(self, item: Occupation) -> dict[str, Any]:
        """What is usual at entry."""
        entry = next(iter(self._imported.rows("education", item.id)), {})
        return {"experience": _experience(entry), "education": _education(entry)}

    def measured(self, item: Occupation) -> dict[str, Any]:
        """What was measured of the work."""
        return {"facts": self.facts(item.id, "")}

    def role(self, key: str) -> Role:
        """The role that an occupation makes."""
        from rolewise.core.knowledge import build

        item = self._occupations[key]
        rows = self._imported.rows
        tasks, skills = rows("tasks", key), rows("skills", key)
        return Role(
            id=key,
            title=item.name,
            plural=plural(item.name),
            in_sentence=in_sentence(item.name),
            family=item.family,
            summary=summary(item),
            does=item.does,
            responsibilities=tuple(row["task"] for row in tasks[:_MOST_TASKS]),
            related=self.related(key),
            credentials=build.credentials(rows("credentials", key)),
            durations=tuple(build.duration(row) for row in rows("durations", key)),
            **{name: value for part in PARTS.values() for name, value in part(self, item).items()},
            sources=MappingProxyType(
                {
                    "responsibilities": tuple(dict.fromkeys(row["source"] for row in tasks[:_MOST_TASKS])),
                    "skills": tuple(dict.fromkeys(row["source"] for row in skills)),
                    "related": ("onet-30-2",) if rows("related", key) and "onet-30-2" in self._sources else (),
                }
            ),
            tier=SECOND,
            kind=item.kind,
        )

    def filled(self, role: Role) -> Role:
        """A hand-made role with what only its occupation holds; that is said to be of the wider occupation."""
        from rolewise.core.knowledge import build

        item = self.occupation_of(role)
        if item is None:
            return role
        own = role.id in (item.role, item.id) and not item.part
        rows = self._imported.rows
        held = set(role.pay_countries)
        known = {role.id, *(near.role for near in role.related)}
        group = f"{item.official} (SOC {item.code})"
        pay = [build.pay_row(row, self._countries) for row in rows("pay", item.id) if row["country"] not in held]
        return replace(
            role,
            pay=(*role.pay, *(replace(row, occupation=row.occupation or group, group_named=True) for row in pay)),
            facts=self.facts(item.id, "" if own else item.official),
            outlooks=tuple(self._outlook(row, item) for row in rows("outlook", item.id)),
            occupation=item.id,
            related=(*role.related, *(near for near in self.related(item.id) if near.role not in known)),
        )

    def occupation_of(self, role: Role) -> Occupation | None:
        """The occupation that a hand-made role is, or is a part of; None where none is known."""
        found = self._of_role.get(role.id) or self._occupations.get(role.id)
        return found or (self._of_code.get(role.outlook.code) if role.outlook else None)

    def facts(self, key: str, scope: str) -> tuple[Fact, ...]:
        """What was measured of an occupation's work."""
        return tuple(
            Fact(
                row["measure"],
                row.get("value"),
                row.get("percentile"),
                row.get("text", ""),
                row["source"],
                self._year(row["source"]),
                scope,
            )
            for row in self._imported.rows("measures", key)
        )

    def _year(self, source: str) -> int | None:
        found = self._sources.get(source)
        return found.year if found else None

    def _skills(self, rows: list[Row]) -> Iterator[str]:
        left = dict(_MOST_SKILLS)
        for kind in ("core", "tool", "soft"):
            for row in rows:
                if row["kind"] == kind and left[kind]:
                    left[kind] -= 1
                    yield self._labels.get(row["skill"].lower(), f"{kind}:{row['skill']}")

    def related(self, key: str) -> tuple[Related, ...]:
        found = [self._occupations[row["occupation"]] for row in self._imported.rows("related", key)]
        return tuple(Related(item.role if item.role and not item.part else item.id, "related-occupation") for item in found)

    def _outlook(self, row: Row, item: Occupation) -> Outlook:
        plain: dict[str, Any] = {name: row[name] for name in ("country", "occupation", "code", "growth", "period", "source")}
        counts: dict[str, Any] = {name: row.get(name) for name in ("employed", "projected", "openings")}
        wider = row["occupation"].casefold() != item.official.casefold()
        return Outlook(**plain, **counts, wider=wider, note=row.get("note", ""))


# The parts that one is asked for without the others.
PARTS: Mapping[str, Callable[[Maker, Occupation], dict[str, Any]]] = MappingProxyType(
    {
        "pay": Maker.pay,
        "skills": Maker.skills,
        "outlook": Maker.prospects,
        "education": Maker.entry,
        "facts": Maker.measured,
    }
)


def summary(item: Occupation) -> str:
    """What such people do, as a sentence of its own."""
    if item.kind == POST:
        return f"{item.does[0].upper()}{item.does[1:]}."
    if item.does.startswith(("all ", "doctors in")):
        return f"{_GROUP} {item.does}."
    several = in_sentence(plural(item.name))
    return f"{several[0].upper()}{several[1:]} {item.does}."


def _experience(entry: Mapping[str, Any]) -> Experience | None:
    if "low" not in entry:
        return None
    return Experience(
        low=entry["low"], high=entry.get("high"), basis=entry["basis"], country=_HOME, source=entry["experience_source"]
    )


def _education(entry: Mapping[str, Any]) -> Education | None:
    if "entry" not in entry:
        return None
    return Education(
        entry=entry["entry"],
        related_experience=entry["related_experience"],
        training=entry["training"],
        job_zone=entry.get("job_zone"),
        country=_HOME,
        sources=tuple(entry["sources"]),
    )


def _of_group(row: Pay, item: Occupation) -> Pay:
    """A figure for a group of just this name needs no warning that it is about a group."""
    own = _CODE.sub("", row.occupation).casefold() in (item.official.casefold(), plural(item.name).casefold())
    return replace(row, occupation="" if own and not row.wide else row.occupation, group_named=not own)
