"""Words without quotes mean what an editor takes them to mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolewise.core.knowledge.files import read


def content(place: Path, text: str) -> Any:
    """The content of a file with this text."""
    path = place / "file.yml"
    path.write_text(text, "utf-8")
    found, problems = read(path, "file.yml")
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("2026-11-22", "2026-11-22"),
        ("2024-34", "2024-34"),
        ("12", 12),
        ("-3", -3),
        ("1_000", 1000),
        ("33.5", 33.5),
        ("1:30", "1:30"),
        ("007", "007"),
        ("0x1f", "0x1f"),
        ("1e3", "1e3"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("~", None),
        ("", None),
        ("null", None),
        (".5", ".5"),
        ("C#", "C#"),
    ],
)
def test_a_value_is_read_as_written(tmp_path: Path, written: str, meant: Any) -> None:
    found = content(tmp_path, f"key: {written}\n")

    assert (found, type(found["key"])) == ({"key": meant}, type(meant))


def test_keys_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    assert content(tmp_path, "NO: 1\n5: 2\ntrue: 3\n") == {"NO": 1, "5": 2, "true": 3}


def test_lists_and_fields_nest_in_both_styles(tmp_path: Path) -> None:
    found = content(tmp_path, "a:\n  - b: [1, {c: d}]\n    e: {}\n  - []\n  - |\n    two\n    lines\n")

    assert found == {"a": [{"b": [1, {"c": "d"}], "e": {}}, [], "two\nlines\n"]}


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert content(tmp_path, "\ufefftitle: A\n") == {"title": "A"}
