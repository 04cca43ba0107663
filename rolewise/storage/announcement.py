"""`.state/servers/<port>.json`: tells programs of this machine and user where a server is, and the key of its debug answers.

Each server has a file of its own, so that one that ends takes no other's with it.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from rolewise.paths import ROOT
from rolewise.whole_files import write_whole

FOLDER = ROOT / ".state" / "servers"


@dataclass(frozen=True)
class Announcement:
    """One running server."""

    url: str  # where this machine reaches it
    began: float = field(default_factory=time.time)  # seconds since the epoch
    pid: int = field(default_factory=os.getpid)
    key: str = field(default_factory=secrets.token_hex, repr=False)  # opens debug answers; new in each process

    @property
    def process_runs(self) -> bool:
        """Whether there is a process of that number, its own or another's; False for what is none."""
        if not isinstance(self.pid, int) or self.pid <= 0:
            return False
        try:
            os.kill(self.pid, 0)
        except PermissionError:
            return True
        except (OSError, OverflowError):
            return False
        return True


def announce(announcement: Announcement, folder: Path = FOLDER) -> None:
    """Writes its file, readable by its owner alone, in place of one that an earlier server left behind."""
    write_whole(_file(announcement, folder), json.dumps(asdict(announcement)), 0o600)


def withdraw(announcement: Announcement, folder: Path = FOLDER) -> None:
    """Removes its file, unless another server has announced itself there since."""
    file = _file(announcement, folder)
    if _read(file) == announcement:
        file.unlink(missing_ok=True)


def announced(folder: Path = FOLDER) -> list[Announcement]:
    """What the files say, the newest first, those whose process runs before all others; without what cannot be read."""
    found = [announcement for file in sorted(folder.glob("*.json")) if (announcement := _read(file))]
    return sorted(found, key=lambda each: (each.process_runs, each.began), reverse=True)


def _file(announcement: Announcement, folder: Path) -> Path:
    return folder / f"{urlsplit(announcement.url).port or 80}.json"


def _read(file: Path) -> Announcement | None:
    try:
        found = Announcement(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if isinstance(found.url, str) and isinstance(found.began, (int, float)) else None
