"""What a user typed, made safe to hand to Rasa."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LIMIT = 500  # characters of one message
_PAYLOAD_PREFIX = re.compile(r"^[\s/]+")
_JOINERS = "\u200c\u200d"  # belong to the spelling of Indic and Arabic scripts, and to emoji


@dataclass(frozen=True)
class Typed:
    """One message as it is passed on."""

    text: str  # "" when nothing was typed
    cut: bool  # it was longer than LIMIT


def clean(raw: str, *, keep_payload: bool = False) -> Typed:
    """The message without control characters, cut to LIMIT, and never a payload unless `keep_payload`.

    Rasa obeys a message that begins with "/" as an intent ("/restart", "/inform{...}"), leading blanks or not, so
    leading slashes are taken off: the words behind them remain.

    >>> clean(" /restart ")
    Typed(text='restart', cut=False)
    >>> clean("pay\\x00 in\\tIndia?")
    Typed(text='pay in India?', cut=False)
    """
    cut = len(raw) > LIMIT
    text = "".join(map(_safe, raw[:LIMIT])).strip()
    return Typed(text if keep_payload else _PAYLOAD_PREFIX.sub("", text), cut)


def _safe(character: str) -> str:
    if character.isspace():
        return " "
    unsafe = unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in _JOINERS
    return "" if unsafe else character
