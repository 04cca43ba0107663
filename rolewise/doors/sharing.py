"""What the channels of one server process share."""

from __future__ import annotations

from typing import Any

from rolewise.doors.channels import NAMES
from rolewise.doors.turns import Turns
from rolewise.in_use import live_knowledge
from rolewise.operation import metrics
from rolewise.rasa.assistant import Assistant

metrics.know_channels(NAMES)


def turns(app: Any) -> Turns:
    """The turns of this server, made when first asked for. They outlive a change of the model."""
    agent = app.ctx.agent
    if not hasattr(app.ctx, "turns"):
        app.ctx.turns = Turns(_assistant(agent))
        app.ctx.turns_agent = agent
    elif agent is not app.ctx.turns_agent:
        app.ctx.turns.assistant = _assistant(agent)
        app.ctx.turns_agent = agent
    found: Turns = app.ctx.turns
    return found


def _assistant(agent: Any) -> Assistant:
    return Assistant.of(agent, live_knowledge().current().knowledge.wording)
