"""Sources of a folder -> rows of the register."""

from __future__ import annotations

import re

from rolewise.core.knowledge.tables import Row
from rolewise.editing.importing.csv_files import CsvRow
from rolewise.editing.importing.guide import Guide

COLUMNS = ("source_id", "name", "publisher", "licence", "retrieved_or_published", "reference")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_DATE = ("undated", "about ", "after ")
_LONGEST_SHORT = 80


def source_row(row: CsvRow, guide: Guide) -> Row:
    """A publication."""
    date = row.text("retrieved_or_published")
    year = None if date.startswith(_NO_DATE) else _YEAR.search(date)
    found: Row = {"name": row.text("name"), "short": _short(row, guide, year[0] if year else "")}
    found |= {"publisher": row.text("publisher"), "licence": row.text("licence"), "date": date}
    if year:
        found["year"] = int(year[0])
    found["reference"] = row.text("reference")
    if words := guide.attributions.get(row["source_id"]):
        found["attribution"] = words
    return found


def _short(row: CsvRow, guide: Guide, year: str) -> str:
    """How an answer names it: the publisher and the year, unless an editor gave a name."""
    if name := guide.short_sources.get(row["source_id"]):
        return name
    publisher = re.split(r" \(|, ", row.text("publisher"))[0]
    return (f"{publisher} {year}" if year and year not in publisher else publisher)[:_LONGEST_SHORT].strip()
