"""Bad cards for the renderers of Slack and of the terminal, and bad knowledge files for the loader."""

from __future__ import annotations

import io
import re
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import _bad_inputs as bad
from benchmarks._findings import Findings, timed

WORDING = "wording.yml"
WORLD = (
    "roles/lamp-designer.yml",
    "roles/wick-trader.yml",
    "vocabulary/skills.yml",
    "vocabulary/sources.yml",
    WORDING,
    "site.yml",
)
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def cards(findings: Findings, random: Random, count: int) -> None:
    """Draws cards for Slack and for the terminal."""
    draw = _drawing()
    for _ in range(count):
        made = bad.card(random)
        try:
            timed(findings, lambda made=made: draw(made))
        except Exception:
            findings.fault("a card breaks a renderer", traceback.format_exc()[-600:])
    findings.tried["cards"] += count


def _drawing() -> Callable[[dict[str, Any]], None]:
    from rich.console import Console

    from rolewise.core.rendering.slack import message
    from rolewise.in_use import live_knowledge
    from rolewise.terminal.names import Names
    from rolewise.terminal.reply import Said
    from rolewise.terminal.screen import TerminalScreen

    knowledge = live_knowledge().current().knowledge
    words, names = knowledge.wording, Names(lambda: knowledge)

    def draw(card: dict[str, Any]) -> None:
        shown = message(card, words)
        assert shown.text and len(shown.blocks) <= 50
        mention = re.search(r"<[!@#][^>]*>", " ".join([shown.text, *_marked(shown.blocks)]))
        assert not mention, f"a mention of Slack's: {mention}"
        out = io.StringIO()
        console = Console(file=out, width=80, color_system=None, highlight=False, markup=False, emoji=False)
        TerminalScreen(console, False, names.money).answer(Said(card["text"], card), (), False)
        assert not _UNSAFE.search(out.getvalue()), f"a control character for the terminal: {_UNSAFE.findall(out.getvalue())}"

    return draw


def _marked(value: Any) -> Iterator[str]:
    """Every text of blocks in which Slack obeys marks."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from _marked(each)


def files(findings: Findings, random: Random, count: int) -> None:
    """Loads knowledge bases with one damaged file; one that loads is drawn as a page."""
    from tests.small_world import write_world

    with tempfile.TemporaryDirectory() as place:
        folder = write_world(Path(place) / "knowledge")
        for _ in range(count):
            path = folder / random.choice(WORLD)
            sound = path.read_text("utf-8")
            path.write_text(bad.knowledge_file(random, sound), "utf-8", errors="replace")
            try:
                timed(findings, lambda path=path: _loaded(folder, path.name))
            except Exception:
                findings.fault("a file breaks the loader", f"{path.name}: {traceback.format_exc()[-600:]}")
            path.write_text(sound, "utf-8")
    findings.tried["files"] += count


def _loaded(folder: Path, damaged: str) -> None:
    from rolewise.core.answers import Writer
    from rolewise.core.knowledge import KnowledgeError, load
    from rolewise.doors.pages.comparison import html

    try:
        knowledge = load(folder)
    except KnowledgeError:
        return
    if damaged == WORDING:  # that a sentence is missing, `rolewise check` and the tests tell, not the loader
        return
    role = next(iter(knowledge.roles))
    html(Writer(knowledge), (role,), knowledge.site.default_country)
