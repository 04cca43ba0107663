"""Draws docs/images/terminal.svg, the README's picture, from real answers: python scripts/terminal_picture.py"""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

from rolewise.runtime.assistant import Assistant
from rolewise.runtime.model import ensure_model

TALK = ("diffrence betwen data scintist and ML enginer", "which pays more?", "and in the US?")
TARGET = Path(__file__).resolve().parents[1] / "docs" / "images" / "terminal.svg"
WIDTH = 100
# Rich's own template names a font on another host; a picture in a README must not ask for anything.
TEMPLATE = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img"
 aria-label="A conversation with Rolewise in the terminal">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px;
 line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}</defs>
<rect fill="#1b1f27" x="1" y="1" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


async def main() -> None:
    """Asks the questions and draws the talk."""
    assistant = await Assistant.load(ensure_model())
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    for question in TALK:
        reply = await assistant.ask(question, "picture")
        console.print(Text("› ", "bold cyan") + Text(question, "bold"))
        console.print(Text(reply.text))
        steps = [step["title"] for step in reply.card.get("suggestions", [])]
        console.print(Text("  ".join(f"[{number}] {title}" for number, title in enumerate(steps, 1)), "green"))
        console.print()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(console.export_svg(title="", code_format=TEMPLATE, unique_id="rolewise"), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
