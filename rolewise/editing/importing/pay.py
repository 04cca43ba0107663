"""Rows of pay, credentials and durations, as the folders have them -> rows of the register."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from rolewise.core.knowledge.problems import Problem, nearest
from rolewise.core.knowledge.tables import Row
from rolewise.editing.importing.csv_files import CsvRow
from rolewise.editing.importing.guide import Guide

COLUMNS = ("country", "low", "median", "high", "percentile_basis", "experience_band", "year", "source_id")
_YEARS = re.compile(r"\d{1,2}-\d{1,2}(\.\d)?|\d{1,2}\+?")
_ALL = "all"


class Faulty(Exception):
    """A row is refused; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def pay_row(row: CsvRow, role: str, guide: Guide, sources: Collection[str]) -> Row:
    """A row of pay. Raises Faulty."""
    found: Row = {"country": row["country"]}
    amounts = _amounts(row)
    choice = guide.bases.get(row["percentile_basis"])
    if choice is None:
        raise Faulty(row.problem("percentile_basis", "a kind of figure that imports/*.yml › bases names"))
    if moved := choice.get("average"):
        amounts["average"] = amounts.pop(moved)
    found |= {end: amount for end, amount in amounts.items() if amount is not None}
    found["basis"] = choice["basis"]
    found |= _band(row, guide)
    found["year"] = _year(row)
    found["source"] = source_ids(row, sources)[0]
    if row["sample_size"]:
        found["sample"] = _whole(row, "sample_size")
    return {**found, **_remarks(row, role, found, guide)}


def source_ids(row: CsvRow, sources: Collection[str]) -> list[str]:
    """The sources of a row. Raises Faulty for one that the folder does not describe."""
    ids = row.ids("source_id")
    for source in ids:
        if source not in sources:
            raise Faulty(replace(row.problem("source_id", "a source of sources.csv", source), nearest=nearest(source, sources)))
    if not ids:
        raise Faulty(row.problem("source_id", "a source"))
    return ids


def _amounts(row: CsvRow) -> dict[str, float | None]:
    amounts = {end: _amount(row, end) for end in ("low", "median", "high")}
    known = [amount for amount in amounts.values() if amount is not None]
    if not known:
        raise Faulty(row.problem("low", "at least one of low, median and high", "none"))
    if known != sorted(known):
        raise Faulty(row.problem("low", "low, median and high in rising order", tuple(known)))
    return amounts


def _amount(row: CsvRow, column: str) -> float | None:
    try:
        amount = row.number_of(column)
    except ValueError:
        raise Faulty(row.problem(column, "an amount of money")) from None
    return amount if amount is None or row["period"] == "hour" else round(amount)


def _whole(row: CsvRow, column: str) -> int:
    try:
        return int(row[column])
    except ValueError:
        raise Faulty(row.problem(column, "a whole number")) from None


def _year(row: CsvRow) -> int:
    year = _whole(row, "year")
    if not 1990 <= year <= 2100:
        raise Faulty(row.problem("year", "a year"))
    return year


def _band(row: CsvRow, guide: Guide) -> Row:
    band = row["experience_band"]
    if band in ("", _ALL):
        return {}
    if _YEARS.fullmatch(band):
        return {"experience": band}
    return {"level": band, **({"beginners": True} if band in guide.beginner_levels else {})}


def _remarks(row: CsvRow, role: str, found: Row, guide: Guide) -> Row:
    remarks: Row = {}
    note = row.text("note")
    group, rest = statistical_group(note, guide.group_schemes)
    if group:
        remarks["occupation"] = group
        note = rest
    if any(words in note for words in guide.open_top):
        remarks["open_top"] = True
    if lean := guide.lean(found["source"], role):
        remarks["lean"] = lean
    rank = guide.ranks.get(role, {}).get(found["source"], 1)
    if rank != 1:
        remarks["rank"] = rank
    if row["period"] == "hour":
        remarks["period"] = "hour"
    if row["headline"] == "1":
        remarks["headline"] = True
        if row["experience_band"] not in ("", _ALL):
            remarks["covers"] = f"{row['experience_band']} years"
    if found["source"] in guide.wide_sources:
        remarks["wide"] = True
    if note:
        remarks["note"] = note
    return remarks


def statistical_group(note: str, schemes: Collection[str]) -> tuple[str, str]:
    """The group that a note names, and the rest of the note: "SOC 13-2011 Accountants; nearest group" -> ("Accountants
    (SOC 13-2011)", "nearest group")."""
    for scheme in schemes:
        if match := re.match(rf"{re.escape(scheme)} (\S+) (.+?)(?:[:;] (.*))?$", note):
            return f"{match[2]} ({scheme.removesuffix(' group')} {match[1]})", match[3] or ""
    return "", note
