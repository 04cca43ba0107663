"""`rolewise promote`: the file of a hand-made role from an occupation."""

from __future__ import annotations

from rolewise.cli import exits, loading


def run(occupation: str) -> None:
    """Writes the file and says what is next; ends the command where that cannot be."""
    from rolewise.editing import promote
    from rolewise.editing.new_role import Refused
    from rolewise.paths import knowledge_folder

    folder = knowledge_folder()
    try:
        path = promote.write(folder, loading.knowledge(), occupation)
    except Refused as refusal:
        raise exits.Stop(str(refusal), exits.USAGE) from refusal
    except OSError as error:
        raise exits.Stop(f"the file cannot be written: {error}", exits.UNAVAILABLE) from error
    print(f"wrote {path.relative_to(folder.parent)}: improve it, then run `rolewise check`")
