"""Checked content of files -> frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rolewise.core.knowledge import catalogue, occupations
from rolewise.core.knowledge.grammar import in_sentence, plural
from rolewise.core.knowledge.imported import SOURCES, Imported
from rolewise.core.knowledge.model import (
    CREDENTIAL_KINDS,
    EVERY_LEVEL,
    Basis,
    Comparison,
    Country,
    Credential,
    Currency,
    Duration,
    Education,
    Experience,
    Hearing,
    HindiWords,
    Interest,
    KnowledgeBase,
    Measure,
    MoneyUnit,
    Names,
    Outlook,
    Pay,
    Related,
    Role,
    Scale,
    Site,
    Skill,
    Slab,
    Source,
    TaxRules,
    Titles,
)

Content = Mapping[str, Any]


def knowledge_base(contents: Mapping[str, Mapping[str, Any]], imported: Imported) -> KnowledgeBase:
    """The whole, from content by kind and file name and from the imported facts."""
    single = {kind.name: contents[kind.name].get(kind.path, {}) for kind in catalogue.SINGLE_FILES}
    countries = {code: _country(code, entry) for code, entry in single["countries"].items()}
    roles = {file_id(name): _role(file_id(name), entry, countries, imported) for name, entry in contents["role"].items()}
    sources = _entries({**imported.entries(SOURCES), **single["sources"]}, _source)
    skills = _entries(single["skills"], _skill)
    every = occupations.occupations(imported)
    maker = occupations.Maker(imported, every, countries, skills, sources)
    second = {key: item for key, item in every.items() if key not in roles and (item.part or item.role not in roles)}
    roles = {key: maker.filled(role) for key, role in roles.items()}
    comparisons = [_comparison(entry) for entry in contents["comparison"].values()]
    return KnowledgeBase(
        roles=occupations.Roles(roles, maker.role, second),
        skills=occupations.Skills(skills),
        sources=sources,
        bases=_entries(single["bases"], lambda key, entry: Basis(id=key, **entry)),
        countries=MappingProxyType(countries),
        currencies=_entries(single["currencies"], _currency),
        scales=_entries(single["scales"], _scale),
        families=MappingProxyType(dict(single["families"])),
        comparisons=MappingProxyType({frozenset(pair.roles): pair for pair in comparisons}),
        names=_names(single["names"]),
        titles=_titles(single["titles"]),
        chat_words=MappingProxyType(dict(single["chat_words"])),
        site=Site(**single["site"]),
        wording=MappingProxyType(dict(_flat(single["wording"]))),
        backgrounds=MappingProxyType({key: tuple(ids) for key, ids in single["backgrounds"].items()}),
        taxes=_entries(single["taxes"], _tax),
        cues=MappingProxyType({cue: tuple(phrases) for cue, phrases in single["cues"].items()}),
        hearing=_hearing(single["facets"], single["interests"]),
        measures=_entries(single["measures"], lambda key, entry: Measure(id=key, **_tuples(entry))),
        interests=_entries(single["interests"], lambda key, entry: Interest(id=key, **_tuples(entry))),
        best_known=MappingProxyType({key: tuple(ids) for key, ids in single["best_known"].items()}),
        occupations=MappingProxyType(second),
        imported=imported,
        second=occupations.Parts(maker.part, second).of,
        hindi=_hindi(single["hindi"]),
    )


def file_id(name: str) -> str:
    """The id that a file's name gives: "roles/data-analyst.yml" -> "data-analyst"."""
    return name.rsplit("/", 1)[-1].removesuffix(".yml")


def _entries(content: Content, make: Any) -> Mapping[str, Any]:
    return MappingProxyType({key: make(key, entry) for key, entry in content.items()})


def _role(role_id: str, entry: Content, countries: Mapping[str, Country], imported: Imported) -> Role:
    title = entry["title"]
    lists = ("aliases", "fields", "responsibilities", "skills", "distinguishing", "hire_when")
    plain = ("family", "summary", "focus", "result", "suits")
    values: dict[str, Any] = {name: tuple(entry.get(name, ())) for name in lists}
    values |= {name: entry.get(name, "") for name in plain}
    return Role(
        id=role_id,
        title=title,
        plural=entry.get("plural") or plural(title),
        in_sentence=entry.get("in_sentence") or in_sentence(title),
        experience=_experience(entry["experience"]) if "experience" in entry else None,
        education=_education(entry["education"]) if "education" in entry else None,
        outlook=Outlook(wider=entry["outlook"].get("wider", False), **_without(entry["outlook"], "wider"))
        if "outlook" in entry
        else None,
        related=tuple(Related(**near) for near in entry.get("related", ())),
        pay=_pay(entry.get("pay", ()), imported.added("pay", role_id), countries),
        credentials=credentials((*entry.get("credentials", ()), *imported.added("credentials", role_id))),
        durations=tuple(duration(row) for row in (*entry.get("durations", ()), *imported.added("durations", role_id))),
        sources=MappingProxyType({part: tuple(ids) for part, ids in entry.get("sources", {}).items()}),
        **values,
    )


def _pay(own: Sequence[Content], imported: Sequence[Content], countries: Mapping[str, Country]) -> tuple[Pay, ...]:
    """A role's own rows, and the imported ones that say something else: what an editor wrote comes first."""
    rows = [pay_row(row, countries) for row in own]
    said = {_reach(row) for row in rows}
    led = {row.country for row in rows if row.headline}
    for row in (pay_row(row, countries) for row in imported):
        if _reach(row) not in said:
            rows.append(replace(row, headline=row.headline and row.country not in led))
            led |= {row.country} if row.headline else set()
    return tuple(rows)


