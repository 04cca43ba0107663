"""Lists of roles: all of them, those for some skills, those that pay most; and where jobs are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote_plus

from rolewise.answers.model import Answer, Link, Question, Suggestion, Table
from rolewise.answers.pay import YEARS_APART
from rolewise.answers.phrasing import and_list, count, money
from rolewise.answers.suggestions import ask, starters, suggest
from rolewise.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.knowledge.model import Pay, Role

FOUND = 4
TOP = 5
MOST_LISTED = 10
# Fewer roles than this make no ranking.
LEAST_RANKED = 3
MISSING_NAMED = 3

Entry = tuple[tuple[Role, ...], Pay]  # roles that share one statistic, and its row


def answer_list(writer: Writer, question: Question) -> Answer:
    """The families, or the roles of one."""
    knowledge = writer.knowledge
    if question.family:
        members = [role for role in knowledge.roles.values() if role.family == question.family]
        text = writer.say("list.family", family=knowledge.families[question.family], roles=and_list([role.title for role in members]))
        return Answer("list", "list_roles", text, country=question.country, listed=tuple(role.id for role in members),
                      suggestions=tuple(ask(writer, "describe_role", (role.id,)) for role in members[:4]))
    sizes = Counter(role.family for role in knowledge.roles.values())
    items = [writer.phrase("list.family_item", family=name, count=sizes[family]) for family, name in knowledge.families.items() if sizes[family]]
    text = sentences(writer.say("list.all", count=len(knowledge.roles), families=len(items), names=and_list(items)), writer.say("list.ask"))
    rows = tuple((name, and_list([role.title for role in knowledge.roles.values() if role.family == family]))
                 for family, name in knowledge.families.items() if sizes[family])
    table = Table((writer.phrase("table.family"), writer.phrase("table.roles")), rows)
    families = tuple(Suggestion(name, writer.phrase("list.button", family=name)) for name in list(knowledge.families.values())[:4])
    return Answer("list", "list_roles", text, country=question.country, table=table, suggestions=families)


def answer_find(writer: Writer, question: Question) -> Answer:
    """Roles ranked by how many of the named skills they use."""
    if not question.skills:
        return _find_without_skills(writer, question)
    ranked = _rank_by_skills(writer, question.skills)
    labels = and_list(writer.skill_labels(question.skills))
    if not ranked:
        return Answer("miss", "find_roles_by_skill", sentences(writer.say("find.none", skills=labels), writer.say("find.ask")),
                      country=question.country, suggestions=starters(writer), missed="no_role_for_skills")
    items = [_found(writer, role, question.skills) for role in ranked]
    rows = tuple((role.title, *("✓" if skill in role.skills else "–" for skill in question.skills)) for role in ranked)
    return Answer("found", "find_roles_by_skill", writer.say("find.intro", skills=labels, roles="; ".join(items)),
                  country=question.country, table=Table((writer.phrase("table.role"), *writer.skill_labels(question.skills)), rows),
                  sources=merged(writer.section_notes(ranked, "skills")), listed=tuple(role.id for role in ranked),
                  suggestions=tuple(ask(writer, "describe_role", (role.id,)) for role in ranked[:3]))


def answer_rank(writer: Writer, question: Question) -> Answer:
    """Roles by pay within one kind of figure, from the top, from the bottom or above an amount."""
    entries, basis, left = _rankable(writer, question)
    if len(entries) < LEAST_RANKED:
        text = writer.say("rank.none", country=writer.country(question.country))
        return Answer("miss", "rank_roles_by_pay", text, country=question.country, suggestions=starters(writer), missed="too_few_figures")
    lowest = "lowest" in question.aspects
    ordered = sorted(entries, key=lambda entry: _measure(entry[1]), reverse=not lowest)
    usable = _usable_amount(writer, question)
    reached = [entry for entry in ordered if _measure(entry[1]) >= usable] if usable else ordered
    shown = reached[: min(question.limit or (MOST_LISTED if usable else TOP), MOST_LISTED)]
    text = paragraphs(_headline(writer, question, shown, reached, usable, lowest), _method(writer, question, entries, basis, left))
    return Answer("ranking", "rank_roles_by_pay", text, country=question.country, table=_rank_table(writer, shown),
                  sources=merged(writer.pay_note(role, row) for roles, row in shown for role in roles),
                  listed=tuple(roles[0].id for roles, _ in shown),
                  suggestions=tuple(ask(writer, "ask_pay", (roles[0].id,), question.country) for roles, _ in shown[:3]))


def answer_jobs(writer: Writer, question: Question) -> Answer:
    """A link made from the site's template, or an honest no."""
    roles = writer.roles(question.roles)
    many = and_list([writer.many(role) for role in roles])
    template = writer.knowledge.site.jobs_url
    if not template:
        text = writer.say("jobs.none", roles=many) if roles else writer.say("jobs.none_plain")
        return Answer("jobs", "find_jobs", text, roles=question.roles, country=question.country, suggestions=suggest(writer, question))
    place = question.place or (writer.country(question.country) if question.country_named else "")
    names = [role.title for role in roles] or [""]
    links = tuple(Link(name or writer.phrase("jobs.title"), template.format(query=quote_plus(name), place=quote_plus(place))) for name in names)
    urls = and_list([link.url for link in links])
    text = writer.say("jobs.link", roles=many, url=urls) if roles else writer.say("jobs.link_plain", url=urls)
    return Answer("jobs", "find_jobs", text, roles=question.roles, country=question.country, links=links, suggestions=suggest(writer, question))


