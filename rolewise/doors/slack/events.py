"""An event of Slack -> the message in it that may be for us. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rolewise.doors.slack.text import begins_with_other, mentions, typed

# Of all subtypes (edits, joins, bot messages ...) only these are a user's own words. A shared file is not read; what was
# written beside it is answered.
SUBTYPES = (None, "thread_broadcast", "file_share")
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True)
class Heard:
    """One message of a user."""

    channel: str
    user: str
    ts: str  # the message's id in its channel
    thread: str  # ts of the message that its thread begins with; "" in no thread
    text: str  # as typed, without our mention
    direct: bool  # in a direct message to the bot
    mentioned: bool  # the bot is

    @property
    def root(self) -> str:
        """The thread that the answer belongs into."""
        return self.thread or self.ts


def heard(event: Mapping[str, Any], own: str) -> Heard | None:
    """The message, or None where it is nobody's question to us. `own` is the bot's user id, "" if not known."""
    channel, user, ts, raw = (_text(event, key) for key in ("channel", "user", "ts", "text"))
    if not (channel and user and ts) or not _by_a_user(event, user, own):
        return None
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    mentioned = event.get("type") == "app_mention" or own in mentions(raw)
    thread = _text(event, "thread_ts")
    found = Heard(channel, user, ts, thread, typed(raw, own), direct, mentioned)
    return found if _for_us(found, raw, own) else None


def _by_a_user(event: Mapping[str, Any], user: str, own: str) -> bool:
    ours = user in (own, SLACKBOT)
    edited = "edited" in event or event.get("hidden") is True
    return not (ours or edited or event.get("bot_id") or event.get("subtype") not in SUBTYPES)


def _for_us(found: Heard, raw: str, own: str) -> bool:
    if found.mentioned or found.direct:
        # A file without words asks nothing; a bare mention asks for help.
        return bool(found.text) or found.mentioned
    return bool(found.thread and found.text) and not begins_with_other(raw, own)


def _text(event: Mapping[str, Any], key: str) -> str:
    value = event.get(key)
    return value if isinstance(value, str) else ""
