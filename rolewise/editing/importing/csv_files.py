"""Reading CSV files with the place of each row, so that every fault can be told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rolewise.core.knowledge.problems import Problem, shown

LARGEST_BYTES = 50_000_000


@dataclass(frozen=True)
class CsvRow:
    """One row: cells by column, blanks at their ends taken off."""

    file: str
    number: int  # the first row of data is 2, as spreadsheets count
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def problem(self, column: str, expected: str, found: object = None) -> Problem:
        """A fault in a cell of this row."""
        return Problem(self.file, (f"row {self.number}", column), expected, shown(self[column] if found is None else found))

    def ids(self, column: str) -> list[str]:
        """Several ids in one cell."""
        return [part.strip() for part in self[column].split(";") if part.strip()]

    def whole(self, column: str) -> int | None:
        """A whole number; None for an empty cell. Raises ValueError."""
        return int(self[column]) if self[column] else None

    def number_of(self, column: str) -> float | None:
        """A number; None for an empty cell. Raises ValueError."""
        return float(self[column]) if self[column] else None

    def text(self, column: str) -> str:
        """A line of words without doubled blanks."""
        return " ".join(self[column].split())


def rows(path: Path, columns: tuple[str, ...]) -> tuple[list[CsvRow], list[Problem]]:
    """The rows of a file that has at least these columns, and what is wrong with it."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return [], [Problem(path.name, (), f"at most {LARGEST_BYTES:,} bytes", f"{path.stat().st_size:,}")]
        content = path.read_text("utf-8-sig")
    except OSError as error:
        return [], [Problem(path.name, (), "a readable file", error.strerror or "nothing")]
    except UnicodeDecodeError as error:
        return [], [Problem(path.name, (f"byte {error.start}",), "text in UTF-8", "other bytes")]
    reader = csv.DictReader(io.StringIO(content))
    try:
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            return [], [Problem(path.name, ("row 1",), f"the columns {', '.join(missing)}", ", ".join(reader.fieldnames or ()))]
        return list(_checked(reader, path.name)), []
    except _Uneven as fault:
        return [], [fault.problem]
    except csv.Error as error:
        return [], [Problem(path.name, (), "comma separated values", str(error))]


class _Uneven(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def _checked(reader: csv.DictReader[str], file: str) -> Iterator[CsvRow]:
    width = len(reader.fieldnames or ())
    for number, cells in enumerate(reader, 2):
        if None in cells or None in cells.values():
            found = width + len(cells.get(None) or ()) - list(cells.values()).count(None)
            raise _Uneven(Problem(file, (f"row {number}",), f"{width} cells", str(found)))
        yield CsvRow(file, number, {column: value.strip() for column, value in cells.items()})
