"""Occupations of a folder -> rows of the register."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from rolewise.core.knowledge.grammar import plural
from rolewise.core.knowledge.tables import Row
from rolewise.editing.importing.csv_files import CsvRow
from rolewise.editing.importing.guide import Guide
from rolewise.editing.importing.pay import Faulty

COLUMNS = ("id", "title", "soc_code", "official_title", "summary", "family", "covered_by", "cover", "kind")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KINDS = {"occupation": "occupation", "residual": "residual", "military": "military", "india": "post"}
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_GROUP = "This group covers "
_SUBJECT = 70  # how much alike, of 100, a summary's first words and the title's plural are


def occupation_row(row: CsvRow, guide: Guide) -> Row:
    """One occupation. Raises Faulty."""
    if not _ID.fullmatch(row["id"]):
        raise Faulty(row.problem("id", "an id such as data-analyst"))
    kind = _KINDS.get(row["kind"])
    if kind is None:
        raise Faulty(row.problem("kind", f"one of {', '.join(_KINDS)}"))
    family = guide.families.get(row["family"])
    if family is None:
        raise Faulty(row.problem("family", "a family that imports/*.yml › families names"))
    found: Row = {"title": row.text("title"), "official": row.text("official_title"), "code": row["soc_code"]}
    found |= {"does": does(row, kind), "family": family, "kind": kind}
    if row["job_zone"]:
        found["zone"] = int(row["job_zone"])
    if row["covered_by"]:
        found["role"] = row["covered_by"]
        found |= {"part": True} if row["cover"] == "partial" else {}
    if row["definition_source"] or kind != "post":
        found["sources"] = [row["definition_source"] or "onet-30-2"]
    return {name: value for name, value in found.items() if value}


def does(row: CsvRow, kind: str) -> str:
    """The summary without its subject: "Nurses care for patients." -> "care for patients". Raises Faulty."""
    summary = row.text("summary").rstrip(".")
    if kind == "post":
        return summary[0].lower() + summary[1:]
    if summary.startswith(_GROUP):
        return summary.removeprefix(_GROUP)
    title = _BRACKETS.sub("", row.text("title"))
    words = summary.split(" ")
    subject, rest = " ".join(words[: len(title.split(" "))]), " ".join(words[len(title.split(" ")) :])
    if not rest or fuzz.ratio(subject.lower(), plural(title).lower()) < _SUBJECT:
        raise Faulty(row.problem("summary", f"a sentence that begins with {plural(title)}"))
    return rest
