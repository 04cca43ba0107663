"""All roles of both tiers by a criterion: the first of them, and those of the best-known ones that come first."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers import pool
from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.scores import PARTS, Score, criterion_of, measure_of, scores_of, weighed
from rolewise.core.answers.types import Question
from rolewise.core.answers.writer import Writer, fitting, sentences
from rolewise.core.facets import Facet
from rolewise.core.knowledge.model import Role

TOP = 5  # roles of a ranking
OTHER_END = 3  # of the best-known ones at the other end of the order
TOP_KNOWN = 3  # of the best-known ones besides
# Roles named in the text, fewer where that makes it too long.
NAMED = (TOP, 3, 2)
# By these more of the measure is what people look for; by all others less.
MORE_IS_WANTED = frozenset({"growth", "demand", "remote", "people", "creative", "security"})
# A measure that fewer of the roles have than this share orders none of them.
MOST_HAVE = 0.5


def over_all(writer: Writer, question: Question, facet: Facet) -> tuple[list[Score], str]:
    """What is held of the roles that come first, and the sentences on it; none where few roles are measured."""
    roles = pool.every(writer, question, PARTS.get(facet.value, "facts"))
    measure, held = measure_of(writer, roles, facet.value) if facet.value not in PARTS else ("", len(roles))
    label = label_of(writer, facet)
    if not held or held < MOST_HAVE * len(roles):
        key = "criteria.few_measured" if held else "criteria.none_at_all"
        return [], writer.say(key, criterion=label, count=held, roles=len(roles))
    found = weighed(writer, roles, facet.value, measure)
    if not found:
        return _in_words(writer, facet, roles, measure)
    sign = -1 if more_first(writer, facet) else 1
    found.sort(key=lambda pair: (sign * pair[1], not pool.is_known(writer, pair[0])))
    once: dict[str, Role] = {}
    for role, _ in found:
        once.setdefault(role.outlook.code if role.outlook else role.id, role)
    if measure and writer.knowledge.measures[measure].yes_no:
        return _that_do(writer, facet, [role for role, value in found if value], measure)
    first = list(once.values())[:TOP]
    known = _one_a_family([role for role in once.values() if pool.is_known(writer, role)], first)[:TOP_KNOWN]
    scores = _scores(writer, facet, [*first, *known], measure)
    told, besides = scores[: len(first)], scores[len(first) :]
    end = _scores(writer, facet, [role for role in reversed(once.values()) if pool.is_known(writer, role)][:OTHER_END], measure)
    way = f"criteria.{facet.value}.way"
    usual = "criteria.highest" if more_first(writer, facet) else "criteria.lowest"
    way_said = writer.phrase(way if writer.knows(way) else usual)

    def text(most: int) -> str:
        items = _items(writer, told[:most])
        return sentences(
            writer.say("criteria.top", criterion=label, way=way_said, count=f"{len(found):,}", items=items),
            writer.say("criteria.top_known", items=_items(writer, besides[:most])) if besides else "",
            writer.say("criteria.other_end", items=_items(writer, end)) if len(found) > TOP + OTHER_END else "",
            told[0].scale,
            meaning_of(writer, facet.value, scores),
        )

    return scores, fitting(text, NAMED)


def _one_a_family(roles: Sequence[Role], before: Sequence[Role]) -> list[Role]:
    """The first role of each family that none before is of; with too few families the others in their order."""
    named = {role.family for role in before}
    firsts: dict[str, Role] = {}
    for role in roles:
        if role.family not in named:
            firsts.setdefault(role.family, role)
    rest = [role for role in roles if role.id not in {other.id for other in (*before, *firsts.values())}]
    return [*firsts.values(), *rest]


def more_first(writer: Writer, facet: Facet) -> bool:
    """Whether more of it is looked for: least stress first, most growth first, "most stressful" as it says."""
    said_more = set(facet.text.lower().split()[:1]) & set(writer.knowledge.hearing.sets.get("more", ()))
    return not facet.negated and bool(said_more or facet.value in MORE_IS_WANTED)


def ordered(writer: Writer, facet: Facet, scores: Sequence[Score]) -> list[Score]:
    """As people look for them; those in words as they stand."""
    held = [score for score in scores if score.value is not None]
    in_words = [score for score in scores if score.value is None]
    return sorted(held, key=lambda score: score.value or 0.0, reverse=more_first(writer, facet)) + in_words


def label_of(writer: Writer, facet: Facet) -> str:
    """What answers call a criterion."""
    key = f"criteria.{facet.value}.label"
    return writer.phrase(key) if writer.knows(key) else writer.facet_label(facet)


def meaning_of(writer: Writer, criterion: str, scores: Sequence[Score]) -> str:
    """What the measure is, and is not."""
    key = f"criteria.{criterion}.meaning"
    if writer.knows(key):
        return writer.say(key)
    named = [writer.knowledge.measures[score.measure] for score in scores if score.measure]
    every = [measure for measure in writer.knowledge.measures.values() if measure.criterion == criterion_of(criterion)]
    return next((measure.meaning for measure in (*named, *every)), "")


def wanted_words(writer: Writer, facet: Facet, measure: str) -> tuple[str, ...]:
    """Of a measure in words: those of its words that were asked for ("night"), else all."""
    words = writer.knowledge.measures[measure].words
    return tuple(word for word in words if word in facet.text.lower()) or words


def quoted(words: Sequence[str]) -> list[str]:
    """The words in quotation marks."""
    return [f"“{word}”" for word in words]


def _scores(writer: Writer, facet: Facet, roles: Sequence[Role], measure: str) -> list[Score]:
    return scores_of(writer, writer.roles([role.id for role in roles]), facet.value, measure)


def _that_do(writer: Writer, facet: Facet, roles: Sequence[Role], measure: str) -> tuple[list[Score], str]:
    """A measure of yes and no: how many roles have it, and the best-known of them."""
    known = pool.spread(role for role in roles if pool.is_known(writer, role))[: TOP + TOP_KNOWN]
    scores = _scores(writer, facet, known, measure)
    items = and_list([score.role.title for score in scores])
    label = label_of(writer, facet)
    text = sentences(
        writer.say("criteria.top_yes", criterion=label, count=f"{len(roles):,}", items=items),
        scores[0].scale if scores else "",
        meaning_of(writer, facet.value, scores),
    )
    return scores, text


def _in_words(writer: Writer, facet: Facet, roles: Sequence[Role], measure: str) -> tuple[list[Score], str]:
    """A measure in words: the best-known roles whose text names what was asked for, and those whose text does not."""
    words = wanted_words(writer, facet, measure)
    texts = {role.id: fact.text.lower() for role in roles for fact in role.facts if fact.measure == measure and not fact.scope}
    held = pool.spread(role for role in roles if role.id in texts and pool.is_known(writer, role))
    naming = [role for role in held if any(word in texts[role.id] for word in words)][:TOP]
    silent = [role for role in held if not any(word in texts[role.id] for word in words)][:TOP]
    text = sentences(
        writer.say(
            "criteria.words_over_all", words=and_list(quoted(words), "or"), roles=and_list([role.title for role in silent])
        ),
        writer.say("criteria.words_named", roles=and_list([role.title for role in naming])) if naming else "",
        writer.say("criteria.words_more"),
    )
    return _scores(writer, facet, [*silent, *naming], measure), text


def _items(writer: Writer, scores: Sequence[Score]) -> str:
    return "; ".join(writer.phrase("criteria.item_short", role=score.role.title, value=score.short) for score in scores)
