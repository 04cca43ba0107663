"""The assistant in this process: a question in, a reply out. Nothing of HTTP."""

from __future__ import annotations

import hashlib
import logging
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolewise.core.dialogue import from_dict
from rolewise.core.dialogue.overheard import is_for_us
from rolewise.core.turn_json import turn_from_json
from rolewise.in_use import live_knowledge
from rolewise.operation.logs import about, name_turn
from rolewise.paths import CONFIG, ENDPOINTS
from rolewise.rasa import without_tensorflow
from rolewise.rasa.kept_turns import one_turn
from rolewise.rasa.own_store import own_store
from rolewise.rasa.parses import Parses
from rolewise.rasa.quiet import be_quiet
from rolewise.rasa.training import ModelUnavailable
from rolewise.storage.errors import NotKept
from rolewise.storage.turns import FEEDBACK

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

CHANNEL = "terminal"
IN_MEMORY = "rolewise.rasa.tracker_store.RecentConversations"
MEMORY = "memory"  # the slot that the dialogue remembers by
CUT = "cut"  # in the parse data: only the beginning of the message was read
LONGEST_SESSION = 200  # characters; SQL tracker stores refuse more than 255

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Inquiry:
    """A message on its way to an answer, the same from the door to the turn."""

    text: str  # as it was typed
    conversation: str  # whatever names it
    channel: str = CHANNEL
    page: Mapping[str, Any] | None = None  # that it was written from: {"roles": [ids], "country": "IN"}


@dataclass(frozen=True)
class Reply:
    """One turn's answer."""

    text: str  # all that the user is shown
    id: str = ""  # of the turn: what feedback names; "" where no turn was taken
    card: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)  # roles, country and intent that the answer is about
    intent: str | None = None  # as the dialogue took it, else as the NLU pipeline did
    confidence: float = 0.0
    cut: bool = False  # only the beginning of the message was read
    error: str = ""  # why there is no real answer, for the log
    kept: bool = True  # False where the store failed: the conversation does not know of this turn
    entities: tuple[Mapping[str, Any], ...] = ()  # what the pipeline found in the text

    @property
    def roles(self) -> list[str]:
        """Ids of the roles that the answer is about."""
        return list(self.about.get("roles") or [])

    @property
    def country(self) -> str | None:
        """The country that the answer is about."""
        return self.about.get("country")


