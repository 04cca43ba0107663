"""Work that goes on after Slack was told that its request arrived."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

MOST = 256  # jobs under way or waiting
SECONDS = 25.0  # that a stopping server waits for them; a turn takes at most 20

logger = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


class Jobs:
    """Tasks that are kept until they end, one after the other within a channel."""

    def __init__(self, most: int = MOST) -> None:
        self.stopping = False
        self._most = most
        self._tasks: set[asyncio.Task[None]] = set()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def full(self) -> bool:
        """No more questions should be taken on; there is room left for telling so."""
        return len(self._tasks) >= self._most

    def start(self, channel: str, work: Work) -> None:
        """Does the work after all that was started for this channel before."""
        if len(self._tasks) >= 2 * self._most:
            logger.error("a Slack request was dropped: %d are waiting", len(self._tasks))
            return
        # asyncio keeps weak references only: a task that nobody holds may vanish.
        task = asyncio.get_running_loop().create_task(self._run(channel, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self, seconds: float = SECONDS) -> None:
        """Waits for the jobs under way, then gives up those that are left."""
        self.stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()

    async def _run(self, channel: str, work: Work) -> None:
        lock = self._locks.setdefault(channel, asyncio.Lock())
        try:
            async with lock:
                await work()
        except Exception as error:  # nobody awaits the task: the log is the only place to tell
            logger.error("work on a Slack request failed: %s", type(error).__name__)
            logger.debug("work on a Slack request failed", exc_info=True)
