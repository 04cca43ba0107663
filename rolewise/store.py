"""The knowledge base in use: one a process, replaced when its files change, kept when they are broken."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from rolewise.core.answers import Writer
from rolewise.core.knowledge import KnowledgeBase, KnowledgeError, load
from rolewise.core.matching import Matcher
from rolewise.core.matching.spelling import english
from rolewise.operation import metrics
from rolewise.paths import knowledge_folder
from rolewise.settings import setting

# How long, in seconds, before the files are looked at again.
LOOK_EVERY = 2.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class InUse:
    """A knowledge base with what is made of it once."""

    knowledge: KnowledgeBase
    writer: Writer
    matcher: Matcher
    known_words: frozenset[str]  # English, Hinglish and the words of our names: what tells our language


class Store:
    """Serves the knowledge base of a folder. Safe to use from several threads."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._state = _state(folder)
        self._own_pages = ""
        self._in_use = _prepared(self._load())
        self._looked = time.monotonic()
        self._busy = threading.Lock()

    def current(self) -> InUse:
        """What is in use now. A change of the files is taken up in the background; no turn waits for it."""
        if time.monotonic() - self._looked > LOOK_EVERY and self._busy.acquire(blocking=False):
            self._looked = time.monotonic()
            threading.Thread(target=self._look, name="knowledge", daemon=True).start()
        return self._in_use

    def refresh(self) -> bool:
        """Takes up changed files at once; False where there was nothing new or it was refused."""
        state = _state(self._folder)
        if state == self._state:
            return False
        self._state = state
        try:
            knowledge = self._load()
        except KnowledgeError as error:
            return _refused(str(error))
        # Answers are written with every sentence that was there as the process started.
        if lost := sorted(self._in_use.knowledge.wording.keys() - knowledge.wording.keys()):
            return _refused(f"wording.yml lacks {', '.join(lost)}")
        self._in_use = _prepared(knowledge)
        metrics.count_reload("taken")
        metrics.note_knowledge(len(self._in_use.knowledge.roles), time.time())
        logger.info("took up a changed knowledge base: %d roles", len(self._in_use.knowledge.roles))
        return True

    def link_to(self, own_pages: str) -> None:
        """Has answers link to our own comparison pages, a template with {first} and {second}, where no others are named."""
        self._own_pages = own_pages
        knowledge = self._load()
        self._in_use = replace(self._in_use, knowledge=knowledge, writer=Writer(knowledge))

    def _load(self) -> KnowledgeBase:
        knowledge = load(self._folder)
        page_url = setting("ROLEWISE_PAGE_URL") or knowledge.site.page_url or self._own_pages
        return replace(knowledge, site=replace(knowledge.site, page_url=page_url))

    def _look(self) -> None:
        try:
            self.refresh()
        finally:
            self._busy.release()


def _refused(why: str) -> bool:
    metrics.count_reload("refused")
    logger.error("the changed knowledge base is refused, the last good one stays in use:\n%s", why)
    return False


@lru_cache(maxsize=1)
def store() -> Store:
    """The store of this process. Raises KnowledgeError where the files are broken at the start."""
    return Store(knowledge_folder())


def _prepared(knowledge: KnowledgeBase) -> InUse:
    return InUse(knowledge, Writer(knowledge), Matcher(knowledge), _known_words(knowledge))


def _known_words(knowledge: KnowledgeBase) -> frozenset[str]:
    names = [name for role in knowledge.roles.values() for name in (role.title, *role.aliases)]
    places = [name for country in knowledge.countries.values() for name in (country.name, *country.names, *country.cities)]
    ours = {word for name in (*names, *places) for word in name.lower().split()}
    return frozenset({*english(), *knowledge.chat_words, *ours})


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, times and sizes of the files, which tell whether anything changed."""
    files = sorted(folder.rglob("*.yml"))
    return tuple((str(path), (stat := path.stat()).st_mtime_ns, stat.st_size) for path in files)
