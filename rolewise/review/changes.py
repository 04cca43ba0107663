"""Changes of files that an editor sees before they are made, and that are taken back when a check fails."""

from __future__ import annotations

import difflib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq

from rolewise.review.utterances import with_lines
from rolewise.whole_files import write_whole

ALIASES, AFTER = "aliases", "family"
WIDEST = 100_000  # characters; ruamel.yaml would fold longer lines anew


@dataclass(frozen=True)
class Change:
    """The text of one file before and after."""

    path: Path
    before: str
    after: str

    def diff(self) -> str:
        """The changed lines with one line around them, as `diff -U1` shows them."""
        name = f"{self.path.parent.name}/{self.path.name}"
        lines = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), name, name, n=1, lineterm="")
        return "\n".join(lines)


def alias(folder: Path, role: str, name: str) -> Change:
    """Another name in the file of a role. Raises OSError, and YAMLError of ruamel for a file that is no YAML."""
    path = folder / "roles" / f"{role}.yml"
    before = path.read_text("utf-8")
    return Change(path, before, _with_alias(before, name))


def lines(path: Path, intent: str, texts: list[str]) -> Change:
    """Training lines of an intent. Raises OSError, and NotTaught for a line that cannot be one."""
    before = path.read_text("utf-8")
    return Change(path, before, with_lines(before, intent, texts))


def make(change: Change, check: Callable[[], object]) -> None:
    """Writes the file; whatever the check raises, Ctrl-C included, the file is as before and the exception goes on."""
    write_whole(change.path, change.after)
    try:
        check()
    except BaseException:
        write_whole(change.path, change.before)
        raise


def _with_alias(content: str, name: str) -> str:
    # The way the role files are laid out: each of them comes back from ruamel.yaml as it was.
    layout = YAML()
    layout.preserve_quotes = True  # type: ignore[assignment]  # ruamel.yaml declares neither
    layout.width = WIDEST  # type: ignore[assignment]
    layout.indent(mapping=2, sequence=4, offset=2)
    role = layout.load(content)
    if not isinstance(role.get(ALIASES), list):
        names = CommentedSeq()
        names.fa.set_flow_style()
        role.pop(ALIASES, None)
        role.insert(list(role).index(AFTER) + 1 if AFTER in role else 0, ALIASES, names)
    role[ALIASES].append(name)
    written = io.StringIO()
    layout.dump(role, written)
    return written.getvalue()
