"""The imported facts of a knowledge base: `imported/SET/TABLE.tsv`, as `rolewise import` writes them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rolewise.core.knowledge import fields
from rolewise.core.knowledge.checking import Checker, Ids
from rolewise.core.knowledge.fields import Field
from rolewise.core.knowledge.problems import Problem, nearest, shown
from rolewise.core.knowledge.tables import ENDING, BrokenTable, Row, Table, read, row_shape

FOLDER = "imported"
SOURCES = "sources"
OCCUPATIONS = "occupations"
SKILLS = "skills"
NAMES = "names"  # by name; all others by the id of a role or an occupation
TABLES: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        OCCUPATIONS: fields.OCCUPATION,
        NAMES: fields.OCCUPATION_NAME,
        "pay": fields.PAY,
        "tasks": fields.TASK,
        SKILLS: fields.OCCUPATION_SKILL,
        "education": fields.OCCUPATION_EDUCATION,
        "outlook": fields.OCCUPATION_OUTLOOK,
        "related": fields.OCCUPATION_RELATED,
        "measures": fields.OCCUPATION_MEASURE,
        "credentials": fields.CREDENTIAL,
        "durations": fields.DURATION,
        SOURCES: fields.SOURCE,
    }
)


@dataclass(frozen=True)
class Imported:
    """The tables of every set by set and name."""

    sets: Mapping[str, Mapping[str, Table]]

    def rows(self, table: str, key: str) -> list[Row]:
        """The rows of an id in every set."""
        return [row for tables in self.sets.values() if table in tables for row in tables[table].rows(key)]

    def added(self, table: str, key: str) -> list[Row]:
        """The rows of an id in the sets that describe no occupations of their own: facts about the hand-made roles."""
        return [
            row
            for tables in self.sets.values()
            if table in tables and OCCUPATIONS not in tables
            for row in tables[table].rows(key)
        ]

    def entries(self, table: str) -> dict[str, Row]:
        """The one row of every id of a table that has one row each."""
        found: dict[str, Row] = {}
        for tables in self.sets.values():
            for key in tables.get(table, ()):
                found.setdefault(key, tables[table].rows(key)[0])
        return found

    def digest(self, ids: Ids) -> str:
        """What the outcome of a check depends on: the tables, the ids that rows may name, and the register."""
        parts = [f"{name}/{table}:{found.digest}" for name, tables in self.sets.items() for table, found in tables.items()]
        parts += [f"{vocabulary}:{','.join(sorted(known))}" for vocabulary, known in sorted(ids.items())]
        parts += [repr(TABLES)]
        return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()

    def _broken(self) -> Iterator[Problem]:
        for name, tables in self.sets.items():
            for table, found in tables.items():
                try:
                    iter(found)
                except BrokenTable as fault:
                    yield Problem(f"{FOLDER}/{name}/{table}{ENDING}", (), fault.expected, fault.found)

    def problems(self, ids: Ids) -> Iterator[Problem]:
        """Every row that is not as the register has it."""
        broken = list(self._broken())
        if broken:
            yield from broken
            return
        owners = {*ids["roles"], *(key for tables in self.sets.values() for key in tables.get(OCCUPATIONS, ()))}
        for name, tables in self.sets.items():
            for table in tables:
                held = None if table in (SOURCES, OCCUPATIONS, NAMES) else owners
                yield from _table_problems(f"{FOLDER}/{name}/{table}{ENDING}", tables[table], ids, held)


def read_all(folder: Path) -> tuple[Imported, list[Problem]]:
    """The sets below a knowledge folder, and the files that are no tables."""
    sets: dict[str, dict[str, Table]] = {}
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob(f"*/*{ENDING}")):
        name = f"{FOLDER}/{path.parent.name}/{path.name}"
        if path.stem not in TABLES:
            problems.append(Problem(name, (), f"a table: {', '.join(TABLES)}", shown(path.stem), nearest(path.stem, TABLES)))
            continue
        try:
            sets.setdefault(path.parent.name, {})[path.stem] = read(path, TABLES[path.stem])
        except BrokenTable as fault:
            problems.append(Problem(name, (), fault.expected, fault.found))
        except UnicodeDecodeError as error:
            problems.append(Problem(name, (f"byte {error.start}",), "text in UTF-8", "other bytes"))
        except OSError as error:
            problems.append(Problem(name, (), "a readable file", error.strerror or "nothing"))
    return Imported(sets), problems


def _table_problems(file: str, table: Table, ids: Ids, owners: Collection[str] | None) -> Iterator[Problem]:
    checker = Checker(row_shape(table.fields))
    for key in table:
        if owners is not None and key not in owners:
            yield Problem(file, (key,), "an id of a role or an occupation", shown(key), nearest(key, owners))
        for number, row in enumerate(table.rows(key), 1):
            for problem in (*checker.shape_problems(row, file), *checker.reference_problems(row, file, ids)):
                yield Problem(file, (key, f"row {number}", *problem.place), problem.expected, problem.found, problem.nearest)
