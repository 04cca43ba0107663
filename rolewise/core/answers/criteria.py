"""What speaks for one role or another by a criterion (stress, coding, growth ...), with its measure and source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rolewise.core.answers.phrasing import and_list, plain_number, years
from rolewise.core.answers.suggestions import filled, suggest
from rolewise.core.answers.types import Answer, Question, SourceNote, Table
from rolewise.core.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.core.facets import Facet
from rolewise.core.knowledge.model import Fact, Role

TOP = 5  # roles of a ranking over all
NAMED = 4  # skills named of a role
# The questions that a criterion alone answers, whatever else the classifier took them for.
CHOOSING = frozenset(
    {
        "choose_role",
        "compare_roles",
        "summarize_comparison",
        "describe_role",
        "rank_roles_by_pay",
        "list_roles",
        "ask_outlook",
        "ask_responsibilities",
        "ask_experience",
        "ask_skills",
        "find_roles_by_skill",
        "ask_related_roles",
        "hire_role",
        "ask_education",
    }
)
# Questions that speak of these criteria themselves.
NATIVE = MappingProxyType(
    {
        "ask_outlook": frozenset({"growth", "demand"}),
        "ask_experience": frozenset({"easy_enter"}),
        "ask_skills": frozenset({"easy_learn"}),
    }
)
# By these more of the measure is what people look for; by all others less.
MORE_IS_WANTED = frozenset({"growth", "demand", "remote", "people", "creative", "security"})
# Exposure to AI is said by two scores or not at all: each of them alone misleads.
PAIRED = frozenset({"ai"})
# Of several measures the one that is nearest to what people mean.
SPEAKS_FIRST = MappingProxyType({"people": "contact", "stress": "stress-tolerance"})


@dataclass(frozen=True)
class Score:
    """What one measure says of one role."""

    role: Role
    value: float  # for the order; more is more of the measure
    text: str
    notes: tuple[SourceNote, ...] = ()


Scorer = Callable[[Writer, Role, str], "Score | None"]


def asked(question: Question) -> tuple[Facet, ...]:
    """The criteria of a question, each once."""
    found = {facet.value: facet for facet in question.heard("criterion")}
    return tuple(found.values())


def answer_by_criteria(writer: Writer, question: Question) -> Answer | None:
    """The answer where a criterion is what the question is about; None where it is not, or where its own answer speaks of it."""
    native = NATIVE.get(question.intent, frozenset())
    criteria = [facet for facet in asked(question) if facet.value not in native]
    if not criteria or question.intent not in CHOOSING or (question.intent == "find_roles_by_skill" and question.skills):
        return None
    excluded = {facet.value for facet in question.heard("exception")}
    # "not a teacher, something with more contact": what is left of the roles, else any role.
    roles = [role for role in writer.roles(question.roles) if f"role:{role.id}" not in excluded]
    scored = {facet: _scores(writer, roles or _every(writer, question), facet.value) for facet in criteria}
    lines = [_line(writer, question, facet, scores, roles) for facet, scores in scored.items()]
    every = [score for scores in scored.values() for score in scores]
    order = _ordered(criteria[0], scored[criteria[0]])
    return Answer(
        "criterion",
        question.intent,
        paragraphs(*lines),
        title=writer.titles(roles) if roles else writer.phrase("criteria.title", criterion=_label(writer, criteria[0])),
        roles=tuple(role.id for role in roles),
        country=question.country,
        table=_table(writer, criteria, scored) if len(every) > 1 else None,
        sources=merged(note for score in every for note in score.notes),
        suggestions=filled(writer, suggest(writer, question)),
        listed=() if roles else tuple(score.role.id for score in order[:TOP]),
        used=frozenset({"yes_no", "country", "exception", *(facet.key for facet in criteria)}),
        missed="" if every else "no_measure",
    )


def criteria_lead(writer: Writer, question: Question) -> tuple[str, frozenset[str], tuple[SourceNote, ...]]:
    """What the criteria say of the roles, before an answer to another question; "" where none is measured."""
    roles = writer.roles(question.roles)
    scored = {facet: _scores(writer, roles, facet.value) for facet in asked(question)}
    held = {facet: scores for facet, scores in scored.items() if scores}
    notes = tuple(note for scores in held.values() for score in scores for note in score.notes)
    text = sentences(*(_line(writer, question, facet, scores, roles) for facet, scores in held.items()))
    return text, frozenset(facet.key for facet in held), notes


def _every(writer: Writer, question: Question) -> Sequence[Role]:
    """The hand-made roles, those of a family where one was named."""
    family, left_out = question.family, {facet.value for facet in question.heard("exception")}
    return [
        role
        for role in writer.knowledge.roles.values()
        if family in ("", role.family) and f"role:{role.id}" not in left_out and f"family:{role.family}" not in left_out
    ]


def _scores(writer: Writer, roles: Sequence[Role], criterion: str) -> list[Score]:
    scorer = SCORERS.get(criterion, _by_facts)
    return [score for role in roles if (score := scorer(writer, role, criterion))]


def _line(writer: Writer, question: Question, facet: Facet, scores: Sequence[Score], roles: Sequence[Role]) -> str:
    label = _label(writer, facet)
    if not scores:
        key = "criteria.none" if roles else "criteria.none_at_all"
        return writer.say(key, criterion=label, roles=and_list([writer.many(role) for role in roles]))
    meaning = _meaning(writer, facet.value)
    if not roles:
        top = _ordered(facet, scores)[:TOP]
        items = "; ".join(writer.phrase("criteria.item", role=score.role.title, value=score.text) for score in top)
        return sentences(writer.say("criteria.top", criterion=label, items=items), meaning)
    told = {score.role.id for score in scores}
    missing = [role for role in roles if role.id not in told]
    return sentences(
        _said_first(writer, question, facet, scores) if len(scores) == len(roles) else "",
        writer.say(
            "criteria.held",
            items="; ".join(writer.phrase("criteria.item", role=score.role.title, value=score.text) for score in scores),
        ),
        writer.say("criteria.missing", roles=and_list([writer.many(role) for role in missing])) if missing else "",
        meaning,
    )


def _said_first(writer: Writer, question: Question, facet: Facet, scores: Sequence[Score]) -> str:
    """Which of several has less and which more; of one alone a plain yes or no where the measure is a count."""
    if len(scores) == 1:
        key = f"criteria.{facet.value}.{'yes' if scores[0].value > 0 else 'no'}"
        return writer.say(key, a_role=writer.a(scores[0].role)) if writer.knows(key) else ""
    ordered = sorted(scores, key=lambda score: score.value)
    if ordered[0].value == ordered[-1].value:
        return writer.say("criteria.equal", criterion=_label(writer, facet))
    less, more = ordered[0].role, ordered[-1].role
    own = f"criteria.{facet.value}.less"
    return writer.say(
        own if writer.knows(own) else "criteria.less",
        criterion=_label(writer, facet),
        a_less=writer.a(less),
        a_more=writer.a(more),
    )


def _ordered(facet: Facet, scores: Sequence[Score]) -> list[Score]:
    """As people look for them: least stress first, most growth first; the other way round where it was negated."""
    return sorted(scores, key=lambda score: score.value, reverse=(facet.value in MORE_IS_WANTED) != facet.negated)


def _label(writer: Writer, facet: Facet) -> str:
    key = f"criteria.{facet.value}.label"
    return writer.phrase(key) if writer.knows(key) else writer.facet_label(facet)


def _meaning(writer: Writer, criterion: str) -> str:
    """What the measure is, and is not."""
    key = f"criteria.{criterion}.meaning"
    if writer.knows(key):
        return writer.say(key)
    measures = [measure for measure in writer.knowledge.measures.values() if measure.criterion == _criterion(criterion)]
    return measures[0].meaning if measures else ""


def _by_facts(writer: Writer, role: Role, criterion: str) -> Score | None:
    """By what was measured of the role's occupation; two scores where each alone misleads."""
    facts = writer.knowledge.facts_of(role.id, _criterion(criterion))
    if criterion in PAIRED and len({fact.measure for fact in facts}) < 2:
        return None
    told = sorted(facts, key=lambda fact: fact.measure != SPEAKS_FIRST.get(criterion))[: 2 if criterion in PAIRED else 1]
    if not told:
        return None
    text = "; ".join(_fact(writer, fact) for fact in told)
    if told[0].scope:
        text = writer.phrase("criteria.wider", value=text, occupation=told[0].scope)
    about = writer.phrase("sources.measure", role=role.title, measure=writer.knowledge.measures[told[0].measure].label)
    return Score(role, told[0].value or 0.0, text, tuple(writer.source(fact.source, about) for fact in told))


