"""What the commands of the review have in common: where things are, what is wanted, and the store's failures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from rolewise.cli import exits

if TYPE_CHECKING:
    from rolewise.core.knowledge import KnowledgeBase
    from rolewise.review.survey import Places, Wanted

KEPT_BY = "conversations are kept by `rolewise serve`"


def places() -> Places:
    """Of this project and its environment."""
    from rolewise.paths import ROOT, knowledge_folder
    from rolewise.review.survey import Places
    from rolewise.settings import setting

    database = setting("ROLEWISE_DATABASE_URL")
    return Places(database, knowledge_folder(), ROOT / "data" / "nlu.yml", ROOT / ".state" / "review.json")


def wanted(knowledge: KnowledgeBase, days: int, channel: str, country: str, kinds: Sequence[str]) -> Wanted:
    """What the options say; ends the command for a country or a kind that there is none of."""
    from rolewise.cli import names
    from rolewise.review.records import Kind
    from rolewise.review.survey import Wanted

    code = names.country(knowledge, country) if country else ""
    known = {kind.value: kind.name for kind in Kind}
    return Wanted(days, channel, code, tuple(Kind[names.one_of("kind", kind, known)] for kind in kinds))


@contextmanager
def store() -> Iterator[None]:
    """Ends the command where the conversations cannot be read or changed."""
    from rolewise.storage.existing import StoreUnavailable

    try:
        yield
    except StoreUnavailable as error:
        raise exits.Stop(f"{error}; {KEPT_BY}", exits.UNAVAILABLE) from error


def write(path: Path, content: str) -> None:
    """Writes a page; ends the command where that fails."""
    try:
        path.write_text(content, "utf-8")
    except OSError as error:
        raise exits.Stop(f"{path} cannot be written: {error.strerror}", exits.UNAVAILABLE) from error


def today() -> str:
    """The time in words, for a page."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
