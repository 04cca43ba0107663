"""Answer -> message of one channel. Pure."""

from rolewise.core.rendering.card import card
from rolewise.core.rendering.plain import plain

__all__ = ["card", "plain"]
