"""Remembers what the NLU pipeline made of the last texts: buttons and common questions come word for word again.

Safe because a parse depends on the model, the knowledge base and the text alone: each model has its own memory, which
is emptied when the knowledge base is replaced. A message that brings metadata along is parsed anew.
"""

from __future__ import annotations

import functools
import pickle
from collections import OrderedDict
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from rolewise.core.understanding.input_text import LIMIT
from rolewise.in_use import live_knowledge

MOST = 500  # of at most some 5 kB each
ATTRIBUTE = "_rolewise_parses"


class Parses:
    """Parses by text, those that were not asked for longest go first."""

    def __init__(self, most: int = MOST):
        self._most = most
        self._known: OrderedDict[str, bytes] = OrderedDict()
        self._version: object = None

    def get(self, text: str, version: object) -> dict[str, Any] | None:
        """A copy of what was kept for the text with the same `version` of what parses read, or None."""
        if version is not self._version:
            self._known.clear()
            self._version = version
        if text not in self._known:
            return None
        self._known.move_to_end(text)
        return dict(pickle.loads(self._known[text]))  # noqa: S301 - written here

    def put(self, text: str, version: object, parsed: dict[str, Any]) -> None:
        """Keeps a copy, unless another version is in use meanwhile."""
        if version is not self._version:
            return
        self._known[text] = pickle.dumps(parsed)
        if len(self._known) > self._most:
            self._known.popitem(last=False)


@functools.cache
def install() -> None:
    """Takes effect once a process. The caller has checked the version of Rasa."""
    stock = MessageProcessor._parse_message_with_graph

    @functools.wraps(stock)
    def parse(self: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker,
              only_output_properties: bool = True) -> dict[str, Any]:
        text = message.text
        if message.metadata or not only_output_properties or not isinstance(text, str) or len(text) > LIMIT:
            return dict(stock(self, message, tracker, only_output_properties))
        known: Parses = self.__dict__.setdefault(ATTRIBUTE, Parses())
        version = _knowledge()
        found = known.get(text, version)
        if found is None:
            found = dict(stock(self, message, tracker, only_output_properties))
            if _knowledge() is version:
                known.put(text, version, found)
        return found

    MessageProcessor._parse_message_with_graph = parse


def _knowledge() -> object:
    """What the pipeline reads beside its model; None where it reads nothing, as a pipeline of stock components."""
    return live_knowledge().current() if live_knowledge.cache_info().currsize else None
