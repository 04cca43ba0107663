"""About jobs, but not ours: interviews, résumés, visas ... Exactly what is not done is said, and what lies nearest is offered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rolewise.core.answers.phrasing import and_list, lower_first
from rolewise.core.answers.skills import hard
from rolewise.core.answers.suggestions import ask, filled
from rolewise.core.answers.types import Answer, Question
from rolewise.core.answers.writer import Writer, sentences

# The two nearest questions to each matter; of these nothing is offered.
NEAREST: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "interview": ("ask_skills", "ask_responsibilities"),
        "resume": ("ask_skills", "ask_experience"),
        "portfolio": ("ask_skills", "ask_responsibilities"),
        "job_advert": ("ask_responsibilities", "ask_skills"),
        "visa": ("ask_pay", "ask_education"),
        "college": ("ask_education", "ask_skills"),
        "course": ("ask_skills", "ask_education"),
        "company": ("ask_pay", "describe_role"),
        "contract": ("ask_pay", "ask_experience"),
        "workplace": ("ask_related_roles", "switch_role"),
    }
)
# What a matter rests on is told with it.
TOLD = MappingProxyType({"interview": "skills", "resume": "skills", "portfolio": "skills", "job_advert": "duties"})
HUMAN = frozenset({"person", "distress"})


def answer_matter(writer: Writer, question: Question) -> Answer | None:
    """What is not done, and what is near; human words where a person is wanted. None where no such matter was heard."""
    heard = [facet for facet in question.heard("matter") if not facet.negated and writer.knows(f"matters.{facet.value}")]
    if not heard:
        return None
    matter = heard[0].value
    near = NEAREST.get(matter, ()) if question.roles else ()
    return Answer(
        "talk" if matter in HUMAN else "miss",
        "out_of_scope",
        sentences(writer.say(f"matters.{matter}"), _contact(writer, matter), *_told(writer, question, matter)),
        roles=question.roles if near else (),
        country=question.country,
        suggestions=filled(writer, [ask(writer, intent, question.roles, question.country) for intent in near]),
        used=frozenset({"matter"}),
        missed="" if matter in HUMAN else "not_ours",
    )


def _told(writer: Writer, question: Question, matter: str) -> list[str]:
    """The skills or the duties of the roles in play."""
    roles = writer.roles(question.roles)[:2]
    if TOLD.get(matter) == "duties":
        return [
            writer.say("duties.intro", a_role=writer.a(role), duties="; ".join(map(lower_first, role.responsibilities[:4])))
            for role in roles
        ]
    if TOLD.get(matter) == "skills":
        named = {role.id: writer.skill_labels(hard(writer, role.skills)[:6]) for role in roles}
        return [writer.say("skills.single", a_role=writer.a(role), skills=and_list(named[role.id])) for role in roles]
    return []


def _contact(writer: Writer, matter: str) -> str:
    contact = writer.knowledge.site.contact
    if matter not in HUMAN:
        return ""
    return writer.say("misses.contact", contact=contact) if contact else writer.say("matters.no_contact")
