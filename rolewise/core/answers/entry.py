"""What it takes to enter roles: experience and education."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.phrasing import and_list, lower_first, years
from rolewise.core.answers.rows import band_sets
from rolewise.core.answers.skills import hard
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Question, SourceNote
from rolewise.core.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.core.knowledge.model import Education, Experience, Role

# Up to this many years a beginner can start, or nearly.
NEAR_START = 1
NOTHING = "none required"


def answer_experience(writer: Writer, question: Question) -> Answer:
    """Usual years, and whether a beginner can start."""
    roles = writer.roles(question.roles)
    known = [(role, role.experience) for role in roles if role.experience]
    without = and_list([writer.many(role) for role in roles if not role.experience])
    lines = _experience(writer, question, *known[0]) if len(known) == 1 else _experiences(writer, question, known)
    pay_line, pay_notes = _beginners_pay(writer, question, roles)
    none = writer.say("experience.none", roles=without) if without else ""
    text = paragraphs(*lines, _norm_of_elsewhere(writer, question, "experience.norm", known), none, pay_line)
    notes = [writer.experience_note(role, experience) for role, experience in known]
    return Answer(
        "experience",
        "ask_experience",
        text,
        title=writer.titles(roles),
        roles=question.roles,
        country=question.country,
        sources=merged([*notes, *pay_notes]),
        suggestions=suggest(writer, question),
        used=_used_of_experience(writer, roles) if known else frozenset(),
    )


def _used_of_experience(writer: Writer, roles: Sequence[Role]) -> frozenset[str]:
    """Beginners are spoken of; how long it takes, too, unless a way's own time is held, which then comes first."""
    timed = any(writer.knowledge.durations_of(role.id) for role in roles)
    return frozenset({"level:fresher"} if timed else {"level:fresher", "duration:how_long"})


def _norm_of_elsewhere(writer: Writer, question: Question, key: str, known: Sequence[tuple[Role, Experience | Education]]) -> str:
    """A warning where every norm is of another country than the one in play."""
    countries = {norm.country for _, norm in known}
    if not countries or question.country in countries:
        return ""
    norms = and_list([writer.country(code) for code in sorted(countries)])
    return writer.say(key, norm=norms, asked=writer.country(question.country))


def answer_education(writer: Writer, question: Question) -> Answer:
    """Usual education at entry, with the country whose norm it is."""
    roles = writer.roles(question.roles)
    known = [(role, role.education) for role in roles if role.education]
    without = and_list([writer.many(role) for role in roles if not role.education])
    lines = [_education(writer, *known[0])] if len(known) == 1 else _educations(writer, known)
    if without:
        lines.append(writer.say("education.none", roles=without))
    if "degree_free" in question.aspects and len(roles) == 1 and hard(writer, roles[0].skills):
        labels = and_list(writer.skill_labels(hard(writer, roles[0].skills)[:5]))
        lines.append(writer.say("education.degree_free", skills=labels))
    notes = [note for role in roles for note in writer.education_notes(role)]
    return Answer(
        "education",
        "ask_education",
        paragraphs(*lines, _norm_of_elsewhere(writer, question, "education.norm", known)),
        title=writer.titles(roles),
        roles=question.roles,
        country=question.country,
        sources=merged(notes),
        suggestions=suggest(writer, question),
        used=frozenset({"background:a degree", "background:no degree"}) if known else frozenset(),
    )


def is_open(experience: Experience) -> bool:
    """Whether no years are asked at all."""
    return experience.low == 0 and experience.high is None


def usual_experience(writer: Writer, section: str, experience: Experience) -> str:
    """The usual experience as a section of the wording says it beside other facts."""
    key = "experience_open" if is_open(experience) else "experience"
    return writer.say(
        f"{section}.{key}",
        years=years(experience.low, experience.high),
        basis=experience.basis,
        country=writer.country(experience.country),
        source=writer.source_name(experience.source),
    )


def _values(writer: Writer, experience: Experience) -> dict[str, str]:
    return {
        "years": years(experience.low, experience.high),
        "basis": experience.basis,
        "country": writer.country(experience.country),
        "source": writer.source_name(experience.source),
    }


def _experience(writer: Writer, question: Question, role: Role, experience: Experience) -> list[str]:
    key = "experience.open" if is_open(experience) else "experience.asked"
    line = sentences(
        _fresher(writer, experience) if "fresher" in question.aspects else "",
        writer.say(key, a_role=writer.a(role), **_values(writer, experience)),
        _senior(writer, role, experience) if "senior" in question.aspects else "",
    )
    easier = _easier(writer, role) if "fresher" in question.aspects and experience.low > NEAR_START else ""
    return [line, easier]


