"""Puts our seams into Rasa: actions of this process where no action server is named, stores that may fail aloud, and
shorter ways through a turn.

Rasa has no plug-in point for any, and `rasa run`, `rasa shell` and `rasa test` run none of our code before the stores
and the model load. They do import the stores that endpoints.yml names and the components that config.yml names, so
`conversations.py` and `guard.py` call `install` as they are imported. This serves plain Rasa commands and `rolewise`
alike, and an `action_endpoint` in endpoints.yml still wins.
"""

from __future__ import annotations

import functools

from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from rolewise.rasa import action_schema, parses, shortcuts

FAILS_ALOUD = "fails_aloud"  # an attribute of a store that raises NotKept


@functools.cache
def install() -> None:
    """Takes effect once a process; refuses to start with another version of Rasa than the pinned one."""
    action_schema.install()
    shortcuts.install()
    parses.install()
    _default_to_in_process()
    _let_stores_fail_aloud()


def _default_to_in_process() -> None:
    stock = RemoteAction.__init__

    @functools.wraps(stock)
    def init(self: RemoteAction, name: str, action_endpoint: EndpointConfig | None) -> None:
        stock(self, name, action_endpoint or in_process())

    RemoteAction.__init__ = init


def _let_stores_fail_aloud() -> None:
    """Stock wraps every store in one that goes on in memory when the real one fails: the talk is lost and nobody knows."""
    stock = Agent._create_tracker_store

    def create(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        if not getattr(store, FAILS_ALOUD, False):
            return stock(store, domain)
        store.domain = domain  # type: ignore[union-attr]
        return store

    Agent._create_tracker_store = staticmethod(create)


def in_process() -> EndpointConfig:
    """The endpoint of this project's actions, which are imported now."""
    # Late, since `rasa train` imports the pipeline, too, and needs no actions.
    from rolewise.rasa.action_endpoint import our_actions

    return our_actions()
