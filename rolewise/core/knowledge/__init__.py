"""Facts and wording: YAML files -> a checked, frozen KnowledgeBase. Imports nothing of Rasa."""

from rolewise.core.knowledge.loading import load
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.knowledge.problems import KnowledgeError, Problem

__all__ = ["KnowledgeBase", "KnowledgeError", "Problem", "load"]
