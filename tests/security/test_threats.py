"""docs/security.md names a test for each threat, and each of them exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
TABLE = re.search(r"^## Threats\n\n(.*?)\n\n", TEXT, re.DOTALL | re.MULTILINE)
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in (TABLE[1] if TABLE else "").splitlines()[2:]]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PLACE = re.compile(r"`([\w/.]+)`")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_each_threat_has_a_place_and_tests_that_exist(row: list[str]) -> None:
    threat, done, place, tests = row
    named = NAMED.findall(tests)

    assert threat and done
    assert all((ROOT / path).exists() or (ROOT / "rolewise" / path).exists() for path in PLACE.findall(place))
    assert named
    assert tests == " ".join(f"`{path}::{name}`" for path, name in named)
    assert [(path, name) for path, name in named if name not in _tests_of(path)] == []


def test_the_table_is_read() -> None:
    assert len(ROWS) > 40


@cache
def _tests_of(path: str) -> frozenset[str]:
    file = ROOT / path
    tree = ast.parse(file.read_text("utf-8")) if file.is_file() else ast.Module([], [])
    return frozenset(node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
