"""A turn whose conversation cannot be kept is an error, never an answer from a memory that forgets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import read_endpoint_config

from rolewise.paths import ENDPOINTS
from rolewise.rasa.own_store import own_store
from rolewise.rasa.tracker_store import SqlConversations
from rolewise.storage.errors import NotKept


def _agent(model: Path, store: TrackerStore) -> Agent:
    agent = Agent.load(model, tracker_store=store)
    own_store(agent)  # as every entry of ours does
    return agent


def test_a_turn_that_cannot_be_kept_is_an_error_until_the_store_is_back(tiny_model: Path, tmp_path: Path, run: Any) -> None:
    blocker = tmp_path / "state"
    blocker.write_text("no folder")
    agent = _agent(tiny_model, SqlConversations(Domain.empty(), host=f"sqlite:///{blocker / 'talks.db'}"))
    with pytest.raises(NotKept):
        run(agent.handle_text("hello", sender_id="a"))
    blocker.unlink()
    run(agent.handle_text("hello", sender_id="a"))

    assert run(agent.tracker_store.retrieve("a")).latest_message.text == "hello"


def test_a_store_that_is_not_ours_is_wrapped_as_ever(tiny_model: Path) -> None:
    agent = _agent(tiny_model, InMemoryTrackerStore(Domain.empty()))

    assert isinstance(agent.tracker_store, FailSafeTrackerStore)


def test_endpoints_name_the_database_of_the_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROLEWISE_DATABASE_URL", f"sqlite:///{tmp_path / 'talks.db'}")
    store = TrackerStore.create(read_endpoint_config(str(ENDPOINTS), "tracker_store"), Domain.empty())

    assert isinstance(store, SqlConversations)
    assert list(tmp_path.iterdir()) == []
