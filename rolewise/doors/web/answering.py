"""One message of the web channel -> the answer as an object, or as a stream of lines."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from rolewise.core.answers.types import Answer
from rolewise.core.rendering import card
from rolewise.doors.sharing import turns
from rolewise.doors.turns import Busy, TooSlow
from rolewise.doors.web.entry import WEB
from rolewise.doors.web.errors import Problem, busy, not_kept, unexpected
from rolewise.in_use import live_knowledge

if TYPE_CHECKING:
    from rolewise.rasa.assistant import Inquiry, Reply

CHANNEL = WEB.name


async def answered(app: Any, inquiry: Inquiry, debug: bool = False) -> dict[str, Any]:
    """The object of the answer; `debug` adds what was understood. Raises Problem."""
    started = time.perf_counter()
    reply = await _reply(app, inquiry)
    content = _answer(reply)
    if debug:
        content["debug"] = await _debug(app, inquiry, reply, time.perf_counter() - started)
    return content


async def lines(app: Any, inquiry: Inquiry, debug: bool = False) -> AsyncIterator[dict[str, Any]]:
    """The objects of a stream: started, then an answer or an error, and the end, whatever happens."""
    yield {"type": "started"}
    # The line above leaves before the turn, which may keep the loop busy, begins.
    await asyncio.sleep(0)
    try:
        yield {"type": "answer", **await answered(app, inquiry, debug)}
    except Problem as problem:
        yield {"type": "error", **problem.body()}
    except Exception:
        yield {"type": "error", **unexpected().body()}
    yield {"type": "end"}


def check(app: Any, conversation: str) -> None:
    """Raises Problem where a turn would be refused now: a stream has no status once it has begun."""
    try:
        turns(app).check(conversation, CHANNEL)
    except Busy as error:
        raise busy() from error


def may_debug(app: Any, key: str) -> bool:
    """Whether the key is that of this process's announcement; without one there is no debugging."""
    announcement = getattr(app.ctx, "announcement", None)
    return announcement is not None and hmac.compare_digest(key.encode("utf-8", "replace"), announcement.key.encode())


async def _reply(app: Any, inquiry: Inquiry) -> Reply:
    try:
        reply = await turns(app).take(inquiry)
    except Busy as error:
        raise busy() from error
    except TooSlow as error:
        raise Problem("timeout") from error
    if not reply.kept:
        raise not_kept()
    return reply


def _answer(reply: Reply) -> dict[str, Any]:
    text = reply.text.strip() or live_knowledge().current().writer.say("web.nothing")
    about = {"roles": reply.roles, "country": reply.country, "intent": reply.intent, "facets": reply.about.get("facets") or {}}
    return {"id": reply.id, "text": text, "card": reply.card or _plain_card(text), "about": about, "cut": reply.cut}


def _plain_card(text: str) -> dict[str, Any]:
    # An apology comes without a card; clients need not know that.
    return card(Answer(kind="miss", intent="", text=text, missed="error"))


async def _debug(app: Any, inquiry: Inquiry, reply: Reply, seconds: float) -> dict[str, Any]:
    return {
        "intent": reply.intent,
        "confidence": reply.confidence,
        "entities": list(reply.entities),
        "milliseconds": round(seconds * 1000, 1),
        "state": await turns(app).assistant.memory(inquiry.conversation),
    }
