"""What a check is given, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from rolewise.settings import setting

SOUND, WARNING, FAULT = "sound", "warning", "fault"
SECONDS = 2.0  # how long anything beyond this process may take to answer


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    mark: str  # SOUND, WARNING or FAULT
    what: str
    value: str  # never a secret
    cure: str = ""  # what to do about it

    def as_dict(self) -> dict[str, str]:
        """The object that `rolewise doctor --json` prints."""
        return asdict(self)


@dataclass(frozen=True)
class Place:
    """The installation that is looked at."""

    root: Path
    environment: Mapping[str, str]

    def setting(self, name: str) -> str:
        """A setting of the register."""
        return setting(name, self.environment)


Check = Callable[[Place], Iterable[Finding]]
