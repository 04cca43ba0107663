"""`rolewise schema`: JSON Schemas for editors' programs, and the lists of fields in docs/editing.md."""

from __future__ import annotations

from pathlib import Path


def run() -> None:
    """Writes what the register of fields gives, and says what changed."""
    from rolewise.editing import schema
    from rolewise.paths import ROOT, knowledge_folder

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
