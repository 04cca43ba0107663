"""The training utterances, read without Rasa."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_BULLET = "- "


@dataclass(frozen=True)
class Utterance:
    """One training line."""

    text: str
    intent: str
    line: int  # in the file, from 1


def read_utterances(path: Path) -> list[Utterance]:
    """The utterances of a file of Rasa's form, in its order. Raises OSError, or ValueError for a file of another form."""
    try:
        return utterances(path.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name} is {error}") from error


def utterances(content: str) -> list[Utterance]:
    """The same of a file's content. Raises ValueError."""
    try:
        root: Any = yaml.compose(content, Loader=yaml.CSafeLoader)
        return [found for block in _value(root, "nlu").value for found in _utterances(block)]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"no file of training utterances: {error}") from error


def _utterances(block: Any) -> Iterator[Utterance]:
    intent = _value(block, "intent").value
    examples = _value(block, "examples")
    for number, line in enumerate(examples.value.splitlines(), examples.start_mark.line + 2):
        if text := line.strip().removeprefix(_BULLET).strip():
            yield Utterance(text, intent, number)


def _value(node: Any, key: str) -> Any:
    return {name.value: value for name, value in node.value}[key]
