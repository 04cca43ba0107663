"""What is worked out of a knowledge base once, and lives as long as it does."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rolewise.core.knowledge.model import KnowledgeBase

Made = TypeVar("Made")


def once_each(make: Callable[[KnowledgeBase], Made]) -> Callable[[KnowledgeBase], Made]:
    """`make`, called once for each knowledge base, which is never changed; its result goes with it.

    Kept as functools.cached_property keeps a value: `dataclasses.replace` makes a knowledge base that has none of it.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @functools.wraps(make)
    def made(knowledge: KnowledgeBase) -> Made:
        kept = knowledge.__dict__
        if name not in kept:
            kept[name] = make(knowledge)
        return kept[name]  # type: ignore[no-any-return]

    return made
