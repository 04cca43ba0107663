"""Utterance + memory -> answer + memory. Pure: knows roles and questions, nothing of Rasa."""

from rolewise.dialogue.memory import Memory
from rolewise.dialogue.page import Page
from rolewise.dialogue.respond import respond
from rolewise.dialogue.scene import Reply
from rolewise.dialogue.stored import from_dict, to_dict
from rolewise.dialogue.turn import Reading, Turn

__all__ = ["Memory", "Page", "Reading", "Reply", "Turn", "from_dict", "respond", "to_dict"]
