"""Which deliveries were taken already: Slack delivers an event again when in doubt, and a mention as two events."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from rolewise.storage.redis_reach import Reach, client

if TYPE_CHECKING:
    from redis.asyncio import Redis

SECONDS = 3600  # Slack's last try comes some minutes after the first
MOST = 20_000  # keys in memory


class Seen(Protocol):
    """Remembers keys for an hour."""

    async def claim(self, *keys: str) -> bool:
        """True for the first who names these keys, in this order; False where any of them was named before."""

    async def close(self) -> None:
        """Gives up connections."""


class InMemory:
    """Of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST):
        self._clock = clock
        self._most = most
        self._until: OrderedDict[str, float] = OrderedDict()

    async def claim(self, *keys: str) -> bool:
        """See `Seen`."""
        now = self._clock()
        fresh = all(self._until.get(key, now) <= now for key in keys)
        for key in keys:
            self._until[key] = now + SECONDS
            self._until.move_to_end(key)
        while len(self._until) > self._most:
            self._until.popitem(last=False)
        return fresh

    async def close(self) -> None:
        """See `Seen`."""


class InRedis:
    """Of all processes that share a Redis; of this one alone while it cannot be reached."""

    def __init__(self, redis: Redis, prefix: str, clock: Callable[[], float] = time.monotonic):
        self._redis = redis
        self._prefix = prefix
        self._own = InMemory(clock)
        self._reach = Reach("repeated deliveries", clock=clock)

    async def claim(self, *keys: str) -> bool:
        """See `Seen`."""
        fresh = await self._own.claim(*keys)
        return fresh and await self._shared(keys)

    async def close(self) -> None:
        """See `Seen`."""
        await self._redis.close()

    async def _shared(self, keys: tuple[str, ...]) -> bool:
        if not self._reach.worth_asking:
            return True
        try:
            # One after the other, and no further than the first that is taken: were each taken in turn, two processes
            # could take one of two keys each, and neither would answer.
            won = True
            for key in keys:
                won = won and bool(await self._redis.set(self._prefix + _short(key), 1, nx=True, ex=SECONDS))
        except Exception as error:  # whatever Redis lacks, users must be answered
            self._reach.lost(error)
            return True
        self._reach.found()
        return won


def _short(key: str) -> str:
    """A name in Redis that tells nobody who wrote what."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def seen(redis_url: str, prefix: str) -> Seen:
    """In Redis where its address is set, else in memory."""
    if not redis_url:
        return InMemory()
    return InRedis(client(redis_url), prefix)
