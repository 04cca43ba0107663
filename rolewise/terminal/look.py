"""What the terminal can show."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

NEEDED = "₹–─━╺◆›"


@dataclass(frozen=True)
class Marks:
    """The characters that lines are drawn with."""

    bar: str
    bar_from: str  # the half of a cell where a bar begins
    bar_to: str  # the half of a cell where a bar ends
    median: str
    track: str  # the axis beside a bar
    prompt: str


UNICODE = Marks(bar="━", bar_from="╺", bar_to="╸", median="◆", track="─", prompt="› ")
ASCII = Marks(bar="#", bar_from="#", bar_to="#", median="|", track=".", prompt="> ")


def only_ascii(stream: TextIO, environment: Mapping[str, str] | None = None) -> bool:
    """Whether only ASCII can be shown: by the stream's encoding, or where the locale is plainly C.

    Python turns the C locale into UTF-8 by itself, which the terminal knows nothing of.
    """
    found = os.environ if environment is None else environment
    try:
        NEEDED.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return not found.get("PYTHONIOENCODING") and (found.get("LC_ALL") or found.get("LANG")) in {"C", "POSIX"}


def marks(in_ascii: bool) -> Marks:
    """The characters to draw with."""
    return ASCII if in_ascii else UNICODE
