"""Draws docs/images/terminal.svg, the README's picture, from real answers: python scripts/terminal_picture.py"""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

from rolewise.cli import loading
from rolewise.cli.talks import in_process
from rolewise.terminal.conversation import Conversation
from rolewise.terminal.names import project_names
from rolewise.terminal.screen import TerminalScreen

TALK = ("diffrence betwen data scintist and ML enginer",)
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


def main() -> None:
    """Asks the questions and draws the talk."""
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False, markup=False, emoji=False
    )
    names = project_names()
    conversation = Conversation(in_process(loading.trained_model()), TerminalScreen(console, False, names.money), names)
    for line in TALK:
        console.print(Text.assemble(("› ", "bold cyan"), (line, "bold")))
        conversation.take(line)
    console.print(Text("› ", "bold cyan"))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(console.export_svg(title="", code_format=TEMPLATE, unique_id="rolewise"), encoding="utf-8")


if __name__ == "__main__":
    main()
