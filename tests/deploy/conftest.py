"""The files of deploy/, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rolewise.settings import ROOT, register

DEPLOY = ROOT / "deploy"


@pytest.fixture(scope="session")
def deploy() -> Path:
    """The folder."""
    return DEPLOY


@pytest.fixture(scope="session")
def settings() -> set[str]:
    """Names of the register."""
    return {setting.name for setting in register().values()}


@pytest.fixture(scope="session")
def secret_settings() -> set[str]:
    """Those whose values are secrets."""
    return {setting.name for setting in register().values() if setting.secret}


@pytest.fixture(scope="session")
def compose() -> Any:
    """compose.yml, merge keys resolved."""
    return yaml.safe_load((DEPLOY / "compose.yml").read_text("utf-8"))


@pytest.fixture(scope="session")
def manifests() -> dict[str, Any]:
    """The Kubernetes objects by kind."""
    objects = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))]
    return {each["kind"]: each for each in objects}
