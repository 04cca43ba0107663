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
INNER_NAMES = (
    "action_id", "action_ts", "block_id", "bot_id", "channel", "channel_id", "id", "message_ts", "tab", "text", "thread_ts", "ts",
    "type", "value",
)  # fmt: skip
NEEDED = {"app_home_opened": ("user",), "app_mention": (), "message": ()}


def is_sound(body: bytes, kind: str) -> bool:
    """Of an event or interaction; `kind` is the content type. Other forms are flat, and anything in them is text."""
    try:
        found = _object(body.decode("utf-8"), "json" in kind.lower())
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and _is_sound(found)


def _object(text: str, is_json: bool) -> Any:
    """What the body holds as JSON; nothing for a form without a payload."""
    if is_json or text.lstrip().startswith(("{", "[")):
        return json.loads(text)
    payloads = parse_qs(text).get("payload")
    return json.loads(payloads[-1]) if payloads else {}  # the last, as Bolt reads it


def _is_sound(found: Mapping[str, Any]) -> bool:
    objects = [found[key] for key in OBJECTS if found.get(key) is not None]
    lists = [found[key] for key in LISTS if found.get(key) is not None]
    if not (all(isinstance(each, dict) for each in objects) and all(map(_are_objects, lists))):
        return False
    if "actions" in found and not (found["actions"] and all(isinstance(each.get("action_id"), str) for each in found["actions"])):
        return False
    inner = [*objects, *(each for listed in lists for each in listed)]
    return _are_names(found, NAMES) and all(_are_names(each, INNER_NAMES) for each in inner) and _is_event(found)


def _is_event(found: Mapping[str, Any]) -> bool:
    """Whether its event, if it names one, has what the bot takes for granted of an event of this type."""
    if "event" not in found:
        return True
    if (event := found["event"]) is None:
        return False
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
