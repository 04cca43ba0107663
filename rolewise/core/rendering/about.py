"""Answer -> what it is about, for machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rolewise.core.answers.types import Answer
from rolewise.core.facets import Facet, report


def about(answer: Answer, intent: str, heard: Iterable[Facet] = ()) -> dict[str, Any]:
    """Ids of the roles, the code of the country or None, the intent that the turn is said to have been, facets by kind."""
    return {"roles": list(answer.roles), "country": answer.country or None, "intent": intent, "facets": report(heard)}
