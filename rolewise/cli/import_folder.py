"""`rolewise import`: a folder of CSV files becomes imported facts of the knowledge base."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rolewise.cli import exits

if TYPE_CHECKING:
    from rolewise.editing.importing import Imported

_NAMED = 5


def run(folder: Path) -> None:
    """Takes the folder in and prints what changed; ends the command with every fault where it is refused."""
    from rolewise.editing.importing import ImportRefused, import_folder
    from rolewise.paths import knowledge_folder

    if not folder.is_dir():
        raise exits.Stop(f"{folder} is no folder", exits.USAGE)
    try:
        _print(import_folder(knowledge_folder(), folder.resolve()))
    except ImportRefused as refusal:
        for problem in refusal.problems:
            print(problem)
        count = len(refusal.problems)
        raise exits.Stop(f"{count} {'problem' if count == 1 else 'problems'}; nothing was imported", exits.FAILED) from refusal
    except OSError as error:
        raise exits.Stop(f"the files cannot be written: {error}", exits.UNAVAILABLE) from error


def _print(done: Imported) -> None:
    for table in done.tables:
        kinds = [(table.added, "new"), (table.removed, "gone"), (table.changed, "changed")]
        parts = [f"{len(ids)} {kind} ({_some(ids)})" for ids, kind in kinds if ids]
        print(f"{done.name}/{table.name}: {table.rows} rows; {', '.join(parts) or 'nothing changed'}")
    if done.unread:
        print(f"not read: {', '.join(done.unread)}")
    print("run `rolewise check` next")


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:_NAMED]) + (", …" if len(ids) > _NAMED else "")
