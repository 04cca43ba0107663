"""Imported facts: tables of plain text, a block of rows for each id, read as they are needed.

    # country<tab>low<tab>high
    data-scientist
    <tab>IN<tab>600000<tab>3000000

Git shows such a change as the line of one fact. A cell that is empty has no value; several ids are parted by ";".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from rolewise.core.knowledge.fields import Field, entry
from rolewise.core.knowledge.shapes import Shape

ENDING = ".tsv"
# The largest table of ours has 2 MB; a larger one is a mistake or an attack.
LARGEST_BYTES = 16_000_000
_HEAD = "# "
_BLOCK = re.compile(r"\n(?=[^\t\n])")
Row = dict[str, Any]


class BrokenTable(Exception):
    """The file is no table: what was expected, and what was found."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(expected, found)
        self.expected, self.found = expected, found


class Table:
    """Rows by id. Text until a row is asked for."""

    def __init__(self, columns: Iterable[str], body: str, fields: tuple[Field, ...], digest: str = "") -> None:
        self.digest = digest  # of the file's content
        self.columns = tuple(columns)
        self.fields = fields
        self._body = body
        self._read = [(name, _reader(field.shape)) for name in columns for field in fields if field.name == name]

    @cached_property
    def _blocks(self) -> dict[str, str]:
        """The text of each id's rows. Raises BrokenTable, which only the check of a new file can meet."""
        blocks: dict[str, str] = {}
        for block in _BLOCK.split(self._body.rstrip("\n")) if self._body.strip() else ():
            key, _, rows = block.partition("\n")
            if key in blocks or not rows:
                raise BrokenTable("rows under each id, which stands once", repr(key))
            blocks[key] = rows
        self._body = ""
        return blocks

    def __contains__(self, key: object) -> bool:
        return key in self._blocks

    def __iter__(self) -> Iterator[str]:
        return iter(self._blocks)

    def rows(self, key: str) -> list[Row]:
        """The rows of an id, each with its cells that hold something; [] where there are none."""
        block = self._blocks.get(key, "")
        return [self._row(line) for line in block.split("\n")] if block else []

    def lines(self, key: str) -> list[str]:
        """The rows of an id as the file writes them."""
        return self._blocks[key].split("\n")

    def _row(self, line: str) -> Row:
        cells = line.split("\t")[1:]
        return {name: read(cell) for (name, read), cell in zip(self._read, cells) if cell}  # noqa: B905


def read(path: Path, fields: tuple[Field, ...]) -> Table:
    """The table of a file. Raises BrokenTable, OSError or UnicodeDecodeError."""
    if path.stat().st_size > LARGEST_BYTES:
        raise BrokenTable(f"at most {LARGEST_BYTES:,} bytes", f"{path.stat().st_size:,}")
    raw = path.read_bytes()
    head, _, body = raw.decode("utf-8").partition("\n")
    columns = head.removeprefix(_HEAD).split("\t")
    known = [field.name for field in fields]
    if not head.startswith(_HEAD) or any(column not in known for column in columns):
        raise BrokenTable(f"a first line of columns out of {', '.join(known)}", repr(head[:80]))
    return Table(columns, body, fields, hashlib.blake2b(raw, digest_size=16).hexdigest())


def written(rows: Mapping[str, list[Row]], fields: tuple[Field, ...]) -> str:
    """The text of a table, ids in alphabetical order, columns in the order of the register, unused ones left out."""
    used = {name for group in rows.values() for row in group for name in row}
    columns = [field.name for field in fields if field.name in used]
    lines = [_HEAD + "\t".join(columns)]
    for key in sorted(rows):
        lines.append(key)
        lines += ["\t" + "\t".join(_cell(row.get(column)) for column in columns).rstrip("\t") for row in rows[key]]
    return "\n".join(lines) + "\n"


def row_shape(fields: tuple[Field, ...]) -> Shape:
    """The shape of one row."""
    return entry(fields)


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, (list, tuple)):
        return ";".join(map(str, value))
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _reader(shape: Shape) -> Any:
    kind = shape.get("type")
    if kind == "array":
        return lambda cell: cell.split(";")
    return {"integer": _whole, "number": _number, "boolean": _flag}.get(str(kind), str)


def _whole(cell: str) -> Any:
    try:
        return int(cell)
    except ValueError:
        return cell  # the check says what is wrong with it


def _number(cell: str) -> Any:
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell


def _flag(cell: str) -> Any:
    return True if cell == "1" else cell
