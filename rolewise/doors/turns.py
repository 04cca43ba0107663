"""Turns of a server's conversations: in their order, bounded in number and in time."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from rolewise.operation import metrics

if TYPE_CHECKING:
    from rolewise.rasa.assistant import Assistant, Inquiry, Reply

MOST = 64  # turns in flight; one core serves about as many a second
AT_ONCE = 4  # of them are being taken, as many as the store has connections; the others wait
# A turn hardly ever lets the event loop go: without passes between two turns, what has to be refused waited unseen to be
# accepted, for half a minute at five times of what can be served (`python -m benchmarks overload`).
PASSES = 16
MOST_A_CONVERSATION = 4  # of them: one that is answered, and three that wait for it
SECONDS = 20.0


class Busy(Exception):
    """As many turns are in flight as may be; try again in a second."""


class TooSlow(Exception):
    """The turn was given up; nothing of it was kept."""


class Turns:
    """Takes turns of all channels of this process."""

    def __init__(self, assistant: Assistant, most: int = MOST, seconds: float = SECONDS):
        self.assistant = assistant  # may be replaced by that of another model
        self._most = most
        self._seconds = seconds
        self._in_flight: set[asyncio.Task[Reply]] = set()
        self._of: Counter[str] = Counter()  # turns in flight by conversation
        # Rasa's lock store keeps the turns of a conversation apart, but hands its tickets out after the text was parsed, and
        # in the order in which that ended. These locks are taken as the messages arrive.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._entry = asyncio.Lock()
        self.stopping = False

    async def take(self, inquiry: Inquiry) -> Reply:
        """The reply to one message. Raises Busy at once, or TooSlow after the given seconds."""
        # Shielded: a turn whose asker goes away is finished and kept, never left half done.
        return await asyncio.shield(self.start(inquiry))

    def start(self, inquiry: Inquiry) -> asyncio.Task[Reply]:
        """The turn as a task, which raises TooSlow. Raises Busy at once."""
        self.check(inquiry.conversation, inquiry.channel)
        task = asyncio.create_task(self._bounded(inquiry))
        self._in_flight.add(task)
        self._of[inquiry.conversation] += 1
        task.add_done_callback(lambda done: self._ended(done, inquiry.conversation))
        return task

    def check(self, conversation: str, channel: str) -> None:
        """Raises Busy where a turn of this conversation would not be started now; `channel`: whose refusal is counted."""
        if self.stopping or len(self._in_flight) >= self._most or self._of[conversation] >= MOST_A_CONVERSATION:
            metrics.count_refusal(channel, "busy")
            raise Busy

    async def stop(self) -> None:
        """Starts no more turns, and waits for those in flight."""
        self.stopping = True
        if self._in_flight:
            await asyncio.wait(self._in_flight)

    async def _bounded(self, inquiry: Inquiry) -> Reply:
        began, outcome = time.perf_counter(), "error"
        try:
            with metrics.in_flight():
                reply = await asyncio.wait_for(self._in_order(inquiry), timeout=self._seconds)
            outcome = metrics.outcome_of(reply.card, reply.intent, reply.error)
            return reply
        except asyncio.TimeoutError as error:
            raise TooSlow from error
        finally:
            metrics.observe_turn(inquiry.channel, outcome, time.perf_counter() - began)

    async def _in_order(self, inquiry: Inquiry) -> Reply:
        lock = self._locks.setdefault(inquiry.conversation, asyncio.Lock())
        async with lock, self._places:
            await self._let_others_in()
            return await self.assistant.take(inquiry)

    async def _let_others_in(self) -> None:
        if len(self._in_flight) == 1:
            return
        async with self._entry:
            for _ in range(PASSES):
                await asyncio.sleep(0)

    def _ended(self, task: asyncio.Task[Reply], conversation: str) -> None:
        self._in_flight.discard(task)
        self._of -= Counter({conversation: 1})
        if not task.cancelled():
            task.exception()  # seen: who asked may be gone
