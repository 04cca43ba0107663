"""`rolewise page`: a comparison, or one role, as a web page in one file."""

from __future__ import annotations

import sys
from pathlib import Path

from rolewise.cli import exits, loading, names

MOST_ROLES = 3


def run(roles: list[str], country: str, output: Path | None) -> None:
    """Writes the page to the file, or to stdout."""
    from rolewise.core.answers import Writer
    from rolewise.doors.pages.comparison import html

    knowledge = loading.knowledge()
    ids = tuple(dict.fromkeys(names.role(knowledge, typed) for typed in roles))
    if not 1 <= len(ids) <= MOST_ROLES:
        raise exits.Stop(f"a page is about one to {MOST_ROLES} different roles", exits.USAGE)
    code = names.country(knowledge, country) if country else knowledge.site.default_country
    text = html(Writer(knowledge), ids, code)
    if output is None:
        sys.stdout.buffer.write(text.encode())
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise exits.Stop(f"{output} cannot be written: {error.strerror}", exits.UNAVAILABLE) from error
    print(f"wrote {output}", file=sys.stderr)
