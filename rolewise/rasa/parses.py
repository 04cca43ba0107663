"""Remembers what the NLU pipeline made of the last texts: buttons and common questions come word for word again."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from typing import Any

from rolewise.core.understanding.input_text import LIMIT

MOST = 500  # of at most some 5 kB each


class Parses:
    """Parses by text; those that were not asked for longest go first.

    Safe because a parse depends on the text, the model and the knowledge base alone: `version` holds the latter two, and
    with another version than the last one all is forgotten. Not on an attack: a long text is not kept.
    """

    def __init__(self, most: int = MOST):
        self._most = most
        self._known: OrderedDict[str, bytes] = OrderedDict()
        self._version: tuple[object, ...] = ()

    def get(self, text: str, version: tuple[object, ...]) -> dict[str, Any] | None:
        """A copy of what was kept for the text, or None."""
        if not self._is(version):
            self._known.clear()
            self._version = version
        if text not in self._known:
            return None
        self._known.move_to_end(text)
        return dict(pickle.loads(self._known[text]))  # noqa: S301 - written here

    def put(self, text: str, version: tuple[object, ...], parsed: dict[str, Any]) -> None:
        """Keeps a copy, unless another version is in use meanwhile."""
        if not self._is(version) or len(text) > LIMIT:
            return
        self._known[text] = pickle.dumps(parsed)
        if len(self._known) > self._most:
            self._known.popitem(last=False)

    def _is(self, version: tuple[object, ...]) -> bool:
        return len(version) == len(self._version) and all(one is other for one, other in zip(version, self._version, strict=True))
