"""The rooms import as the map in the README says: the core knows nothing of Rasa, and no room imports the one above it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRAMEWORK = {"rasa", "rasa_sdk", "tensorflow", "sanic", "actions"}
# An arrow reads "may import"; of our own rooms everything else is forbidden. A file at the top of `rolewise` is a room, too.
ARROWS: dict[str, set[str]] = {
    "rolewise/core/knowledge": set(),
    "rolewise/core/answers": {"rolewise.core.facets", "rolewise.core.intents", "rolewise.core.knowledge"},
    "rolewise/core/rendering": {"rolewise.core.answers", "rolewise.core.facets"},
    "rolewise/core/hindi": {"rolewise.core.knowledge"},
    "rolewise/core/matching": {"rolewise.core.knowledge", "rolewise.core.facets", "rolewise.core.hindi"},
    "rolewise/core/embedding": set(),
    "rolewise/core/dialogue": {
        "rolewise.core.answers",
        "rolewise.core.facets",
        "rolewise.core.intents",
        "rolewise.core.knowledge",
        "rolewise.core.hindi",
        "rolewise.core.matching",
    },
    "rolewise/core/understanding": {
        "rolewise.core.embedding",
        "rolewise.core.intents",
        "rolewise.core.matching",
        "rolewise.core.knowledge",
        "rolewise.core.live",
        "rolewise.core.dialogue.turn",
        "rolewise.core.dialogue.unknown_titles",
    },
    "rolewise/editing": {"rolewise.core"},
    "rolewise/storage": {
        "rolewise.core",
        "rolewise.operation",
        "rolewise.settings",
        "rolewise.paths",
        "rolewise.whole_files",
    },
    "rolewise/reports": {"rolewise.core", "rolewise.paths"},
    "rolewise/tuning": {"rolewise.core", "rolewise.in_use", "rolewise.paths", "rolewise.reports"},
    "rolewise/review": {
        "rolewise.core",
        "rolewise.reports.utterances",
        "rolewise.storage",
        "rolewise.settings",
        "rolewise.paths",
        "rolewise.whole_files",
    },
    "rolewise/terminal": {"rolewise.core", "rolewise.storage", "rolewise.settings", "rolewise.paths"},
    "rolewise/operation": {"rolewise.settings", "rolewise.setting_checks", "rolewise.paths"},
    "rolewise/rasa": {
        "rolewise.core",
        "rolewise.storage",
        "rolewise.operation",
        "rolewise.in_use",
        "rolewise.setting_checks",
        "rolewise.settings",
        "rolewise.paths",
        "rolewise.progress",
    },
    "rolewise/doors": {
        "rolewise.core",
        "rolewise.storage",
        "rolewise.rasa",
        "rolewise.operation",
        "rolewise.in_use",
        "rolewise.settings",
        "rolewise.setting_checks",
        "rolewise.paths",
    },
    "rolewise/doctor": {
        "rolewise.core",
        "rolewise.storage",
        "rolewise.rasa",
        "rolewise.operation",
        "rolewise.editing",
        "rolewise.doors",
        "rolewise.in_use",
        "rolewise.settings",
        "rolewise.setting_checks",
        "rolewise.paths",
    },
    "actions": {"rolewise.core", "rolewise.in_use"},
}
HOSTS = ("actions", "rolewise/rasa", "rolewise/doors", "rolewise/doctor")
WITHOUT_FRAMEWORK = tuple(room for room in ARROWS if room not in HOSTS)


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
            found += [f"{node.module}.{alias.name}" for alias in node.names if node.module == "rolewise"]
    return [name for name in found if name != "rolewise"]


def _within(module: str, rooms: set[str]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


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
    allowed = ARROWS[room] | {room.replace("/", ".")}
    found = {
        file: names
        for file, modules in imports(room).items()
        if (names := {name for name in modules if name.split(".")[0] == "rolewise" and not _within(name, allowed)})
    }

    assert found == {}


def test_every_room_has_its_arrows() -> None:
    """Only the command line may import anything."""
    folders = {path.parent for path in (ROOT / "rolewise").glob("*/__init__.py")}
    rooms = {str(folder.relative_to(ROOT)) for folder in folders} - {"rolewise/cli", "rolewise/core"}

    assert rooms <= set(ARROWS)
    assert {str(path.parent.relative_to(ROOT)) for path in (ROOT / "rolewise/core").glob("*/__init__.py")} <= set(ARROWS)


def test_the_arrows_make_no_circle() -> None:
    """A room that may import another is never imported by it."""
    above = {room.replace("/", "."): allowed for room, allowed in ARROWS.items()}
    pairs = {(room, below) for room, allowed in above.items() for below in above if _within(below, allowed)}

    assert {(room, below) for room, below in pairs if (below, room) in pairs and room != below} == set()


def test_the_actions_import_the_sdk_and_never_rasa() -> None:
    """An action server must be able to run where Rasa itself is not installed."""
    found = {file for file, modules in imports("actions").items() if any(name.split(".")[0] == "rasa" for name in modules)}

    assert found == set()


def test_imports_are_absolute() -> None:
    """So that the rules above see them."""
    found = {file for room in ARROWS for file, modules in imports(room).items() if any(name.startswith(".") for name in modules)}

    assert found == set()
