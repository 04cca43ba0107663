"""The server that `rolewise serve` announced on this machine, if it still runs."""

from __future__ import annotations

from pathlib import Path

from rolewise.storage import announcement
from rolewise.storage.announcement import Announcement
from rolewise.terminal.client import is_address, is_live


def running(file: Path) -> Announcement | None:
    """The announced server whose process lives and which answers at once; None for a file that says anything else."""
    found = announcement.announced(file)
    if not found or not isinstance(found.url, str) or not is_address(found.url):
        return None
    return found if found.process_runs and is_live(found.url) else None


def key_of(url: str, file: Path) -> str:
    """The key of the announced server, where this is its address; else ""."""
    found = announcement.announced(file)
    return found.key if found and str(found.url).rstrip("/") == url.rstrip("/") else ""
