"""YAML files -> KnowledgeBase, or every problem found."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from rolewise.core.knowledge import build, catalogue, fields, imported
from rolewise.core.knowledge.catalogue import Kind
from rolewise.core.knowledge.checking import Checker, Ids
from rolewise.core.knowledge.consistency import consistency_problems
from rolewise.core.knowledge.contract import contract_problems
from rolewise.core.knowledge.files import read
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.knowledge.problems import KnowledgeError, Problem, shown

_ID = re.compile(fields.ID)
Contents = dict[str, Any]  # file name -> content


def load(folder: Path) -> KnowledgeBase:
    """The knowledge base of a folder. Raises KnowledgeError with every problem of all files."""
    with _no_collection():
        return _loaded(folder)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of values are made and none is dropped: looking for dropped ones would take a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _loaded(folder: Path) -> KnowledgeBase:
    found = {kind.name: _read_kind(folder, kind) for kind in (*catalogue.SINGLE_FILES, *catalogue.FOLDERS)}
    problems = [problem for _, faults in found.values() for problem in faults]
    contents = {name: files for name, (files, _) in found.items()}
    tables, faults = imported.read_all(folder)
    ids = _ids(contents, tables, {build.file_id(name) for _, name in _files(folder, catalogue.ROLE)})
    problems += [*faults, *_reference_problems(contents, ids), *_row_problems(tables, ids, folder.parent / ".cache" / "imported")]
    if not all(contents[kind.name] or kind.optional for kind in catalogue.SINGLE_FILES):
        raise KnowledgeError(problems)
    if any(problem.file.startswith(imported.FOLDER) for problem in problems):
        raise KnowledgeError(problems)
    knowledge = build.knowledge_base(_buildable(contents, problems), tables)
    problems += consistency_problems(knowledge)
    if problems:
        raise KnowledgeError(problems)
    return knowledge


def _buildable(contents: Mapping[str, Contents], problems: list[Problem]) -> Mapping[str, Contents]:
    """The files whose ids are all known, so that the faults between the others are told in the same run."""
    faulty = {problem.file for problem in problems}
    folders = {
        kind.name: {name: content for name, content in contents[kind.name].items() if name not in faulty}
        for kind in catalogue.FOLDERS
    }
    return {**contents, **folders}


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
            problems += contract_problems(kind.name, content, name) if kind.contracted else ()
    return contents, problems


def _files(folder: Path, kind: Kind) -> Iterator[tuple[Path, str]]:
    if not kind.path.endswith("/"):
        if not kind.optional or (folder / kind.path).exists():
            yield folder / kind.path, kind.path
        return
    for path in sorted((folder / kind.path).glob("*")):
        # A dot begins what editors' programs and Macs leave behind.
        if path.suffix.lower() in (".yml", ".yaml") and not path.name.startswith("."):
            yield path, f"{kind.path}{path.name}"


def _name_problems(path: Path, name: str, kind: Kind) -> list[Problem]:
    if kind.path.endswith("/") and not (_ID.match(path.stem) and path.suffix == ".yml"):
        return [Problem(name, (), "a file name such as data-analyst.yml, which is the id", shown(path.name))]
    return []


def _ids(contents: Mapping[str, Contents], tables: imported.Imported, roles: set[str]) -> dict[str, set[str]]:
    """Every id that a file may name, by vocabulary; those of a file that could not be read are left out."""
    known = [kind for kind in catalogue.VOCABULARIES if contents[kind.name]]
    ids = {"roles": roles, **{kind.name: set(contents[kind.name][kind.path]) for kind in known}}
    if catalogue.SOURCES.name in ids:
        ids[catalogue.SOURCES.name] |= tables.entries(imported.SOURCES).keys()
    return ids


def _row_problems(tables: imported.Imported, ids: Ids, sound: Path) -> list[Problem]:
    """Faults of imported rows. `sound` keeps which content was found to be sound: it is looked through once."""
    digest = tables.digest(ids)
    try:
        if sound.read_text("utf-8") == digest:
            return []
    except (OSError, UnicodeDecodeError):
        pass
    problems = list(tables.problems(ids))
    if tables.sets and not problems:
        with suppress(OSError):  # where nothing may be written, each start looks through them
            sound.parent.mkdir(exist_ok=True)
            sound.write_text(digest, "utf-8")
    return problems


def _reference_problems(contents: Mapping[str, Contents], ids: Ids) -> list[Problem]:
    """Ids that are not known; those of a vocabulary that could not be read are not asked for."""
    problems = []
    named = {kind.name: _named(contents[kind.name].get(kind.path)) for kind in catalogue.VOCABULARIES}
    for kind in (*catalogue.SINGLE_FILES, *catalogue.FOLDERS):
        checker = Checker(kind.shape)
        for name, content in contents[kind.name].items():
            problems += checker.reference_problems(content, name, ids, named)
    return problems


def _named(entries: object) -> dict[str, str]:
    """The names of a vocabulary's entries, which an editor may write for their ids: "india" -> "IN"."""
    if not isinstance(entries, dict):
        return {}
    return {
        str(name).lower(): key
        for key, entry in reversed(entries.items())
        if isinstance(entry, dict)
        for name in (*(entry.get("names") or ()), *(entry.get("aliases") or ()), entry.get("label"), entry.get("name"))
        if name
    }
