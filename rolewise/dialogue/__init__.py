"""Utterance + memory -> answer + memory. Pure: knows roles and questions, nothing of Rasa."""

from rolewise.dialogue.memory import Memory, from_dict, to_dict
from rolewise.dialogue.respond import Reply, respond
from rolewise.dialogue.turn import Reading, Turn

__all__ = ["Memory", "Reading", "Reply", "Turn", "from_dict", "respond", "to_dict"]
