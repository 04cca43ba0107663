"""A folder of CSV files -> a set of tables, and what changed against the set that was there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rolewise.core.knowledge import imported, tables
from rolewise.core.knowledge.problems import Problem
from rolewise.core.knowledge.tables import Row
from rolewise.editing.importing import csv_files, entry, facts, names, occupations, pay, sources
from rolewise.editing.importing.csv_files import CsvRow
from rolewise.editing.importing.guide import Guide, read_guide

_HOME = "US"  # whose employment tells which of several occupations a name means first
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
    changes = [_written(place, name, rows) for name, rows in sorted(found.items())]
    gone = [path for path in sorted(place.glob(f"*{tables.ENDING}")) if path.stem not in found]
    return Imported(folder.name, [*changes, *map(_removed, gone)], unread)


_FILES = {
    "occupations": ("occupations.csv",),
    "pay": ("pay.csv", "pay_missing.csv", "pay_by_experience.csv"),
    "credentials": ("credentials.csv",),
    "durations": ("duration.csv",),
    "names": ("titles.csv",),
    "tasks": ("tasks.csv",),
    "skills": ("skills.csv",),
    "education": ("education.csv",),
    "outlook": ("outlook.csv",),
    "related": ("related.csv",),
    "measures": ("work_context.csv", "ai_exposure.csv", "interests.csv"),
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
    yield from _facts(reading, known)
    yield "sources", {source: rows for source, rows in reading.sources.items() if source not in reading.guide.left_out_sources}


def _facts(reading: _Reading, known: set[str]) -> Iterator[tuple[str, Rows]]:
    makers: dict[str, tuple[tuple[str, ...], Callable[[CsvRow], Row]]] = {
        "tasks": (facts.TASK_COLUMNS, lambda row: facts.task_row(row, known)),
        "skills": (facts.SKILL_COLUMNS, lambda row: facts.skill_row(row, known)),
        "education": (facts.EDUCATION_COLUMNS, lambda row: facts.education_row(row, known)),
        "outlook": (facts.OUTLOOK_COLUMNS, lambda row: facts.outlook_row(row, known)),
    }
    for table, (columns, make) in makers.items():
        if (reading.folder / _FILES[table][0]).is_file():
            yield table, reading.gathered(reading.rows(_FILES[table][0], columns), _owner, make)
    if (reading.folder / "titles.csv").is_file():
        yield "names", _names(reading)
    if (reading.folder / "related.csv").is_file():
        ids = {row["id"] for row in reading.rows("occupations.csv", occupations.COLUMNS)}
        read = reading.rows("related.csv", facts.RELATED_COLUMNS)
        yield "related", reading.gathered(read, _owner, lambda row: facts.related_row(row, ids))
    yield "measures", _measures(reading, known)


def _names(reading: _Reading) -> Rows:
    employed = {
        row["occupation_id"]: int(float(row["employment_base"] or 0))
        for row in reading.rows("outlook.csv", facts.OUTLOOK_COLUMNS)
        if row["country"] == _HOME
    }
    described = reading.rows("occupations.csv", occupations.COLUMNS)
    return names.named(reading.rows("titles.csv", facts.TITLE_COLUMNS), described, employed, reading.guide.names)


def _measures(reading: _Reading, known: set[str]) -> Rows:
    found: Rows = defaultdict(list)
    guide = reading.guide
    makers: dict[str, tuple[tuple[str, ...], Callable[[CsvRow], Row]]] = {
        "work_context.csv": (facts.CONTEXT_COLUMNS, lambda row: facts.measure_row(row, "aspect", "value", guide, known)),
        "ai_exposure.csv": (facts.EXPOSURE_COLUMNS, lambda row: facts.measure_row(row, "measure", "score", guide, known)),
        "interests.csv": (facts.INTEREST_COLUMNS, lambda row: facts.interest_row(row, known)),
    }
    for name, (columns, make) in makers.items():
        if (reading.folder / name).is_file():
            read = [row for row in reading.rows(name, columns) if row["source_id"] not in guide.left_out_sources]
            for key, rows in reading.gathered(read, _owner, make).items():
                found[key] += rows
    facts.with_percentiles(row for rows in found.values() for row in rows)
    return found


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
    return TableChange(
        name, sum(map(len, rows.values())), sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys()), changed
    )


def _removed(path: Path) -> TableChange:
    """A table that the folder has no rows for any more."""
    before = _lines(path, path.stem) if path.stem in imported.TABLES else {}
    path.unlink()
    return TableChange(path.stem, 0, [], sorted(before), [])


def _lines(path: Path, name: str) -> dict[str, list[Row]]:
    if not path.is_file():
        return {}
    try:
        table = tables.read(path, imported.TABLES[name])
    except (tables.BrokenTable, UnicodeDecodeError):
        return {}
    return {key: table.rows(key) for key in table}
