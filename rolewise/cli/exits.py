"""Exit codes beside 0 and 130 (interrupted, which typer gives), and the exception that ends a command with a message."""

from __future__ import annotations

FAILED = 1  # a check failed
USAGE = 2
UNAVAILABLE = 3  # no model, server or knowledge to work with


class Stop(Exception):
    """Ends the command: the message goes to stderr, `code` to the shell."""

    def __init__(self, message: str, code: int):
        super().__init__(message)
        self.code = code
