"""Roles for someone who tells what they like, would rather not do, or come from: by our own sorting, limits kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from rolewise.core.answers import pool
from rolewise.core.answers.criteria import of_roles
from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.scores import asking, is_measured
from rolewise.core.answers.suggestions import ask, filled
from rolewise.core.answers.types import Answer, Question
from rolewise.core.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.core.facets import Facet
from rolewise.core.knowledge.model import Interest, Role

MOST = 6
UNSORTED = "any"  # a like or dislike of something that no interest is about
# Interests that the listed skills themselves tell.
BY_SKILLS = frozenset({"coding", "maths"})
# The families that are gone through, in this order, where nothing else sorts them: an entry of backgrounds.yml.
ANYONE = "anyone"
# The questions that look for roles without naming any.
SEEKING = frozenset(
    {
        "find_roles_by_skill",
        "list_roles",
        "choose_role",
        "ask_related_roles",
        "describe_role",
        "find_jobs",
        "ask_education",
    }
)


def answer_by_interests(writer: Writer, question: Question) -> Answer | None:
    """Roles near what was told; None where nothing that sorts roles was told, or roles or skills are named."""
    likes, dislikes = pool.liked(writer, question), pool.disliked(writer, question)
    # "my father is a farmer, I like computers": with a wish a role named is where one comes from.
    named = question.roles and not (question.intent == "find_roles_by_skill" and (likes or dislikes))
    if question.intent not in SEEKING or named or question.skills:
        return None
    told = [facet for facet in question.heard("background") if not facet.negated]
    sorting = [facet for facet in told if facet.value in writer.knowledge.backgrounds]
    schools = pool.told_no_degree(question)
    if not (likes or dislikes or sorting or schools) or (_measured(writer, question) and not sorting):
        return None
    candidates = (writer.knowledge.roles[role] for role in _candidates(writer, question, list(likes.values()), sorting))
    fit = (role for role in candidates if not asks_for(writer, role, dislikes.values()) and (not schools or pool.is_open(role)))
    shown = list(islice(fit, MOST))
    if not shown:
        return None
    parts = [
        *(writer.phrase("interests.like", said=writer.facet_said(facet)) for facet in likes),
        *(writer.background_label(facet) for facet in sorting),
        *(writer.phrase("interests.without_degree") for facet in schools if facet not in sorting),
        *(_unwanted(writer, facet, interest) for facet, interest in dislikes.items()),
    ]
    limit = and_list([interest.label for interest in dislikes.values()])
    text = sentences(
        writer.say("interests.fit", told=and_list(parts), roles=and_list([role.title for role in shown])),
        writer.say("interests.own_sorting"),
        writer.say("background.limit", limit=limit) if dislikes else "",
        writer.say("interests.no_degree") if schools else "",
        _passed_over(writer, [facet for facet in told if facet not in (*sorting, *schools)]),
        writer.say("interests.more"),
    )
    return Answer(
        "find",
        question.intent,
        text,
        country=question.country,
        sources=merged(writer.section_notes(shown, "skills")) if dislikes else (),
        suggestions=filled(writer, [ask(writer, "describe_role", (role.id,)) for role in shown[:3]]),
        listed=tuple(role.id for role in shown),
        used=pool.used(writer, question)
        | {"yes_no", "country", "background", "like:any", "dislike:any", *(facet.key for facet in question.heard("years"))},
    )


def _unwanted(writer: Writer, facet: Facet, interest: Interest) -> str:
    key = "interests.taken_as" if interest.meaning else "interests.dislike"
    return writer.phrase(key, said=writer.facet_said(facet), meaning=interest.meaning)


def asks_for(writer: Writer, role: Role, interests: Iterable[Interest]) -> bool:
    """Whether a role's sorting, listed skills or duties ask for something that is to be avoided."""
    return any(_asks(writer, role, interest) for interest in interests)


def _asks(writer: Writer, role: Role, interest: Interest) -> bool:
    roles, families = pool.rules_out(interest)
    if role.id in roles or role.family in families:
        return True
    return bool(asking(writer, role, interest.id)) if interest.id in BY_SKILLS else bool(sign_of(writer, role, interest))


def sign_of(writer: Writer, role: Role, interest: Interest) -> str:
    """The first duty or skill of a role in which a word begins with one of the interest's signs; "" for none."""
    said = [*role.responsibilities, *writer.skill_labels(role.skills)]
    return next((text for sign in interest.signs for text in said if _begins(text, sign)), "")


def _begins(text: str, sign: str) -> bool:
    return f" {sign}" in f" {text.lower()}"


def _measured(writer: Writer, question: Question) -> bool:
    """Whether a criterion is asked that all roles can be ordered by."""
    return any(is_measured(writer, facet.value) for facet in question.heard("criterion") if not facet.negated)


