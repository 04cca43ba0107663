"""Folders of CSV files are taken in whole or not at all, and a later edition tells what it changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rolewise.core.knowledge import load
from rolewise.editing import promote
from rolewise.editing.importing import ImportRefused, import_folder
from rolewise.editing.new_role import Refused

SHIPPED = Path(__file__).parents[2] / "knowledge"
SOURCES = """source_id,name,publisher,licence,retrieved_or_published,reference
wick-2025,Wick pay,Wick Press,own,2025,wick.example
"""
PAY = """role_id,country,currency,period,low,median,high,percentile_basis,experience_band,sample_size,year,source_id,note,headline
"""
ROW = "data-analyst,IN,INR,year,300000,,600000,stated range,0-2,,2025,wick-2025,,0\n"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of the shipped knowledge, without what was imported but for the choices about it."""
    folder = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, folder)
    return folder


def csv_folder(place: Path, rows: str, sources: str = SOURCES) -> Path:
    """A folder named as one of which the choices are known."""
    folder = place / "india"
    folder.mkdir(exist_ok=True)
    (folder / "sources.csv").write_text(sources, "utf-8")
    (folder / "pay_by_experience.csv").write_text(PAY + rows, "utf-8")
    return folder


def test_a_row_becomes_a_fact_with_source_and_year(knowledge: Path, tmp_path: Path) -> None:
    import_folder(knowledge, csv_folder(tmp_path, ROW))

    rows = [row for row in load(knowledge).roles["data-analyst"].pay if row.source == "wick-2025"]

    assert [(row.low, row.high, row.experience, row.year) for row in rows] == [(300_000, 600_000, "0-2", 2025)]


def test_the_same_folder_twice_changes_nothing(knowledge: Path, tmp_path: Path) -> None:
    folder = csv_folder(tmp_path, ROW)
    import_folder(knowledge, folder)
    before = (knowledge / "imported" / "india" / "pay.tsv").read_bytes()

    again = import_folder(knowledge, folder)

    assert [(table.added, table.removed, table.changed) for table in again.tables] == [([], [], [])] * 2
    assert (knowledge / "imported" / "india" / "pay.tsv").read_bytes() == before


def test_a_later_edition_tells_what_changed(knowledge: Path, tmp_path: Path) -> None:
    import_folder(knowledge, csv_folder(tmp_path, ROW))

    later = import_folder(knowledge, csv_folder(tmp_path, ROW.replace("600000", "650000")))

    assert {table.name: table.changed for table in later.tables}["pay"] == ["data-analyst"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (ROW.replace("600000", "200000"), "row 2 › low: expected low, median and high in rising order"),
        (ROW.replace("300000", "some"), "row 2 › low: expected an amount of money, found 'some'"),
        (ROW.replace("wick-2025", "wick-2024"), "row 2 › source_id: expected a source of sources.csv, found 'wick-2024'"),
        (ROW.replace("stated range", "hearsay"), "row 2 › percentile_basis: expected a kind of figure"),
        (ROW.replace("2025,wick", "25,wick"), "row 2 › year: expected a year, found '25'"),
        ("data-analyst,IN\n", "row 2: expected 14 cells, found 2"),
    ],
)
def test_what_is_inconsistent_is_refused_with_its_place(knowledge: Path, tmp_path: Path, row: str, told: str) -> None:
    before = (knowledge / "imported" / "india" / "pay.tsv").read_bytes()

    with pytest.raises(ImportRefused) as refused:
        import_folder(knowledge, csv_folder(tmp_path, row))

    assert any(told in str(problem) for problem in refused.value.problems), [str(p) for p in refused.value.problems]
    assert (knowledge / "imported" / "india" / "pay.tsv").read_bytes() == before


def test_an_average_is_never_a_median() -> None:
    knowledge = load(SHIPPED)
    row = knowledge.roles["scrum-master"].headline_pay("IN")

    assert row is not None
    assert (row.median, row.average) == (None, 1_250_000)


def test_a_promoted_occupation_is_a_sound_hand_made_role(knowledge: Path) -> None:
    path = promote.write(knowledge, load(knowledge), "pharmacist")

    found = load(knowledge)

    assert path.name == "pharmacist.yml"
    assert found.roles["pharmacist"].tier == 1
    assert found.roles["pharmacist"].facts
    assert "pharmacist" not in found.occupations
    with pytest.raises(Refused):
        promote.write(knowledge, found, "pharmacist")


def test_both_tiers_are_found_and_the_hand_made_one_is_listed() -> None:
    knowledge = load(SHIPPED)

    assert "lawyer" in knowledge.roles and "lawyer" not in list(knowledge.roles)
    assert knowledge.roles["lawyer"].tier == 2
    assert [item.kind for item in knowledge.credentials_of("lawyer")] == ["licence", "licence"]
    assert knowledge.facts_of("software-engineer", "stress")
