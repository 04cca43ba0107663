"""The store of conversations as it is, beneath what Rasa wraps it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.core.tracker_store import TrackerStore

FAILS_ALOUD = "fails_aloud"  # an attribute of a store that raises NotKept


def own_store(agent: Agent) -> TrackerStore:
    """The store itself; one that fails aloud is from now on what the agent uses, too.

    Rasa wraps every store in one that goes on in memory when the real one fails: the talk is lost and nobody knows.
    """
    from rasa.core.tracker_store import FailSafeTrackerStore

    store = agent.tracker_store
    if not isinstance(store, FailSafeTrackerStore):
        return store
    store = store._tracker_store
    if getattr(store, FAILS_ALOUD, False):
        agent.tracker_store = store
        if agent.processor:
            agent.processor.tracker_store = store
    return store
