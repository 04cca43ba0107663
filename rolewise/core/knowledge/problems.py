"""Faults of the knowledge base, each with its place, what was expected, what was found and a cure."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import process


@dataclass(frozen=True)
class Problem:
    """One fault; `place` is the path inside the file ("pay", "item 2", "low")."""

    file: str
    place: tuple[str, ...]
    expected: str
    found: str
    nearest: str = ""

    def __str__(self) -> str:
        where = " › ".join((self.file, *self.place))
        hint = f"; nearest is {self.nearest!r}" if self.nearest else ""
        return f"{where}: expected {self.expected}, found {self.found}{hint}"


class KnowledgeError(Exception):
    """The knowledge base has faults; `problems` lists them all."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__(report(problems))


def report(problems: list[Problem]) -> str:
    """All faults, a line each, and how many there are."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([*map(str, problems), f"{count}; nothing was loaded"])


def nearest(word: str, known: object, cutoff: int = 60) -> str:
    """The known spelling nearest to `word`, or "" when none is near."""
    match = process.extractOne(word, list(known), score_cutoff=cutoff)  # type: ignore[call-overload]
    return match[0] if match else ""


def shown(value: object, length: int = 60) -> str:
    """A found value as an editor would recognise it, cut to `length` characters."""
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= length else text[: length - 1] + "…"