def _candidates(writer: Writer, question: Question, likes: Sequence[Interest], told: Sequence[Facet]) -> list[str]:
    """Ids of roles to offer, the first ones first: near what is liked; else of the families of a background; else of all."""
    left_out = {facet.value for facet in question.heard("exception")}
    left_out |= {f"role:{role}" for role in (*question.roles, *(facet.value for facet in question.heard("trade")))}
    near = [family for facet in told for family in writer.knowledge.backgrounds[facet.value]]
    if question.family:
        near = [question.family]
    if likes:
        ids = pool.in_turn([list(pool.of_interest(writer, interest)) for interest in likes])
        ids = sorted(ids, key=lambda role: _family(writer, role) not in near) if near and question.family else ids
    else:
        families: Collection[str] = near or writer.knowledge.backgrounds.get(ANYONE, ()) or writer.knowledge.families
        ids = pool.spread_ids(writer, families)
    return [role for role in ids if not {f"role:{role}", f"family:{_family(writer, role)}"} & left_out]


def _family(writer: Writer, role: str) -> str:
    item = writer.knowledge.occupations.get(role)
    return item.family if item else writer.knowledge.roles[role].family


def _passed_over(writer: Writer, told: Sequence[Facet]) -> str:
    """What was told of oneself and is in none of our sortings: a gap of years, an age."""
    if not told:
        return ""
    return writer.say("interests.no_bar", said=and_list([f"“{writer.facet_said(facet)}”" for facet in told]))


def answer_for_those_in_play(writer: Writer, question: Question) -> Answer | None:
    """What is held of the roles in play on what is liked or disliked; None where neither was told, or another thing is asked."""
    if question.intent != "choose_role" or not question.roles:
        return None
    roles = writer.roles(question.roles)
    lines = lines_on(writer, question, roles, "like", "dislike")
    new = any(facet.text for facet in question.heard("like", "dislike"))
    if not lines or not new or any(not facet.negated for facet in question.heard("criterion")):
        return None
    return Answer(
        "choice",
        question.intent,
        paragraphs(*lines, writer.say("interests.others")),
        title=writer.titles(roles, "or"),
        roles=question.roles,
        country=question.country,
        sources=merged([*writer.section_notes(roles, "responsibilities"), *writer.section_notes(roles, "skills")]),
        suggestions=filled(
            writer, [ask(writer, "find_roles_by_skill"), *(ask(writer, "describe_role", (role.id,)) for role in roles[:2])]
        ),
        used=pool.used(writer, question) | {"yes_no", "country", "background", "like:any", "dislike:any"},
    )


def lines_on(writer: Writer, question: Question, roles: Sequence[Role], *kinds: str) -> list[str]:
    """What is held of these roles on each thing liked or disliked."""
    said = question.heard(*kinds)
    told = [facet for facet in said if facet.text] or list(said)  # what an earlier turn told, only where this one tells nothing
    likes = pool.liked(writer, question)
    sorts = {**likes, **pool.disliked(writer, question)}
    lines = [_of_roles(writer, roles, facet, sorts[facet], facet in likes) for facet in told if facet in sorts]
    unsorted = [facet for facet in told if facet.value == UNSORTED and facet.text]
    return lines + [
        writer.say("interests.unsorted", said=f"“{writer.facet_said(facet)}”", roles=_many(writer, roles)) for facet in unsorted
    ]


def _many(writer: Writer, roles: Sequence[Role]) -> str:
    return and_list([writer.many(role) for role in roles])


def _of_roles(writer: Writer, roles: Sequence[Role], facet: Facet, interest: Interest, is_liked: bool) -> str:
    said = writer.facet_said(facet)
    criterion = interest.criterion or (interest.id if interest.id in BY_SKILLS else "")
    if criterion and (measured := of_roles(writer, replace(facet, kind="criterion", value=criterion), roles)):
        return measured
    signs = {role.id: _evidence(writer, role, interest) for role in roles}
    having = [role for role in roles if signs[role.id]]
    lacking = [role for role in roles if not signs[role.id]]
    if not having:
        return writer.say("interests.in_none", said=said, roles=_many(writer, roles))
    named = and_list([writer.phrase("interests.evidence", a_role=writer.a(role), text=signs[role.id]) for role in having])
    suited = having if is_liked else lacking
    return sentences(
        writer.say(f"interests.suits_{'liked' if is_liked else 'disliked'}", said=said, a_roles=writer.a_list(suited, "or"))
        if suited and lacking
        else "",
        writer.say("interests.belongs", said=said, named=named),
        writer.say("interests.not_named", roles=_many(writer, lacking)) if lacking else "",
    )


def _evidence(writer: Writer, role: Role, interest: Interest) -> str:
    """A duty or skill that tells it, else our own sorting; "" for neither."""
    if interest.id in BY_SKILLS:
        return and_list(writer.skill_labels(asking(writer, role, interest.id)[:2]))
    return sign_of(writer, role, interest) or (writer.phrase("interests.sorted") if role.id in interest.roles else "")
