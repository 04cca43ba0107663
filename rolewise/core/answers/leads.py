"""First sentences that an answer of any kind may need: a yes or no, certificates, how long it takes, what a degree leads to.

A lead is looked for only where the answer itself does not use the facet; without one the facet is named as not held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rolewise.core.answers.choice import one_person
from rolewise.core.answers.criteria import criteria_lead
from rolewise.core.answers.interests import lines_on
from rolewise.core.answers.judging import speaking_row, sums
from rolewise.core.answers.phrasing import and_list, plain_number, years
from rolewise.core.answers.reckoning import ABOVE, BELOW, standing
from rolewise.core.answers.rows import alike, choose_rows
from rolewise.core.answers.types import Answer, Question, SourceNote
from rolewise.core.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.core.knowledge.model import Credential, Duration, Role

DEGREE = "degree"
NO_DEGREE = "no degree"
# From this share of the listed skills on, a change of role is called realistic, and below the other one hardly so.
REALISTIC, HARDLY = 0.4, 0.15
MOST = 2  # credentials, or ways, named of a role
# Questions that are about entering a role: what it takes by law stands in their answers.
OF_ENTRY = frozenset({"ask_education", "switch_role"})
BY_LAW = frozenset({"licence", "exam"})


@dataclass(frozen=True)
class Lead:
    """A first sentence, the facets that it answers, and where it comes from."""

    text: str
    used: frozenset[str]
    notes: tuple[SourceNote, ...] = ()


LeadFunction = Callable[[Writer, Question], "Lead | None"]


def with_leads(writer: Writer, question: Question, said: Answer) -> Answer:
    """The answer after the first sentences that its question's facets ask for and it does not give itself."""
    left = {facet.kind for facet in question.facets if not said.used & {facet.kind, facet.key}}
    wanted = [kind for kind in LEADS if kind in left]
    if question.intent in OF_ENTRY and "credential" not in wanted and "credential" not in said.used:
        wanted.append("credential")
    for kind in reversed(wanted):
        if lead := LEADS[kind](writer, question):
            said = replace(
                said,
                text=paragraphs(lead.text, said.text),
                used=said.used | lead.used,
                sources=merged([*lead.notes, *said.sources]),
            )
    return said


def _yes_no(writer: Writer, question: Question) -> Lead | None:
    find = YES_NO.get(question.intent)
    text = find(writer, question) if find and question.roles else ""
    if not text and {"overlap"} & question.aspects and len(question.roles) == 2:
        text = one_person(writer, writer.roles(question.roles))
    return Lead(text, frozenset({"yes_no", "background:a degree", "years"})) if text else None


def _degree(writer: Writer, question: Question) -> str:
    """Whether a degree is usual at entry, by the norm that is held."""
    role = writer.knowledge.roles[question.roles[0]]
    if role.education is None:
        return ""
    entry = role.education.entry.lower()
    key = "yes.degree" if DEGREE in entry and NO_DEGREE not in entry else "yes.no_degree"
    return writer.say(key, a_role=writer.a(role), entry=entry, country=writer.country(role.education.country))


def _enough_years(writer: Writer, question: Question) -> str:
    """Whether the years told reach the usual experience."""
    role, told = writer.knowledge.roles[question.roles[0]], question.heard("years")
    if not told or role.experience is None:
        return ""
    key = "yes.years" if told[0].span[0] >= role.experience.low else "yes.too_few_years"
    return writer.say(
        key,
        years=plain_number(told[0].span[0]),
        a_role=writer.a(role),
        usual=years(role.experience.low, role.experience.high),
        country=writer.country(role.experience.country),
    )


def _realistic(writer: Writer, question: Question) -> str:
    """Whether a change of role is near, by the skills in common."""
    roles = writer.roles(question.roles)
    target = roles[-1]
    have = set(roles[0].skills if len(roles) > 1 else question.skills) & set(target.skills)
    if len(roles) < 2 and not question.skills:
        return ""
    share = len(have) / max(1, len(target.skills))
    key = "yes.realistic" if share >= REALISTIC else "yes.hardly" if share < HARDLY else "yes.partly"
    return writer.say(key, have=len(have), total=len(target.skills), a_role=writer.a(target))


def _sum_or_winner(writer: Writer, question: Question) -> str:
    """Whether a sum told lies in the range, or which of two roles pays more by both ends."""
    chosen = choose_rows(writer.roles(question.roles), question.country)
    told, row = sums(writer, question), speaking_row(question, chosen[0])
    if told and row and len(chosen) == 1 and told[0].currency in ("", row.currency) and row.period == "year":
        place = standing(told[0].value, row).place
        return writer.say(f"yes.sum_{place if place in (BELOW, ABOVE) else 'within'}") if place else ""
    rows = [item.row for item in chosen]
    if len(rows) != 2 or not alike(rows) or not all(row and row.low and row.high for row in rows):
        return ""
    first, second = ((row.low or 0, row.high or 0) for row in rows if row)
    if (first[0] - second[0]) * (first[1] - second[1]) <= 0:
        return ""
    return writer.say("yes.pays_more", a_winner=writer.a(chosen[0 if first > second else 1].role))


