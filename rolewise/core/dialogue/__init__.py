"""Utterance + memory -> answer + memory. Pure: knows roles and questions, nothing of Rasa."""

from rolewise.core.dialogue.context import Reply
from rolewise.core.dialogue.page_context import Page, page_of
from rolewise.core.dialogue.respond import respond
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.state_json import from_dict, to_dict
from rolewise.core.dialogue.turn import Reading, Turn

__all__ = ["Page", "Reading", "Reply", "State", "Turn", "from_dict", "page_of", "respond", "to_dict"]
