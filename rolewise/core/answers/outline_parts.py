"""Pieces that outlines are made of. Small and total; examples run as doctests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from rolewise.core.answers.types import Group, Item

PARTS = 4  # of an axis, at most


def first_sentence(text: str) -> str:
    """The first sentence of a text.

    >>> first_sentence("It is so. It is not so."), first_sentence("Up to 1.5 Cr."), first_sentence("")
    ('It is so.', 'Up to 1.5 Cr.', '')
    """
    return re.split(r"(?<=[.!?]) (?=[A-Z])", text, maxsplit=1)[0]


def items(labels: Sequence[str], texts: Sequence[str] = ()) -> tuple[Item, ...]:
    """Items with these labels, and the questions they ask.

    >>> items(["SQL"])
    (Item(label='SQL', text=''),)
    """
    return tuple(Item(label, texts[place] if texts else "") for place, label in enumerate(labels))


def group(title: str, labels: Sequence[str]) -> Group:
    """A group of plain items."""
    return Group(title, items(labels))


def marks(highest: float) -> tuple[int, ...]:
    """Round amounts from nought to at least the highest (of an hour's pay with its cents), in at most PARTS steps.

    >>> marks(3_000_000), marks(125_000), marks(143.68), marks(0)
    ((0, 1000000, 2000000, 3000000), (0, 50000, 100000, 150000), (0, 50, 100, 150), (0, 1))
    """
    highest = ceil(highest)
    size = 10 ** (len(str(max(highest, 1))) - 1)
    steps = (max(size // 10, 1) * factor for factor in (1, 2, 5, 10, 20, 50, 100))
    step = next(step for step in steps if step * PARTS >= highest)
    return tuple(step * number for number in range(max(-(-highest // step), 1) + 1))
