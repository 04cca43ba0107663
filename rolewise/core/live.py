"""A knowledge base that is replaced when its files change, and kept when they are broken."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rolewise.core.answers import Writer
from rolewise.core.knowledge import KnowledgeBase, KnowledgeError, load
from rolewise.core.knowledge.consistency import LINKS
from rolewise.core.knowledge.contract import placeholder_problems
from rolewise.core.matching import Matcher
from rolewise.core.matching.spelling import english

# How long, in seconds, before the files are looked at again.
LOOK_EVERY = 2.0
NO_ADDRESSES: Mapping[str, str] = MappingProxyType({})

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class InUse:
    """A knowledge base with what is made of it once."""

    knowledge: KnowledgeBase
    writer: Writer
    matcher: Matcher
    known_words: frozenset[str]  # English, Hinglish and the words of our names: what tells our language


# Told of each change of the files: the knowledge base taken up, or None where it was refused.
Watcher = Callable[[KnowledgeBase | None], None]
_held: ContextVar[tuple[LiveKnowledge, InUse] | None] = ContextVar("held", default=None)


class LiveKnowledge:
    """Serves the knowledge base of a folder. Safe to use from several threads.

    `addresses`: where pages are published, by their fields of site.yml, instead of what that says.
    """

    def __init__(self, folder: Path, addresses: Mapping[str, str] = NO_ADDRESSES, watcher: Watcher = lambda _: None):
        self._folder = folder
        self._addresses = {field: address for field, address in addresses.items() if address}
        self._watcher = watcher
        self._state = _state(folder)
        self._own_pages: Mapping[str, str] = NO_ADDRESSES
        self._refused = ""  # why the last change was not taken up
        self._in_use = _prepared(self._load())
        self._looked = time.monotonic()
        self._busy = threading.Lock()

    def current(self) -> InUse:
        """What is in use now, or held. A change of the files is taken up in the background; no turn waits for it."""
        held = _held.get()
        if held and held[0] is self:
            return held[1]
        if time.monotonic() - self._looked > LOOK_EVERY and self._busy.acquire(blocking=False):
            self._looked = time.monotonic()
            threading.Thread(target=self._look, name="knowledge", daemon=True).start()
        return self._in_use

    @contextmanager
    def held(self) -> Iterator[InUse]:
        """What is in use now, for all that is done within: a turn reads one knowledge base from its start to its end."""
        in_use = self.current()
        token = _held.set((self, in_use))
        try:
            yield in_use
        finally:
            _held.reset(token)

    def refresh(self) -> bool:
        """Takes up changed files at once; False where there was nothing new or it was refused."""
        try:
            state = _state(self._folder)
            if state == self._state:
                return False
            knowledge = self._load()
        except KnowledgeError as error:
            self._state = state
            return self._refuse(str(error))
        except OSError as error:  # the folder is gone, or no more files can be opened: looked at again
            return self._refuse(f"{error.filename or self._folder}: {error.strerror}")
        self._state, self._refused = state, ""
        self._in_use = _prepared(knowledge)
        self._watcher(knowledge)
        logger.info("took up a changed knowledge base: %d roles", len(self._in_use.knowledge.roles))
        return True

    def link_to(self, own_pages: Mapping[str, str]) -> None:
        """Has answers link to our own pages, by their fields of site.yml, where no others are named."""
        self._own_pages = own_pages
        knowledge = self._load()
        self._in_use = replace(self._in_use, knowledge=knowledge, writer=Writer(knowledge))

    def _load(self) -> KnowledgeBase:
        knowledge = load(self._folder)
        problems = [
            problem
            for field, address in self._addresses.items()
            for problem in placeholder_problems("the address of pages", (field,), address, LINKS[field])
        ]
        if problems:
            raise KnowledgeError(problems)
        ours: dict[str, Any] = {
            field: address for field, address in self._own_pages.items() if not getattr(knowledge.site, field)
        }
        return replace(knowledge, site=replace(knowledge.site, **{**ours, **self._addresses}))

    def _refuse(self, why: str) -> bool:
        if why == self._refused:
            return False
        self._refused = why
        self._watcher(None)
        logger.error("the changed knowledge base is refused, the last good one stays in use:\n%s", why)
        return False

    def _look(self) -> None:
        try:
            self.refresh()
        finally:
            self._busy.release()


def _prepared(knowledge: KnowledgeBase) -> InUse:
    return InUse(knowledge, Writer(knowledge), Matcher(knowledge), _known_words(knowledge))


def _known_words(knowledge: KnowledgeBase) -> frozenset[str]:
    names = [name for role in knowledge.roles.values() for name in (role.title, *role.aliases)]
    places = [name for country in knowledge.countries.values() for name in (country.name, *country.names, *country.cities)]
    ours = {word for name in (*names, *places) for word in name.lower().split()}
    return frozenset({*english(), *knowledge.chat_words, *ours})


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, times and sizes of the files, which tell whether anything changed."""
    files = sorted(path for kind in ("*.yml", "*.tsv") for path in folder.rglob(kind) if not path.name.startswith("."))
    return tuple((str(path), *_changed(path)) for path in files)


def _changed(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:  # a link that leads nowhere, or a file that has just gone; reading tells
        return 0, -1
    return status.st_mtime_ns, status.st_size
