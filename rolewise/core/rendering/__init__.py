"""Answer -> message of one channel. Pure."""

from rolewise.core.rendering.about import about
from rolewise.core.rendering.card import card
from rolewise.core.rendering.plain import plain

__all__ = ["about", "card", "plain"]
