"""A quick stop: what is under way is answered, and no connection is kept for what comes after."""

from __future__ import annotations

from typing import Any

# Turns are waited for before this begins; what is left then has its answer, or never sent its request.
SECONDS = 2.0


def begin(app: Any) -> None:
    """From now on every response says `Connection: close`; sanic would wait for idle connections to time out."""
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = SECONDS
    app.response_middleware.appendleft(_close)


async def _close(request: Any, _: Any) -> None:
    if request is not None and request.stream is not None:
        request.stream.keep_alive = False
