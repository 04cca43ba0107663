"""The blocks that a Slack message is made of, each within its limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rolewise.core.rendering import slack_limits as limits
from rolewise.core.rendering.mrkdwn import clamp, cut, mrkdwn

Block = dict[str, Any]


def plain_text(text: str, most: int) -> Block:
    """A text object without formatting; Slack refuses an empty one."""
    return {"type": "plain_text", "text": cut(" ".join(text.split()), most) or "–", "emoji": False}


def formatted(text: str, most: int = limits.SECTION) -> Block:
    """A text object of ready mrkdwn; `verbatim` keeps Slack from linking names and addresses in it by itself."""
    return {"type": "mrkdwn", "text": clamp(text, most), "verbatim": True}


def header(title: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain_text(title, limits.HEADER)}


def section(text: str) -> Block:
    """A paragraph of ready mrkdwn."""
    return {"type": "section", "text": formatted(text)}


def sections(text: str) -> Iterator[Block]:
    """Plain text as few paragraphs, cut between its lines where it is too long for one."""
    return (section(piece) for piece in pieces(mrkdwn(text).split("\n"), limits.SECTION, between="\n\n"))


def context(texts: Iterable[str]) -> Iterator[Block]:
    """Small grey lines of ready mrkdwn; no block where there are none."""
    elements = [formatted(text) for text in texts if text][: limits.CONTEXT]
    if elements:
        yield {"type": "context", "elements": elements}


def preformatted(text: str) -> Block:
    """Monospaced text, shown as it is: nothing in it is read as mrkdwn."""
    inside = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": cut(text, limits.SECTION)}]}
    return {"type": "rich_text", "elements": [inside]}


def button(label: str, action: str, value: str) -> Block:
    """A button; `action` is unique in its block."""
    return {
        "type": "button",
        "text": plain_text(label, limits.BUTTON),
        "action_id": action[: limits.ID],
        "value": value[: limits.VALUE],
    }


def pieces(lines: Iterable[str], most: int, between: str = "\n") -> Iterator[str]:
    """Lines joined to texts of at most so many characters; a longer line is clamped."""
    held = ""
    for line in lines:
        if held and len(held) + len(between) + len(line) > most:
            yield held
            held = ""
        held = clamp(f"{held}{between}{line}" if held else line, most)
    if held.strip():
        yield held


def without_empty(cells: Sequence[str]) -> list[str]:
    """Cells of a table row: Slack refuses an empty one."""
    return [cell.strip() or "–" for cell in cells]
