"""Stores of conversations: in a database, and in the memory of a process.

Rasa's own stores read, and the memory one also writes, all events of a conversation at each turn: the 200th turn took
eight times as long as the fifth. Nothing of ours looks further back than the memory slot, so a turn is given a few
recent turns and the last value of each slot.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from rolewise.operation import metrics
from rolewise.rasa import patches
from rolewise.rasa.event_rows import events_of, rows_of, sender_key
from rolewise.rasa.stored_tracker import StoredTracker
from rolewise.settings import setting
from rolewise.storage import queries
from rolewise.storage.database import CONNECTIONS, Database, Result, reason
from rolewise.storage.errors import NotKept
from rolewise.storage.turns import SLOT, USER, EventRow

TURNS = 6  # in memory, where they are all that is left of a conversation
TURNS_READ = 3  # of a database at each turn: more than the longest rule of data/ looks back
MOST_EVENTS = 2_000  # of a whole conversation, the newest
CONVERSATIONS = 10_000  # in memory, of at most some 20 kB each
LOCKED = 5.0  # seconds that a turn waits while another process writes into the SQLite file
BLOCKED = 0.005  # seconds at a time that it keeps the event loop waiting for that
PAUSE = 0.01  # seconds in between
READ, WRITE = "read", "write"  # as metrics name them
TOLD = {READ: "read", WRITE: "kept"}

logger = logging.getLogger(__name__)

patches.install()


class SqlConversations(TrackerStore):
    """Keeps conversations in Rasa's own table of events; a turn is kept whole or not at all.

    Every method raises NotKept while the database is out of reach, and works again when it is back.
    """

    fails_aloud = True

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        turns: int = TURNS_READ,
        **kwargs: Any,
    ):
        """`host`: the `url` of endpoints.yml, as SQLAlchemy reads it; else ROLEWISE_DATABASE_URL."""
        super().__init__(domain, event_broker, **kwargs)
        self.database = Database(host or setting("ROLEWISE_DATABASE_URL"), busy=BLOCKED)
        self._threads = ThreadPoolExecutor(CONNECTIONS, "conversations")
        self._turns = turns
        self._failing = {READ: "", WRITE: ""}  # why, of each kind

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """A tracker of a conversation that begins."""
        return StoredTracker(sender_id, self.domain.slots, max_event_history=self.max_event_history)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The last turns with the last value of each slot; None for an unknown conversation."""
        return await self._tracker(sender_id, lambda key, slots: queries.recent(key, slots, self._turns))

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """All events, of a very long conversation the newest ones."""
        return await self._tracker(conversation_id, lambda key, slots: queries.newest(key, slots, MOST_EVENTS))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds the events that are new since the tracker was retrieved."""
        await self.stream_events(tracker)
        if not tracker.events:
            return
        key = sender_key(tracker.sender_id)
        known = isinstance(tracker, StoredTracker)
        kept = tracker.kept if known else await self._run(queries.count(key), READ)
        rows = rows_of(tracker, list(islice(tracker.events, kept, None)), continued=kept > 0)
        if rows:
            await self._run(queries.add(rows), WRITE)
        if known:
            tracker.kept = len(tracker.events)

    async def exists(self, conversation_id: str) -> bool:
        """Whether anything was said in the conversation."""
        return await self._run(queries.count(sender_key(conversation_id), most=1), READ) > 0

    async def last_turns(self, sender_id: str, most: int) -> list[EventRow]:
        """Rows of the last `most` turns, oldest first, and no other row is read."""
        return await self._run(queries.last_turns(sender_key(sender_id), most), READ)

    async def one_turn(self, sender_id: str, turn: str) -> list[EventRow]:
        """Rows of the turn with this id, its utterance first; [] where there is none."""
        return await self._run(queries.one_turn(sender_key(sender_id), turn), READ)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        return await self._run(queries.senders, READ)

    async def forget(self, sender_id: str) -> int:
        """Deletes all of a conversation; the number of its events. Hold the conversation's lock meanwhile."""
        deleted = await self._run(queries.delete(sender_key(sender_id), time.time()), WRITE)
        self.database.wipe()
        return deleted

    def close(self) -> None:
        """Closes the connections; the next use opens them again."""
        self.database.close()

    async def _tracker(
        self, sender_id: str, query: Callable[[str, tuple[str, ...]], Callable[[Connection], list[str]]]
    ) -> StoredTracker | None:
        slots = self.domain.slots
        events = events_of(await self._run(query(sender_key(sender_id), tuple(slot.name for slot in slots)), READ))
        if not events:
            return None
        tracker: StoredTracker = StoredTracker.from_events(sender_id, events, slots)
        tracker.kept = len(tracker.events)
        return tracker

    async def has_ended(self, sender_id: str) -> bool:
        """Whether the conversation was deleted."""
        return await self._run(queries.has_ended(sender_key(sender_id)), READ)

    async def probe(self) -> None:
        """Writes a row of its own, as a turn would, and leaves none. Raises NotKept with the reason as its text."""
        await self._run(queries.probe(time.time()), WRITE)

    async def _run(self, work: Callable[[Connection], Result], kind: str) -> Result:
        try:
            result = await (self._here(work) if self.database.is_local else self._in_thread(work))
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            metrics.count_store_error("database", kind)
            why = reason(error)
            self._tell(kind, why)
            # No more of the error than its reason: the rest may hold what was said.
            raise NotKept(f"the store of conversations fails: {why}") from None
        self._tell(kind, "")
        return result

    async def _here(self, work: Callable[[Connection], Result]) -> Result:
        # A file is read and written sooner than a thread is woken.
        deadline = time.monotonic() + LOCKED
        while True:
            try:
                return self.database.run(work)
            except (SQLAlchemyError, sqlite3.Error) as error:
                if "locked" not in str(getattr(error, "orig", error)) or time.monotonic() > deadline:
                    raise
            await asyncio.sleep(PAUSE)

    async def _in_thread(self, work: Callable[[Connection], Result]) -> Result:
        running = asyncio.get_running_loop().run_in_executor(self._threads, self.database.run, work)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            # Else a turn that was given up would still write when the next one of its conversation has begun.
            await asyncio.wait([running])
            raise

    def _tell(self, kind: str, why: str) -> None:
        """Each new reason once, for reading and for writing apart: a full disk can still be read."""
        if why == self._failing[kind]:
            return
        before, self._failing[kind] = self._failing[kind], why
        if why:
            logger.error("conversations cannot be %s: %s", TOLD[kind], why)
        elif before:
            logger.warning("conversations are %s again", TOLD[kind])


