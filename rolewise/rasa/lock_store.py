"""Locks of conversations: one turn of a conversation at a time, in the order of arrival.

Rasa's own stores let the waiters look once a second, and block the event loop while they ask Redis.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from async_timeout import timeout
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from redis.asyncio.lock import Lock
from redis.exceptions import LockError as NotOurs
from redis.exceptions import RedisError

from rolewise.settings import setting
from rolewise.storage.redis_reach import Reach, client

LOOK_EVERY = 0.02  # seconds, while another instance has the lock
LIVES = 6.0  # seconds after its holder's last sign of life: no longer than a crash may silence a conversation
SIGN_OF_LIFE = 1.5  # seconds between two of them
PREFIX = "rolewise:turn:"

logger = logging.getLogger(__name__)


class Locks(LockStore):
    """The lock store that endpoints.yml names: of this process, and across instances where ROLEWISE_REDIS_URL is set."""

    def __init__(self, endpoint_config: Any = None):
        """`endpoint_config`: as Rasa passes it; its `url` is that of a Redis, before the setting."""
        super().__init__()
        url = getattr(endpoint_config, "url", None) or setting("ROLEWISE_REDIS_URL")
        self._turns: dict[str, _Queue] = {}
        self._shared = _SharedLocks(url) if url else None

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = LOOK_EVERY
    ) -> AsyncIterator[None]:
        """Holds the conversation. Raises LockError where it is not free within `lock_lifetime` seconds.

        Waiters of this process are woken at once, first come first served, so that at most one of them contends with
        other instances.
        """
        async with self._here(conversation_id, lock_lifetime):
            if self._shared is None:
                yield
                return
            async with self._shared.held(conversation_id, lock_lifetime, wait_time_in_seconds):
                yield

    def is_someone_waiting(self, conversation_id: str) -> bool:
        """Whether a turn of the conversation runs or waits in this process."""
        return conversation_id in self._turns

    @asynccontextmanager
    async def _here(self, conversation_id: str, patience: float) -> AsyncIterator[None]:
        queue = self._turns.setdefault(conversation_id, _Queue())
        queue.length += 1
        try:
            await _acquired(queue.lock, conversation_id, patience)
            try:
                yield
            finally:
                queue.lock.release()
        finally:
            queue.length -= 1
            if not queue.length:
                del self._turns[conversation_id]


@dataclass
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)  # serves in order, and passes on when a waiter is cancelled
    length: int = 0  # the turn that runs, and those that wait


async def _acquired(lock: asyncio.Lock, conversation_id: str, patience: float) -> None:
    try:
        async with timeout(patience):
            await lock.acquire()
    except asyncio.TimeoutError as error:
        raise _too_late(conversation_id) from error


def _too_late(conversation_id: str) -> LockError:
    return LockError(f"the conversation {conversation_id!r} is busy with another turn for too long")


class _SharedLocks:
    """Locks in Redis: a token each, so that nobody frees another's, and a time to live, so that a crash frees it; a turn
    that takes longer renews it.

    While Redis is out of reach nothing is locked here: requests of a conversation reach one instance where the proxy
    hashes consistently, and these locks are the second line.
    """

    def __init__(self, url: str):
        self._redis = client(url)
        self._reach = Reach("the locks of conversations")

    @asynccontextmanager
    async def held(self, conversation_id: str, lifetime: float, look_every: float) -> AsyncIterator[None]:
        """Holds the lock, or nothing where Redis fails."""
        lock = Lock(self._redis, PREFIX + conversation_id, timeout=LIVES, thread_local=False)
        if not await self._acquired(lock, conversation_id, lifetime, look_every):
            yield
            return
        renewing = asyncio.ensure_future(self._renewed(lock))
        try:
            yield
        finally:
            renewing.cancel()
            await _to_the_end(self._free(lock))

    async def _renewed(self, lock: Lock) -> None:
        """Gives signs of life until it is cancelled, or the lock is another's."""
        with contextlib.suppress(NotOurs):  # `_free` says so
            while True:
                await asyncio.sleep(SIGN_OF_LIFE)
                try:
                    await _to_the_end(lock.reacquire())
                except NotOurs:
                    raise
                except (RedisError, OSError, asyncio.TimeoutError) as error:
                    self._reach.lost(error)

    async def _acquired(self, lock: Lock, conversation_id: str, patience: float, look_every: float) -> bool:
        deadline = time.monotonic() + patience
        while self._reach.worth_asking:
            granted = await self._tried(lock)
            if granted is not False:
                return bool(granted)
            if time.monotonic() > deadline:
                raise _too_late(conversation_id)
            await asyncio.sleep(look_every)
        return False

    async def _tried(self, lock: Lock) -> bool | None:
        """Whether it was granted; None where Redis fails."""
        trying = asyncio.ensure_future(self._try(lock))
        try:
            return await asyncio.shield(trying)
        except asyncio.CancelledError:
            # It may just have been granted: left alone it would keep everybody out until its time is over.
            if await _to_the_end(trying):
                await _to_the_end(self._free(lock))
            raise

    async def _try(self, lock: Lock) -> bool | None:
        try:
            granted = bool(await lock.acquire(blocking=False))
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            self._reach.lost(error)
            return None
        self._reach.found()
        return granted

    async def _free(self, lock: Lock) -> None:
        try:
            await lock.release()
        except NotOurs:
            logger.warning("a turn took longer than its lock lived")
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            self._reach.lost(error)


async def _to_the_end(work: Any) -> Any:
    """What `work` gives, finished even if the caller is cancelled meanwhile."""
    running = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise
