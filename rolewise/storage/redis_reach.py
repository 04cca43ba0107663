"""A Redis that goes and comes back: after a failure it is left alone for a while, and each change is told once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from rolewise.operation import metrics
from rolewise.storage.urls import redis_url

if TYPE_CHECKING:
    from redis.asyncio import Redis

ANSWER_WITHIN = 0.5  # seconds that Redis may take
PAUSE = 10.0  # seconds in which a Redis that failed is not asked again

logger = logging.getLogger(__name__)


class Reach:
    """Whether Redis is worth asking, for one use of it. Not for several threads."""

    def __init__(self, shared: str, pause: float | None = None, clock: Callable[[], float] = time.monotonic):
        """`shared`: what instances share by it, as a sentence's subject, such as "rate limits"."""
        self._shared = shared
        self._pause = pause  # else PAUSE
        self._clock = clock
        self._again = float("-inf")
        self._lost = False

    @property
    def worth_asking(self) -> bool:
        """False for a while after a failure."""
        return self._clock() >= self._again

    def lost(self, error: BaseException) -> None:
        """Redis failed."""
        metrics.count_store_error("redis", "write")
        self._again = self._clock() + (PAUSE if self._pause is None else self._pause)
        if not self._lost:
            logger.error("Redis fails (%s): %s are of this process alone until it is back", type(error).__name__, self._shared)
        self._lost = True

    def found(self) -> None:
        """Redis answered."""
        if self._lost:
            logger.warning("Redis is back: %s are shared again", self._shared)
        self._lost = False


def client(url: str, answer_within: float = ANSWER_WITHIN) -> Redis:
    """A client that never waits long; connects when first used. Raises WrongUrl."""
    from redis.asyncio import Redis

    return Redis.from_url(redis_url(url), socket_timeout=answer_within, socket_connect_timeout=answer_within)