def _find_without_skills(writer: Writer, question: Question) -> Answer:
    members = [role for role in writer.knowledge.roles.values() if role.family == question.family] if question.family else []
    members = members or list(writer.roles(question.roles))
    if members:
        field = writer.knowledge.families.get(question.family, "") or members[0].title
        text = writer.say("find.by_field", field=field, roles=and_list([role.title for role in members[:6]]))
        return Answer("found", "find_roles_by_skill", text, roles=question.roles, country=question.country,
                      listed=tuple(role.id for role in members[:6]),
                      suggestions=tuple(ask(writer, "describe_role", (role.id,)) for role in members[:3]))
    text = writer.say("find.topic") if question.topic else writer.say("find.ask")
    return Answer("found", "find_roles_by_skill", text, country=question.country,
                  suggestions=(ask(writer, "find_roles_by_skill"), ask(writer, "list_roles")))


def _rank_by_skills(writer: Writer, skills: Sequence[str]) -> list[Role]:
    def fit(role: Role) -> tuple[int, float]:
        """Named skills that the role uses; between equals, how much of its tools they make up."""
        tools = [skill for skill in role.skills if writer.knowledge.skills[skill].kind == "tool"]
        used = sum(skill in role.skills for skill in skills)
        return used, sum(skill in tools for skill in skills) / (len(tools) or 1)

    found = [role for role in writer.knowledge.roles.values() if fit(role)[0]]
    return sorted(found, key=fit, reverse=True)[:FOUND]


def _found(writer: Writer, role: Role, skills: Sequence[str]) -> str:
    have = [skill for skill in skills if skill in role.skills]
    missing = [skill for skill in role.skills if skill not in skills][:MISSING_NAMED]
    more = writer.phrase("find.missing", skills=and_list(writer.skill_labels(missing))) if missing else ""
    return writer.phrase("find.item", role=role.title, have_count=len(have), total=len(skills),
                         have=and_list(writer.skill_labels(have)), missing=more)


def _rankable(writer: Writer, question: Question) -> tuple[list[Entry], str, int]:
    """Rows of the kind that most roles have, roles of one statistic joined; and how many roles are left out."""
    roles = [role for role in writer.knowledge.roles.values() if question.family in ("", role.family)]
    rows = [(role, row) for role in roles if (row := role.headline_pay(question.country)) and not row.covers]
    if not rows:
        return [], "", 0
    basis = Counter(row.basis for _, row in rows).most_common(1)[0][0]
    newest = max(row.year for _, row in rows if row.basis == basis)
    usable = [(role, row) for role, row in rows if row.basis == basis and newest - row.year <= YEARS_APART]
    groups: dict[object, list[tuple[Role, Pay]]] = {}
    for role, row in usable:
        key = (row.source, row.occupation, row.low, row.median, row.high) if row.occupation else role.id
        groups.setdefault(key, []).append((role, row))
    entries = [(tuple(role for role, _ in group), group[0][1]) for group in groups.values()]
    return entries, basis, len(roles) - len(usable)


def _measure(row: Pay) -> int:
    return row.median or row.high or 0


def _usable_amount(writer: Writer, question: Question) -> int:
    amount = question.amount
    currency = writer.knowledge.countries[question.country].currency
    return amount.value if amount and amount.currency in ("", currency) else 0


def _headline(writer: Writer, question: Question, shown: Sequence[Entry], reached: Sequence[Entry], amount: int, lowest: bool) -> str:
    country = writer.country(question.country)
    measure = writer.phrase("rank.measure_median" if shown and shown[0][1].median else "rank.measure_high")
    items = "; ".join(_entry(writer, roles, row) for roles, row in shown)
    if amount:
        currency = writer.knowledge.currencies[writer.knowledge.countries[question.country].currency]
        key = "rank.above" if reached else "rank.above_none"
        return writer.say(key, country=country, count=count(sum(len(roles) for roles, _ in reached)), amount=money(amount, currency),
                          measure=measure, items=items)
    return writer.say("rank.low" if lowest else "rank.top", country=country, measure=measure, items=items)


def _entry(writer: Writer, roles: Sequence[Role], row: Pay) -> str:
    names = " / ".join(role.title for role in roles[:3]) + ("…" if len(roles) > 3 else "")
    value = writer.amount(row.median, row) if row.median else writer.pay_range(row)
    return writer.phrase("rank.item", role=names, range=value)


def _method(writer: Writer, question: Question, entries: Sequence[Entry], basis: str, left: int) -> str:
    years = sorted({row.year for _, row in entries})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    key = "rank.within" if left else "rank.within_all"
    other = bool(question.amount) and not _usable_amount(writer, question)
    return sentences(
        writer.say(key, basis=writer.knowledge.bases[basis].label, years=span, left=left, country=writer.country(question.country)),
        writer.say("rank.family", family=writer.knowledge.families[question.family]) if question.family else "",
        writer.say("rank.lumped") if any(len(roles) > 1 for roles, _ in entries) else "",
        writer.say("rank.other_currency") if other else "",
        writer.say("pay.promise"),
    )


def _rank_table(writer: Writer, shown: Sequence[Entry]) -> Table:
    heads = ("roles", "range", "median", "basis", "year", "source")
    rows = tuple((" / ".join(role.title for role in roles), writer.pay_range(row), writer.amount(row.median, row) if row.median else "–",
                  writer.basis(row), str(row.year), writer.source_name(row.source)) for roles, row in shown)
    return Table(tuple(writer.phrase(f"table.{head}") for head in heads), rows)
