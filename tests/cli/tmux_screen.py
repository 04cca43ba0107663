"""A program in a terminal of a given size, driven by keys: tmux shows what a user would see."""

from __future__ import annotations

import os
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from needs import program

SECONDS = 20.0  # until something must be seen


class Screen:
    """One terminal."""

    def __init__(self, tmux: str, socket: str):
        self._command = [tmux, "-L", socket, "-f", "/dev/null"]

    def run(self, *arguments: str) -> str:
        """A tmux command."""
        done = subprocess.run([*self._command, *arguments], capture_output=True, text=True, timeout=SECONDS)
        return done.stdout

    def type(self, text: str) -> None:
        """Types characters, as a user does."""
        self.run("send-keys", "-l", text)

    def keys(self, *names: str) -> None:
        """Presses keys: Enter, Tab, Up, C-c."""
        self.run("send-keys", *names)

    def send(self, text: str) -> None:
        """Types a line and ends it."""
        self.type(text)
        self.keys("Enter")

    def shown(self) -> str:
        """What stands on the screen, and above it."""
        return self.run("capture-pane", "-p", "-S", "-2000").rstrip("\n")

    def wait(self, seen: str | Callable[[str], bool]) -> str:
        """What is shown once it holds the text, or fulfils the condition. Fails after a deadline."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            text = self.shown()
            if seen in text if isinstance(seen, str) else seen(text):
                return text
            time.sleep(0.03)
        raise AssertionError(f"never seen: {seen!r}\n{self.shown()}")


@contextmanager
def terminal(command: Sequence[str], columns: int, folder: Path, environment: dict[str, str] | None = None) -> Iterator[Screen]:
    """The command in a terminal of so many columns; its exit code is shown as `left with …`."""
    screen = Screen(program("tmux"), f"rolewise-{os.getpid()}-{uuid.uuid4().hex[:8]}")
    script = folder / "run.sh"
    settings = {"LANG": "C.UTF-8", "XDG_STATE_HOME": str(folder / "state"), **(environment or {})}
    exports = [f"export {name}='{value}'" for name, value in settings.items()]
    lines = ["unset NO_COLOR PYTHONIOENCODING LC_ALL COLUMNS LINES", *exports]
    script.write_text("\n".join([*lines, " ".join(command), 'echo "left with $?"', "exec sleep 600"]) + "\n", "utf-8")
    screen.run("-u", "new-session", "-d", "-x", str(columns), "-y", "50", f"sh {script}")
    try:
        yield screen
    finally:
        screen.run("kill-server")
