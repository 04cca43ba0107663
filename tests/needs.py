"""What a test needs of the machine: missing, it is skipped with a reason; in CI that is a failure."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str) -> str:
    """The path of a program on this machine."""
    found = shutil.which(name)
    return found or missing(f"the program {name} is not installed")


def missing(what: str) -> str:
    """Skips the test with a reason, or fails it in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must not skip: {what}")
    pytest.skip(what)
