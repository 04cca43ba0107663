"""Credentials and durations of a folder -> rows of the register."""

from __future__ import annotations

from collections.abc import Collection

from rolewise.core.knowledge.tables import Row
from rolewise.editing.importing.csv_files import CsvRow
from rolewise.editing.importing.guide import Guide
from rolewise.editing.importing.pay import Faulty, source_ids

CREDENTIAL_COLUMNS = ("id", "kind", "name", "body", "country", "what_it_takes", "source_id")
DURATION_COLUMNS = ("id", "path", "months_low", "months_high", "basis", "source_id")


def credential_row(row: CsvRow, guide: Guide, sources: Collection[str]) -> Row:
    """A licence, exam or certificate. Raises Faulty."""
    kind = guide.credential_kinds.get(row["kind"])
    if kind is None:
        raise Faulty(row.problem("kind", "a kind that imports/*.yml › credential_kinds names"))
    found: Row = {"kind": kind, "name": row.text("name"), "takes": row.text("what_it_takes")}
    if row["body"] not in ("", *guide.unknown):
        found["body"] = row.text("body")
    if row["country"] not in ("", *guide.anywhere):
        found["country"] = row["country"]
    return _with_rest(found, row, sources)


def duration_row(row: CsvRow, sources: Collection[str]) -> Row:
    """The length of a way in. Raises Faulty."""
    found: Row = {"path": row.text("path"), "basis": row.text("basis")}
    for end in ("low", "high"):
        try:
            months = row.whole(f"months_{end}")
        except ValueError:
            raise Faulty(row.problem(f"months_{end}", "a whole number of months")) from None
        if months is not None:
            found[end] = months
    if found.get("low", 0) > found.get("high", 10**6) or not ("low" in found or "high" in found):
        raise Faulty(row.problem("months_low", "months, the lower end first", f"{row['months_low']}–{row['months_high']}"))
    return _with_rest(found, row, sources)


def _with_rest(found: Row, row: CsvRow, sources: Collection[str]) -> Row:
    found["sources"] = source_ids(row, sources)
    if row["note"]:
        found["note"] = row.text("note")
    return found
