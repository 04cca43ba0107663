"""An installation to examine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rolewise.doctor import Place


@pytest.fixture
def place(tmp_path: Path) -> Callable[..., Place]:
    """An installation in an empty folder, with these settings."""
    return lambda **environment: Place(tmp_path, environment)
