"""What the code asks of files that editors reword: every sentence with its placeholders, every cue and list of words.

`contract_entries.py` holds it, made from the shipped files by `make schema`. Whatever keeps to it breaks no answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from string import Formatter
from typing import Any

from rolewise.core.knowledge.problems import Problem, nearest, shown

Entries = Mapping[str, Mapping[str, str]]  # kind of file -> dotted key -> its placeholders, parted by blanks
# Keys that editors may add, since the code looks whether they are there: a kind of figure, a language has a sentence of its own.
OPEN = ("pay.row.", "not_held.", "languages.")
_PLAIN = "words and {placeholders} only"


def contract() -> Entries:
    """What today's code asks for."""
    from rolewise.core.knowledge.contract_entries import ENTRIES

    return ENTRIES


def entries_of(content: Mapping[str, Any]) -> dict[str, str]:
    """The contract that a file's content keeps. Raises ValueError for a sentence with stray brackets."""
    return {key: " ".join(sorted(placeholders(value))) for key, value in flat(content) if isinstance(value, str | list)}


def contract_problems(kind: str, content: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Every key that is missing or not known, and every sentence with other placeholders than the code fills in."""
    asked = contract()[kind]
    found = dict(flat(content))
    missing, unknown = asked.keys() - found.keys(), found.keys() - asked.keys()
    for key in asked:
        if key in missing:
            yield Problem(file, _place(key), "this key, which answers use", "nothing", nearest(key, unknown, 80))
    for key, value in found.items():
        if key in asked:
            yield from _value_problems(file, _place(key), value, set(asked[key].split()))
        elif family := next((prefix for prefix in OPEN if key.startswith(prefix)), ""):
            siblings = {name for other, names in asked.items() if other.startswith(family) for name in names.split()}
            yield from _value_problems(file, _place(key), value, siblings, all_of_them=False)
        else:
            yield Problem(file, _place(key), "a key that answers use", shown(key), nearest(key, missing or asked))


def placeholder_problems(file: str, place: tuple[str, ...], sentence: str, names: Collection[str]) -> Iterator[Problem]:
    """Placeholders that nothing fills in; not every name needs to be there, nor the text."""
    if sentence:
        yield from _value_problems(file, place, sentence, set(names), all_of_them=False)


def flat(content: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that holds no others, under its dotted key."""
    for key, value in content.items():
        if isinstance(value, Mapping) and value:
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def placeholders(sentence: str | list[str]) -> set[str]:
    """The names in curly brackets; a list has none. Raises ValueError for anything else in brackets."""
    if isinstance(sentence, list):
        return set()
    names = set()
    for _, name, form, conversion in Formatter().parse(sentence):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(name)
        names.add(name)
    return names


def _value_problems(
    file: str, place: tuple[str, ...], value: Any, asked: set[str], *, all_of_them: bool = True
) -> Iterator[Problem]:
    if isinstance(value, list):  # its form is held to the shape
        return
    if not isinstance(value, str) or not value.strip():
        yield Problem(file, place, "some text", shown(value))
        return
    try:
        found = placeholders(value)
    except ValueError:
        yield Problem(file, place, _expected(asked), shown(value))
        return
    missing = asked - found if all_of_them else set()
    for name in sorted(found - asked):
        yield Problem(file, place, _expected(asked), f"{{{name}}}", _bracketed(nearest(name, missing or asked)))
    if missing and found <= asked:
        yield Problem(file, place, _expected(asked), f"none of {_listed(missing)}")


def _expected(names: set[str]) -> str:
    return f"the placeholders {_listed(names)}" if names else f"{_PLAIN}, here none"


def _listed(names: set[str]) -> str:
    return ", ".join(_bracketed(name) for name in sorted(names))


def _bracketed(name: str) -> str:
    return f"{{{name}}}" if name else ""


def _place(key: str) -> tuple[str, ...]:
    return tuple(key.split("."))