def _fact(writer: Writer, fact: Fact) -> str:
    measure, source = writer.knowledge.measures[fact.measure], writer.source_name(fact.source)
    year = f", {fact.year}" if fact.year and str(fact.year) not in source else ""
    cite = f"{source}{year}"
    if fact.value is None:
        return writer.phrase("criteria.in_words", text=fact.text, source=cite)
    if measure.most == 1 and fact.percentile is None and fact.value in (0, 1):
        key = "criteria.can" if fact.value else "criteria.cannot"
        return writer.phrase(key, measure=measure.label, source=cite)
    key = "criteria.fact" if fact.percentile is not None else "criteria.fact_plain"
    return writer.phrase(
        key,
        measure=measure.label,
        value=plain_number(fact.value),
        most=plain_number(measure.most or 0),
        least=plain_number(measure.least or 0),
        percentile=fact.percentile,
        source=cite,
    )


# What users call it -> the criterion of vocabulary/measures.yml.
_CRITERIA = MappingProxyType({"shifts": "hours", "physical": "body"})


def _criterion(criterion: str) -> str:
    return _CRITERIA.get(criterion, criterion)


def _by_skills(writer: Writer, role: Role, criterion: str) -> Score | None:
    """By the listed skills that are programming, or mathematics; an imported list that has none of them tells nothing."""
    label = writer.phrase(f"criteria.{criterion}.label")
    found = [
        skill
        for skill in role.skills
        if criterion in writer.knowledge.skills[skill].demands or writer.knowledge.skills[skill].label.lower() == label
    ]
    if not found and role.id in writer.knowledge.occupations:
        return None
    labels = list(dict.fromkeys(writer.skill_labels(found)))
    named = labels[:NAMED]
    key = "criteria.skills" if found else "criteria.skills_none"
    text = writer.phrase(key, count=len(found), total=len(role.skills), skills=and_list(named))
    return Score(role, float(len(found)), text, writer.section_notes([role], "skills"))


