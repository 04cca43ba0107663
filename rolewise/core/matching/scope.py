"""How far a "not", a "like" or a "hate" reaches."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.matching.phrasebook import Match, Spoken

WORDS = 4  # that it reaches over before what it is about
WORDS_BEHIND = 1  # the same behind it: "teaching ke alawa"
BREAKS = frozenset(".,;:!?()") | {"but", "lekin", "magar", "and", "aur", "ke", "can", "is", "to", "than"}


def is_in_scope(start: int, end: int, told: Spoken, matches: Sequence[Match], word: str) -> bool:
    """Whether, in the same clause, a phrase of `word_before` stands before these characters or one of `word_behind` behind."""
    places = [at for at, piece in enumerate(told.pieces) if piece.start < end and start < piece.end]
    if not places:
        return False
    for match in matches:
        if match.kind == f"{word}_before" and match.last <= places[0]:
            between, reach = range(match.last, places[0]), WORDS
        elif match.kind == f"{word}_behind" and places[-1] < match.first:
            between, reach = range(places[-1] + 1, match.first), WORDS_BEHIND
        else:
            continue
        if len(between) <= reach and not any(told.pieces[at].norm in BREAKS for at in between):
            return True
    return False
