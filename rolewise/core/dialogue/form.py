"""The form that was asked for, in the text itself: bullets, a table, few words, all details."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rolewise.core.answers import Answer
from rolewise.core.answers.types import Table
from rolewise.core.facets import Facet, of_kind

MOST_ROWS = 10
SHORT = 30  # words, where no number was named
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“₹])|\n+")
_NUMBER = re.compile(r"\d+")


def formed(heard: Iterable[Facet], answer: Answer) -> Answer:
    """The answer in the form asked for, which it then used; what cannot be given so is left as it is."""
    wanted = {facet.value: facet for facet in of_kind(heard, "form") if not facet.negated}
    if answer.missed or not wanted:
        return answer
    text, used = answer.text, set()
    if "shorter" in wanted:
        most = int(found.group()) if (found := _NUMBER.search(wanted["shorter"].text)) else SHORT
        text = _of_several(answer) or _short(text, most)
        used.add("form:shorter")
    if "table" in wanted and answer.table:
        text = _table(answer.table)
        used.add("form:table")
    elif "longer" in wanted and answer.table:
        text = "\n".join([text, _table(answer.table)])
        used.add("form:longer")
    elif "bullets" in wanted:
        text = "\n".join(f"- {sentence}" for sentence in _sentences(text))
        used.add("form:bullets")
    return replace(answer, text=text, used=answer.used | used)


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]


def _short(text: str, most: int) -> str:
    """The first sentence and those after it while the words are few enough."""
    kept: list[str] = []
    words = 0
    for sentence in _sentences(text):
        words += len(sentence.split())
        if kept and words > most:
            break
        kept.append(sentence)
    return " ".join(kept)


def _of_several(answer: Answer) -> str:
    """Of several roles the figures of each and what follows from them: their first sentence alone would leave the others out."""
    lead = answer.outline.lead if answer.outline else ""
    if len(answer.roles) < 2 or not lead:
        return ""
    return " ".join(["; ".join(f"{bar.label} {bar.text}" for bar in answer.bars) + ".", lead]) if answer.bars else lead


def _table(table: Table) -> str:
    return "\n".join(" | ".join(row) for row in (table.columns, *table.rows[:MOST_ROWS]))
