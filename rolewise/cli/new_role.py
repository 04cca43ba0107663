"""`rolewise new-role`: a file to fill in."""

from __future__ import annotations

import sys

from rolewise.cli import exits


def run(title: str) -> None:
    """Writes the file and says what is next; ends the command where the name is taken."""
    from rolewise.editing import new_role
    from rolewise.paths import knowledge_folder

    folder = knowledge_folder()
    try:
        written = new_role.write(folder, title)
    except new_role.Refused as refusal:
        raise exits.Stop(str(refusal), exits.USAGE) from refusal
    except OSError as error:
        raise exits.Stop(f"the file cannot be written: {error}", exits.UNAVAILABLE) from error
    print(f"wrote {written.path.relative_to(folder.parent)}: fill it in, then run `rolewise check`")
    if written.near:
        name, owner = written.near
        print(f"rolewise: {name!r}, a name of the role {owner}, is near: is it the same role?", file=sys.stderr)
