"""The small invented knowledge base, in a folder of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_world import write_world


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound knowledge folder that the test may change."""
    return write_world(tmp_path / "knowledge")
