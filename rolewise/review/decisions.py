"""What editors have decided, so that nothing is asked twice. Texts are kept as digests alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from rolewise.review.grouping import normalised
from rolewise.review.records import Gap, Kind
from rolewise.whole_files import write_whole

CLOSED, SKIPPED = "closed", "skipped"


class Decisions:
    """Decisions by gap, in a file. A damaged file counts as empty: the worst is to be asked again."""

    def __init__(self, path: Path):
        self._path = path
        self._made = _read(path)

    def closed(self, gap: Gap) -> bool:
        """Whether something was done about it since it was asked; asked again later, it is open again."""
        how, when = self._made.get(_key(gap), ("", 0.0))
        return how == CLOSED and gap.turn.at <= when

    def skipped(self, gap: Gap) -> bool:
        """Whether an editor let it be."""
        return self._made.get(_key(gap), ("", 0.0))[0] == SKIPPED

    def keep(self, gaps: Iterable[Gap], how: str, now: float) -> None:
        """Decides, and writes the file. `now` is in seconds since the epoch."""
        self._made.update({_key(gap): (how, now) for gap in gaps})
        write_whole(self._path, json.dumps(self._made, indent=1))


def _key(gap: Gap) -> str:
    if gap.kind is Kind.UNKNOWN_ROLE and gap.unknown:
        about = gap.unknown.name
    elif gap.word:
        about = gap.word
    elif gap.lacking:
        about = f"{gap.lacking.field} {gap.lacking.role} {gap.lacking.country}"
    else:
        about = gap.turn.text
    return hashlib.sha256(f"{gap.kind.name}\n{normalised(about)}".encode("utf-8", "replace")).hexdigest()[:20]


def _read(path: Path) -> dict[str, tuple[str, float]]:
    try:
        found = json.loads(path.read_text("utf-8"))
        return {str(key): (str(how), float(when)) for key, (how, when) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
