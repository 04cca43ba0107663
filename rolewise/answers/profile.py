"""What roles are and do: description, duties, experience, education, outlook."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.answers.model import Answer, Question, Table
from rolewise.answers.pay import choose_rows
from rolewise.answers.phrasing import and_list, lower_first, plain_number, years
from rolewise.answers.skills import hard
from rolewise.answers.suggestions import suggest
from rolewise.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.knowledge.model import Education, Experience, Outlook, Role

# Below this many years a beginner can start; up to NEAR_START about one year is asked.
NEAR_START = 1
BEGINNERS_BAND = "0-2"


def answer_describe(writer: Writer, question: Question) -> Answer:
    """One role in a paragraph."""
    role = writer.knowledge.roles[question.roles[0]]
    row = choose_rows([role], question.country)[0].row
    experience = role.experience
    text = paragraphs(
        sentences(writer.say("describe.text", a_role=writer.a(role), does=writer.does(role)), focus(writer, role)),
        sentences(
            writer.say("describe.skills", skills=and_list(writer.skill_labels(hard(writer, role.skills)[:5]))),
            writer.say("describe.experience", years=years(experience.low, experience.high),
                       country=writer.country(experience.country), source=writer.source_name(experience.source))
            if experience else "",
            writer.say("describe.pay", country=writer.country(row.country), range=writer.pay_range(row), cite=writer.cite(row))
            if row else "",
        ),
        writer.say("describe.aliases", names=and_list(role.aliases[:4])) if role.aliases else "",
    )
    notes = [*writer.section_notes([role], "responsibilities"), *writer.section_notes([role], "skills")]
    notes += [writer.experience_note(role, experience)] if experience else []
    notes += [writer.pay_note(role, row)] if row else []
    return Answer("role", "describe_role", text, title=role.title, roles=question.roles[:1], country=question.country,
                  table=_duties_table(writer, [role]), sources=merged(notes), suggestions=suggest(writer, question))


def answer_responsibilities(writer: Writer, question: Question) -> Answer:
    """The main duties of one role, or of several."""
    roles = writer.roles(question.roles)
    if len(roles) == 1:
        text = writer.say("duties.intro", a_role=writer.a(roles[0]), duties=_duties(roles[0], len(roles[0].responsibilities)))
    else:
        lines = [writer.say("duties.pair", title=role.title, duties=_duties(role, 3 if len(roles) == 2 else 2)) for role in roles]
        text = paragraphs(*lines, duties_alike(writer, roles))
    return Answer("duties", "ask_responsibilities", text, title=writer.titles(roles), roles=question.roles,
                  country=question.country, table=_duties_table(writer, roles),
                  sources=merged(writer.section_notes(roles, "responsibilities")), suggestions=suggest(writer, question))


def answer_experience(writer: Writer, question: Question) -> Answer:
    """Usual years, and whether a beginner can start."""
    roles = writer.roles(question.roles)
    lines = []
    for role in roles:
        if role.experience:
            lines.append(sentences(_fresher(writer, role, role.experience) if "fresher" in question.aspects else "",
                                   experience_sentence(writer, role, role.experience),
                                   _senior(writer, role, role.experience) if "senior" in question.aspects else ""))
    notes = [writer.experience_note(role, role.experience) for role in roles if role.experience]
    pay_line, pay_notes = _beginners_pay(writer, question, roles)
    return Answer("experience", "ask_experience", paragraphs(*lines, pay_line), title=writer.titles(roles),
                  roles=question.roles, country=question.country, sources=merged([*notes, *pay_notes]),
                  suggestions=suggest(writer, question))


def answer_education(writer: Writer, question: Question) -> Answer:
    """Usual education at entry, with the country whose norm it is."""
    roles = writer.roles(question.roles)
    known = [(role, role.education) for role in roles if role.education]
    lines = [_education(writer, role, education) for role, education in known]
    if len({education.entry for _, education in known}) == 1 and len(known) > 1:
        lines = [_same_education(writer, known)]
    if "degree_free" in question.aspects and len(roles) == 1:
        labels = and_list(writer.skill_labels(hard(writer, roles[0].skills)[:5]))
        lines.append(writer.say("education.degree_free", skills=labels))
    notes = [note for role in roles for note in writer.education_notes(role)]
    return Answer("education", "ask_education", paragraphs(*lines, writer.say("education.us_norm")),
                  title=writer.titles(roles), roles=question.roles, country=question.country, sources=merged(notes),
                  suggestions=suggest(writer, question))


def answer_outlook(writer: Writer, question: Question) -> Answer:
    """Projected jobs of the occupations behind the roles."""
    roles = writer.roles(question.roles)
    known = [(role, role.outlook) for role in roles if role.outlook]
    abroad = question.country_named and known and all(outlook.country != question.country for _, outlook in known)
    text = paragraphs(
        writer.say("outlook.us_only", country=writer.country(question.country)) if abroad else "",
        *_outlooks(writer, known),
        writer.say("outlook.none", roles=and_list([writer.many(role) for role in roles])) if not known else "",
        writer.say("outlook.ai") if "ai" in question.aspects and known else "",
    )
    return Answer("outlook", "ask_outlook", text, title=writer.titles(roles), roles=question.roles,
                  country=question.country, sources=merged(writer.outlook_note(outlook) for _, outlook in known),
                  suggestions=suggest(writer, question))


def focus(writer: Writer, role: Role) -> str:
    """What the work centres on and ends in; "" where the file does not say."""
    if not (role.focus and role.result):
        return ""
    return writer.say("describe.focus", focus=role.focus, result=role.result)


def experience_sentence(writer: Writer, role: Role, experience: Experience) -> str:
    """The usual experience with its country, kind and source."""
    values = {"a_role": writer.a(role), "country": writer.country(experience.country), "basis": experience.basis,
              "source": writer.source_name(experience.source)}
    if experience.low == 0 and experience.high is None:
        return writer.say("experience.open", **values)
    return writer.say("experience.asked", years=years(experience.low, experience.high), **values)


def outlook_sentence(writer: Writer, outlook: Outlook) -> str:
    """The projection with its period and source."""
    start, end = outlook.period.split("-")
    key = "outlook.growth" if outlook.growth else "outlook.flat"
    return writer.say(key, country=writer.country(outlook.country), occupation=f"“{outlook.occupation}”",
                      change=change(writer, outlook), growth=plain_number(abs(outlook.growth)), start=start,
                      end=start[:2] + end, openings=f"{outlook.openings:,}", source=writer.source_name(outlook.source))


def change(writer: Writer, outlook: Outlook) -> str:
    """ "grow" or "shrink" """
    return writer.phrase("outlook.grow" if outlook.growth >= 0 else "outlook.shrink")


def duties_alike(writer: Writer, roles: Sequence[Role]) -> str:
    """A warning where all the roles' duties come from one occupation of a statistic."""
    codes = {role.outlook.code if role.outlook else role.id for role in roles}
    tasks = [set(role.responsibilities) for role in roles]
    return writer.say("duties.alike") if len(codes) == 1 and len(roles) > 1 and tasks[0] & tasks[1] else ""


