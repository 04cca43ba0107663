"""The real knowledge base and a small invented one, each loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolewise.answers import Writer
from rolewise.knowledge import load

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def writer() -> Writer:
    """A writer on the project's knowledge base."""
    return Writer(load(HERE.parents[1] / "knowledge"))


@pytest.fixture(scope="session")
def small() -> Writer:
    """A writer on the invented knowledge base of tests/answers/world, with the project's own wording."""
    return Writer(load(HERE / "world"))
