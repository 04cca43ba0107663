"""The rooms import as the map in the README says: the core knows nothing of Rasa, and no room imports the one above it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRAMEWORK = {"rasa", "rasa_sdk", "tensorflow", "sanic", "actions"}
# An arrow reads "may import"; of our own rooms everything else is forbidden.
ARROWS: dict[str, set[str]] = {
    "rolewise/knowledge": set(),
    "rolewise/answers": {"rolewise.knowledge"},
    "rolewise/rendering": {"rolewise.answers"},
    "rolewise/matching": {"rolewise.knowledge"},
    "rolewise/dialogue": {"rolewise.answers", "rolewise.knowledge", "rolewise.matching"},
    "rolewise/embedding": set(),
    "rolewise/page": {"rolewise.answers", "rolewise.knowledge", "rolewise.rendering"},
    "rolewise/site": {"rolewise.answers", "rolewise.knowledge", "rolewise.page"},
    "rolewise/review": {"rolewise.embedding", "rolewise.knowledge", "rolewise.matching"},
    "rolewise/terminal": {"rolewise.answers", "rolewise.knowledge", "rolewise.runtime", "rolewise.settings"},
    "rolewise/operation": {
        "rolewise.editing", "rolewise.embedding", "rolewise.knowledge", "rolewise.runtime", "rolewise.settings",
    },
    "actions": {
        "rolewise.answers",
        "rolewise.dialogue",
        "rolewise.matching",
        "rolewise.rendering",
        "rolewise.knowledge",
        "rolewise.store",
    },
}
WITHOUT_FRAMEWORK = tuple(room for room in ARROWS if room != "actions")


def imports(room: str) -> dict[str, set[str]]:
    """Every module that a room's files import, by file."""
    return {
        str(path.relative_to(ROOT)): set(_imported(ast.parse(path.read_text(encoding="utf-8"))))
        for path in sorted((ROOT / room).rglob("*.py"))
    }


def _imported(tree: ast.Module) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append("." * node.level + (node.module or ""))
    return found


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


@pytest.mark.parametrize("room", WITHOUT_FRAMEWORK)
def test_the_core_imports_no_framework(room: str) -> None:
    """Nothing of Rasa, of its SDK or server, nor the actions."""
    found = {
        file: names
        for file, modules in imports(room).items()
        if (names := {name for name in modules if name.split(".")[0] in FRAMEWORK})
    }

    assert imports(room), f"no files in {room}"
    assert found == {}


@pytest.mark.parametrize("room", ARROWS)
def test_a_room_imports_only_those_below_it(room: str) -> None:
    """Of our own rooms, those that its arrows point to, and itself."""
    own = room.replace("/", ".")
    allowed = ARROWS[room] | {own}
    found = {
        file: names
        for file, modules in imports(room).items()
        if (names := {name for name in modules if name.split(".")[0] == "rolewise" and _room(name) not in allowed})
    }

    assert found == {}


def test_the_actions_import_the_sdk_and_never_rasa() -> None:
    """An action server must be able to run where Rasa itself is not installed."""
    found = {file for file, modules in imports("actions").items() if any(name.split(".")[0] == "rasa" for name in modules)}

    assert found == set()


def test_imports_are_absolute() -> None:
    """So that the rules above see them."""
    found = {file for room in ARROWS for file, modules in imports(room).items() if any(name.startswith(".") for name in modules)}

    assert found == set()
