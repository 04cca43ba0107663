"""Whether a model may be loaded. It names the classes that Rasa imports and runs, so it is as good as a program.

And whether it is whole: beside a model lies the digest of its file, written when it was trained.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import zlib
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


def sealed(model: Path) -> None:
    """Writes the digest of a model that was just trained."""
    _seal(model).write_text(_digest(model), "ascii")


def is_whole(model: Path) -> bool:
    """Whether the file is as it was trained; of one without a digest, whether it can be read to its end."""
    try:
        known = _seal(model).read_text("ascii").strip()
    except (OSError, ValueError):
        known = ""
    try:
        return _digest(model) == known if known else _unpacks(model)
    except OSError:
        return False


def unsealed(model: Path) -> None:
    """Takes the digest of a model away that is no longer there."""
    _seal(model).unlink(missing_ok=True)


def _seal(model: Path) -> Path:
    return model.with_name(f"{model.name}.sha256")


def _digest(model: Path) -> str:
    return hashlib.sha256(model.read_bytes()).hexdigest()


def _unpacks(model: Path) -> bool:
    try:
        with gzip.open(model) as packed:
            while packed.read(1 << 20):  # the sum at its end tells damage
                pass
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return False
    return True
