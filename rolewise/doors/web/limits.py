"""How often a session and an address may ask; counted in Redis where several instances share it, else in memory."""

from __future__ import annotations

import hashlib
import hmac
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import redis.asyncio  # noqa: F401 - limits takes it from `redis`, which does not import it by itself
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from packaging.version import Version

from rolewise.doors.web.errors import Problem
from rolewise.operation import metrics
from rolewise.storage.redis_reach import ANSWER_WITHIN, Reach
from rolewise.storage.urls import redis_url as checked

APART = 10.0  # seconds that the clocks of instances may differ


class WrongLimit(ValueError):
    """A limit in credentials.yml is misspelt or no whole number above 0."""


@dataclass(frozen=True)
class Rates:
    """How many a minute, in any sixty seconds; all of them may come at once."""

    messages_per_minute: int = 20  # of one session
    messages_per_minute_and_address: int = 120  # several people may share an address
    sessions_per_minute_and_address: int = 30
    requests_per_minute: int = 60  # of one session, other than messages: history, feedback, renewals
    requests_per_minute_and_address: int = 240

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Rates:
        """The rates of credentials.yml. Raises WrongLimit."""
        known = [each.name for each in fields(cls)]
        for name, value in options.items():
            if name not in known:
                raise WrongLimit(f"credentials.yml: the web channel has no option {name!r}; there are {', '.join(known)}")
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise WrongLimit(f"credentials.yml: {name} of the web channel is {value!r}, it must be a whole number above 0")
        return cls(**options)


class Limits:
    """Counts what was asked."""

    def __init__(self, rates: Rates, key: str, redis_url: str = ""):
        self._rates = rates
        self._key = key.encode()
        self._redis_url = checked(redis_url) if redis_url else ""
        self._shared: MovingWindowRateLimiter | None = None
        self._reach = Reach("rate limits")
        self._own: MovingWindowRateLimiter | None = None

    async def message(self, conversation: str, address: str) -> None:
        """Counts a message. Raises Problem when it is one too many."""
        await self._count("messages", self._rates.messages_per_minute, conversation)
        await self._count("address", self._rates.messages_per_minute_and_address, address)

    async def session(self, address: str) -> None:
        """Counts a new session. Raises Problem when it is one too many."""
        await self._count("sessions", self._rates.sessions_per_minute_and_address, address)

    async def request(self, conversation: str, address: str) -> None:
        """Counts another request. Raises Problem when it is one too many."""
        await self._count("requests", self._rates.requests_per_minute, conversation)
        await self._count("requests_of_address", self._rates.requests_per_minute_and_address, address)

    async def _count(self, kind: str, most: int, who: str) -> None:
        item = RateLimitItemPerMinute(most, namespace="rolewise")
        key = f"{kind}:{self._hashed(who)}"
        if (wait := await self._wait(item, key)) is not None:
            metrics.count_refusal("web", "rate_limited")
            raise Problem("rate_limited", values={"count": wait}, retry_after=wait)

    async def _wait(self, item: RateLimitItem, key: str) -> int | None:
        """Seconds until one more is allowed; None where it is allowed now."""
        if self._redis_url and self._reach.worth_asking:
            try:
                self._shared = self._shared or MovingWindowRateLimiter(_redis(self._redis_url))
                found = await _hit(self._shared, item, key)
            except StorageError as error:
                self._reach.lost(error.storage_error)
            else:
                self._reach.found()
                return found
        self._own = self._own or MovingWindowRateLimiter(MemoryStorage())
        return await _hit(self._own, item, key)

    def _hashed(self, who: str) -> str:
        # Neither addresses nor conversations are kept in plain form, and without the key none can be guessed.
        return hmac.new(self._key, who.encode(), hashlib.sha256).hexdigest()[:32]


class _Redis(RedisStorage):
    """For redis-py 4.6, which Rasa pins; limits asks for 5.2 but uses nothing of it (a test counts in a real Redis)."""

    DEPENDENCIES = {"redis": Version("4.5.3")}  # noqa: RUF012 - as the base class has it


def _redis(url: str) -> _Redis:
    return _Redis(
        f"async+{url}",
        wrap_exceptions=True,
        implementation="redispy",
        socket_connect_timeout=ANSWER_WITHIN,
        socket_timeout=ANSWER_WITHIN,
    )


async def _hit(limiter: MovingWindowRateLimiter, item: RateLimitItem, key: str) -> int | None:
    if await limiter.hit(item, key):
        return None
    wait = (await limiter.get_window_stats(item, key)).reset_time - time.time()
    if wait > item.get_expiry() + APART:
        # What was counted lies in the future: a clock went back. Nobody waits until it has caught up.
        await limiter.clear(item, key)
        return await _hit(limiter, item, key)
    return max(1, math.ceil(min(wait, item.get_expiry())))
