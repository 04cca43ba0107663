"""Whether what is installed is what was locked."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from rolewise.operation.finding import FAULT, SOUND, WARNING, Finding, Place

PYTHON = (3, 10)
NAMED = 3  # packages that are told by name
SETUP = "run `make setup`"


def check(place: Place) -> Iterator[Finding]:
    """Python, Rasa, and every other package."""
    right = sys.version_info[:2] == PYTHON
    cure = "" if right else "Rasa needs Python 3.10: run `make setup`"
    yield Finding(SOUND if right else FAULT, "python", platform.python_version(), cure)
    pinned = locked(place.root / "requirements.lock")
    yield _rasa(pinned)
    yield _packages(place, pinned)


def locked(lock: Path) -> dict[str, str]:
    """Versions by name, of the packages that are meant for this machine; {} without the file."""
    if not lock.is_file():
        return {}
    lines = (line.rstrip(" \\") for line in lock.read_text("utf-8").splitlines() if re.match(r"\w", line))
    found = (Requirement(line) for line in lines)
    return {each.name: str(each.specifier).lstrip("=") for each in found if each.marker is None or each.marker.evaluate()}


def _rasa(pinned: dict[str, str]) -> Finding:
    found, wanted = _installed("rasa"), pinned.get("rasa", "")
    if found == "":
        return Finding(FAULT, "rasa", "not installed", SETUP)
    if wanted and found != wanted:
        return Finding(FAULT, "rasa", f"{found} instead of {wanted}", SETUP)
    return Finding(SOUND, "rasa", found)


def _left_out(root: Path) -> set[str]:
    """What `bootstrap.sh serve` takes away."""
    file = root / "scripts" / "left-out.txt"
    return set(file.read_text("utf-8").split()) if file.is_file() else set()


def _packages(place: Place, pinned: dict[str, str]) -> Finding:
    if not pinned:
        return Finding(WARNING, "packages", "requirements.lock is not there", "compare with the project's own")
    installed = {name: _installed(name) for name in pinned}
    # Tools of development may be left out; what our own code names may not.
    left_out = _left_out(place.root) if (place.root / ".venv" / ".serve").exists() else set()
    lacking = sorted(name for name in _needed() if name not in left_out and not _installed(name))
    other = sorted(name for name, version in installed.items() if version and version != pinned[name])
    if lacking:
        return Finding(FAULT, "packages", f"missing: {_named(lacking)}", SETUP)
    if other:
        return Finding(WARNING, "packages", f"of another version than locked: {_named(other)}", SETUP)
    return Finding(SOUND, "packages", f"{sum(map(bool, installed.values()))} as locked")


def _needed() -> list[str]:
    try:
        named = metadata.requires("rolewise") or []
    except metadata.PackageNotFoundError:
        return []
    wanted = map(Requirement, named)
    return [each.name for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})]


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _named(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
