"""What editors have chosen about a folder that is imported: `imports/NAME.yml`, kept from edition to edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rolewise.core.knowledge import catalogue
from rolewise.core.knowledge.checking import Checker
from rolewise.core.knowledge.files import read
from rolewise.core.knowledge.problems import Problem


@dataclass(frozen=True)
class Guide:
    """The choices, as `fields.IMPORT` explains them."""

    about: str = ""
    bases: dict[str, dict[str, str]] = field(default_factory=dict)
    beginner_levels: tuple[str, ...] = ()
    open_top: tuple[str, ...] = ()
    leans: dict[str, Any] = field(default_factory=dict)
    ranks: dict[str, dict[str, int]] = field(default_factory=dict)
    credential_kinds: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    short_sources: dict[str, str] = field(default_factory=dict)
    attributions: dict[str, str] = field(default_factory=dict)
    group_schemes: tuple[str, ...] = ()
    wide_sources: tuple[str, ...] = ()
    left_out_sources: tuple[str, ...] = ()
    measures: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    known_sources: tuple[str, ...] = ()  # of the vocabulary; not from the file

    def lean(self, source: str, role: str) -> str:
        """To which side a source's figures for a role lean; "" where no one said so."""
        found = self.leans.get(source, "")
        return str(found.get(role, "") if isinstance(found, dict) else found)


def read_guide(folder: Path, name: str) -> tuple[Guide, list[Problem]]:
    """The choices about a folder of that name; none where there is no such file."""
    path = folder / catalogue.IMPORT.path / f"{name}.yml"
    known, _ = read(folder / catalogue.SOURCES.path, catalogue.SOURCES.path)
    known_sources = tuple(known) if isinstance(known, dict) else ()
    if not path.is_file():
        return Guide(known_sources=known_sources), []
    file = f"{catalogue.IMPORT.path}{path.name}"
    content, problems = read(path, file)
    problems = problems or Checker(catalogue.IMPORT.shape).shape_problems(content, file)
    if problems:
        return Guide(), problems
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in content.items()}
    return Guide(**values, known_sources=known_sources), []
