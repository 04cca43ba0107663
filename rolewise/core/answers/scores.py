"""What is measured of roles by a criterion (stress, coding, growth ...): values to order by, and their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from rolewise.core.answers.phrasing import and_list, plain_number, years
from rolewise.core.answers.types import SourceNote
from rolewise.core.answers.writer import Writer
from rolewise.core.knowledge.model import FIRST, Fact, Role

NAMED = 4  # skills named of a role
# Exposure to AI is said by two scores or not at all: each of them alone misleads.
PAIRED = frozenset({"ai"})
# Of several measures the one that is nearest to what people mean.
SPEAKS_FIRST = MappingProxyType({"people": "contact", "stress": "stress-tolerance"})
# What users call it -> the criterion of vocabulary/measures.yml.
CRITERIA = MappingProxyType({"shifts": "hours", "physical": "body"})
# The part of a role's facts that a criterion is read from; facts for all others.
PARTS = MappingProxyType(
    {
        "coding": "skills",
        "maths": "skills",
        "growth": "outlook",
        "demand": "outlook",
        "easy_enter": "education",
        "easy_learn": "education",
    }
)


@dataclass(frozen=True)
class Score:
    """What one measure says of one role."""

    role: Role
    value: float | None  # for the order; more is more of the measure; None for a measure in words
    text: str
    notes: tuple[SourceNote, ...] = ()
    short: str = ""  # the same in a list whose scale is told once
    scale: str = ""  # the sentence on that scale
    measure: str = ""  # of vocabulary/measures.yml


Scorer = Callable[[Writer, Role, str], "Score | None"]
Weighed = tuple[Role, float]


def scores_of(writer: Writer, roles: Sequence[Role], criterion: str, measure: str = "") -> list[Score]:
    """What is held of whole roles, in their order; of several measures the one that most of them have, else the one named."""
    if scorer := SCORERS.get(criterion):
        return [score for role in roles if (score := scorer(writer, role, criterion))]
    measure = measure or measure_of(writer, roles, criterion)[0]
    found = [_by_facts(writer, role, criterion, measure) or _by_facts(writer, role, criterion, "") for role in roles]
    held = [score for score in found if score]
    alike = len({score.measure for score in held}) == 1
    return held if alike else [replace(score, value=None) for score in held]


def measure_of(writer: Writer, roles: Sequence[Role], criterion: str) -> tuple[str, int]:
    """The measure of a criterion that most of the roles have, and how many have it; ("", 0) where none has any."""
    counts = Counter(fact.measure for role in roles for fact in _facts(writer, role, criterion))
    first = SPEAKS_FIRST.get(criterion)
    return max(counts.items(), key=lambda item: (item[1], item[0] == first), default=("", 0))


def weighed(writer: Writer, roles: Sequence[Role], criterion: str, measure: str) -> list[Weighed]:
    """Roles of any tier with the value that they are ordered by over all; without those that have none, or only words."""
    if weigh := WEIGHTS.get(criterion):
        return [(role, value) for role in roles if (value := weigh(writer, role, criterion)) is not None]
    return [
        (role, fact.value)
        for role in roles
        for fact in _facts(writer, role, criterion)
        if fact.measure == measure and fact.value is not None
    ]


def is_measured(writer: Writer, criterion: str) -> bool:
    """Whether anything that is held orders roles by a criterion, or tells of it in words."""
    return criterion in PARTS or any(
        measure.criterion == criterion_of(criterion) for measure in writer.knowledge.measures.values()
    )


def criterion_of(criterion: str) -> str:
    """The criterion of vocabulary/measures.yml that speaks for what users call so."""
    return CRITERIA.get(criterion, criterion)


def _facts(writer: Writer, role: Role, criterion: str) -> list[Fact]:
    """What was measured of the role's work by a criterion, what speaks first in front."""
    measures, wanted = writer.knowledge.measures, criterion_of(criterion)
    found = [fact for fact in role.facts if measures[fact.measure].criterion == wanted]
    if criterion in PAIRED and len({fact.measure for fact in found}) < 2:
        return []
    first = SPEAKS_FIRST.get(criterion)
    return sorted(found, key=lambda fact: fact.measure != first)


def _by_facts(writer: Writer, role: Role, criterion: str, measure_id: str) -> Score | None:
    """By what was measured of the role's occupation, by one measure; two scores where one alone misleads."""
    every = _facts(writer, role, criterion)
    told = every[:2] if criterion in PAIRED else [fact for fact in every if measure_id in ("", fact.measure)][:1]
    if not told:
        return None
    text = "; ".join(_fact(writer, fact) for fact in told)
    if told[0].scope:
        text = writer.phrase("criteria.wider", value=text, occupation=told[0].scope)
    measure = writer.knowledge.measures[told[0].measure]
    about = writer.phrase("sources.measure", role=role.title, measure=measure.label)
    notes = tuple(writer.source(fact.source, about) for fact in told)
    return Score(role, told[0].value, text, notes, _short(writer, told), _scale(writer, told), measure.id)


