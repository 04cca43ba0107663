"""No long text twice in a talk: what was given is known by its hash, and then said briefly."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from rolewise.core.answers import Answer, Writer
from rolewise.core.dialogue.state import State

# Shorter texts may come again.
LONG = 200
_FIRST = re.compile(r".+?(?:[.!?:](?=\s|$)|$)", re.MULTILINE)


def once(writer: Writer, answer: Answer, memory: State) -> tuple[Answer, State]:
    """The answer, its text cut to the first sentence where the talk had it before; and the memory that knows of it."""
    if len(answer.text) < LONG:
        return answer, memory
    mark = _mark(answer.text)
    after = replace(memory, given=(*(known for known in memory.given if known != mark), mark))
    if mark not in memory.given:
        return answer, after
    text = writer.say("repeated.brief", first=_brief(answer.text))
    return replace(answer, text=text, table=None, bars=()), after


def with_what_is_said_once(writer: Writer, answer: Answer, memory: State) -> tuple[Answer, State]:
    """The answer with those of its sentences that a talk has once, unless it had them; and the memory that knows."""
    fresh = [key for key in answer.once if key not in memory.told]
    if not fresh:
        return answer, memory
    said = [writer.say(key) for key in fresh]
    outline = answer.outline
    if outline:
        outline = replace(outline, of="\n".join([outline.of, *said]), notes=(*outline.notes, *said))
    told = replace(answer, text="\n".join([answer.text, *said]), outline=outline)
    return told, replace(memory, told=(*memory.told, *fresh))


def _brief(text: str) -> str:
    """The first sentence; the first two where the first only announces what follows."""
    found = [match.group().strip() for match in _FIRST.finditer(text) if match.group().strip()]
    return " ".join(found[: 2 if found[0].endswith(":") else 1])


def _mark(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest()
