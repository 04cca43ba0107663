"""Whether a model may be loaded. It names the classes that Rasa imports and runs, so it is as good as a program."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def distrusted(model: Path) -> str:
    """Why the file is not to be loaded, with the cure; "" if it may be. Raises OSError where there is none.

    Group members may write: many systems give every user a group of their own and files that it may write.
    """
    for path in (model, model.resolve().parent):
        status = path.stat()
        if status.st_uid not in (os.geteuid(), 0):
            return f"{path} belongs to another user (number {status.st_uid}): copy the model to a folder of your own"
        if status.st_mode & stat.S_IWOTH and not status.st_mode & stat.S_ISVTX:
            return f"any user of this machine can change {path}: run `chmod o-w {path}`, and train anew if in doubt"
    return ""
