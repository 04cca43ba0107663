"""Card -> Slack message (Block Kit). Pure; every limit of Slack is kept (slack_limits.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rolewise.core.rendering import slack_limits as limits
from rolewise.core.rendering.mrkdwn import clamp, link, mrkdwn
from rolewise.core.rendering.slack_bars import bars
from rolewise.core.rendering.slack_parts import Block, button, context, header, preformatted, sections
from rolewise.core.rendering.slack_steps import rating, rating_buttons, steps
from rolewise.core.rendering.slack_table import classic, native

SHOW = "rolewise_show"  # the action of the button that shows an answer to the whole channel
SMALL_TALK = "talk"

Card = Mapping[str, Any]
Words = Mapping[str, str]


@dataclass(frozen=True)
class SlackMessage:
    """One message. `text` alone is complete; `classic` says the same as `blocks` without the newer kinds of block."""

    text: str  # mrkdwn
    blocks: tuple[Block, ...] = ()
    classic: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Frame:
    """What a message shows besides the answer."""

    turn: str = ""  # the id that feedback names; "" for no feedback
    question: str = ""  # what was asked by a button, where nobody can see it otherwise
    asker: str = ""  # id of the user who asked it; "" for the reader
    show: str = ""  # id of the turn that a button shows to the whole channel; "" for no button


def message(card: Card, words: Words, frame: Frame = Frame()) -> SlackMessage:
    """The answer as one message. `words` is the wording of the knowledge base."""
    before = [*context([_asked(words, frame)]), *_head(card), *sections(card["text"])]
    after = [*_links(card), *_bars(card), *context(_sources(card, words)), *steps(card.get("suggestions") or ())]
    after += _show(words, frame)
    table, rated = card.get("table"), frame.turn if card.get("kind") != SMALL_TALK else ""
    told = list(classic(table)) if table else []
    newest = [*before, *(list(native(table)) or told if table else []), *after, *rating(words, rated)]
    oldest = [*before, *told, *after, *rating_buttons(words, rated)]
    return SlackMessage(fallback(card, words), _within(newest), _within(oldest))


def notice(text: str) -> SlackMessage:
    """A plain sentence of ours."""
    return SlackMessage(clamp(mrkdwn(text), limits.TEXT))


def fallback(card: Card, words: Words) -> str:
    """The whole answer as one mrkdwn text, for notifications, screen readers and clients without blocks."""
    links = [link(each["title"], each["url"]) for each in card.get("links") or ()]
    return clamp("\n".join([mrkdwn(card["text"]), *links, *_sources(card, words)]), limits.TEXT)


def _asked(words: Words, frame: Frame) -> str:
    if not frame.question:
        return ""
    question = mrkdwn(frame.question)
    if not frame.asker:
        return words["slack.you_asked"].format(question=question)
    return words["slack.asked"].format(user=f"<@{frame.asker}>", question=question)


def _head(card: Card) -> Iterator[Block]:
    if card.get("title"):
        yield header(card["title"])


def _bars(card: Card) -> Iterator[Block]:
    if drawn := bars(card.get("bars") or ()):
        yield preformatted(drawn)


def _links(card: Card) -> Iterator[Block]:
    yield from context([" · ".join(link(each["title"], each["url"]) for each in card.get("links") or ())])


def _sources(card: Card, words: Words) -> list[str]:
    """One line of names with their dates, and the words that licences ask to be shown, each once."""
    notes: Sequence[Mapping[str, str]] = card.get("sources") or ()
    named = dict.fromkeys(f"{note['short']} ({note['date']})" for note in notes)
    credits = dict.fromkeys(mrkdwn(note["attribution"]) for note in notes if note.get("attribution"))
    if not named:
        return []
    return [words["slack.sources"].format(sources=mrkdwn("; ".join(named))), *credits]


def _show(words: Words, frame: Frame) -> list[Block]:
    if not frame.show:
        return []
    return [{"type": "actions", "elements": [button(words["slack.show"], SHOW, frame.show)]}]


def _within(blocks: list[Block]) -> tuple[Block, ...]:
    """The first of the message's blocks and its last three, which hold the ways on."""
    over = len(blocks) - limits.BLOCKS
    return tuple(blocks if over <= 0 else [*blocks[: limits.BLOCKS - 3], *blocks[-3:]])
