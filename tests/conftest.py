"""Where tests run in several processes (`make test`): those that share a server stay together, the long ones come first."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
# Folders whose tests share what takes long to make: a model, a server, a browser, a database. The longest come first, so that
# no process is left alone with them at the end. Tests of other folders are shared out file by file.
TOGETHER = (
    "deploy",
    "widget",
    "doors/web",
    "doors/slack",
    "review",
    "storage",
    "conversations",
    "security",
    "rasa",
    "core/rendering",
    "core/answers",
    "core/matching",
    "core/dialogue",
    "core/embedding",
    "core/understanding",
    "doors/pages",
    "operation",
    "terminal",
    "cli",
)
# What takes seconds of a processor, or needs Rasa: `make quick` leaves it out.
SLOW = (
    "core/answers/test_every_answer.py",
    "core/rendering/test_slack_every_answer.py",
    "core/dialogue/test_any_turn.py",
    "core/embedding/test_embedding.py",
    "core/knowledge/test_generated.py",
    "core/understanding/test_components.py",
    "core/understanding/test_evaluation.py",
    "core/understanding/test_report.py",
    "core/understanding/test_hindi.py",
    "core/matching/test_promises.py::test_ten_thousand_roles",
    "core/matching/test_promises.py::test_no_frequent_english_word",
    "core/matching/test_promises.py::test_lone_frequent_words",
    "agreement/test_engine",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Names each test's group for `--dist loadgroup`; without several processes only the order changes."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item.path)))
        if item.nodeid.removeprefix("tests/").startswith(SLOW):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: _rank(_group(item.path)))


def _group(path: Path) -> str:
    if not path.is_relative_to(HERE):
        return "doctests"
    name = path.relative_to(HERE).as_posix()
    return next((folder for folder in TOGETHER if name.startswith(f"{folder}/")), name)


def _rank(group: str) -> int:
    return TOGETHER.index(group) if group in TOGETHER else len(TOGETHER)