def _by_growth(writer: Writer, role: Role, criterion: str) -> Score | None:
    """By the projected change of jobs; by openings where demand is asked for."""
    outlook = role.outlook
    if outlook is None:
        return None
    openings = f"{outlook.openings:,}" if outlook.openings else "–"
    text = writer.phrase(
        "criteria.outlook",
        growth=f"{outlook.growth:+g}",
        period=outlook.period,
        openings=openings,
        country=writer.country(outlook.country),
        occupation=outlook.occupation,
    )
    return Score(role, outlook.growth, text, (writer.outlook_note(outlook),))


def _by_entry(writer: Writer, role: Role, criterion: str) -> Score | None:
    """By the usual experience, then by the usual education."""
    if role.experience is None:
        return None
    zone = role.education.job_zone if role.education and role.education.job_zone else 0
    entry = role.education.entry if role.education else writer.phrase("table.missing")
    text = writer.phrase(
        "criteria.entry",
        years=years(role.experience.low, role.experience.high),
        entry=entry,
        country=writer.country(role.experience.country),
    )
    notes = (writer.experience_note(role, role.experience), *writer.education_notes(role))
    return Score(role, role.experience.low * 10 + zone, text, notes)


def _by_learning(writer: Writer, role: Role, criterion: str) -> Score | None:
    """By the preparation that O*NET names, and the number of skills."""
    zone = role.education.job_zone if role.education and role.education.job_zone else None
    key = "criteria.learning" if zone else "criteria.learning_plain"
    text = writer.phrase(key, zone=zone or 0, total=len(role.skills))
    return Score(
        role, float(zone or len(role.skills)), text, (*writer.education_notes(role), *writer.section_notes([role], "skills"))
    )


SCORERS: Mapping[str, Scorer] = MappingProxyType(
    {
        "coding": _by_skills,
        "maths": _by_skills,
        "growth": _by_growth,
        "demand": _by_growth,
        "easy_enter": _by_entry,
        "easy_learn": _by_learning,
    }
)


def _table(writer: Writer, criteria: Sequence[Facet], scored: Mapping[Facet, Sequence[Score]]) -> Table:
    titles = {score.role.id: score.role.title for facet in criteria for score in _ordered(facet, scored[facet])}
    rows = []
    for role, title in list(titles.items())[: 2 * TOP]:
        cells = [next((score.text for score in scored[facet] if score.role.id == role), "–") for facet in criteria]
        rows.append((title, *cells))
    return Table((writer.phrase("table.role"), *(_label(writer, facet) for facet in criteria)), tuple(rows))