class RecentConversations(TrackerStore):
    """Keeps the last turns of the conversations that were active last, in memory; slots keep their values."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        turns: int = TURNS,
        conversations: int = CONVERSATIONS,
        **kwargs: Any,
    ):
        super().__init__(domain, event_broker, **kwargs)
        self.store: OrderedDict[str, Recent] = OrderedDict()
        self._turns = turns
        self._conversations = conversations
        self._ended: OrderedDict[str, None] = OrderedDict()

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """A tracker of a conversation that begins."""
        return StoredTracker(sender_id, self.domain.slots, max_event_history=self.max_event_history)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The last turns with the last value of each slot; None for an unknown conversation."""
        return self._tracker(sender_id, TURNS_READ)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """All that is kept."""
        return self._tracker(conversation_id, self._turns)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores what is new, and forgets the conversation that was idle longest when there are too many."""
        await self.stream_events(tracker)
        known = isinstance(tracker, StoredTracker) and tracker.sender_id in self.store
        recent = self.store.setdefault(tracker.sender_id, Recent(self._turns)) if known else Recent(self._turns)
        begin = tracker.kept if known else 0
        recent.add(rows_of(tracker, list(islice(tracker.events, begin, None)), continued=begin > 0))
        self.store[tracker.sender_id] = recent
        if isinstance(tracker, StoredTracker):
            tracker.kept = len(tracker.events)
        self.store.move_to_end(tracker.sender_id)
        if len(self.store) > self._conversations:
            self.store.popitem(last=False)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        return list(self.store)

    async def forget(self, sender_id: str) -> int:
        """Deletes a conversation; how many there were of that id."""
        self._ended[sender_id] = None
        if len(self._ended) > self._conversations:
            self._ended.popitem(last=False)
        return int(self.store.pop(sender_id, None) is not None)

    async def has_ended(self, sender_id: str) -> bool:
        """Whether the conversation was deleted."""
        return sender_id in self._ended

    def _tracker(self, sender_id: str, turns: int) -> StoredTracker | None:
        if sender_id not in self.store:
            return None
        events = events_of(self.store[sender_id].datas(turns))
        tracker: StoredTracker = StoredTracker.from_events(sender_id, events, self.domain.slots)
        tracker.kept = len(tracker.events)
        return tracker


class Recent:
    """Rows of a conversation's last turns, and of the last SlotSet of each slot before them."""

    def __init__(self, turns: int):
        self._turns: deque[list[dict[str, Any]]] = deque([[]], turns + 1)  # the first: what was before the first utterance
        self._slots: dict[str, dict[str, Any]] = {}

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        """Rows that are new, oldest first."""
        for row in rows:
            if row["type_name"] == USER:
                self._begin()
            self._turns[-1].append(row)

    def datas(self, turns: int) -> list[str]:
        """Data of the last turns' events, behind the slots as they were then, oldest first."""
        left, kept = list(self._turns)[:-turns], list(self._turns)[-turns:]
        before = self._slots | {row["action_name"]: row for row in _slots_of(left)}
        return [row["data"] for row in (*before.values(), *(row for turn in kept for row in turn))]

    def _begin(self) -> None:
        # A turn begins with the action_listen before its utterance.
        before = self._turns[-1]
        begun = [before.pop()] if before and before[-1]["action_name"] == ACTION_LISTEN_NAME else []
        if len(self._turns) == self._turns.maxlen:
            self._slots |= {row["action_name"]: row for row in _slots_of([self._turns[0]])}
        self._turns.append(begun)


def _slots_of(turns: Iterable[list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Rows that set slots."""
    return (row for turn in turns for row in turn if row["type_name"] == SLOT)
