"""Personal data in what people typed, masked before an editor sees it: addresses, phone numbers, long numbers."""

from __future__ import annotations

import re
import unicodedata

EMAIL, NUMBER = "[e-mail]", "[number]"
LONGEST = 500  # characters

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"']+\s?@\s?[^\s@<>()\[\],;:\"']+\.[^\W\d_]{2,}")
# Seven digits and more in groups, or eight in a row: the pay of 3000000 a year stays, phone and identity numbers go.
_GROUPED = re.compile(r"(?<!\w)[+(]?\d(?:[\s().\-–/]{1,2}\d|\d){6,}(?!\w)")
_IN_A_ROW = re.compile(r"\d{8,}")
_YEARS = re.compile(r"(19|20)\d\d\s?[-–/]\s?(19|20)\d\d")
_SHORT_NUMBER = re.compile(r"\d{1,7}")


def masked(text: str) -> str:
    """One line of at most 500 characters without control characters and without what could name a person.

    >>> masked("mail ravi.k@example.com or +91 98765 43210, I want 3000000 in 2024-2025")
    'mail [e-mail] or [number], I want 3000000 in 2024-2025'
    """
    # A terminal would obey escape sequences, and marks of writing direction could turn a line round.
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") else sign for sign in text[: 4 * LONGEST])
    line = " ".join(plain.split())[:LONGEST]
    return _IN_A_ROW.sub(NUMBER, _GROUPED.sub(_number, _EMAIL.sub(EMAIL, line)))


def is_masked(text: str) -> bool:
    """Whether something was taken out of the text."""
    return EMAIL in text or NUMBER in text


def _number(found: re.Match[str]) -> str:
    typed = found.group()
    return typed if _YEARS.fullmatch(typed) or _SHORT_NUMBER.fullmatch(typed) else NUMBER
