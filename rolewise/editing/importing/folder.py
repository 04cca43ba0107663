"""A folder of CSV files -> a set of tables, and what changed against the set that was there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rolewise.core.knowledge import imported, tables
from rolewise.core.knowledge.problems import Problem
from rolewise.core.knowledge.tables import Row
from rolewise.editing.importing import csv_files, entry, occupations, pay, sources
from rolewise.editing.importing.csv_files import CsvRow
from rolewise.editing.importing.guide import Guide, read_guide

Rows = dict[str, list[Row]]  # id -> rows


class ImportRefused(Exception):
    """The folder is not taken in; `problems` lists every fault."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class TableChange:
    """What an import changed in one table: how many ids are new, gone and changed, and some of them."""

    name: str
    rows: int
    added: list[str]
    removed: list[str]
    changed: list[str]


@dataclass(frozen=True)
class Imported:
    """The set written, and the change in each of its tables."""

    name: str
    tables: list[TableChange]
    unread: list[str] = field(default_factory=list)  # CSV files that no reader knows


@dataclass
class _Reading:
    """One folder while it is read."""

    folder: Path
    guide: Guide
    problems: list[Problem] = field(default_factory=list)
    sources: Rows = field(default_factory=dict)

    def rows(self, name: str, columns: tuple[str, ...]) -> list[CsvRow]:
        found, problems = csv_files.rows(self.folder / name, columns)
        self.problems += problems
        return found

    def gathered(self, read: list[CsvRow], owner: Callable[[CsvRow], str], make: Callable[[CsvRow], Row]) -> Rows:
        """The rows by id; a faulty one becomes a problem."""
        found: Rows = defaultdict(list)
        for row in read:
            try:
                found[owner(row)].append(make(row))
            except pay.Faulty as fault:
                self.problems.append(fault.problem)
        return found


def import_folder(knowledge: Path, folder: Path) -> Imported:
    """Takes a folder in. Raises ImportRefused, and then nothing is written."""
    guide, problems = read_guide(knowledge, folder.name)
    reading = _Reading(folder, guide, problems)
    reading.sources = {row["source_id"]: [sources.source_row(row, guide)] for row in reading.rows("sources.csv", sources.COLUMNS)}
    found = {name: rows for name, rows in _tables(reading) if rows}
    if reading.problems:
        raise ImportRefused(reading.problems)
    known = {path for names in _FILES.values() for path in names}
    unread = sorted(path.name for path in folder.glob("*.csv") if path.name not in known)
    place = knowledge / imported.FOLDER / folder.name
    place.mkdir(parents=True, exist_ok=True)
    return Imported(folder.name, [_written(place, name, rows) for name, rows in sorted(found.items())], unread)


_FILES = {
    "occupations": ("occupations.csv",),
    "pay": ("pay.csv", "pay_missing.csv", "pay_by_experience.csv"),
    "credentials": ("credentials.csv",),
    "durations": ("duration.csv",),
    "sources": ("sources.csv",),
}


def _tables(reading: _Reading) -> Iterator[tuple[str, Rows]]:
    if (reading.folder / "occupations.csv").is_file():
        read = reading.rows("occupations.csv", occupations.COLUMNS)
        yield "occupations", reading.gathered(read, _owner, lambda row: occupations.occupation_row(row, reading.guide))
    held = [name for name in _FILES["pay"] if (reading.folder / name).is_file()]
    read = [row for name in held for row in reading.rows(name, pay.COLUMNS)]
    known = _described(reading)
    yield "pay", reading.gathered(read, _owner, lambda row: pay.pay_row(row, _owner(row), reading.guide, known))
    if (reading.folder / "credentials.csv").is_file():
        read = reading.rows("credentials.csv", entry.CREDENTIAL_COLUMNS)
        yield "credentials", reading.gathered(read, _owner, lambda row: entry.credential_row(row, reading.guide, known))
    if (reading.folder / "duration.csv").is_file():
        read = reading.rows("duration.csv", entry.DURATION_COLUMNS)
        yield "durations", reading.gathered(read, _owner, lambda row: entry.duration_row(row, known))
    yield "sources", reading.sources


def _owner(row: CsvRow) -> str:
    return row["occupation_id"] or row["role_id"] or row["id"]


def _described(reading: _Reading) -> set[str]:
    """Ids of sources that rows may name: the folder's own and those of the vocabulary."""
    return set(reading.sources) | set(reading.guide.known_sources)


def _written(place: Path, name: str, rows: Rows) -> TableChange:
    path = place / f"{name}{tables.ENDING}"
    fields = imported.TABLES[name]
    text = tables.written(rows, fields)
    before = _lines(path, name)
    path.write_text(text, "utf-8")
    after = _lines(path, name)
    changed = sorted(key for key in before.keys() & after.keys() if before[key] != after[key])
    return TableChange(name, sum(map(len, rows.values())), sorted(after.keys() - before.keys()),
                       sorted(before.keys() - after.keys()), changed)


def _lines(path: Path, name: str) -> dict[str, list[Row]]:
    if not path.is_file():
        return {}
    try:
        table = tables.read(path, imported.TABLES[name])
    except (tables.BrokenTable, UnicodeDecodeError):
        return {}
    return {key: table.rows(key) for key in table}
