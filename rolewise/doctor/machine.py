"""Room on the disk, and the clock."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timezone

from rolewise.operation.finding import FAULT, SOUND, WARNING, Finding, Place

FULL = 100_000_000  # bytes
SCARCE = 1_000_000_000
AHEAD = 60.0  # seconds; sessions and limits are measured by the clock


def disk(place: Place) -> Iterator[Finding]:
    """How much room conversations and models have left."""
    folder = place.root / ".state"
    free = shutil.disk_usage(folder if folder.exists() else place.root).free
    mark = FAULT if free < FULL else WARNING if free < SCARCE else SOUND
    yield Finding(mark, "disk", f"{free / 1e9:.1f} GB free", "" if mark == SOUND else "make room: old models, logs, backups")


def clock(place: Place) -> Iterator[Finding]:
    """Whether the clock stands behind the project's own files; the stores' clocks are compared where they are looked at."""
    newest = max((path.stat().st_mtime for path in place.root.glob("*.*") if path.is_file()), default=0.0)
    now = time.time()
    shown = datetime.fromtimestamp(now, timezone.utc).isoformat(timespec="seconds")
    if newest > now + AHEAD:
        yield Finding(FAULT, "clock", f"{shown} is before the project's files", "set the clock, and keep it by NTP")
    else:
        yield Finding(SOUND, "clock", shown)
