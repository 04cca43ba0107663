"""Whether a body has the shape of Slack's, as far as Bolt and the bot rely on it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

OBJECTS = ("channel", "container", "enterprise", "event", "message", "team", "user", "view")
LISTS = ("actions", "authorizations")  # of objects
NAMES = ("api_app_id", "enterprise_id", "event_id", "response_url", "team_id", "trigger_id", "type")
# Of what stands below them, too.
INNER_NAMES = ("action_id", "action_ts", "block_id", "bot_id", "channel", "channel_id", "id", "message_ts", "tab", "text", "thread_ts",
               "ts", "type", "value")  # fmt: skip
NEEDED = {"app_home_opened": ("user",), "app_mention": (), "message": ()}


def is_sound(body: bytes) -> bool:
    """Of an event or interaction; other forms are flat, and anything in them is text."""
    try:
        found = _object(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return found is None or (isinstance(found, dict) and _is_sound(found))


def _object(text: str) -> Any:
    """What the body holds as JSON; None for a form without a payload."""
    if text.lstrip().startswith(("{", "[")):
        return json.loads(text)
    payloads = parse_qs(text).get("payload")
    return json.loads(payloads[0]) if payloads else None


def _is_sound(found: Mapping[str, Any]) -> bool:
    objects = [found[key] for key in OBJECTS if found.get(key) is not None]
    lists = [found[key] for key in LISTS if found.get(key) is not None]
    if not (all(isinstance(each, dict) for each in objects) and all(_are_objects(each) for each in lists)):
        return False
    inner = [*objects, *(each for listed in lists for each in listed)]
    return _are_names(found, NAMES) and all(_are_names(each, INNER_NAMES) for each in inner) and _is_event(found.get("event"))


def _is_event(event: Mapping[str, Any] | None) -> bool:
    """Whether it has what the bot takes for granted of an event of this type."""
    if event is None:
        return True
    thread = event.get("assistant_thread")
    whole = event.get("type") != "assistant_thread_started" or (
        isinstance(thread, dict) and all(isinstance(thread.get(key), str) for key in ("channel_id", "thread_ts"))
    )
    needed = NEEDED.get(str(event.get("type")), ())
    return whole and "type" in event and all(isinstance(event.get(key), str) for key in needed)


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _are_names(value: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    return all(isinstance(value.get(key), (str, type(None))) for key in keys)
