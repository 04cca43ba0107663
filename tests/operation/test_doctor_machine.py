"""The doctor looks at clock and disk, and no check holds up another."""

from __future__ import annotations

import dataclasses
import os
import threading
import time
from collections.abc import Callable

import pytest
from doctoring import only

from rolewise.doctor import FAULT, SOUND, WARNING, Finding, Place, examine, machine
from rolewise.doctor.examination import Listed


def test_a_clock_behind_the_files_is_found(place: Callable[..., Place]) -> None:
    here = place()
    (file := here.root / "pyproject.toml").touch()
    sound = only(machine.clock(here)).mark
    os.utime(file, (time.time() + 900, time.time() + 900))

    assert (sound, only(machine.clock(here)).mark) == (SOUND, FAULT)


def test_a_full_disk_is_a_fault(place: Callable[..., Place], monkeypatch: pytest.MonkeyPatch) -> None:
    usage = lambda free: dataclasses.make_dataclass("Usage", ["free"])(free)  # noqa: E731
    found = []
    for free in (50e6, 500e6, 5e9):
        monkeypatch.setattr(machine.shutil, "disk_usage", lambda _, free=free: usage(free))
        found.append(only(machine.disk(place())).mark)

    assert found == [FAULT, WARNING, SOUND]


def test_a_check_that_hangs_or_breaks_holds_up_no_other(place: Callable[..., Place]) -> None:
    def breaks(_: Place) -> list[Finding]:
        raise RuntimeError("xoxb-secret")

    def hangs(_: Place) -> list[Finding]:
        threading.Event().wait()
        return []

    def works(_: Place) -> list[Finding]:
        return [Finding(SOUND, "works", "")]

    found = examine(place(), [Listed("breaks", breaks), Listed("hangs", hangs, 0.05), Listed("works", works)])

    assert [(each.what, each.mark) for each in found] == [("breaks", FAULT), ("hangs", FAULT), ("works", SOUND)]
    assert "xoxb" not in found[0].value
