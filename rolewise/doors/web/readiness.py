"""Whether the server can answer: it really answers a question, and no conversation is left behind."""

from __future__ import annotations

import asyncio
import copy
import time
import uuid
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore

from rolewise.in_use import live_knowledge
from rolewise.rasa.own_store import own_store
from rolewise.storage.errors import NotKept

KEPT = 5.0  # seconds that an outcome is given again
SECONDS = 10.0  # that the question may take
READY = ""


class Readiness:
    """The outcome, looked for anew when it is old; several who ask at once share one look.

    `with_store`: whether the store of conversations must take a turn, too. Several instances share it: a balancer that left out
    whoever cannot reach it would leave out all.
    """

    def __init__(self, *, with_store: bool = True) -> None:
        self._with_store = with_store
        self._reason = READY
        self._until = 0.0
        self._looking = asyncio.Lock()

    async def reason(self, app: Any) -> str:
        """Why the server is not ready; READY if it is."""
        async with self._looking:
            if time.monotonic() >= self._until:
                self._reason = await _look(app, self._with_store)
                self._until = time.monotonic() + KEPT
        return self._reason


async def _look(app: Any, with_store: bool) -> str:
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        return "the model is not loaded"
    try:
        return await asyncio.wait_for(_tried(agent, with_store), SECONDS)
    except asyncio.TimeoutError:
        return "a question was not answered in time"


async def _tried(agent: Any, with_store: bool) -> str:
    probe = f"probe-{uuid.uuid4().hex}"
    if with_store and (reason := await _refused(own_store(agent), probe)):
        return reason
    try:
        return READY if await _answered(agent, probe) else "a question was not answered"
    except Exception as error:
        return f"answering fails ({type(error).__name__})"


async def _refused(store: Any, probe: str) -> str:
    """Why the store takes no turn; "" if it does."""
    try:
        # Ours is asked to write: a full disk can be read from.
        await (store.probe() if hasattr(store, "probe") else store.retrieve(probe))
    except NotKept as error:
        return str(error)
    except Exception as error:
        return f"the store of conversations fails ({type(error).__name__})"
    return ""


async def _answered(agent: Any, probe: str) -> bool:
    """Whether a turn of the whole pipeline gives a text, taken with a store of its own."""
    processor = copy.copy(agent.processor)
    processor.tracker_store = InMemoryTrackerStore(agent.domain)
    messages = await processor.handle_message(UserMessage(_question(), sender_id=probe, input_channel="probe"))
    return any(message.get("text") for message in messages or [])


def _question() -> str:
    """The title of some role, which is a question by itself."""
    return next(role.title for role in live_knowledge().current().knowledge.roles.values())
