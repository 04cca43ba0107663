"""The assistant in pure Python: a text and what is remembered -> the answer and what to remember. Nothing of Rasa.

>>> engine = Engine.load(Path("models/rolewise-….tar.gz"), LiveKnowledge(Path("knowledge")))  # doctest: +SKIP
>>> engine.reply("What does a data analyst earn?", State()).answer.text  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rolewise.core.dialogue import Page, Reply, State, Turn, from_dict, respond
from rolewise.core.dialogue.page_context import NO_PAGE
from rolewise.core.live import LiveKnowledge
from rolewise.core.understanding.input_text import clean
from rolewise.core.understanding.model_file import load_understander
from rolewise.core.understanding.understander import Understander


class Engine:
    """A trained model and a knowledge base at work. Keeps nothing of a talk; safe to use from several threads."""

    def __init__(self, live: LiveKnowledge, understander: Understander):
        self.live = live
        self.understander = understander

    @classmethod
    def load(cls, archive: Path, live: LiveKnowledge) -> Engine:
        """The engine of a model that `rasa train` made. Raises UnreadableModel or EmbeddingUnavailable."""
        return cls(live, load_understander(archive, live.current().knowledge.chat_words))

    def understand(self, text: str, page: Page = NO_PAGE) -> Turn:
        """What a user typed, bounded, cleaned and understood. Any text will do."""
        typed = clean(text)
        in_use = self.live.current()
        turn = self.understander.understand(in_use.matcher.find(typed.text), in_use)
        return replace(turn, cut=typed.cut, page=page)

    def answer(self, turn: Turn, state: State, now: float) -> Reply:
        """The answer to a turn, and the state after it. `now` is in seconds since the epoch."""
        return respond(self.live.current().writer, turn, state, now)

    def reply(self, text: str, state: State, page: Page = NO_PAGE, now: float = 0.0) -> Reply:
        """The answer to what a user typed, by one knowledge base from its start to its end."""
        with self.live.held():
            return self.answer(self.understand(text, page), state, now)

    def state(self, content: object) -> State:
        """A state that was stored as JSON (`to_dict`); what is malformed or no longer known is left out."""
        return from_dict(content, self.live.current().knowledge)
