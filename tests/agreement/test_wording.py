"""knowledge/wording.yml and the code agree: every key is used, every key used is there, every placeholder is filled."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path

from rolewise.core.intents import INTENTS
from rolewise.core.knowledge import KnowledgeBase, load
from rolewise.core.knowledge.contract import OPEN

ROOT = Path(__file__).parents[2]
# Where sentences are said.
ROOMS = ("rolewise/core/answers", "rolewise/core/dialogue", "rolewise/core/rendering", "rolewise/doors", "actions")
# Names of files, and beginnings of keys that the code goes on with: f"judge.sum_{role}".
ENDINGS = (".yml", ".css", ".j2", "_")
# Fields of the Web API's bodies.
NOT_KEYS = {"page.roles", "page.country"}
KEY = re.compile(r"[a-z][a-z_]*(?:\.[a-z][a-z_-]*)+")


@cache
def knowledge() -> KnowledgeBase:
    """The project's."""
    return load(ROOT / "knowledge")


@cache
def trees() -> tuple[ast.Module, ...]:
    """The code that says sentences, and the templates' text as one string constant each."""
    files = [ROOT / "rolewise/core/facets.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]
    templates = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.j2")) + sorted((ROOT / room).rglob("*.html"))]
    code = [path.read_text(encoding="utf-8") for path in files]
    shown = [" ".join(re.findall(r"['\"]([\w.-]+)['\"]", path.read_text(encoding="utf-8"))) for path in templates]
    return (*(ast.parse(text) for text in code), *(ast.parse(repr(text.split())) for text in shown))


@cache
def constants() -> frozenset[str]:
    """Every string written in the code."""
    return frozenset(
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def registered() -> set[str]:
    """Names of the registers, of which keys are made: intents, values of facets, kinds of credentials."""
    heard = {value for values in knowledge().hearing.heard.values() for value in values}
    kinds = {item.kind for role in knowledge().roles.values() for item in role.credentials}
    return set(INTENTS) | {f"{intent.figure}_question" for intent in INTENTS.values()} | heard | kinds


@cache
def families() -> tuple[re.Pattern[str], ...]:
    """f-strings as patterns: f"pay.verdict.{key}" is every key of pay.verdict."""
    found = []
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(part.value) if isinstance(part, ast.Constant) else "(.+)" for part in node.values]
                if "." in "".join(part for part in parts if part != "(.+)"):
                    found.append(re.compile("".join(parts)))
    return tuple(found)


def is_used(key: str) -> bool:
    """Whether the code names the key, or makes it of parts of which each that is left open stands in the code or the facts."""
    known = constants() | registered() | set(knowledge().bases)
    if key.startswith(OPEN):
        return True  # the rest of such a key is found in the facts or told by a message
    if key.startswith("page.") and is_used(key.removeprefix("page.").removesuffix("_single")):
        return True  # the page names its keys without its section, and one role's heading by the pair's
    return key in known or any(
        (found := family.fullmatch(key)) and all(_is_known(part, known) for part in found.groups()) for family in families()
    )


def _is_known(part: str, known: frozenset[str] | set[str]) -> bool:
    return part in known or part.removesuffix("_pair").removeprefix("ask.") in known or is_button(part)


def is_button(part: str) -> bool:
    """ "ask.ask_pay_pair": the question of an intent, for a button."""
    return part.startswith("ask.") and part.removeprefix("ask.").removesuffix("_pair") in INTENTS


def test_every_sentence_is_said() -> None:
    """A key that no code uses is left over from something."""
    assert [key for key in knowledge().wording if not is_used(key)] == []


def test_every_key_that_the_code_names_is_there() -> None:
    """A misspelt key fails here, not in a conversation."""
    sections = {key.split(".")[0] for key in knowledge().wording}
    spoken = {text for text in constants() if KEY.fullmatch(text) and not text.endswith(ENDINGS)}
    named = {text for text in spoken if text.split(".")[0] in sections}
    missing = {
        text
        for text in named
        if not any(key in (text, f"page.{text}") or key.startswith(f"{text}.") for key in knowledge().wording)
    }

    assert missing - NOT_KEYS == set()


def test_every_placeholder_is_filled_by_some_code() -> None:
    """By a keyword of a call, or a key of a mapping that is handed on."""
    keywords = {node.arg for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg}
    unknown = {
        f"{key}: {{{name}}}"
        for key, sentence in knowledge().wording.items()
        for _, name, _, _ in string.Formatter().parse(sentence)
        if name and name not in keywords | constants()
    }

    assert unknown == set()


def test_no_placeholder_is_formatted_or_looked_into() -> None:
    """Words and {placeholders} only: no {a.b}, {a[0]}, {a:>5} or {a!r}, and none without a name."""
    strange = [
        key
        for key, sentence in knowledge().wording.items()
        for _, name, spec, conversion in string.Formatter().parse(sentence)
        if name is not None and (not name.isidentifier() or spec or conversion)
    ]

    assert strange == []
