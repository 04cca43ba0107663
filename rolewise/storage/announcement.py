"""`.state/server.json`: tells programs of this machine and user where the server is, and the key of its debug answers."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rolewise.paths import ROOT
from rolewise.whole_files import write_whole

FILE = ROOT / ".state" / "server.json"


@dataclass(frozen=True)
class Announcement:
    """One running server."""

    url: str  # where this machine reaches it
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


def announce(announcement: Announcement, file: Path = FILE) -> None:
    """Writes the file, readable by its owner alone, in place of one that an earlier server left behind."""
    write_whole(file, json.dumps(asdict(announcement)), 0o600)


def withdraw(announcement: Announcement, file: Path = FILE) -> None:
    """Removes the file, unless another server has announced itself since."""
    if announced(file) == announcement:
        file.unlink(missing_ok=True)


def announced(file: Path = FILE) -> Announcement | None:
    """What the file says; None where there is none, or none that can be read."""
    try:
        return Announcement(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
