"""A file that is replaced is whole at any time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rolewise.whole_files import write_whole


@pytest.mark.parametrize("mode", [None, 0o600])
def test_a_new_file_is_written_with_its_folder(tmp_path: Path, mode: int | None) -> None:
    path = tmp_path / "new" / "file.json"
    write_whole(path, "é", mode)

    assert path.read_text("utf-8") == "é"
    assert path.stat().st_mode & 0o777 == (mode or 0o644)
    assert [found.name for found in path.parent.iterdir()] == ["file.json"]


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    write_whole(path, "new")

    assert (path.read_text("utf-8"), path.stat().st_mode & 0o777) == ("new", 0o640)


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_text("old", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "new")

    assert [(found.name, found.read_text("utf-8")) for found in tmp_path.iterdir()] == [("file", "old")]