def _short(writer: Writer, facts: Sequence[Fact]) -> str:
    values = [plain_number(fact.value) for fact in facts if fact.value is not None]
    if writer.knowledge.measures[facts[0].measure].yes_no:
        return writer.phrase("criteria.yes" if facts[0].value else "criteria.no")
    return " / ".join(values)


def _scale(writer: Writer, facts: Sequence[Fact]) -> str:
    measures = [writer.knowledge.measures[fact.measure] for fact in facts]
    scales = [
        writer.phrase(
            "criteria.scale",
            measure=measure.label,
            least=plain_number(measure.least or 0),
            most=plain_number(measure.most or 0),
            source=_cited(writer, fact),
        )
        for measure, fact in zip(measures, facts, strict=True)
        if not measure.yes_no and fact.value is not None
    ]
    cited = writer.say("criteria.scale_yes_no", measure=measures[0].label, source=_cited(writer, facts[0]))
    return writer.say("criteria.scales", scales=and_list(scales)) if scales else cited if measures[0].yes_no else ""


def _cited(writer: Writer, fact: Fact) -> str:
    source = writer.source_name(fact.source)
    return f"{source}, {fact.year}" if fact.year and str(fact.year) not in source else source


def _fact(writer: Writer, fact: Fact) -> str:
    measure, cite = writer.knowledge.measures[fact.measure], _cited(writer, fact)
    if fact.value is None:
        return writer.phrase("criteria.in_words", text=fact.text, source=cite)
    if measure.yes_no:
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


def asking(writer: Writer, role: Role, criterion: str) -> list[str]:
    """The listed skills that are programming, or mathematics."""
    label, skills = writer.phrase(f"criteria.{criterion}.label"), writer.knowledge.skills
    return [skill for skill in role.skills if criterion in skills[skill].demands or skills[skill].label.lower() == label]


def _by_skills(writer: Writer, role: Role, criterion: str) -> Score | None:
    """By the listed skills that are programming, or mathematics; an imported list that has none of them tells nothing."""
    found = asking(writer, role, criterion)
    if not found and role.id in writer.knowledge.occupations:
        return None
    labels = list(dict.fromkeys(writer.skill_labels(found)))
    named = labels[:NAMED]
    key = "criteria.skills" if found else "criteria.skills_none"
    text = writer.phrase(key, count=len(found), total=len(role.skills), skills=and_list(named))
    return Score(role, float(len(found)), text, writer.section_notes([role], "skills"), text)


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
    short = writer.phrase("criteria.outlook_short", growth=f"{outlook.growth:+g}", openings=openings)
    scale = writer.say("criteria.outlook_scale", period=outlook.period, country=writer.country(outlook.country))
    return Score(role, outlook.growth, text, (writer.outlook_note(outlook),), short, scale)


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
    usual = years(role.experience.low, role.experience.high)
    short = writer.phrase("criteria.entry_short", years=usual, entry=entry)
    scale = writer.say("criteria.entry_scale", country=writer.country(role.experience.country))
    return Score(role, role.experience.low * 10 + zone, text, notes, short, scale)


def _by_learning(writer: Writer, role: Role, criterion: str) -> Score | None:
    """By the preparation that O*NET names, and the number of skills."""
    zone = role.education.job_zone if role.education and role.education.job_zone else None
    key = "criteria.learning" if zone else "criteria.learning_plain"
    text = writer.phrase(key, zone=zone or 0, total=len(role.skills))
    notes = (*writer.education_notes(role), *writer.section_notes([role], "skills"))
    return Score(role, float(zone or len(role.skills)), text, notes, text)


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


def _count(writer: Writer, role: Role, criterion: str) -> float | None:
    found = len(asking(writer, role, criterion))
    return float(found) if found or role.tier == FIRST else None


def _growth(writer: Writer, role: Role, criterion: str) -> float | None:
    return role.outlook.growth if role.outlook else None


def _entry(writer: Writer, role: Role, criterion: str) -> float | None:
    zone = (role.education and role.education.job_zone) or 0
    return role.experience.low * 10 + zone if role.experience else None


def _zone(writer: Writer, role: Role, criterion: str) -> float | None:
    return float(role.education.job_zone) if role.education and role.education.job_zone else None


# By what roles are ordered over all, from one part of their facts.
WEIGHTS: Mapping[str, Callable[[Writer, Role, str], float | None]] = MappingProxyType(
    {
        "coding": _count,
        "maths": _count,
        "growth": _growth,
        "demand": _growth,
        "easy_enter": _entry,
        "easy_learn": _zone,
    }
)
