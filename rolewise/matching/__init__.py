"""Names in a text: roles, skills, countries, amounts. Imports nothing of Rasa."""

from rolewise.matching.delexicalise import delexicalised
from rolewise.matching.finder import Matcher
from rolewise.matching.model import Found, Mention

__all__ = ["Found", "Matcher", "Mention", "delexicalised"]