def _experiences(writer: Writer, question: Question, known: Sequence[tuple[Role, Experience]]) -> list[str]:
    groups: dict[Experience, list[Role]] = {}
    for role, experience in known:
        groups.setdefault(experience, []).append(role)
    lines = _freshers(writer, known) if "fresher" in question.aspects else []
    for experience, roles in groups.items():
        form = (
            ("open" if is_open(experience) else "asked")
            if len(known) == 2
            else ("short_open" if is_open(experience) else "short")
        )
        key = f"experience.{form}_several" if len(known) == 2 else f"experience.{form}"
        lines.append(
            writer.say(
                key,
                roles=and_list([writer.many(role) for role in roles]),
                titles=writer.titles(roles),
                **_values(writer, experience),
            )
        )
    return [*lines, writer.say("experience.seniority_several") if "senior" in question.aspects and known else ""]


def _freshers(writer: Writer, known: Sequence[tuple[Role, Experience]]) -> list[str]:
    can = [role for role, experience in known if experience.low <= NEAR_START]
    cannot = [role for role, experience in known if experience.low > NEAR_START]
    return [
        sentences(
            writer.say("experience.fresher_can", a_roles=writer.a_list(can, "or")) if can else "",
            writer.say("experience.fresher_cannot", titles=writer.titles(cannot)) if cannot else "",
        )
    ]


def _fresher(writer: Writer, experience: Experience) -> str:
    key = "fresher_yes" if experience.low == 0 else "fresher_near" if experience.low <= NEAR_START else "fresher_no"
    return writer.say(f"experience.{key}", low=years(experience.low, experience.low))


def _easier(writer: Writer, role: Role) -> str:
    near = [writer.knowledge.roles[item.role] for item in role.related]
    easier = [other.title for other in near if other.experience and other.experience.low <= NEAR_START]
    return writer.say("experience.fresher_way", roles=and_list(easier[:3])) if easier else ""


def _senior(writer: Writer, role: Role, experience: Experience) -> str:
    if experience.high is None:
        return writer.say("experience.seniority_several")
    return writer.say("experience.seniority", a_role=writer.a(role), years=years(experience.low, experience.high))


def _beginners_pay(writer: Writer, question: Question, roles: Sequence[Role]) -> tuple[str, list[SourceNote]]:
    if len(roles) != 1 or "fresher" not in question.aspects:
        return "", []
    rows = [bands[0] for bands in band_sets(roles[0], question.country) if bands[0].of_beginners]
    if not rows:
        return "", []
    line = writer.say("pay.beginners", range=writer.pay_range(rows[0]), band=writer.band(rows[0]), cite=writer.cite(rows[0]))
    return line, [writer.pay_note(roles[0], rows[0])]


def _education(writer: Writer, role: Role, education: Education) -> str:
    return sentences(
        writer.say("education.entry", a_role=writer.a(role), **_entry(writer, education)),
        *_asked_besides(writer, education),
    )


def _asked_besides(writer: Writer, education: Education) -> list[str]:
    if education.related_experience == education.training == NOTHING:
        return [writer.say("education.nothing_else")]
    related, training = education.related_experience, education.training
    return [
        writer.say("education.related", related=related) if related != NOTHING else "",
        writer.say("education.training", training=training) if training != NOTHING else "",
    ]


def _educations(writer: Writer, known: Sequence[tuple[Role, Education]]) -> list[str]:
    groups: dict[tuple[str, ...], list[tuple[Role, Education]]] = {}
    for role, education in known:
        besides = (education.related_experience, education.training) if len(known) == 2 else ()
        groups.setdefault((education.entry, *besides), []).append((role, education))
    key = "education.pair_same" if len(groups) == 1 else "education.several"
    return [
        sentences(
            writer.say(key, roles=and_list([writer.many(role) for role, _ in group]), **_entry(writer, group[0][1])),
            *(_asked_besides(writer, group[0][1]) if len(known) == 2 else []),
        )
        for group in groups.values()
    ]


def _entry(writer: Writer, education: Education) -> dict[str, str]:
    return {
        "entry": lower_first(education.entry),
        "country": writer.country(education.country),
        "source": writer.source_name(education.sources[0]),
    }
