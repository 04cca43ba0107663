"""The roles of both tiers that a question over all roles is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rolewise.core.answers.scores import is_measured
from rolewise.core.answers.types import Question
from rolewise.core.answers.writer import Writer
from rolewise.core.facets import Facet
from rolewise.core.knowledge.model import FIRST, Interest, Role

# Kinds of occupations that head no list: all others of a group, soldiers of one country.
UNLISTED = frozenset({"residual", "military"})
# Told of school and degree: of these each leaves only roles that usually ask for no degree; of those the denial does.
NO_DEGREE = frozenset({"no degree", "school leaver"})
WITH_DEGREE = frozenset({"a degree", "bachelor's degree"})
DEGREE = "degree"


def every(writer: Writer, question: Question, part: str) -> list[Role]:
    """Roles with a part of their facts: of the family named, near what is liked, without what is excluded or disliked."""
    excluded = {facet.value for facet in question.heard("exception")}
    near = [of_interest(writer, interest) for interest in liked(writer, question).values()]
    barred = [rules_out(interest) for interest in disliked(writer, question).values()]
    open_to = _without_degree(writer) if told_no_degree(question) else None
    return [
        role
        for role in writer.knowledge.every(part)
        if question.family in ("", role.family)
        and role.kind not in UNLISTED
        and (open_to is None or role.id in open_to)
        and not {f"role:{role.id}", f"family:{role.family}"} & excluded
        and (not near or any(role.id in ids for ids in near))
        and not any(role.id in roles or role.family in families for roles, families in barred)
    ]


def used(writer: Writer, question: Question) -> frozenset[str]:
    """The facets that `every` takes into account."""
    facets = [*liked(writer, question), *disliked(writer, question)]
    exceptions = [facet for facet in question.heard("exception") if facet.value.startswith(("role:", "family:"))]
    schools = told_no_degree(question)
    return sectors(writer, question) | frozenset(facet.key for facet in (*facets, *exceptions, *schools))


def sectors(writer: Writer, question: Question) -> frozenset[str]:
    """The sectors that the question's family was told by: "hospital jobs"."""
    return frozenset(facet.key for facet in question.heard("sector") if _names_family(writer, facet, question.family))


def _names_family(writer: Writer, facet: Facet, family: str) -> bool:
    """Whether a sector's words name the family."""
    names = (writer.knowledge.families.get(family, ""), *writer.knowledge.names.families.get(family, ()))
    return any(name and name.lower() in facet.text.lower() for name in names)


def liked(writer: Writer, question: Question) -> dict[Facet, Interest]:
    """What the user likes, as far as an interest is sorted; over all roles a criterion that nothing measures, too."""
    told = [facet for facet in question.heard("like") if not facet.negated]
    wanted = [] if question.roles else [facet for facet in question.heard("criterion") if not facet.negated]
    return _sorted(writer, (*told, *(facet for facet in wanted if not is_measured(writer, facet.value))))


def disliked(writer: Writer, question: Question) -> dict[Facet, Interest]:
    """What the user does not want: disliked, or a criterion that is negated ("but no maths") or named beside a dislike."""
    dislikes = [facet for facet in question.heard("dislike") if not facet.negated]
    named = [facet for facet in dislikes if facet.value in writer.knowledge.interests]
    beside = [facet for facet in question.heard("criterion") if facet.negated or (dislikes and not named)]
    return _sorted(writer, (*named, *beside))


def told_no_degree(question: Question) -> list[Facet]:
    """What was told of school or degree that leaves only roles whose usual entry asks for none."""
    return [
        facet
        for facet in question.heard("background")
        if facet.value == "no degree" or facet.value in (WITH_DEGREE if facet.negated else NO_DEGREE)
    ]


def is_open(role: Role) -> bool:
    """Whether the usual entry is held and asks for no degree."""
    entry = role.education.entry.lower() if role.education else DEGREE
    return DEGREE not in entry or "no degree" in entry


def _without_degree(writer: Writer) -> frozenset[str]:
    return frozenset(role.id for role in writer.knowledge.every("education") if is_open(role))


def of_interest(writer: Writer, interest: Interest) -> dict[str, None]:
    """Ids of the roles that an interest leads to, in order: its own list, then the best-known of its families."""
    return dict.fromkeys([*interest.roles, *(role for family in interest.families for role in known_ids(writer, family))])


def rules_out(interest: Interest) -> tuple[frozenset[str], frozenset[str]]:
    """Roles and families that a dislike of it rules out."""
    return frozenset(interest.roles), frozenset((*interest.families, *interest.avoided))


def best_known(writer: Writer, family: str) -> list[Role]:
    """The roles of a family that lists name first: an editor's choice and the hand-made ones."""
    return list(writer.roles(known_ids(writer, family)))


def known_ids(writer: Writer, family: str) -> tuple[str, ...]:
    """Their ids: nothing is made of an occupation that is not shown."""
    chosen = writer.knowledge.best_known.get(family, ())
    own = [role.id for role in writer.knowledge.in_family(family)]
    return tuple(dict.fromkeys([*own, *chosen] if set(own) - set(chosen) else chosen))


def is_known(writer: Writer, role: Role) -> bool:
    """Whether a role is among those that lists name first."""
    return role.tier == FIRST or role.id in writer.knowledge.best_known.get(role.family, ())


def members(writer: Writer) -> dict[str, list[str]]:
    """Titles of every role by family, the best-known ones first; families that hold any."""
    knowledge = writer.knowledge
    found = {family: {_title(writer, role): None for role in known_ids(writer, family)} for family in knowledge.families}
    for occupation in knowledge.occupations.values():
        found[occupation.family].setdefault(occupation.name)
    return {family: list(titles) for family, titles in found.items() if titles}


def _title(writer: Writer, role: str) -> str:
    item = writer.knowledge.occupations.get(role)
    return item.name if item else writer.knowledge.roles[role].title


def spread(roles: Iterable[Role]) -> list[Role]:
    """The same roles, one of each family in turn."""
    by_family: dict[str, list[Role]] = {}
    for role in roles:
        by_family.setdefault(role.family, []).append(role)
    longest = max(map(len, by_family.values()), default=0)
    return [group[place] for place in range(longest) for group in by_family.values() if place < len(group)]


def spread_ids(writer: Writer, families: Iterable[str]) -> list[str]:
    """Ids of the best-known roles, one of each family in turn."""
    lists = [known_ids(writer, family) for family in families]
    return list(
        dict.fromkeys(ids[place] for place in range(max(map(len, lists), default=0)) for ids in lists if place < len(ids))
    )


def in_turn(lists: Sequence[Sequence[str]]) -> list[str]:
    """Ids that most of the lists hold first, then the first of each list in turn."""
    longest = max(map(len, lists), default=0)
    turns = dict.fromkeys(ids[place] for place in range(longest) for ids in lists if place < len(ids))
    return sorted(turns, key=lambda role: -sum(role in ids for ids in lists))


def _sorted(writer: Writer, facets: Iterable[Facet]) -> dict[Facet, Interest]:
    return {facet: found for facet in facets if (found := writer.knowledge.interests.get(facet.value))}
