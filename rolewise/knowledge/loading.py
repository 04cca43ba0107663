"""YAML files -> KnowledgeBase, or every problem found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rolewise.knowledge import build, catalogue, fields
from rolewise.knowledge.catalogue import Kind
from rolewise.knowledge.checking import Checker, Ids
from rolewise.knowledge.consistency import consistency_problems
from rolewise.knowledge.files import read
from rolewise.knowledge.model import KnowledgeBase
from rolewise.knowledge.problems import KnowledgeError, Problem, shown

_ID = re.compile(fields.ID)
Contents = dict[str, Any]  # file name -> content


def load(folder: Path) -> KnowledgeBase:
    """The knowledge base of a folder. Raises KnowledgeError with every problem of all files."""
    found = {kind.name: _read_kind(folder, kind) for kind in (*catalogue.SINGLE_FILES, *catalogue.FOLDERS)}
    problems = [problem for _, faults in found.values() for problem in faults]
    contents = {name: files for name, (files, _) in found.items()}
    if not problems:
        problems = _reference_problems(contents)
    if problems:
        raise KnowledgeError(problems)
    knowledge = build.knowledge_base(contents)
    if problems := consistency_problems(knowledge):
        raise KnowledgeError(problems)
    return knowledge


def _read_kind(folder: Path, kind: Kind) -> tuple[Contents, list[Problem]]:
    checker = Checker(kind.shape)
    contents: Contents = {}
    problems: list[Problem] = []
    for path, name in _files(folder, kind):
        content, faults = read(path, name)
        faults = faults or [*_name_problems(path, name, kind), *checker.shape_problems(content, name)]
        problems += faults
        if not faults:
            contents[name] = content
    return contents, problems


def _files(folder: Path, kind: Kind) -> Iterator[tuple[Path, str]]:
    if not kind.path.endswith("/"):
        yield folder / kind.path, kind.path
        return
    for path in sorted((folder / kind.path).glob("*.y*ml")):
        yield path, f"{kind.path}{path.name}"


def _name_problems(path: Path, name: str, kind: Kind) -> list[Problem]:
    if kind.path.endswith("/") and not (_ID.match(path.stem) and path.suffix == ".yml"):
        return [Problem(name, (), "a file name such as data-analyst.yml, which is the id", shown(path.name))]
    return []


def _reference_problems(contents: Mapping[str, Contents]) -> list[Problem]:
    ids: Ids = {
        "roles": {build.file_id(name) for name in contents["role"]},
        **{kind.name: set(contents[kind.name][kind.path]) for kind in
           (catalogue.SKILLS, catalogue.SOURCES, catalogue.BASES, catalogue.CURRENCIES, catalogue.COUNTRIES, catalogue.FAMILIES)},
    }
    problems = []
    for kind in (*catalogue.SINGLE_FILES, *catalogue.FOLDERS):
        checker = Checker(kind.shape)
        for name, content in contents[kind.name].items():
            problems += checker.reference_problems(content, name, ids)
    return problems
