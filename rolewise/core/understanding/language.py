"""Telling a message in another language than English or Hinglish."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rolewise.core.understanding.common_words import COMMON_WORDS

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
# Shorter messages are names and catchwords, which belong to no language.
FEWEST_WORDS = 4
# From this share of letters on, a message is in another script, though it names a job or two in English.
FOREIGN_SHARE = 0.2
# The most that may speak for English.
ENGLISH_AT_MOST = 0.02
# So many common words tell a language among English job titles; one does where few words are ours.
TELLING = 2
KNOWN_SHARE = 0.6
# Letters of Urdu that neither Arabic nor Persian has.
_URDU = re.compile("[ٹڈڑںےھہ]")
_WORDS = re.compile(r"[^\W\d_]+")


def language_of(text: str, known: frozenset[str]) -> str:
    """ISO 639-1 code, "en" where in doubt; another script gives the script's name in small letters.

    `known` holds the words of our language: English, Hinglish and names.

    >>> language_of("Wie werde ich data analyst ohne Studium?", frozenset({"data", "analyst"}))
    'de'
    """
    if script := _script(text):
        return script
    words = _WORDS.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return ENGLISH
    telling = {code: sum(word in common for word in words) for code, common in COMMON_WORDS.items()}
    most = max(telling.values())
    ours = sum(word in known for word in words)
    if most == 0 or (most < TELLING and ours >= KNOWN_SHARE * len(words)):
        return ENGLISH
    likely = _probabilities(text.lower())
    if likely[ENGLISH] > ENGLISH_AT_MOST:
        return ENGLISH
    return max((code for code, count in telling.items() if count == most), key=lambda code: likely[code])


def _script(text: str) -> str:
    """The script of what is not Latin, where that is a good part of the letters; else ""."""
    letters = [character for character in unicodedata.normalize("NFKC", text) if character.isalpha()]
    foreign = [character for character in letters if not _latin(character)]
    if len(foreign) <= FOREIGN_SHARE * len(letters):
        return ""
    if _URDU.search(text):
        return "ur"
    return unicodedata.name(foreign[0], "UNKNOWN").split()[0].lower()


def _latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")


def _probabilities(text: str) -> dict[str, float]:
    return {str(code): float(probability) for code, probability in _identifier().rank(text)}


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    # Fewer candidates make short texts surer.
    identifier.set_languages([ENGLISH, *COMMON_WORDS])
    return identifier
