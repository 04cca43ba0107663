"""The knowledge base of this process, with what the environment and the metrics have to do with it."""

from __future__ import annotations

import time
from functools import lru_cache

from rolewise.core.knowledge import KnowledgeBase
from rolewise.core.live import LiveKnowledge
from rolewise.paths import knowledge_folder
from rolewise.settings import setting


@lru_cache(maxsize=1)
def live_knowledge() -> LiveKnowledge:
    """Loaded when first asked for. Raises KnowledgeError where the files are broken then."""
    addresses = {"page_url": setting("ROLEWISE_PAGE_URL"), "role_url": setting("ROLEWISE_ROLE_URL")}
    return LiveKnowledge(knowledge_folder(), addresses, _count)


def _count(taken: KnowledgeBase | None) -> None:
    from rolewise.operation import metrics  # late: commands that see no reload need not wait for it

    if taken is None:
        metrics.count_reload("refused")
        return
    metrics.count_reload("taken")
    metrics.note_knowledge(len(taken.roles), time.time())
