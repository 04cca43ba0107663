"""A server starts with the store that is named, or not at all."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from rolewise.rasa.own_store import another_store
from rolewise.rasa.tracker_store import SqlConversations
from rolewise.storage.urls import WrongUrl

OURS = "rolewise.rasa.tracker_store.SqlConversations"
BROKEN = """
import a_driver_that_nobody_installed

class Store:
    pass
"""


def _found(kind: str | None, **options: Any) -> str:
    """What is said of the store that Rasa makes of an endpoint."""
    endpoint = EndpointConfig(type=kind, **options)
    store = Agent._create_tracker_store(TrackerStore.create(endpoint, Domain.empty()), Domain.empty())
    return another_store(SimpleNamespace(tracker_store=store, processor=None), SimpleNamespace(tracker_store=endpoint))  # type: ignore[arg-type]


def test_a_store_whose_import_fails_is_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa would go on in memory, and forget what it acknowledged."""
    (tmp_path / "broken_store.py").write_text(BROKEN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    for named in ("broken_store.Store", "no.such.Store"):
        assert named in _found(named) and "InMemoryTrackerStore would forget" in _found(named)


def test_the_store_that_is_named_is_taken(tmp_path: Path) -> None:
    assert _found(OURS, url=f"sqlite:///{tmp_path / 'a.db'}") == _found(None) == _found("in_memory") == ""
    assert _found("SQL", dialect="sqlite", db=str(tmp_path / "b.db")) == ""


@pytest.mark.parametrize("url", ["postgresql+asyncpg://u:hunter2@h/n", "mysql://u:hunter2@h/n"])
def test_our_store_refuses_a_driver_that_it_does_not_know(url: str) -> None:
    with pytest.raises(WrongUrl, match="not supported") as refused:
        SqlConversations(Domain.empty(), host=url)

    assert "hunter2" not in str(refused.value)
