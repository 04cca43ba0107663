"""The store of conversations as it is, beneath what Rasa wraps it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.core.tracker_store import TrackerStore


def own_store(agent: Agent) -> TrackerStore:
    """The store itself. Rasa's wrapper hides its failures: a database that is down would be one without conversations."""
    from rasa.core.tracker_store import FailSafeTrackerStore

    store = agent.tracker_store
    return store._tracker_store if isinstance(store, FailSafeTrackerStore) else store
