"""The one action that answers every intent."""

from __future__ import annotations

import logging
import time
import uuid
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.tracker_to_turn import read_turn
from rolewise.core.answers import Writer
from rolewise.core.dialogue import Reply, State, from_dict, respond, to_dict
from rolewise.core.rendering import about, card, plain
from rolewise.in_use import live_knowledge

MEMORY = "memory"
SOCKETIO = "socketio"
TERMINAL = "cmdline"  # of `rasa shell`, which prints whatever comes beside the text

logger = logging.getLogger(__name__)


def now() -> float:
    """Seconds since the epoch; tests put another clock in its place."""
    return time.time()


class ActionAnswer(Action):
    """Answers the latest message in the light of the memory slot."""

    def name(self) -> str:
        """As domain.yml has it."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Sends one message, and remembers."""
        writer = live_knowledge().current().writer
        try:
            memory = from_dict(tracker.get_slot(MEMORY), writer.knowledge)
            reply = respond(writer, read_turn(tracker.latest_message), memory, now())
            message = _message(reply, tracker.get_latest_input_channel())
        except Exception:  # the one place that catches everything: a user must never meet silence
            return _apologise(dispatcher, writer)
        dispatcher.utter_message(**message)
        return [SlotSet(MEMORY, to_dict(reply.memory)), *_mirrored(reply.memory, tracker)]


def _mirrored(state: State, tracker: Tracker) -> list[dict[str, Any]]:
    """What stories, conditional responses and analytics may read of the memory, where it changed. Nothing reads it back."""
    values = {"role": next(iter(state.focus), None), "country": state.country or None, "viewpoint": state.viewpoint}
    return [SlotSet(name, value) for name, value in values.items() if tracker.get_slot(name) != value]


def _message(reply: Reply, channel: str | None) -> dict[str, Any]:
    answer = reply.answer
    if channel == TERMINAL:
        return {"text": plain(answer)}
    content = {"card": card(answer), "about": about(answer, reply.intent, reply.heard)}
    # Rasa's socketio channel hands the keys to socket.io as arguments, of which `data` is what the client gets.
    return {"text": plain(answer), "json_message": {"data": content} if channel == SOCKETIO else content}


def _apologise(dispatcher: CollectingDispatcher, writer: Writer) -> list[dict[str, Any]]:
    log_id = uuid.uuid4().hex[:8]
    logger.exception("turn %s failed", log_id)
    dispatcher.utter_message(text=writer.say("misses.error", id=log_id))
    return []
