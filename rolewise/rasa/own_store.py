"""The store of conversations as it is, beneath what Rasa wraps it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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


STOCK = {"redis": "RedisTrackerStore", "sql": "SQLTrackerStore", "mongod": "MongoTrackerStore", "dynamo": "DynamoTrackerStore"}


def another_store(agent: Agent, endpoints: Any) -> str:
    """Why the store in use is not the one that endpoints.yml names; "" if it is.

    Where a store cannot be imported, Rasa takes one that forgets everything with the process.
    """
    named = getattr(endpoints.tracker_store, "type", None)
    if not named or named == "in_memory":
        return ""
    found = type(own_store(agent))
    wanted = named if "." in named else STOCK.get(str(named).lower(), named)
    if wanted in (found.__name__, f"{found.__module__}.{found.__name__}"):
        return ""
    return (
        f"the tracker store {named} of endpoints.yml cannot be used, and {found.__name__} would forget all conversations: "
        "see that its packages are installed and its address is right"
    )