class Assistant:
    """A loaded model with its conversations. Use it in one event loop."""

    def __init__(self, agent: Agent, wording: Mapping[str, str]):
        self._agent = agent
        self._wording = wording
        self._parses = Parses()

    @classmethod
    async def load(cls, model: Path, endpoints: Path | None = None) -> Assistant:
        """Loads a model. Actions run in this process unless the endpoints name a server of them.

        Conversations are kept where `endpoints` says; without it, in memory: what is tried out belongs to no visitor.
        """
        be_quiet()
        without_tensorflow.install(CONFIG)
        from rasa.core.agent import load_agent
        from rasa.core.utils import AvailableEndpoints
        from rasa.utils.endpoints import EndpointConfig

        from rolewise.rasa import patches

        patches.install()
        wording = live_knowledge().current().knowledge.wording
        found = AvailableEndpoints.read_endpoints(str(endpoints or ENDPOINTS))
        found.action = found.action or patches.in_process()
        if endpoints is None:
            found.tracker_store = EndpointConfig(type=IN_MEMORY)
        agent = await load_agent(model_path=str(model), endpoints=found)
        if not agent.is_ready():
            raise ModelUnavailable(f"the model {model.name} does not load: run `rolewise train`")
        return cls.of(agent, wording)

    @classmethod
    def of(cls, agent: Agent, wording: Mapping[str, str]) -> Assistant:
        """The assistant of an agent that is loaded, or will be."""
        from rolewise.rasa.lighter import lighten

        own_store(agent)
        lighten(agent)
        return cls(agent, wording)

    async def ask(self, text: str, session: str, *, channel: str = CHANNEL, page: Mapping[str, Any] | None = None) -> Reply:
        """Takes a turn with this text, as `take`."""
        return await self.take(Inquiry(text, session, channel, page))

    async def take(self, inquiry: Inquiry) -> Reply:
        """Takes a turn of the inquiry's conversation; never raises and never stays silent."""
        with about(inquiry.conversation, inquiry.text), live_knowledge().held():
            return await self._taken(inquiry)

    async def _taken(self, inquiry: Inquiry) -> Reply:
        received = time.time()
        parsed: dict[str, Any] = {}
        try:
            parsed = await self._parsed(inquiry.text)
            if not parsed["text"]:
                return Reply(self._wording["misses.empty"], error="the text is empty")
            message = _message(inquiry, parsed, received)
            name_turn(message.message_id)
            messages = await self._agent.handle_message(message) or []
            return _reply(messages, parsed, message.message_id) or self._apology(parsed, "no message came out of the turn")
        except NotKept as error:
            return replace(self._apology(parsed, str(error)), kept=False)
        except Exception as error:
            return self._apology(parsed, "the turn failed", error)

    async def _parsed(self, text: str) -> dict[str, Any]:
        version = (self._agent.processor, live_knowledge().current())
        known = self._parses.get(text, version)
        if known is None:
            known = await self._agent.parse_message(text)
            self._parses.put(text, version, known)
        return known

    async def is_for_us(self, text: str, session: str) -> bool:
        """Whether a message that names nobody is a question about roles, or an answer to ours. Raises what the store raises."""
        from rolewise.rasa.entity_extractor import TURN

        parsed = await self._parsed(text)
        turn, kept = parsed.get(TURN), await self.memory(session)
        knowledge = live_knowledge().current().knowledge
        return bool(turn) and is_for_us(turn_from_json(turn), from_dict(kept, knowledge), knowledge)

    async def memory(self, session: str) -> dict[str, Any]:
        """What the dialogue remembers of a conversation; {} before its first turn. Raises what the store raises."""
        tracker = await own_store(self._agent).retrieve(_sender(session))
        return (tracker.get_slot(MEMORY) or {}) if tracker else {}

    async def rate(self, session: str, turn: str, thumb: str, reason: str = "") -> bool:
        """Keeps "up", "down" or "none", and why, for the answer of the turn with this id; False where there is no such turn.

        Raises what the store raises, NotKept first of all.
        """
        from rasa.shared.core.events import SlotSet

        sender = _sender(session)
        store = own_store(self._agent)
        async with self._agent.lock_store.lock(sender):
            if not await one_turn(self._agent, sender, turn):
                return False
            tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
            tracker.update(SlotSet(FEEDBACK, {"turn": turn, "thumb": thumb, **({"reason": reason} if reason else {})}))
            await store.save(tracker)
        return True

    def _apology(self, parsed: dict[str, Any], reason: str, error: Exception | None = None) -> Reply:
        log_id = uuid.uuid4().hex[:8]
        logger.error("%s: %s", log_id, reason, exc_info=error)
        intent = parsed.get("intent") or {}
        return Reply(
            self._wording["misses.error"].replace("{id}", log_id),
            intent=intent.get("name"),
            confidence=_rounded(intent.get("confidence")),
            error=f"the turn failed (number {log_id})",
        )


def _message(inquiry: Inquiry, parsed: dict[str, Any], received: float) -> UserMessage:
    from rasa.core.channels.channel import UserMessage

    metadata = {"received": received, **({"page": dict(inquiry.page)} if inquiry.page else {})}
    sender, channel = _sender(inquiry.conversation), inquiry.channel
    return UserMessage(parsed["text"], sender_id=sender, parse_data=parsed, input_channel=channel, metadata=metadata)


def _reply(messages: list[dict[str, Any]], parsed: dict[str, Any], turn: str) -> Reply | None:
    # Rasa cuts a text at its blank lines into several messages.
    text = "\n\n".join(message["text"] for message in messages if message.get("text"))
    if not text:
        return None
    custom: dict[str, Any] = next((message["custom"] for message in messages if message.get("custom")), {})
    about = custom.get("about") or {}
    understood = parsed["intent"]
    return Reply(
        text=text,
        id=turn,
        card=custom.get("card") or {},
        about=about,
        intent=about.get("intent") or understood["name"],
        confidence=_rounded(understood["confidence"]),
        cut=parsed.get(CUT) is True,
        entities=tuple(parsed.get("entities") or ()),
    )


def _rounded(confidence: float | None) -> float:
    return round(float(confidence or 0.0), 4)


def _sender(session: str) -> str:
    safe = session.encode("utf-8", "replace").decode()
    return safe if len(safe) <= LONGEST_SESSION else hashlib.sha256(safe.encode()).hexdigest()
