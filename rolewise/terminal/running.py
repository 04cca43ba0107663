"""The server that `rolewise serve` announced on this machine, if it still runs."""

from __future__ import annotations

from pathlib import Path

from rolewise.storage import announcement
from rolewise.storage.announcement import Announcement
from rolewise.terminal.client import is_address, is_live


def running(folder: Path) -> Announcement | None:
    """The newest announced server whose process lives and which answers at once; None where there is none."""
    for found in announcement.announced(folder):
        if is_address(found.url) and found.process_runs and is_live(found.url):
            return found
    return None


def key_of(url: str, folder: Path) -> str:
    """The key of the announced server of this address; else ""."""
    return next((found.key for found in announcement.announced(folder) if found.url.rstrip("/") == url.rstrip("/")), "")
