"""What the files hold as they are, sound or not: an editor needs help most while they are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rolewise.core.knowledge import catalogue
from rolewise.core.knowledge.files import read
from rolewise.core.knowledge.grammar import plural


def ids(folder: Path) -> dict[str, list[str]]:
    """The ids of each vocabulary and of the roles, in the files' order; a file that cannot be read has none."""
    found = {kind.name: list(_mapping(folder / kind.path)) for kind in catalogue.VOCABULARIES}
    return {"roles": [path.stem for path in role_files(folder)], **found}


def role_files(folder: Path) -> list[Path]:
    """The files of the roles, by name."""
    return sorted((folder / catalogue.ROLE.path).glob("*.yml"))


def role_names(folder: Path) -> Iterator[tuple[str, str]]:
    """Every name of every role as written, each with the role's id."""
    for path in role_files(folder):
        content = _mapping(path)
        title = content.get("title")
        several = content.get("plural") or (plural(str(title)) if title else None)
        names = [title, several, *(content.get("aliases") or []), *(content.get("fields") or [])]
        yield from ((str(name), path.stem) for name in names if name)


def _mapping(path: Path) -> dict[str, Any]:
    content, _ = read(path, path.name)
    return content if isinstance(content, dict) else {}
