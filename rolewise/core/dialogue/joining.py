"""Answers put together."""

from __future__ import annotations

from dataclasses import replace

from rolewise.core.answers.types import Answer


def prefixed(sentence: str, answer: Answer) -> Answer:
    """The answer with a sentence before it; unchanged where there is none."""
    return replace(answer, text=f"{sentence}\n{answer.text}") if sentence else answer


def joined(first: Answer, second: Answer) -> Answer:
    """Two answers as one, each brief: the texts' first lines, the sources of both; nothing is said twice."""
    one = _brief(first.text)
    other = _brief("\n".join(line for line in second.text.splitlines() if line not in first.text))
    return replace(
        first,
        text=f"{one}\n\n{other}" if other else one,
        roles=tuple(dict.fromkeys([*first.roles, *second.roles])),
        table=first.table or second.table,
        bars=first.bars or second.bars,
        sources=tuple(dict.fromkeys([*first.sources, *second.sources])),
        suggestions=second.suggestions or first.suggestions,
        links=tuple(dict.fromkeys([*first.links, *second.links])),
        listed=first.listed or second.listed,
        used=first.used | second.used,
        once=tuple(dict.fromkeys([*first.once, *second.once])),
    )


def _brief(text: str, most: int = 3) -> str:
    return "\n".join([line for line in text.splitlines() if line][:most])
