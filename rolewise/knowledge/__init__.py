"""Facts and wording: YAML files -> a checked, frozen KnowledgeBase. Imports nothing of Rasa."""

from rolewise.knowledge.loading import load
from rolewise.knowledge.model import KnowledgeBase
from rolewise.knowledge.problems import KnowledgeError, Problem

__all__ = ["KnowledgeBase", "KnowledgeError", "Problem", "load"]
