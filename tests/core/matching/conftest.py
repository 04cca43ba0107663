"""Matchers of a small invented knowledge base and of the real one."""

from __future__ import annotations

from pathlib import Path

import pytest
from lamp_world import small_knowledge

from rolewise.core.knowledge import KnowledgeBase, load
from rolewise.core.matching import Matcher

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


@pytest.fixture(scope="session")
def lamps() -> Matcher:
    """The matcher of the invented world."""
    return Matcher(small_knowledge())


@pytest.fixture(scope="session")
def real() -> KnowledgeBase:
    """The project's knowledge."""
    return load(KNOWLEDGE)


@pytest.fixture(scope="session")
def matcher(real: KnowledgeBase) -> Matcher:
    """The matcher of the project's knowledge."""
    return Matcher(real)
