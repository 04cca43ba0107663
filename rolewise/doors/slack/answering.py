"""One question of Slack -> a turn -> one message, and never silence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rolewise.core.rendering.slack import Frame, SlackMessage, message, notice
from rolewise.doors.slack.client import NotSent, Unconfirmed
from rolewise.doors.slack.places import Place, Sent
from rolewise.doors.turns import Busy, TooSlow
from rolewise.operation import metrics

if TYPE_CHECKING:
    from rolewise.rasa.assistant import Inquiry, Reply

HELP = frozenset({"", "help", "?"})
NOTHING_MORE = Frame()

logger = logging.getLogger(__name__)

Take = Callable[["Inquiry"], Awaitable["Reply"]]
Words = Mapping[str, str]


@dataclass(frozen=True)
class Request:
    """A message of Slack, and what its answer shows besides."""

    inquiry: Inquiry
    frame: Frame = NOTHING_MORE
    showable: bool = False  # with a button that shows the answer to the whole channel


class Answering:
    """Takes turns and shows their answers."""

    def __init__(self, take: Take, words: Callable[[], Words], working_after: float):
        self._take = take
        self._words = words
        self._working_after = working_after  # seconds

    async def answer(self, request: Request, place: Place) -> None:
        """Takes the turn and shows its answer; says so first where it takes long."""
        turn = asyncio.ensure_future(self._told(request))
        done, _ = await asyncio.wait({turn}, timeout=self._working_after)
        sent = None if done else await self._say(place, "slack.working")
        await self.show(await turn, place, sent)

    async def show(self, shown: SlackMessage, place: Place, sent: Sent | None = None) -> None:
        """Shows a message, in place of one that was sent; where that fails, says so."""
        try:
            if sent is None:
                await place.post(shown)
            else:
                await place.replace(sent, shown)
            metrics.count_slack_post("sent")
        except Unconfirmed as error:
            metrics.count_slack_post("unconfirmed")
            logger.warning("Slack did not confirm a message: %s", error)
            await self._say(place, "slack.uncertain")
        except NotSent as error:
            metrics.count_slack_post("failed")
            logger.error("Slack did not take a message: %s", error)
            await self._say(place, "slack.failed")

    async def busy(self, place: Place) -> None:
        """Says that there is too much to do."""
        await self._say(place, "slack.busy")

    async def _told(self, request: Request) -> SlackMessage:
        words = self._words()
        inquiry = request.inquiry
        if inquiry.text.strip().lower() in HELP:
            inquiry = replace(inquiry, text=words["ask.ask_help.text"])
        try:
            reply = await self._take(inquiry)
        except Busy:
            return notice(words["slack.busy"])
        except TooSlow:
            return notice(words["slack.too_slow"])
        except Exception as error:
            logger.error("a turn of Slack failed: %s", type(error).__name__)
            return notice(words["slack.failed"])
        frame = replace(request.frame, turn=reply.id, show=reply.id if request.showable else "")
        return message(reply.card or {"text": reply.text}, words, frame)

    async def _say(self, place: Place, key: str) -> Sent | None:
        """Posts a sentence of ours; None where that fails, too."""
        try:
            return await place.post(notice(self._words()[key]))
        except (NotSent, Unconfirmed) as error:
            logger.error("Slack did not take %s: %s", key, error)
            return None
