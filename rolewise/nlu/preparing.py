"""Text and what was found in it -> the forms that features are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rolewise.matching import Found, delexicalised
from rolewise.nlu.chat_words import in_english
from rolewise.nlu.features import Prepared

# The embedding knows ordinary words, not placeholders.
_NATURAL = {
    "rolename": "job role", "secondrole": "other job role", "thirdrole": "third job role", "rolefield": "job field",
    "skillname": "skill", "countryname": "country", "cityname": "city", "amountvalue": "amount of money",
    "familyname": "job area",
}
_ROLE_KINDS = frozenset({"role", "ambiguous_role", "unknown_role"})
_MOST_ROLES = 3
# Upper bounds of words in a message, from a bare name to a story.
_LENGTHS = (1, 3, 6, 14)


def prepare(found: Found, chat_words: Mapping[str, str]) -> Prepared:
    """The forms of one utterance."""
    plain = delexicalised(found)
    english = in_english(plain, chat_words)
    natural = " ".join(_NATURAL.get(word, word) for word in english.split(" "))
    return Prepared(plain, english, natural, _found(found))


def _found(found: Found) -> tuple[str, ...]:
    kinds = Counter(mention.kind for mention in found.mentions)
    roles = sum(kinds[kind] for kind in _ROLE_KINDS)
    words = len(found.text.split())
    length = sum(words > bound for bound in _LENGTHS)
    return (f"roles:{min(roles, _MOST_ROLES)}", f"length:{length}",
            *(kind for kind in sorted(kinds) if kind != "role"), *(f"cue:{cue}" for cue in sorted(found.cues)))