def _duties(role: Role, most: int) -> str:
    return "; ".join(lower_first(duty) for duty in role.responsibilities[:most])


def _duties_table(writer: Writer, roles: Sequence[Role]) -> Table:
    longest = max(len(role.responsibilities) for role in roles)
    rows = tuple((str(number + 1), *(_at(role.responsibilities, number) for role in roles)) for number in range(longest))
    return Table((writer.phrase("table.duties"), *(role.title for role in roles)), rows)


def _at(items: Sequence[str], number: int) -> str:
    return items[number] if number < len(items) else "–"


def _fresher(writer: Writer, role: Role, experience: Experience) -> str:
    key = ("fresher_yes" if experience.low == 0 else "fresher_near" if experience.low <= NEAR_START else "fresher_no")
    answer = writer.say(f"experience.{key}", a_role=writer.a(role), low=years(experience.low, experience.low),
                        country=writer.country(experience.country), source=writer.source_name(experience.source))
    return sentences(answer, _easier(writer, role) if key == "fresher_no" else "")


def _easier(writer: Writer, role: Role) -> str:
    near = [writer.knowledge.roles[item.role] for item in role.related]
    easier = [other.title for other in near if other.experience and other.experience.low <= NEAR_START]
    return writer.say("experience.fresher_way", roles=and_list(easier[:3])) if easier else ""


def _senior(writer: Writer, role: Role, experience: Experience) -> str:
    if experience.high is None:
        return ""
    return writer.say("experience.seniority", a_role=writer.a(role), low=plain_number(experience.low),
                      high=years(experience.high, experience.high))


def _beginners_pay(writer: Writer, question: Question, roles: Sequence[Role]) -> tuple[str, list]:  # type: ignore[type-arg]
    if len(roles) != 1 or "fresher" not in question.aspects:
        return "", []
    rows = [row for row in roles[0].pay_in(question.country) if row.experience == BEGINNERS_BAND]
    if not rows:
        return "", []
    line = writer.say("pay.beginners", range=writer.pay_range(rows[0]), band=rows[0].experience, cite=writer.cite(rows[0]))
    return line, [writer.pay_note(roles[0], rows[0])]


def _education(writer: Writer, role: Role, education: Education) -> str:
    return sentences(
        writer.say("education.entry", a_role=writer.a(role), entry=lower_first(education.entry),
                   country=writer.country(education.country), source=writer.source_name(education.sources[0])),
        writer.say("education.related", related=education.related_experience),
        writer.say("education.training", training=education.training),
        writer.say("education.zone", zone=education.job_zone) if education.job_zone else "",
    )


def _same_education(writer: Writer, known: Sequence[tuple[Role, Education]]) -> str:
    education = known[0][1]
    return writer.say("education.pair_same", roles=and_list([writer.many(role) for role, _ in known]),
                      entry=lower_first(education.entry), country=writer.country(education.country),
                      source=writer.source_name(education.sources[0]))


def _outlooks(writer: Writer, known: Sequence[tuple[Role, Outlook]]) -> list[str]:
    groups: dict[str, list[Role]] = {}
    for role, outlook in known:
        groups.setdefault(outlook.code, []).append(role)
    lines = []
    for roles in groups.values():
        outlook = roles[0].outlook
        if outlook is None:
            continue
        names = and_list([writer.many(role) for role in roles])
        lines.append(sentences(outlook_sentence(writer, outlook),
                               writer.say("outlook.same", roles=names) if len(roles) > 1 else
                               writer.say("outlook.wider", roles=names) if outlook.wider else ""))
    if len(groups) == len(known) == 2:
        (first, a), (second, b) = known
        if a.growth != b.growth:
            lines.append(writer.say("outlook.faster", a_winner=writer.a(first if a.growth > b.growth else second)))
    return lines