def _grows(writer: Writer, question: Question) -> str:
    """Whether jobs grow by the projection; said for growing, as one may have asked either way."""
    outlook = writer.knowledge.roles[question.roles[0]].outlook
    if outlook is None:
        return ""
    key = "yes.grows" if outlook.growth > 0 else "yes.shrinks" if outlook.growth < 0 else "yes.level"
    return writer.say(key, country=writer.country(outlook.country))


YES_NO: Mapping[str, Callable[[Writer, Question], str]] = MappingProxyType(
    {
        "ask_education": _degree,
        "ask_experience": _enough_years,
        "switch_role": _realistic,
        "ask_outlook": _grows,
        "ask_pay": _sum_or_winner,
    }
)


def _credentials(writer: Writer, question: Question) -> Lead | None:
    """Licences, exams and certificates of the roles, those required by law first."""
    named_here = bool(question.heard("credential"))
    roles = question.roles[-1:] if question.intent == "switch_role" else question.roles
    held = [
        (role, item)
        for role in writer.roles(roles)
        for item in _of_country(writer, role, question.country)
        if named_here or item.kind in BY_LAW
    ]
    if not held:
        return None
    named = {facet.value.lower() for facet in question.heard("credential")} - {"any"}
    meant = [(role, item) for role, item in held if any(name in item.name.lower() for name in named)] or held
    notes = [
        writer.source(source, writer.phrase("sources.credential", role=role.title, name=item.name))
        for role, item in meant
        for source in item.sources
    ]
    told = "; ".join(_credential(writer, role, item, len(roles) > 1, named_here) for role, item in meant[:MOST])
    text = sentences(writer.say("credentials.held", items=told, country=writer.country(question.country)))
    return Lead(text, frozenset({"credential"}), tuple(notes))


def _of_country(writer: Writer, role: Role, country: str) -> list[Credential]:
    return [item for item in writer.knowledge.credentials_of(role.id) if item.country in ("", country)]


def _credential(writer: Writer, role: Role, item: Credential, several: bool, in_full: bool) -> str:
    body = writer.phrase("credentials.body", body=item.body) if item.body else ""
    of = writer.phrase("credentials.of", role=role.title) if several else ""
    takes = writer.phrase("credentials.takes", takes=item.takes) if in_full and item.takes else ""
    return writer.phrase(
        f"credentials.{item.kind}", name=item.name, body=body, takes=takes, of=of, source=writer.source_name(item.sources[0])
    )


def _criteria(writer: Writer, question: Question) -> Lead | None:
    """What is measured of the roles by a criterion that the question names by the way."""
    text, used, notes = criteria_lead(writer, question) if question.roles else ("", frozenset[str](), ())
    return Lead(text, used, notes) if text or used else None


def _likes(writer: Writer, question: Question) -> Lead | None:
    return _wishes(writer, question, "like")


def _dislikes(writer: Writer, question: Question) -> Lead | None:
    return _wishes(writer, question, "dislike")


def _wishes(writer: Writer, question: Question, kind: str) -> Lead | None:
    """What is held of the roles on what is liked, or disliked."""
    lines = lines_on(writer, question, writer.roles(question.roles), kind) if question.roles else []
    return Lead(sentences(*lines), frozenset({kind})) if lines else None


def _durations(writer: Writer, question: Question) -> Lead | None:
    """How long the stated ways into the roles take."""
    ways = [(role, way) for role in writer.roles(question.roles) for way in writer.knowledge.durations_of(role.id)]
    if not ways:
        return None
    notes = [
        writer.source(source, writer.phrase("sources.duration", role=role.title, path=way.path))
        for role, way in ways
        for source in way.sources
    ]
    told = "; ".join(_way(writer, way) for _, way in ways[:MOST])
    names = and_list(list(dict.fromkeys(writer.a(role) for role, _ in ways)))
    return Lead(writer.say("durations.held", a_roles=names, ways=told), frozenset({"duration"}), tuple(notes))


def _way(writer: Writer, way: Duration) -> str:
    span = "–".join(str(end) for end in dict.fromkeys((way.low, way.high)) if end is not None)
    return writer.phrase("durations.way", path=way.path, months=span, basis=way.basis, source=writer.source_name(way.sources[0]))


LEADS: Mapping[str, LeadFunction] = MappingProxyType(
    {
        "yes_no": _yes_no,
        "credential": _credentials,
        "duration": _durations,
        "criterion": _criteria,
        "like": _likes,
        "dislike": _dislikes,
    }
)
