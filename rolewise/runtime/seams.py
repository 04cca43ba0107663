"""Puts our seams into Rasa: actions of this process where no action server is named, and the compiled result check.

Rasa has no plug-in point for either, and `rasa run`, `rasa shell` and `rasa test` run none of our code before the
model loads. A model does import its pipeline components, so `guard.py`, which config.yml names first, calls `install`
as it is imported. This serves plain Rasa commands and `rolewise` alike, and an `action_endpoint` in endpoints.yml
still wins.
"""

from __future__ import annotations

import functools

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from rolewise.runtime import action_schema


@functools.cache
def install() -> None:
    """Takes effect once a process; refuses to start with another version of Rasa than the pinned one."""
    action_schema.install()
    _default_to_in_process()


def _default_to_in_process() -> None:
    stock = RemoteAction.__init__

    @functools.wraps(stock)
    def init(self: RemoteAction, name: str, action_endpoint: EndpointConfig | None) -> None:
        stock(self, name, action_endpoint or in_process())

    RemoteAction.__init__ = init


def in_process() -> EndpointConfig:
    """The endpoint of this project's actions, which are imported now."""
    # Late, since `rasa train` imports the pipeline, too, and needs no actions.
    from rolewise.runtime.actions_in_process import our_actions

    return our_actions()
