"""Tells systemd that the server is ready and that its event loop still runs; without systemd it tells nobody.

With `Type=notify` and `WatchdogSec=` in the unit, a loop that hangs is ended and started anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket

READY = "READY=1"
ALIVE = "WATCHDOG=1"
STOPPING = "STOPPING=1"
_MICRO = 1e-6


def tell(state: str) -> None:
    """Sends a state to the socket that systemd named."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
        out.sendto(state.encode(), "\0" + address[1:] if address[0] == "@" else address)


def every() -> float:
    """Seconds between two signs of life, a third of what the unit allows; 0.0 where nobody waits for them."""
    micro, pid = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if not micro.isdigit() or pid not in ("", str(os.getpid())):
        return 0.0
    return int(micro) * _MICRO / 3


async def watched() -> None:
    """Tells that it is ready, and gives signs of life from the event loop for as long as it runs."""
    tell(READY)
    pause = every()
    while pause:
        tell(ALIVE)
        await asyncio.sleep(pause)
