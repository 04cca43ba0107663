"""Telling a message in another language than English or Hinglish."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
# Languages that users of jobs sites write in; fewer candidates make short texts surer.
CANDIDATES = ["en", "de", "fr", "es", "pt", "it", "nl", "id", "tr", "pl", "sv"]
# Shorter messages are names and catchwords, which belong to no language.
FEWEST_WORDS = 4
SURE = 0.99
# Where so many words are known English, Hinglish or names, it is our language.
KNOWN_SHARE = 0.5
_WORDS = re.compile(r"[^\W\d_]+")


def language_of(text: str, known: frozenset[str]) -> str:
    """ISO 639-1 code, "en" where in doubt; another script gives the script's first word in small letters."""
    letters = [character for character in text if character.isalpha()]
    foreign = [character for character in letters if not _latin(character)]
    if len(foreign) * 2 > len(letters):
        return unicodedata.name(foreign[0], "UNKNOWN").split()[0].lower()
    words = _WORDS.findall(text.lower())
    if len(words) < FEWEST_WORDS or sum(word in known for word in words) >= KNOWN_SHARE * len(words):
        return ENGLISH
    language, probability = _identifier().classify(text)
    return str(language) if probability >= SURE else ENGLISH


def _latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CANDIDATES)
    return identifier
