"""The project's own knowledge, and turns made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_made import KNOWLEDGE, Played

from rolewise.core.answers import Writer
from rolewise.core.knowledge import load


@pytest.fixture(scope="session")
def writer() -> Writer:
    """The writer of the project's knowledge."""
    return Writer(load(KNOWLEDGE))


@pytest.fixture
def played(writer: Writer) -> Callable[[], Played]:
    """Begins a conversation of hand-made turns."""
    return lambda: Played(writer)
