"""What the bot does with each kind of request. Every method returns at once; the work goes on in a job."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from rolewise.core.rendering.slack import Frame, message, notice
from rolewise.core.rendering.slack_home import home
from rolewise.core.rendering.slack_steps import THUMBS
from rolewise.doors.deliveries import Seen
from rolewise.doors.jobs import Jobs, Work
from rolewise.doors.slack.answering import Answering, Request
from rolewise.doors.slack.client import meaning
from rolewise.doors.slack.events import Heard, heard
from rolewise.doors.slack.identity import Identity, conversation
from rolewise.doors.slack.interactions import Pressed, pressed
from rolewise.doors.slack.places import Place, ResponseUrl, Thread
from rolewise.doors.slack.server import CHANNEL, Server
from rolewise.doors.slack.text import typed
from rolewise.rasa.assistant import Inquiry

PROMPTS = 4  # that Slack shows in an assistant thread

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Bot:
    """The parts that the bot is made of."""

    key: bytes  # names conversations
    client: AsyncWebClient
    identity: Identity
    seen: Seen
    jobs: Jobs
    server: Server
    answering: Answering

    def said(self, body: Body) -> None:
        """A message: in a channel, a thread or a direct message."""
        event = body["event"]
        if not self.jobs.full:
            self.jobs.start(str(event.get("channel") or ""), lambda: self._said(body, event))
        elif (found := heard(event, self.identity.known.user)) and (found.direct or event["type"] == "app_mention"):
            self.jobs.start(found.channel, lambda: self.answering.busy(self._back(found)))

    def commanded(self, body: Body) -> None:
        """A slash command."""
        place = self._reply_to(str(body.get("response_url") or ""))
        self._start(f"user:{body.get('user_id')}", lambda: self._commanded(body, place), place)

    def asked(self, body: Body) -> None:
        """A suggestion was pressed."""
        if press := pressed(body):
            self._start(press.channel or press.user, lambda: self._asked(body, press), self._place(press))

    def rated(self, body: Body) -> None:
        """A thumb was pressed."""
        if press := pressed(body):
            self.jobs.start(press.channel, lambda: self._rated(body, press))

    def shown(self, body: Body) -> None:
        """An answer is to be shown to the whole channel."""
        if press := pressed(body):
            self.jobs.start(f"user:{press.user}", lambda: self._shown(body, press))

    def opened_home(self, body: Body) -> None:
        """The Home tab was opened."""
        event = body["event"]
        if event.get("tab", "home") == "home":
            self.jobs.start(event["user"], lambda: self._publish_home(event["user"]))

    def opened_thread(self, body: Body) -> None:
        """A thread with the assistant was opened in Slack's side pane."""
        thread = body["event"].get("assistant_thread") or {}
        self.jobs.start(thread.get("channel_id") or "", lambda: self._greet(body, thread))

    def _reply_to(self, url: str, everybody: bool = False) -> ResponseUrl:
        return ResponseUrl(url, everybody, self.client.base_url)

    def _start(self, channel: str, work: Work, place: Place) -> None:
        """Does the work, or says that there is too much to do."""
        self.jobs.start(channel, (lambda: self.answering.busy(place)) if self.jobs.full else work)

    async def _said(self, body: Body, event: Body) -> None:
        me = await self.identity.me(body)
        found = heard(event, me.user)
        if not found:
            return
        name = self._conversation(me.home, found.user) if found.direct else self._conversation(me.home, found.channel, found.root)
        addressed = found.direct or found.mentioned
        if not addressed and not (await self.server.takes_part(name) and await self.server.is_for_us(found.text, name)):
            return
        if await self.seen.claim(*_keys(body, found)):
            await self.answering.answer(Request(Inquiry(found.text, name, CHANNEL)), self._back(found))

    async def _commanded(self, body: Body, place: ResponseUrl) -> None:
        if not await self.seen.claim(f"command:{body.get('user_id')}:{body.get('trigger_id')}:{body.get('text')}"):
            return
        me = await self.identity.me(body)
        # Its answer is for the user alone, so it belongs to what the user and the bot say to each other.
        name = self._conversation(me.home, str(body.get("user_id")))
        text = typed(str(body.get("text") or ""), me.user)
        await self.answering.answer(Request(Inquiry(text, name, CHANNEL), Frame(question=text), showable=True), place)

    async def _asked(self, body: Body, press: Pressed) -> None:
        if not await self.seen.claim(f"press:{press.id}"):
            return
        frame = Frame(question=press.value, asker="" if press.direct else press.user)
        inquiry = Inquiry(press.value, await self._of(body, press), CHANNEL)
        await self.answering.answer(Request(inquiry, frame, showable=press.private), self._place(press))
        if not press.channel:
            await self._publish_home(press.user, answered=press.value)

    async def _rated(self, body: Body, press: Pressed) -> None:
        thumb, _, turn = press.value.partition(":")
        if thumb not in THUMBS or not await self.seen.claim(f"press:{press.id}"):
            return
        told = await self._rating(await self._of(body, press), turn, thumb)
        await self.answering.show(notice(self.server.words()[told]), self._reply_to(press.response_url))

    async def _rating(self, name: str, turn: str, thumb: str) -> str:
        """Keeps a thumb; the sentence that tells so, or that it could not be kept."""
        try:
            return "slack.rated" if await self.server.rate(name, turn, thumb) else "slack.unrated"
        except Exception as error:  # the store may be out of reach
            logger.error("a rating was not kept: %s", type(error).__name__)
            return "slack.failed"

    async def _shown(self, body: Body, press: Pressed) -> None:
        found = await self.server.answered(await self._of(body, press), press.value)
        words = self.server.words()
        if not found:
            await self.answering.show(notice(words["slack.gone"]), self._reply_to(press.response_url))
        elif await self.seen.claim(f"show:{press.value}"):
            question, card = found
            shown = message(card, words, Frame(question=question, asker=press.user))
            await self.answering.show(shown, self._reply_to(press.response_url, everybody=True))
            await self._reply_to(press.response_url).delete()

    async def _publish_home(self, user: str, answered: str = "") -> None:
        view = home(self.server.card("ask_help"), self.server.words(), answered)
        await self.client.views_publish(user_id=user, view=view)

    async def _greet(self, body: Body, thread: Body) -> None:
        if not await self.seen.claim(f"event:{body.get('event_id')}"):
            return
        card, channel, ts = self.server.card("greet"), thread["channel_id"], thread["thread_ts"]
        if await self._prompted(card["suggestions"][:PROMPTS], channel, ts):
            card = {**card, "suggestions": []}
        await self.answering.show(message(card, self.server.words()), Thread(self.client, channel, ts))

    async def _prompted(self, suggestions: list[dict[str, str]], channel: str, ts: str) -> bool:
        prompts = [{"title": step["title"], "message": step["text"]} for step in suggestions]
        try:
            await self.client.assistant_threads_setSuggestedPrompts(channel_id=channel, thread_ts=ts, prompts=prompts)
        except Exception as error:  # the scope is optional: buttons do the same
            logger.info("Slack takes no suggested prompts: %s", meaning(error))
            return False
        return True

    async def _of(self, body: Body, press: Pressed) -> str:
        home_id = (await self.identity.me(body)).home
        if press.direct:
            return self._conversation(home_id, press.user)
        return self._conversation(home_id, press.channel, press.root)

    def _back(self, found: Heard) -> Thread:
        return Thread(self.client, found.channel, found.thread if found.direct else found.root)

    def _place(self, press: Pressed) -> Place:
        back = self._reply_to(press.response_url) if press.response_url else None
        if press.private and back:
            return back
        # A user's id opens the direct message with this user.
        return Thread(self.client, press.channel or press.user, press.thread if press.direct else press.root, back)

    def _conversation(self, *place: str) -> str:
        return conversation(self.key, *place)


def _keys(body: Body, found: Heard) -> list[str]:
    """A mention comes as two events that share the message, a repeated delivery shares the event."""
    event = [f"event:{body['event_id']}"] if body.get("event_id") else []
    return [*event, f"message:{found.channel}:{found.ts}"]
