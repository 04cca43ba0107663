"""An answer as a list of things to print: title, text, bars, table, sources, next steps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from rolewise.terminal.bars import Money, draw_bars
from rolewise.terminal.folding import fit
from rolewise.terminal.look import marks
from rolewise.terminal.paragraphs import wrapped
from rolewise.terminal.reply import Said
from rolewise.terminal.tables import draw_table

GAP = "   "


@dataclass(frozen=True)
class Canvas:
    """What a card is drawn on."""

    width: int  # cells
    in_ascii: bool
    money: Money

    def fitted_money(self, amount: int, currency: str) -> str:
        """The amount as it can be shown."""
        return str(fit(self.money(amount, currency), self.in_ascii))


def draw(said: Said, canvas: Canvas, attributed: Collection[str] = ()) -> list[RenderableType]:
    """The answer, no line wider than the canvas. Sources in `attributed` have had their attribution shown."""
    card: dict[str, Any] = fit(dict(said.card), canvas.in_ascii)
    text = Text("\n".join(wrapped(fit(said.text, canvas.in_ascii), canvas.width)))
    parts: list[list[RenderableType]] = [
        [Text("\n".join(wrapped(card["title"], canvas.width)), "bold")] if card.get("title") else [],
        [text],
        [*draw_bars(card.get("bars") or [], canvas.width, marks(canvas.in_ascii), canvas.fitted_money)],
        draw_table(card["table"], canvas.width, canvas.in_ascii) if card.get("table") else [],
        [*_sources(card.get("sources") or [], canvas.width, attributed)],
        [*_steps(card.get("suggestions") or [], canvas.width)],
    ]
    head, *rest = [part for part in parts if part]
    body = [line for part in rest for line in (Text(""), *part)]
    return [*head, *(body[1:] if card.get("title") else body)]


def attributions(said: Said) -> dict[str, str]:
    """The words that the licences of the answer's sources ask to be shown, by source."""
    return {source["id"]: source["attribution"] for source in said.sources if source.get("attribution")}


def named_sources(sources: Sequence[Mapping[str, str]]) -> list[str]:
    """Each source once, with its date: "O*NET 29.3 (2025-05 release)"."""
    return list(dict.fromkeys(f"{source['short']} ({source['date']})" for source in sources))


def _sources(sources: list[Mapping[str, str]], width: int, attributed: Collection[str]) -> Iterator[Text]:
    if not sources:
        return
    for line in wrapped(f"Sources: {'; '.join(named_sources(sources))}", width):
        yield Text(line, "dim")
    words = {source["attribution"]: 0 for source in sources if source.get("attribution") and source["id"] not in attributed}
    for line in wrapped("\n".join(words), width) if words else []:
        yield Text(line, "dim italic")


def _steps(steps: Sequence[Mapping[str, str]], width: int) -> Iterator[Text]:
    """The next steps with their numbers, as many on a line as fit."""
    line = Text()
    for number, step in enumerate(steps, 1):
        item = _step(f"[{number}] ", step["title"], width)
        if line and line.cell_len + len(GAP) + item.cell_len > width:
            yield line
            line = Text()
        line = Text.assemble(line, GAP, item) if line else item
    if line:
        yield line


def _step(number: str, title: str, width: int) -> Text:
    """A step; one that is wider than a line hangs below its title."""
    lines = wrapped(title, width - len(number))
    return Text.assemble((number, "bold green"), (f"\n{' ' * len(number)}".join(lines), "green"))