def _reach(row: Pay) -> tuple[str, ...]:
    return row.country, row.source, row.basis, row.experience, row.level


def credentials(entries: Iterable[Content]) -> tuple[Credential, ...]:
    """Licences, exams and certificates from their fields, those required by law first."""
    return tuple(sorted(map(credential, entries), key=lambda item: CREDENTIAL_KINDS.index(item.kind)))


def pay_row(row: Content, countries: Mapping[str, Country]) -> Pay:
    """A row of pay from its fields."""
    amounts: dict[str, Any] = {end: row.get(end) for end in ("low", "median", "high")}
    currency = countries[row["country"]].currency
    experience = row.get("experience", "" if "level" in row else EVERY_LEVEL)
    return Pay(currency=currency, experience=experience, **amounts, **_without(row, "experience", *amounts))


def credential(entry: Content) -> Credential:
    """A licence, exam or certificate from its fields."""
    plain = {name: entry.get(name, "") for name in ("body", "country", "note")}
    return Credential(sources=tuple(entry["sources"]), **plain, **_without(entry, "sources", *plain))


def duration(entry: Content) -> Duration:
    """The length of a way in from its fields."""
    months: dict[str, Any] = {end: entry.get(end) for end in ("low", "high")}
    return Duration(sources=tuple(entry["sources"]), **months, **_without(entry, "sources", *months))


def _experience(entry: Content) -> Experience:
    return Experience(high=entry.get("high"), **_without(entry, "high"))


def _education(entry: Content) -> Education:
    return Education(job_zone=entry.get("job_zone"), sources=tuple(entry["sources"]), **_without(entry, "job_zone", "sources"))


def _skill(skill_id: str, entry: Content) -> Skill:
    lists: dict[str, Any] = {name: tuple(entry.get(name, ())) for name in ("aliases", "demands")}
    return Skill(id=skill_id, **lists, **_without(entry, *lists))


def _source(source_id: str, entry: Content) -> Source:
    return Source(id=source_id, year=entry.get("year"), **_without(entry, "year"))


def _currency(code: str, entry: Content) -> Currency:
    units = tuple(MoneyUnit(**unit) for unit in entry.get("units", ()))
    names, signs = tuple(entry.get("names", ())), tuple(entry.get("signs", ()))
    return Currency(
        code,
        entry["name"],
        entry["symbol"],
        units,
        names,
        signs,
        entry.get("grouped_by_points", False),
        entry.get("by_sums", False),
    )


def _scale(scale_id: str, entry: Content) -> Scale:
    return Scale(id=scale_id, words=tuple(entry["words"]), **_without(entry, "words"))


def _country(code: str, entry: Content) -> Country:
    return Country(
        code,
        entry["name"],
        entry.get("in_sentence", entry["name"]),
        entry.get("currency", ""),
        tuple(entry.get("names", ())),
        tuple(entry.get("cities", ())),
        tuple(entry.get("regions", ())),
    )


def _tax(country: str, entry: Content) -> TaxRules:
    return TaxRules(country=country, slabs=tuple(Slab(**slab) for slab in entry["slabs"]), **_without(entry, "slabs"))


def _comparison(entry: Content) -> Comparison:
    return Comparison(roles=tuple(entry["roles"]), sources=tuple(entry["sources"]), **_without(entry, "roles", "sources"))


def _tuples(entry: Content) -> dict[str, Any]:
    """The entry with its lists as tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


def _hearing(entry: Content, interests: Content) -> Hearing:
    heard = {
        kind: MappingProxyType({value: tuple(phrases) for value, phrases in values.items()})
        for kind, values in entry["heard"].items()
    }
    heard["interest"] = MappingProxyType({key: tuple(interest.get("words", ())) for key, interest in interests.items()})
    sets = {name: tuple(words) for name, words in entry.get("sets", {}).items()}
    return Hearing(
        MappingProxyType(heard),
        MappingProxyType(sets),
        MappingProxyType(dict(entry.get("numbers", {}))),
        MappingProxyType(dict(_flat(entry.get("labels", {})))),
    )


def _hindi(entry: Content) -> HindiWords:
    kinds = ("phrases", "words", "names", "first", "postpositions", "verbs", "verb_endings", "verb_forms", "endings", "letters")
    maps = {name: MappingProxyType(dict(entry.get(name, {}))) for name in kinds}
    others = MappingProxyType({code: tuple(words) for code, words in entry.get("others", {}).items()})
    return HindiWords(loanwords=tuple(entry.get("loanwords", ())), others=others, **maps)


def _names(entry: Content) -> Names:
    maps: dict[str, Any] = {
        name: MappingProxyType({key.lower(): tuple(ids) for key, ids in entry.get(name, {}).items()})
        for name in ("ambiguous", "other_roles", "families")
    }
    kinds = ("never_roles", "seniority", "title_heads", "adjectives")
    lists: dict[str, Any] = {name: tuple(entry.get(name, ())) for name in kinds}
    return Names(spellings=MappingProxyType(dict(entry.get("spellings", {}))), **maps, **lists)


def _titles(entry: Content) -> Titles:
    titles = {name.lower(): tuple(roles) for name, roles in entry.get("titles", {}).items()}
    fields = {name.lower(): role for name, role in entry.get("fields", {}).items()}
    return Titles(MappingProxyType(titles), MappingProxyType(fields))


def _without(entry: Content, *names: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in names}


def _flat(content: Content, prefix: str = "") -> Any:
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
