"""Text and what was found in it -> the forms that features are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rolewise.core.matching import Found, delexicalised
from rolewise.core.understanding.chat_words import in_english
from rolewise.core.understanding.spelling import Speller, learnt

# The embedding knows ordinary words, not placeholders.
_NATURAL = {
    "rolename": "job role",
    "secondrole": "other job role",
    "thirdrole": "third job role",
    "rolefield": "job field",
    "skillname": "skill",
    "countryname": "country",
    "cityname": "city",
    "amountvalue": "amount of money",
    "familyname": "job area",
}
_ROLE_KINDS = frozenset({"role", "ambiguous_role", "unknown_role"})
_MOST_ROLES = 3
# Upper bounds of words in a message, from a bare name to a story.
_LENGTHS = (1, 3, 6, 14)


@dataclass(frozen=True)
class Prepared:
    """One utterance in the forms that features are made of. Chat words stand in English in all of them."""

    plain: str  # names replaced by placeholders
    natural: str  # placeholders as ordinary words, for the embedding
    found: tuple[str, ...] = ()  # what was found: "roles:2", "skill", "cue:fresher" ...


class Preparer:
    """Prepares utterances; learns the words of the training data to correct misspelt ones by."""

    def __init__(self, chat_words: Mapping[str, str], speller: Speller):
        self._chat_words = chat_words
        self.speller = speller

    @classmethod
    def learn(cls, founds: Sequence[Found], chat_words: Mapping[str, str]) -> Preparer:
        """A preparer for a model that is trained on these utterances."""
        words = learnt(in_english(delexicalised(found), chat_words) for found in founds)
        return cls(chat_words, Speller(words, chat_words))

    def prepare(self, found: Found) -> Prepared:
        """The forms of one utterance."""
        plain = self.english(delexicalised(found))
        natural = " ".join(_NATURAL.get(word, word) for word in plain.split(" "))
        return Prepared(plain, natural, _found(found))

    def english(self, text: str) -> str:
        """The text with chat words in English and slips corrected."""
        return self.speller.corrected(in_english(text, self._chat_words))


def _found(found: Found) -> tuple[str, ...]:
    kinds = Counter(mention.kind for mention in found.mentions)
    roles = sum(kinds[kind] for kind in _ROLE_KINDS)
    length = sum(len(found.text.split()) > bound for bound in _LENGTHS)
    return (
        f"roles:{min(roles, _MOST_ROLES)}",
        f"length:{length}",
        *(kind for kind in sorted(kinds) if kind != "role"),
        *(f"cue:{cue}" for cue in sorted(found.cues)),
    )
