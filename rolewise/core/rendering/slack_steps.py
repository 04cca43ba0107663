"""What a Slack message offers to press: the next questions, and a thumb up or down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rolewise.core.rendering import slack_limits as limits
from rolewise.core.rendering.slack_parts import Block, button, plain_text

ASK = "rolewise_ask"  # the value is the question; several in a block are told apart by a number behind
RATE = "rolewise_rate"  # the value is "up" or "down", a colon, and the turn's id
THUMBS = ("up", "down")
BUTTONS = 4  # shown beside each other before the rest goes into a menu


def steps(suggestions: Sequence[Mapping[str, str]]) -> Iterator[Block]:
    """One block of buttons, with a menu for those that are too many."""
    shown, hidden = _parted(suggestions)
    elements = [button(step["title"], f"{ASK}_{place}", step["text"]) for place, step in enumerate(shown)]
    if hidden:
        elements.append({"type": "overflow", "action_id": f"{ASK}_more", "options": [_option(step) for step in hidden]})
    if elements:
        yield {"type": "actions", "elements": elements}


def rating(words: Mapping[str, str], turn: str) -> Iterator[Block]:
    """Slack's own feedback buttons, which show what was chosen."""
    if turn:
        up, down = ({"text": plain_text(words[f"slack.{thumb}"], limits.BUTTON), "value": f"{thumb}:{turn}"} for thumb in THUMBS)
        pressed = {"type": "feedback_buttons", "action_id": RATE, "positive_button": up, "negative_button": down}
        yield {"type": "context_actions", "elements": [pressed]}


def rating_buttons(words: Mapping[str, str], turn: str) -> Iterator[Block]:
    """The same as ordinary buttons."""
    if turn:
        pressed = [button(words[f"slack.{thumb}"], f"{RATE}_{thumb}", f"{thumb}:{turn}") for thumb in THUMBS]
        yield {"type": "actions", "elements": pressed}


def _parted(suggestions: Sequence[Mapping[str, str]]) -> tuple[list[Mapping[str, str]], list[Mapping[str, str]]]:
    """Those on buttons, and those in the menu: the last ones, where they are enough and short enough for it."""
    fewest, most = limits.OPTIONS
    over = min(len(suggestions) - BUTTONS, most)
    hidden = list(suggestions[len(suggestions) - over :]) if over >= fewest else []
    if any(len(step["text"]) > limits.OPTION_VALUE for step in hidden):
        hidden = []
    shown = list(suggestions[: len(suggestions) - len(hidden)])
    return shown[: limits.ACTIONS - 1], hidden


def _option(step: Mapping[str, str]) -> Block:
    return {"text": plain_text(step["title"], limits.OPTION_TEXT), "value": step["text"]}
