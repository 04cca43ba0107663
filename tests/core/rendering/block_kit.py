"""Slack's published limits of messages and Home tabs, written down apart from the code that keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

NEWER = {"table", "context_actions"}
KINDS = {"header", "section", "context", "actions", "rich_text", "divider", *NEWER}

Block = dict[str, Any]


def faults_of_message(text: str, blocks: list[Block]) -> list[str]:
    """Everything about a message that Slack would refuse or cut."""
    found = [f"{kind}: {count} of at most one" for kind in ("table",) if (count := _count(blocks, kind)) > 1]
    if not text.strip():
        found.append("no text")
    if len(text) > 4000:
        found.append(f"text of {len(text)}")
    if len(blocks) > 50:
        found.append(f"{len(blocks)} blocks")
    return found + [f"{place} {block.get('type')}: {fault}" for place, block in enumerate(blocks) for fault in _of_block(block)]


def faults_of_home(view: Block) -> list[str]:
    """The same for a Home tab, which has no table."""
    blocks = view["blocks"]
    found = [f"{len(blocks)} blocks"] if len(blocks) > 100 else []
    found += [f"{block['type']} in a Home tab" for block in blocks if block["type"] in NEWER]
    return found + [f"{place} {block['type']}: {fault}" for place, block in enumerate(blocks) for fault in _of_block(block)]


def _count(blocks: list[Block], kind: str) -> int:
    return sum(block.get("type") == kind for block in blocks)


def _of_block(block: Block) -> Iterator[str]:
    kind = block.get("type")
    if kind not in KINDS:
        yield "unknown kind"
        return
    if len(block.get("block_id", "x")) > 255:
        yield "block_id too long"
    yield from {
        "header": _header,
        "section": _section,
        "context": _context,
        "actions": _actions,
        "rich_text": _rich,
        "context_actions": _rating,
        "table": _table,
        "divider": lambda _: iter(()),
    }[kind](block)


def _header(block: Block) -> Iterator[str]:
    yield from _text(block["text"], 150, ("plain_text",))


def _section(block: Block) -> Iterator[str]:
    if not (block.get("text") or block.get("fields")):
        yield "neither text nor fields"
    if "text" in block:
        yield from _text(block["text"], 3000)
    fields = block.get("fields", [])
    if len(fields) > 10:
        yield f"{len(fields)} fields"
    for field in fields:
        yield from _text(field, 2000)


def _context(block: Block) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield f"{len(block['elements'])} elements"
    for element in block["elements"]:
        yield from _text(element, 3000)


def _actions(block: Block) -> Iterator[str]:
    elements = block["elements"]
    if not 1 <= len(elements) <= 25:
        yield f"{len(elements)} elements"
    ids = [element["action_id"] for element in elements]
    if len(set(ids)) < len(ids) or any(len(each) > 255 for each in ids):
        yield f"action ids {ids}"
    for element in elements:
        yield from _button(element) if element["type"] == "button" else _overflow(element)


def _button(element: Block) -> Iterator[str]:
    yield from _text(element["text"], 75, ("plain_text",))
    if not 1 <= len(element["value"]) <= 2000:
        yield f"a value of {len(element['value'])}"


def _overflow(element: Block) -> Iterator[str]:
    if element["type"] != "overflow":
        yield f"element {element['type']}"
        return
    if not 2 <= len(element["options"]) <= 5:
        yield f"{len(element['options'])} options"
    for option in element["options"]:
        yield from _text(option["text"], 75, ("plain_text",))
        if not 1 <= len(option["value"]) <= 150:
            yield f"an option's value of {len(option['value'])}"


def _rating(block: Block) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 5:
        yield f"{len(block['elements'])} elements"
    for element in block["elements"]:
        for side in ("positive_button", "negative_button"):
            yield from _text(element[side]["text"], 75, ("plain_text",))
            if not 1 <= len(element[side]["value"]) <= 2000:
                yield "a value"


def _rich(block: Block) -> Iterator[str]:
    for part in block["elements"]:
        for element in part["elements"]:
            if part["type"] != "rich_text_preformatted" or element["type"] != "text" or not 1 <= len(element["text"]) <= 3000:
                yield "rich text"


def _table(block: Block) -> Iterator[str]:
    rows = block["rows"]
    if not 2 <= len(rows) <= 100 or not 1 <= len(rows[0]) <= 20 or len({len(row) for row in rows}) > 1:
        yield f"{len(rows)} rows of {sorted({len(row) for row in rows})}"
    if len(block.get("column_settings", [])) > 20:
        yield "column settings"
    cells = [cell for row in rows for cell in row]
    if any(cell["type"] != "raw_text" or not cell["text"].strip() for cell in cells):
        yield "an empty cell"
    if sum(len(cell["text"]) for cell in cells) > 10_000:
        yield "too much text"


def _text(found: Block, most: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Iterator[str]:
    if found["type"] not in kinds:
        yield f"{found['type']} where {kinds} is asked"
    if not len(found["text"].strip()) >= 1 or len(found["text"]) > most:
        yield f"a text of {len(found['text'])}, at most {most}"
    if found["type"] == "mrkdwn" and _unescaped(found["text"]):
        yield f"unescaped: {_unescaped(found['text'])!r}"


def _unescaped(text: str) -> str:
    """What of mrkdwn is neither an entity, nor a link or a user of ours."""
    left = re.sub(r"<https?://[^<>|]+\|[^<>|]+>|<@[UW][A-Z0-9]+>", "", text)
    return "".join(re.findall(r"[<>]|&(?!amp;|lt;|gt;)", left))
