"""The names of a folder's occupations, a block for each name with the occupations that it may mean, likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rolewise.core.knowledge.tables import Row
from rolewise.core.matching.tokens import norms
from rolewise.editing.importing.csv_files import CsvRow

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_INNER = re.compile(r"\(([^)]*)\)")
# From the title itself to names that some job holder or writer used once.
_ORDER = "turoa"
_MOST = 5  # occupations that a name may mean


def named(
    titles: Iterable[CsvRow], occupations: Iterable[CsvRow], employed: Mapping[str, int], chosen: Mapping[str, list[str]]
) -> dict[str, list[Row]]:
    """Name as it is compared -> the occupations that it may mean. `chosen` are the names on which an editor decided."""
    found: dict[str, dict[str, Row]] = {}
    for row in occupations:
        bare = () if row["kind"] == "residual" else (_BRACKETS.sub("", row.text("title")),)
        for name in dict.fromkeys((row.text("title"), *bare)):
            _add(found, name, {"occupation": row["id"], "kind": "t"})
    for row in titles:
        kind = {"ours": "u", "onet-reported": "r", "onet-alternate": "a"}.get(row["source"])
        if kind:
            _add(
                found,
                row.text("title"),
                {
                    "occupation": row["occupation_id"],
                    "kind": kind,
                    **({"first": True} if row["first_choice"] == "1" else {}),
                    **({"near": True} if row["note"] == "nearest occupation" else {}),
                },
            )
    named = {name: _ordered(list(owners.values()), employed) for name, owners in found.items()}
    decided = {" ".join(norms(name)): [{"occupation": role, "kind": "u"} for role in roles] for name, roles in chosen.items()}
    return {name: rows for name, rows in {**named, **decided}.items() if rows}


def _add(found: dict[str, dict[str, Row]], name: str, row: Row) -> None:
    if (inner := _INNER.search(name)) and row["kind"] != "t":
        for part in (_BRACKETS.sub("", name), inner[1]):
            _add(found, part, row)
        return
    words = norms(name)
    if not words or ";" in name:
        return
    owners = found.setdefault(" ".join(words), {})
    known = owners.get(row["occupation"])
    if known is None:
        owners[row["occupation"]] = row
    elif row.get("first"):
        owners[row["occupation"]] = {**known, "first": True}


def _ordered(owners: list[Row], employed: Mapping[str, int]) -> list[Row]:
    def likelihood(row: Row) -> tuple[bool, bool, int, int]:
        return row["kind"] != "t", not row.get("first"), _ORDER.index(row["kind"]), -employed.get(row["occupation"], 0)

    return sorted(owners, key=likelihood)[:_MOST]
