"""Answer -> message of one channel. Pure."""

from rolewise.rendering.card import card
from rolewise.rendering.plain import plain

__all__ = ["card", "plain"]
