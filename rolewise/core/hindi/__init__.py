"""Hindi in Devanagari -> the English that is understood in its place. By a lexicon and by sound; no model."""

from rolewise.core.hindi.script import has_devanagari
from rolewise.core.hindi.translator import HINDI, UNREAD, Translation, Translator

__all__ = ["HINDI", "UNREAD", "Translation", "Translator", "has_devanagari"]
