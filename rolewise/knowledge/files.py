"""Reading YAML of editors: every fault is a Problem, none an exception."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from rolewise.knowledge.problems import Problem

# The largest file of ours has 120 kB; a larger one is a mistake or an attack.
LARGEST_BYTES = 1_000_000
_ANCHOR = re.compile(r"(?m)(?:^|[:\-\[,{]\s+)[&*][A-Za-z0-9_]+")
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Safe loading that refuses a key written twice, which YAML itself would silently drop."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            keys = [key.value for key, _ in node.value]
            twice = next((key for key in keys if keys.count(key) > 1), "?")
            raise yaml.MarkedYAMLError(problem=f"the key {twice!r} stands twice", problem_mark=node.start_mark)
        return mapping


# Dates stay text, and only true and false are truth values: "yes", "no", "on" and the country code NO
# mean what an editor writes (as in YAML 1.2).
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[-1] not in ("timestamp", "bool")]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))



def read(path: Path, name: str) -> tuple[Any, list[Problem]]:
    """The content of one file, and its faults; content is None when there are any."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [Problem(name, (), "a readable file", error.strerror or "nothing")]
    if len(raw) > LARGEST_BYTES:
        return None, [Problem(name, (), f"at most {LARGEST_BYTES:,} bytes", f"{len(raw):,}")]
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [Problem(name, (f"byte {error.start}",), "text in UTF-8", "other bytes")]
    return _parse(content, name)


def _parse(content: str, name: str) -> tuple[Any, list[Problem]]:
    try:
        if _ANCHOR.search(content) and _has_alias(content):
            return None, [Problem(name, (), "plain YAML without anchors (&) and aliases (*)", "an alias")]
        return yaml.load(content, Loader=_Loader), []  # noqa: S506 - derived from the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (f"line {mark.line + 1}",) if mark else ()
        return None, [Problem(name, place, "well-formed YAML", error.problem or "something else")]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, [Problem(name, (), "well-formed YAML", str(error).splitlines()[0])]


def _has_alias(content: str) -> bool:
    return any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(content, Loader=_Base))
