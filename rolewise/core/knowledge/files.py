"""Reading YAML of editors: every fault is a Problem, none an exception.

The values are built straight from the parser's events, which takes half the time of building YAML's nodes first
and keeps to what an editor means: dates are text, only true and false are truth values ("no", "on" and the country
code NO are text, as in YAML 1.2), and keys are always text.
"""

from __future__ import annotations

import math
import re
import stat
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from rolewise.core.knowledge.problems import Problem

# The largest file of ours has 120 kB; a larger one is a mistake or an attack.
LARGEST_BYTES = 1_000_000
DEEPEST = 20
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9_]{0,17})")  # longer ones are no figures of ours, and overflow in arithmetic
_BROKEN = re.compile(r"[-+]?(0|[1-9][0-9_]*)\.[0-9]+([eE][-+]?[0-9]+)?")
# What no reader sees: control characters, which terminals obey, and marks that turn the order of letters round.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_ODD_BLANK = re.compile("[\u00a0\u2007\u202f]")  # of web pages and word processors; no form of a name bears them
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path, name: str) -> tuple[Any, list[Problem]]:
    """The content of one file, and its faults; content is None when there are any."""
    try:
        if fault := _fault(path):
            return None, [Problem(name, (), *fault)]
        raw = path.read_bytes()
    except OSError as error:
        return None, [Problem(name, (), "a readable file", error.strerror or "nothing")]
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        expected = "a file saved as UTF-8 (the editor's “Save as” has a choice of encoding)"
        return None, [Problem(name, (f"line {line}",), expected, "a letter in another encoding")]
    return _parse(content, name)


def _fault(path: Path) -> tuple[str, str] | None:
    """Why a file is not read: what was expected, and what was found. Raises OSError."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device would be read for ever
        return "an ordinary file", "something else"
    # A link within the folder is how Kubernetes mounts files; one that leads out could show the content of any file.
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        return "a file of this folder", "a link that leads out of it"
    if status.st_size > LARGEST_BYTES:
        return f"at most {LARGEST_BYTES:,} bytes", f"{status.st_size:,}"
    return None


class _NotPlain(Exception):
    """YAML that is well-formed and not wanted: what was expected, what was found, and the event where."""

    def __init__(self, expected: str, found: str, event: Any):
        super().__init__(expected, found, event)
        self.expected, self.found, self.line = expected, found, event.start_mark.line + 1


def _parse(content: str, name: str) -> tuple[Any, list[Problem]]:
    if unseen := _UNSEEN.search(content):
        line = content.count("\n", 0, unseen.start()) + 1
        return None, [Problem(name, (f"line {line}",), *_seen_only(unseen[0]))]
    if blank := _ODD_BLANK.search(content):
        line = content.count("\n", 0, blank.start()) + 1
        return None, [
            Problem(name, (f"line {line}",), "ordinary blanks", "a non-breaking space, which looks like one: type it anew")
        ]
    try:
        return _built(content), []
    except _NotPlain as fault:
        return None, [Problem(name, (f"line {fault.line}",), fault.expected, fault.found)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (f"line {mark.line + 1}",) if mark else ()
        return None, [Problem(name, place, *_told(error, content.splitlines()))]
    except (yaml.YAMLError, ValueError) as error:
        return None, [Problem(name, (), "well-formed YAML", str(error).splitlines()[0])]


def _told(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[str, str]:
    """What was expected and found, in words of the file and not of the parser where that can be told."""
    number = error.problem_mark.line if error.problem_mark else -1
    line = lines[number] if 0 <= number < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "blanks at the beginning of the line", "a tab: type blanks instead, as many as the lines around it have"
    if "\t" in line:
        return "blanks", "a tab in the line: type a blank instead"
    return "well-formed YAML", error.problem or "something else"


def _built(content: str) -> Any:
    """The one document of a file; None for an empty one."""
    top: list[Any] = []
    holder: Any = top  # the list or mapping that is being filled
    holders: list[Any] = []
    key: str | None = None  # of the mapping's value to come
    keys: list[str | None] = []
    next_event = _Loader(content).get_event
    while (kind := type(event := next_event())) is not StreamEndEvent:
        if kind is ScalarEvent:
            if key is None and type(holder) is dict:
                key = _key(event, holder)
                continue
            value = _scalar(event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            _refuse(event, key is None and type(holder) is dict, len(holders))
            value = {} if kind is MappingStartEvent else []
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            holder, key = holders.pop(), keys.pop()
            continue
        else:
            _refuse_document(event, top)
            continue
        if type(holder) is dict:
            holder[key], key = value, None
        else:
            holder.append(value)
        if kind is not ScalarEvent:
            holders.append(holder)
            keys.append(key)
            holder, key = value, None
    return top[0] if top else None


def _key(event: Any, mapping: dict[str, Any]) -> str:
    if event.anchor is not None or event.tag is not None:
        _refuse(event)
    if event.value in mapping:
        raise _NotPlain("well-formed YAML", f"the key {event.value!r} stands twice", event)
    return str(event.value)


def _scalar(event: Any) -> Any:
    if event.anchor is not None or event.tag is not None:
        _refuse(event)
    if event.style == '"' and (unseen := _UNSEEN.search(event.value)):  # written as an escape
        raise _NotPlain(*_seen_only(unseen[0]), event)
    return _meant(event.value) if event.implicit[0] else event.value


def _seen_only(character: str) -> tuple[str, str]:
    return "text that readers can see", f"the character U+{ord(character):04X}"


def _refuse(event: Any, as_key: bool = False, depth: int = 0) -> None:
    if event.anchor is not None:
        raise _NotPlain("plain YAML without anchors (&) and aliases (*)", f"&{event.anchor}", event)
    if event.tag is not None:
        raise _NotPlain("plain YAML without tags (!)", str(event.tag), event)
    if as_key:
        raise _NotPlain("a word as key", "a list or fields", event)
    if depth >= DEEPEST:
        raise _NotPlain(f"at most {DEEPEST} levels", "more", event)


def _refuse_document(event: Any, top: list[Any]) -> None:
    if isinstance(event, AliasEvent):
        raise _NotPlain("plain YAML without anchors (&) and aliases (*)", f"*{event.anchor}", event)
    if isinstance(event, DocumentStartEvent) and top:
        raise _NotPlain("one document a file", "a second one (---)", event)


@lru_cache(maxsize=50_000)
def _meant(text: str) -> Any:
    """What a word without quotes stands for."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text.replace("_", ""))
    return number if _BROKEN.fullmatch(text) and math.isfinite(number := float(text.replace("_", ""))) else text
