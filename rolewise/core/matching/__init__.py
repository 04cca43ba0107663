"""Names in a text: roles, skills, countries, amounts. Imports nothing of Rasa, and spaCy only where names are looked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rolewise.core.matching.delexicalise import delexicalised
    from rolewise.core.matching.finder import Matcher
    from rolewise.core.matching.mentions import Found, Mention

_HOMES = {"Found": "mentions", "Matcher": "finder", "Mention": "mentions", "delexicalised": "delexicalise"}

__all__ = ["Found", "Matcher", "Mention", "delexicalised"]


def __getattr__(name: str) -> Any:
    """One of these from its module, imported when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
