"""Answer -> plain text, complete by itself."""

from __future__ import annotations

from rolewise.core.answers.types import Answer


def plain(answer: Answer) -> str:
    """The answer's text and links."""
    links = [f"{link.title}: {link.url}" for link in answer.links if link.url not in answer.text]
    return "\n".join([answer.text, *links])
