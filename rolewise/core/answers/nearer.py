"""Which of several roles is nearer to another one, by the skills in common."""

from __future__ import annotations

from dataclasses import replace

from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.skills import shared_skills
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Question
from rolewise.core.answers.writer import Writer, merged, sentences

NEARER = "nearer"  # the cue of it
MOST_NAMED = 5


def answer_nearer(writer: Writer, question: Question) -> Answer:
    """The first role of the question is the one that the others are measured against."""
    target, *others = writer.roles(question.roles)
    shared = {role.id: shared_skills([target, role]) for role in others}
    ordered = sorted(others, key=lambda role: -len(shared[role.id]))
    counts = [len(shared[role.id]) for role in ordered]
    key = "nearer.level" if counts[0] == counts[1] else "nearer.first"
    told = [
        writer.phrase(
            "nearer.item",
            role=role.title,
            count=writer.counted(len(shared[role.id]), "skill"),
            skills=and_list(writer.skill_labels(shared[role.id][:MOST_NAMED])) or writer.phrase("table.none"),
        )
        for role in ordered
    ]
    return Answer(
        "related",
        "ask_related_roles",
        sentences(
            writer.say(key, a_first=writer.a(ordered[0]), a_target=writer.a(target)),
            writer.say("nearer.all", items="; ".join(told)),
        ),
        title=target.title,
        roles=question.roles,
        country=question.country,
        sources=merged(writer.section_notes([target, *others], "skills")),
        suggestions=suggest(writer, replace(question, roles=question.roles[1:])),
    )
