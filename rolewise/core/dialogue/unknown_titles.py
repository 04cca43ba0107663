"""Job titles that no list has, where a role is in play: "what does a falconer earn" is not about it.

The pipeline finds unknown titles by their last word ("… engineer"). Here any noun for a person will do, since the risk is
another one: to answer about the role in play as if nothing else had been named.
"""

from __future__ import annotations

import re

from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.matching import Mention
from rolewise.core.matching.mentions import UNKNOWN

SHORTEST = 5  # letters
# What comes before a title, and up to three words of it: "salary of (a) …", "what does a …", "how do I become an …".
_NAMED = re.compile(
    r"\b(?:(?:salary|pay|salaries|package|ctc|skills?|duties|outlook|career|degree) (?:of|for)"
    r"|(?:do|does|did|is|are|as|become|becoming|about|hire|like|than|of|for) an?) ((?:an? )?(?:[a-z-]+ ?){1,3})"
)
_ARTICLE = re.compile(r"^an? ")


def stranger(text: str, knowledge: KnowledgeBase) -> Mention | None:
    """A title in the text that looks like one and is none of ours."""
    endings = tuple(knowledge.cues["words_title_endings"])
    others = frozenset((*knowledge.cues["words_no_title"], *knowledge.cues["words_filler"]))
    for found in _NAMED.finditer(text.lower()):
        named = _ARTICLE.sub("", found[1])
        if title := _title(named.split(), endings, others):
            start = found.end(1) - len(named)
            return Mention(UNKNOWN, title, start, start + len(title), text[start:start + len(title)])
    return None


def _title(words: list[str], endings: tuple[str, ...], others: frozenset[str]) -> str:
    """The words up to the first that names a person; "" where an ordinary word comes before."""
    for count, word in enumerate(words, 1):
        if word in others:
            return ""
        if len(word) >= SHORTEST and word.endswith(endings):
            return " ".join(words[:count])
    return ""
