"""Other spellings of a name: British and American ones, and words that are typed apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

# How the one spelling has what the other has.
_PAIRS = (
    ("aemia", "emia"),
    ("paed", "ped"),
    ("gynaec", "gynec"),
    ("anaes", "anes"),
    ("haem", "hem"),
    ("homoeo", "homeo"),
    ("oedic", "edic"),
    ("labour", "labor"),
    ("colour", "color"),
    ("mould", "mold"),
    ("tyre", "tire"),
    ("jewell", "jewel"),
    ("counsell", "counsel"),
    ("modell", "model"),
    ("travell", "travel"),
    ("panell", "panel"),
    ("aluminium", "aluminum"),
    ("grey", "gray"),
    ("programme", "program"),
    ("licence", "license"),
    ("defence", "defense"),
    ("fibre", "fiber"),
    ("theatre", "theater"),
    ("centre", "center"),
    ("isation", "ization"),
    ("iser", "izer"),
    ("ising", "izing"),
    ("catalogu", "catalog"),
    ("maths", "math"),
    ("aeroplane", "airplane"),
    ("storey", "story"),
    ("plough", "plow"),
    ("cheque", "check"),
    ("draught", "draft"),
)
_LONGEST = 3  # words of a name whose words are joined or parted
_LEAST = 3  # letters of a spelling that is looked for the other way round


def spelt(words: list[str]) -> Iterator[list[str]]:
    """The name in other spellings, its own one left out."""
    others = [other(word) for word in words]
    if others != words:
        yield others
    if 1 < len(words) <= _LONGEST:
        yield [words[0] + words[1], *words[2:]]


@lru_cache(maxsize=4_096)
def other(word: str) -> str:
    """The word in the other spelling, or as it is.

    >>> other("paediatrician"), other("labourer"), other("welder")
    ('pediatrician', 'laborer', 'welder')
    """
    for british, american in _PAIRS:
        if british in word:
            return word.replace(british, american, 1)
        if len(american) > _LEAST and american in word:
            return word.replace(american, british, 1)
    return word
