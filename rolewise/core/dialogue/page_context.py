"""What the page shows that the user writes from: its roles are in play, as if they had just been named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rolewise.core.dialogue.state import MOST_ROLES, State
from rolewise.core.knowledge.model import KnowledgeBase


@dataclass(frozen=True)
class Page:
    """Ids of the knowledge base; what it does not know is passed over."""

    roles: tuple[str, ...] = ()
    country: str = ""


NO_PAGE = Page()


def page_of(content: object) -> Page:
    """The page as a client tells it: {"roles": [ids], "country": "IN"}. What is malformed is taken as not said."""
    if not isinstance(content, Mapping):
        return NO_PAGE
    roles, country = content.get("roles"), content.get("country")
    named = tuple(role for role in roles if isinstance(role, str)) if isinstance(roles, list) else ()
    return Page(named, country if isinstance(country, str) else "")


def on_page(memory: State, page: Page, knowledge: KnowledgeBase) -> State:
    """The memory as the utterance finds it. A page that was seen before has had its say: the talk leads on from there."""
    if page.country in knowledge.countries and not memory.country:
        memory = replace(memory, country=page.country)
    roles = tuple(dict.fromkeys(role for role in page.roles if role in knowledge.roles))[:MOST_ROLES]
    if not roles or roles == memory.page:
        return memory
    return replace(memory, page=roles, roles=roles, focus=roles, previous=memory.together, listed=())
