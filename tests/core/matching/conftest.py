"""Matchers of a small invented knowledge base and of the real one."""

from __future__ import annotations

import shutil
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
def real(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The project's knowledge, with an empty wording: names do not depend on it."""
    folder = tmp_path_factory.mktemp("knowledge") / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    (folder / "wording.yml").write_text("{}\n", encoding="utf-8")
    return load(folder)


@pytest.fixture(scope="session")
def matcher(real: KnowledgeBase) -> Matcher:
    """The matcher of the project's knowledge."""
    return Matcher(real)
