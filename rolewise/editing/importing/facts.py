"""Tasks, skills, education, outlook, relatives, measures and names of occupations -> rows of the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from rolewise.core.knowledge.tables import Row
from rolewise.editing.importing.csv_files import CsvRow
from rolewise.editing.importing.guide import Guide
from rolewise.editing.importing.pay import Faulty, source_ids

TASK_COLUMNS = ("occupation_id", "order", "task", "source_id")
SKILL_COLUMNS = ("occupation_id", "skill", "kind", "rank", "source_id")
EDUCATION_COLUMNS = (
    "occupation_id",
    "entry_education",
    "related_experience",
    "on_the_job_training",
    "onet_job_zone",
    "exp_years_low",
    "exp_years_high",
    "exp_basis",
    "exp_source_id",
    "source_id",
)
OUTLOOK_COLUMNS = (
    "occupation_id",
    "country",
    "code",
    "group_title",
    "employment_base",
    "employment_projected",
    "growth_percent",
    "period",
    "annual_openings",
    "source_id",
)
RELATED_COLUMNS = ("occupation_id", "related_occupation_id", "rank", "source_id")
CONTEXT_COLUMNS = ("occupation_id", "aspect", "value", "text", "source_id")
EXPOSURE_COLUMNS = ("occupation_id", "measure", "score", "percentile", "source_id")
INTEREST_COLUMNS = ("occupation_id", "holland_code", "source_id")
TITLE_COLUMNS = ("occupation_id", "title", "source", "first_choice")
_SKILL_KINDS = {"skill": "soft", "knowledge": "core", "technology": "tool"}
_NONE = "None"


def task_row(row: CsvRow, sources: Collection[str]) -> Row:
    """A task, without its full stop. Raises Faulty."""
    return {"task": row.text("task").rstrip("."), "source": source_ids(row, sources)[0]}


def skill_row(row: CsvRow, sources: Collection[str]) -> Row:
    """A skill with its kind and, where it is rated, its importance of 1 to 5. Raises Faulty."""
    if row["kind"] not in _SKILL_KINDS:
        raise Faulty(row.problem("kind", f"one of {', '.join(_SKILL_KINDS)}"))
    found: Row = {"skill": row.text("skill"), "kind": _SKILL_KINDS[row["kind"]], "source": source_ids(row, sources)[0]}
    if row["importance"]:
        found["importance"] = _number(row, "importance")
    return found


def education_row(row: CsvRow, sources: Collection[str]) -> Row:
    """Education and experience at entry. Raises Faulty."""
    found: Row = {"entry": row.text("entry_education"), "sources": source_ids(row, sources)}
    found["related_experience"] = _none(row.text("related_experience"))
    found["training"] = _none(row.text("on_the_job_training"))
    if row["onet_job_zone"]:
        found["job_zone"] = int(_number(row, "onet_job_zone"))
    if row["exp_years_low"]:
        found["low"] = _number(row, "exp_years_low")
        if row["exp_years_high"]:
            found["high"] = _number(row, "exp_years_high")
        found["basis"] = row.text("exp_basis")
        found["experience_source"] = row["exp_source_id"]
    if row["note"]:
        found["note"] = row.text("note")
    return {name: value for name, value in found.items() if value != ""}


def outlook_row(row: CsvRow, sources: Collection[str]) -> Row:
    """A projection. Raises Faulty."""
    found: Row = {"country": row["country"], "occupation": row.text("group_title"), "code": row["code"]}
    if row["employment_base"]:
        found["employed"] = int(_number(row, "employment_base"))
    if row["employment_projected"]:
        found["projected"] = int(_number(row, "employment_projected"))
    found["growth"] = _number(row, "growth_percent")
    if row["annual_openings"]:
        found["openings"] = int(_number(row, "annual_openings"))
    found |= {"period": row["period"], "source": source_ids(row, sources)[0]}
    return {**found, **({"note": row.text("note")} if row["note"] else {})}


def related_row(row: CsvRow, known: Collection[str]) -> Row:
    """A near occupation. Raises Faulty."""
    if row["related_occupation_id"] not in known:
        raise Faulty(row.problem("related_occupation_id", "an id of occupations.csv"))
    return {"occupation": row["related_occupation_id"]}


def measure_row(row: CsvRow, aspect: str, value: str, guide: Guide, sources: Collection[str]) -> Row:
    """What was measured of an occupation: a number or words. Raises Faulty."""
    measure = guide.measures.get(row[aspect])
    if measure is None:
        raise Faulty(row.problem(aspect, "a measure that imports/*.yml › measures names"))
    found: Row = {"measure": measure, "source": source_ids(row, sources)[0]}
    if row[value]:
        found["value"] = _number(row, value)
    if row["percentile"]:
        found["percentile"] = int(_number(row, "percentile"))
    if row["text"]:
        found["text"] = row.text("text")
    return found


def interest_row(row: CsvRow, sources: Collection[str]) -> Row:
    """The letters of the three main interests. Raises Faulty."""
    return {"measure": "interests", "text": row["holland_code"], "source": source_ids(row, sources)[0]}


def with_percentiles(rows: Iterable[Row]) -> None:
    """Adds to each number of a measure the share of occupations with a lower one, unless the source gives it."""
    values: dict[str, list[float]] = defaultdict(list)
    listed = [row for row in rows if "value" in row and "percentile" not in row]
    for row in listed:
        values[row["measure"]].append(row["value"])
    for row in listed:
        known = values[row["measure"]]
        row["percentile"] = round(100 * sum(value < row["value"] for value in known) / len(known))


def _none(words: str) -> str:
    return "none required" if words == _NONE else words


def _number(row: CsvRow, column: str) -> float:
    try:
        value = float(row[column])
    except ValueError:
        raise Faulty(row.problem(column, "a number")) from None
    return int(value) if value.is_integer() else value
