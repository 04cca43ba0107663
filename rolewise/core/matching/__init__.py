"""Names in a text: roles, skills, countries, amounts. Imports nothing of Rasa."""

from rolewise.core.matching.delexicalise import delexicalised
from rolewise.core.matching.finder import Matcher
from rolewise.core.matching.mentions import Found, Mention

__all__ = ["Found", "Matcher", "Mention", "delexicalised"]
