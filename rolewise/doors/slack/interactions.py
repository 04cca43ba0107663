"""What was pressed in Slack, and where. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Pressed:
    """One button or menu item of a message or of the Home tab."""

    value: str
    user: str
    channel: str  # "" on the Home tab
    root: str  # ts of the message that the thread of the pressed one begins with; "" on the Home tab
    thread: str  # the same, "" where the message stands in no thread
    response_url: str
    id: str  # of this press
    private: bool  # only the user sees the message

    @property
    def direct(self) -> bool:
        """In a direct message to the bot, or for one user alone."""
        return self.private or not self.channel or self.channel.startswith("D")


def pressed(body: Mapping[str, Any]) -> Pressed | None:
    """The press of a block_actions request; None where it names nothing."""
    actions, user = body.get("actions") or [{}], (body.get("user") or {}).get("id") or ""
    action = actions[0]
    value = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    if not (value and user):
        return None
    held, shown = body.get("container") or {}, body.get("message") or {}
    thread = shown.get("thread_ts") or held.get("thread_ts") or ""
    return Pressed(
        value=value,
        user=user,
        channel=(body.get("channel") or {}).get("id") or held.get("channel_id") or "",
        root=thread or shown.get("ts") or held.get("message_ts") or "",
        thread=thread,
        response_url=body.get("response_url") or "",
        id=f"{user}:{action.get('action_ts') or body.get('trigger_id')}:{action.get('action_id')}:{value}",
        private=held.get("is_ephemeral") is True,
    )
