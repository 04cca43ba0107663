"""`rolewise schema`: JSON Schemas for editors' programs, the lists of fields in docs/editing.md, and the contract."""

from __future__ import annotations

from pathlib import Path

from rolewise.cli import exits


def run(contract: bool = False) -> None:
    """Writes what the register of fields gives, and says what changed."""
    from rolewise.editing import schema
    from rolewise.paths import ROOT, knowledge_folder

    if contract:
        _write_contract()
    folder = knowledge_folder()
    changed = [path.relative_to(folder.parent) for path in schema.write(folder)]
    changed += [guide.relative_to(ROOT) for guide in [ROOT / "docs" / "editing.md"] if _write_lists(guide)]
    for path in changed:
        print(f"wrote {path}")
    if not changed:
        print("the schemas are current")


def _write_lists(guide: Path) -> bool:
    from rolewise.editing.guide import with_lists

    if not guide.is_file():
        return False
    old = guide.read_text("utf-8")
    new = with_lists(old)
    if new != old:
        guide.write_text(new, "utf-8")
    return new != old


def _write_contract() -> None:
    """From the project's own files, whatever ROLEWISE_KNOWLEDGE says."""
    from rolewise.core.knowledge.problems import KnowledgeError
    from rolewise.editing import contract_file
    from rolewise.paths import ROOT

    try:
        changes = contract_file.write(ROOT / "knowledge")
    except KnowledgeError as error:
        print(error)
        raise exits.Stop("the contract stays as it was", exits.FAILED) from error
    for change in changes:
        print(change)
    print(f"{len(changes)} changes of the contract" if changes else "the contract is current")
