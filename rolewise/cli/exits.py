"""The exit codes of every command, and the exception that ends one with a message."""

from __future__ import annotations

DONE = 0
FAILED = 1  # a check failed
USAGE = 2
UNAVAILABLE = 3  # no model, server or knowledge to work with
INTERRUPTED = 130


class Stop(Exception):
    """Ends the command: the message goes to stderr, `code` to the shell."""

    def __init__(self, message: str, code: int):
        super().__init__(message)
        self.code = code
