"""What the bot needs of the server that it runs in: turns, ratings, conversations, and the knowledge base."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolewise.core.answers import Question, answer
from rolewise.core.rendering import card
from rolewise.doors.sharing import turns
from rolewise.doors.slack.entry import SLACK
from rolewise.in_use import live_knowledge
from rolewise.rasa.assistant import Inquiry
from rolewise.rasa.kept_turns import one_turn
from rolewise.rasa.own_store import own_store
from rolewise.storage.event_json import at, text_at
from rolewise.storage.turns import EventRow, Turns, custom

CHANNEL = SLACK.name


class Server:
    """The Sanic app of this process."""

    def __init__(self) -> None:
        self.app: Any = None

    async def take(self, inquiry: Inquiry) -> Any:
        """The reply to one message. Raises Busy or TooSlow."""
        return await self._turns().take(inquiry)

    async def rate(self, conversation: str, turn: str, thumb: str) -> bool:
        """Keeps "up" or "down"; False where there is no such turn."""
        return bool(await self._turns().assistant.rate(conversation, turn, thumb))

    async def takes_part(self, conversation: str) -> bool:
        """Whether the bot answered in this conversation before, in this process or another one."""
        return bool(await own_store(self.app.ctx.agent).exists(conversation))

    async def is_for_us(self, text: str, conversation: str) -> bool:
        """Whether what somebody said in a thread of ours, to nobody, is a question about roles."""
        return bool(await self._turns().assistant.is_for_us(text, conversation))

    async def answered(self, conversation: str, turn: str) -> tuple[str, dict[str, Any]] | None:
        """The question of a turn and the card of its answer, if they are still kept."""
        rows = await one_turn(self.app.ctx.agent, conversation, turn)
        found = Turns(_asked, _answered).read(rows)
        question, card = found[0][0] if found else ("", {})
        return (question, card) if question and card else None

    def words(self) -> Mapping[str, str]:
        """The wording in use."""
        return live_knowledge().current().knowledge.wording

    def card(self, intent: str) -> dict[str, Any]:
        """The answer to a question about the assistant itself, outside of any conversation."""
        writer = live_knowledge().current().writer
        return card(answer(writer, Question(intent, writer.knowledge.site.default_country)))

    def _turns(self) -> Any:
        return turns(self.app)


def _asked(_: EventRow, user: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return text_at(user, "text"), {}


def _answered(turn: tuple[str, dict[str, Any]], _: EventRow, bot: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    question, card = turn
    return question, card or at(custom(bot), "card") or {}
