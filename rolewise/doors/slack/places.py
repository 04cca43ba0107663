"""Where an answer goes: a thread or direct message, or the response_url of a command or a button."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from rolewise.core.rendering.slack import SlackMessage
from rolewise.doors.slack.client import BlocksRefused, NotSent, Unconfirmed, is_slacks, meaning, refusal, webhook_client
from rolewise.doors.slack.slack_settings import BASE_URL

AGAIN = 3  # times that an update is sent; it may be repeated without harm
UNREACHABLE = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action"})

Blocks = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Sent:
    """A message that was posted; both "" where it cannot be named."""

    channel: str = ""
    ts: str = ""


class Place(Protocol):
    """Takes one message, and another in its place. Raises NotSent or Unconfirmed."""

    async def post(self, message: SlackMessage) -> Sent:
        """Shows a message."""

    async def replace(self, sent: Sent, message: SlackMessage) -> None:
        """Shows another message in place of one that was posted."""


@dataclass(frozen=True)
class ResponseUrl:
    """Answers a command or a button; Slack takes five messages in thirty minutes."""

    url: str
    everybody: bool = False  # the channel sees it, else the one who asked
    api: str = BASE_URL  # whose own host may be answered at, too

    async def post(self, message: SlackMessage) -> Sent:
        """See `Place`."""
        await self._send(message, replace=False)
        return Sent()

    async def replace(self, sent: Sent, message: SlackMessage) -> None:
        """See `Place`."""
        await self._send(message, replace=True)

    async def delete(self) -> None:
        """Takes the message away that the button stood on."""
        await self._call({"delete_original": True})

    async def _send(self, message: SlackMessage, replace: bool) -> None:
        kind = "in_channel" if self.everybody else "ephemeral"

        async def send(blocks: Blocks) -> None:
            body = {"text": message.text, "response_type": kind, "replace_original": replace}
            await self._call({**body, "blocks": list(blocks)} if blocks else body)

        await _as_rich_as_taken(message, send)

    async def _call(self, body: dict[str, Any]) -> None:
        if not is_slacks(self.url, self.api):
            raise NotSent("response_url is not Slack's")
        try:
            response = await webhook_client(self.url).send_dict(body)
        except Exception as error:
            raise meaning(error) from error
        if response.status_code != 200:
            raise refusal(response.status_code, _code(response.body))


def _code(said: str) -> str:
    """Slack's code for an error; "" for any other text, which is for no log."""
    said = said.strip()
    return said if re.fullmatch(r"[a-z_]{1,40}", said) else ""


@dataclass(frozen=True)
class Thread:
    """A thread, or a direct message where `thread` is "" and `channel` may be a user's id."""

    client: AsyncWebClient
    channel: str
    thread: str = ""
    otherwise: ResponseUrl | None = None  # for channels that the bot is not in

    async def post(self, message: SlackMessage) -> Sent:
        """See `Place`."""

        async def send(blocks: Blocks) -> Sent:
            posted = await self._called(
                "chat_postMessage",
                channel=self.channel,
                thread_ts=self.thread or None,
                unfurl_links=False,
                unfurl_media=False,
                **_content(message, blocks),
            )
            return Sent(posted["channel"], posted["ts"])

        try:
            sent: Sent = await _as_rich_as_taken(message, send)
            return sent
        except NotSent as error:
            if self.otherwise and str(error) in UNREACHABLE:
                return await self.otherwise.post(message)
            raise

    async def replace(self, sent: Sent, message: SlackMessage) -> None:
        """See `Place`."""
        if not sent.ts:  # it was shown by the response_url
            await (self.otherwise or self).post(message)
            return

        async def send(blocks: Blocks) -> None:
            for left in reversed(range(AGAIN)):
                try:
                    await self._called("chat_update", channel=sent.channel, ts=sent.ts, **_content(message, blocks))
                    return
                except Unconfirmed:
                    if not left:
                        raise

        await _as_rich_as_taken(message, send)

    async def _called(self, method: str, **arguments: Any) -> Any:
        try:
            return await getattr(self.client, method)(**arguments)
        except Exception as error:
            raise meaning(error) from error


def _content(message: SlackMessage, blocks: Blocks) -> dict[str, Any]:
    return {"text": message.text, "blocks": list(blocks)} if blocks else {"text": message.text}


async def _as_rich_as_taken(message: SlackMessage, send: Callable[[Blocks], Awaitable[Any]]) -> Any:
    """Sends the newest blocks; where Slack refuses them, older ones, and the text alone at last."""
    for blocks in filter(None, (message.blocks, message.classic)):
        try:
            return await send(blocks)
        except BlocksRefused:
            continue
    return await send(())
