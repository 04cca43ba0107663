"""What a tracker store raises when it could not keep a turn."""

from __future__ import annotations


class NotKept(Exception):
    """The conversation is as it was before the turn; the store has logged why."""
