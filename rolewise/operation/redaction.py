"""Takes secrets and what users wrote out of a text before anybody reads it in a log."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping

from rolewise.settings import register

GONE = "…"
SHORTEST_SECRET = 6  # characters; a shorter value would be found in ordinary words
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, flags), replacement)
    for pattern, flags, replacement in (
        # SQLAlchemy and PostgreSQL quote the row that they refuse; the row is a message.
        (r"\[parameters: .*", re.DOTALL, f"[parameters: {GONE}]"),
        (r"\bDETAIL: .*", re.DOTALL, f"DETAIL: {GONE}"),
        # asyncio writes the exception of a lost task with all that it says.
        (r"\bexception=(\w+)\(.*", re.DOTALL, rf"exception=\1({GONE})"),
        (r"\b(xox[a-z]|xapp)-[\w-]+", 0, rf"\1-{GONE}"),
        (r"\beyJ[\w-]+\.[\w-]+\.[\w-]*", 0, GONE),
        (r"\b(bearer|basic)\s+[\w.~+/=-]+", re.IGNORECASE, rf"\1 {GONE}"),
        (r"(\b[a-z][\w+.-]*://[^\s/@:]*:)[^\s]*@", re.IGNORECASE, rf"\1{GONE}@"),
        (r"(\bhttps?://[^\s?'\"]*\?)[^\s'\"]+", re.IGNORECASE, rf"\1{GONE}"),
        (r"(\w*(?:token|secret|password)[\"']?\s*[=:]\s*[\"']?)[^\s\"',;&]+", re.IGNORECASE, rf"\1{GONE}"),
    )
)


class Redaction:
    """Knows the values of the secret settings; anything else it knows by its shape."""

    def __init__(self, environment: Mapping[str, str] | None = None):
        values = os.environ if environment is None else environment
        found = {values.get(setting.name, "").strip() for setting in register().values() if setting.secret}
        self._secrets = sorted((value for value in found if len(value) >= SHORTEST_SECRET), key=len, reverse=True)

    def __call__(self, text: str, written: str = "") -> str:
        """The text without secrets, and without `written`, which a user wrote.

        >>> Redaction({})("postgresql://rolewise:hunter2@db/rolewise refused 'my mail is a@b.in'", "My mail is a@b.in")
        "postgresql://rolewise:…@db/rolewise refused '…'"
        """
        for secret in self._secrets:
            text = text.replace(secret, GONE)
        for form in sorted(_forms(written), key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", GONE, text, flags=re.IGNORECASE)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text


def _forms(written: str) -> Iterable[str]:
    """A text as it stands in a message, in a repr and in JSON; blanks at its ends do not count."""
    bare = written.strip()
    return {form for form in (bare, " ".join(bare.split()), repr(bare)[1:-1], json.dumps(bare)[1:-1]) if form}


def masked(value: str) -> str:
    """Tells that a secret is there and how long it is, and nothing else of it.

    >>> masked("xoxb-1234")
    '•••• (9 characters)'
    """
    return f"•••• ({len(value)} characters)" if value else ""


def without_password(url: str) -> str:
    """A URL that may be shown.

    >>> without_password("postgresql://rolewise:hunter2@db:5432/rolewise?sslmode=require")
    'postgresql://rolewise:…@db:5432/rolewise'
    """
    return re.sub(r"(://[^/@:]*:)[^\s]*@", rf"\1{GONE}@", url.partition("?")[0])
