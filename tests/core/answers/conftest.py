"""The real knowledge base and a small invented one, each loaded once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rolewise.core.answers import Writer
from rolewise.core.knowledge import load
from tests.small_world import write_code_files

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def writer() -> Writer:
    """A writer on the project's knowledge base."""
    return Writer(load(HERE.parents[2] / "knowledge"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    """A writer on the invented knowledge base of tests/core/answers/world, with the project's own wording."""
    folder = shutil.copytree(HERE / "world", tmp_path_factory.mktemp("small") / "world")
    write_code_files(Path(folder), {"fresher": ["beginner"]})
    return Writer(load(folder))
