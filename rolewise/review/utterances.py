"""The training lines of data/nlu.yml: which there are, and new ones at the end of an intent's block."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from rolewise.reports.utterances import utterances
from rolewise.review.grouping import normalised
from rolewise.review.masking import is_masked

_LINE = "      - "
# Rasa reads these as annotations.
_MARKUP = re.compile(r"[\[\]{}]")
LONGEST = 200  # characters; a longer message teaches more about its writer than about the question


class NotTaught(Exception):
    """A line that is not taken; the message says why."""


def intents(content: str) -> list[str]:
    """The intents that have training lines, in the file's order."""
    return list(dict.fromkeys(each.intent for each in utterances(content)))


def taught(content: str) -> dict[str, str]:
    """Normalised training lines -> intent."""
    return {normalised(each.text): each.intent for each in utterances(content)}


def refusal(text: str, intent: str, known: dict[str, str]) -> str:
    """Why a text cannot become a training line; "" where it can."""
    if is_masked(text):
        return "it held personal data"
    if _MARKUP.search(text):
        return "it has brackets, which Rasa reads as annotations"
    if not normalised(text) or len(text) > LONGEST or text.startswith("/"):
        return f"it is empty, a command, or longer than {LONGEST} characters"
    if owner := known.get(normalised(text)):
        return f"it is a line of {owner} already"
    return "" if intent in known.values() else f"there is no intent {intent}"


def with_lines(content: str, intent: str, texts: Sequence[str]) -> str:
    """The file with lines at the end of the intent's block. Raises NotTaught.

    Inserted as text and checked by parsing: ruamel.yaml takes seconds for 13,000 lines and would rewrite all of them as it
    sees fit, while only these are meant to change.
    """
    known = taught(content)
    for text in texts:
        if reason := refusal(text, intent, known):
            raise NotTaught(f"“{text}” is not taken: {reason}")
        known[normalised(text)] = intent
    lines = content.splitlines(keepends=True)
    place = max(each.line for each in utterances(content) if each.intent == intent)
    changed = "".join([*lines[:place], *(f"{_LINE}{text}\n" for text in texts), *lines[place:]])
    if not _adds_just(content, changed, intent, texts):
        raise NotTaught("the file is not laid out as expected: please write the lines by hand")
    return changed


def _adds_just(before: str, after: str, intent: str, texts: Sequence[str]) -> bool:
    """Whether the parsed file has these examples more, and everything else as before."""
    expected, found = _parsed(before), _parsed(after)
    added = "".join(f"- {text}\n" for text in texts)
    for entry in expected["nlu"]:
        if entry.get("intent") == intent:
            entry["examples"] += added
    return bool(expected == found)


def _parsed(content: str) -> dict[str, list[dict[str, str]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, list[dict[str, str]]] = yaml.load(content, loader)  # noqa: S506 - a safe loader, too
    return found
