"""Gaps -> groups, the most frequent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from rolewise.review.likeness import Embedding, alike, most_central
from rolewise.review.records import Gap, Group, Kind, Lacking

# Names as much alike (0 to 100) are one name, mistyped.
SAME_NAME = 90
# Kinds whose groups are called by what is lacking, and not by a question.
NAMED = (Kind.MISSING_FIGURE, Kind.UNKNOWN_WORD)


def group(gaps: Iterable[Gap], embedding: Embedding | None) -> list[Group]:
    """Groups of like gaps, the most frequent first. Without an embedding only equal texts are alike."""
    by_kind: dict[Kind, list[Gap]] = defaultdict(list)
    for gap in gaps:
        by_kind[gap.kind].append(gap)
    found = [made for kind, members in by_kind.items() for made in _of_kind(kind, members, embedding)]
    return sorted(found, key=lambda each: (-each.count, -len(each.conversations), each.kind.value, each.example))


def normalised(text: str) -> str:
    """What makes two texts the same: neither case nor the marks around it.

    >>> normalised("  What is a Falconer?? ")
    'what is a falconer'
    """
    return " ".join(text.casefold().split()).strip(" .,;:!?…\"'")


def _of_kind(kind: Kind, gaps: Sequence[Gap], embedding: Embedding | None) -> Iterator[Group]:
    if kind is Kind.UNKNOWN_ROLE:
        return _by_name(gaps)
    if kind is Kind.MISSING_FIGURE:
        return _by_key(kind, gaps, _figure)
    if kind is Kind.UNKNOWN_WORD:
        return _by_key(kind, gaps, lambda gap: gap.word)
    told = [gap for gap in gaps if normalised(gap.turn.text)]
    return _by_likeness(kind, told, embedding) if embedding else _by_key(kind, told, lambda gap: normalised(gap.turn.text))


def _by_name(gaps: Sequence[Gap]) -> Iterator[Group]:
    named: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        named[_name(gap)].append(gap)
    merged: dict[str, list[Gap]] = {}
    for name in sorted(named, key=lambda name: (-len(named[name]), name)):
        near = process.extractOne(name, list(merged), scorer=fuzz.token_sort_ratio, score_cutoff=SAME_NAME)
        merged.setdefault(near[0] if near else name, []).extend(named[name])
    for name, members in merged.items():
        yield Group(Kind.UNKNOWN_ROLE, tuple(members), name, _texts(members))


def _name(gap: Gap) -> str:
    return normalised(gap.unknown.name if gap.unknown else "").replace("-", " ")


def _figure(gap: Gap) -> str:
    lacking = gap.lacking or Lacking("", "", "")
    return f"{lacking.field} of {lacking.role or 'most roles'}, {lacking.country or 'no country'}"


def _by_key(kind: Kind, gaps: Sequence[Gap], key: Callable[[Gap], str]) -> Iterator[Group]:
    keyed: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        keyed[key(gap)].append(gap)
    for name, members in keyed.items():
        texts = _texts(members)
        yield Group(kind, tuple(members), name if kind in NAMED else next(iter(texts), name), texts)


def _by_likeness(kind: Kind, gaps: Sequence[Gap], embedding: Embedding) -> Iterator[Group]:
    shaped: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        # A thumb is about the answer: questions of two intents got different ones.
        about = gap.turn.intent if kind is Kind.THUMBS_DOWN else ""
        shaped[f"{about}\n{_shape(gap)}"].append(gap)
    for about in sorted({key.split("\n")[0] for key in shaped}):
        ours = {key.split("\n")[1]: found for key, found in shaped.items() if key.split("\n")[0] == about}
        yield from _clustered(kind, ours, embedding)


def _clustered(kind: Kind, shaped: Mapping[str, list[Gap]], embedding: Embedding) -> Iterator[Group]:
    shapes = sorted(shaped, key=lambda shape: (-len(shaped[shape]), shape))
    vectors = embedding.embed(shapes)
    for rows in alike(vectors):
        members = [gap for row in rows for gap in shaped[shapes[row]]]
        central = shaped[shapes[rows[most_central(vectors[rows], [len(shaped[shapes[row]]) for row in rows])]]]
        yield Group(kind, tuple(members), next(iter(_texts(central))), _texts(members))


def _shape(gap: Gap) -> str:
    return normalised(gap.turn.shape) or normalised(gap.turn.text)


def _texts(gaps: Iterable[Gap]) -> Mapping[str, int]:
    """Distinct texts as first typed, with counts; the most frequent first, then the shortest."""
    counts = Counter(normalised(gap.turn.text) for gap in gaps)
    typed = {normalised(gap.turn.text): gap.turn.text for gap in gaps}
    told = [(typed[key], count) for key, count in counts.items() if key]
    return dict(sorted(told, key=lambda item: (-item[1], len(item[0]), item[0])))
