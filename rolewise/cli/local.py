"""The assistant in this process, without Rasa or a server: the engine, and the talks that it remembers."""

from __future__ import annotations

import logging
import time
import uuid
from collections import OrderedDict
from typing import Any

from rolewise.core.dialogue import Turn, to_dict
from rolewise.core.engine import Engine
from rolewise.core.facets import report
from rolewise.core.rendering import about, card, plain
from rolewise.core.understanding.input_text import clean
from rolewise.operation import logs
from rolewise.terminal.reply import Said

FALLBACK = "nlu_fallback"  # what Rasa calls an intent that is not sure
CONVERSATIONS = 10_000  # that are remembered, those that were active last

logger = logging.getLogger(__name__)


class LocalAssistant:
    """Answers by the engine. Its conversations end with the process: what is tried out belongs to no visitor."""

    def __init__(self, engine: Engine):
        self._engine = engine
        self._states: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def ask(self, text: str, session: str) -> Said:
        """Takes a turn of the conversation named `session`; never raises and never stays silent."""
        if not clean(text).text:
            return Said(self._wording("misses.empty"), confidence=0.0, error="the text is empty")
        with logs.about(session, text):
            try:
                return self._taken(text, session)
            except Exception:
                return self._apology()

    def parse(self, text: str) -> dict[str, Any]:
        """What is understood of an utterance; no turn is taken."""
        turn = self._engine.understand(text)
        roles = {kind: [] for kind in ("title", "field")}  # type: dict[str, list[str]]
        for mention in turn.of("role"):
            # "data science" is about the role but does not name it.
            roles["field" if mention.detail == "field" else "title"].append(mention.value)
        intent, confidence = self._intent(turn) if turn.text else (None, 0.0)
        return {
            "text": text,
            "intent": intent,
            "confidence": confidence,
            "roles": list(dict.fromkeys(roles["title"])),
            "fields": list(dict.fromkeys(roles["field"])),
            "skills": list(turn.values("skill")),
            "country": next(iter(turn.values("country")), None),
            "facets": report(turn.facets),
            **({"english": turn.text} if turn.typed else {}),
        }

    def _taken(self, text: str, session: str) -> Said:
        began = time.perf_counter()
        with self._engine.live.held():
            turn = self._engine.understand(text)
            reply = self._engine.answer(turn, self._engine.state(self._states.get(session)), time.time())
        self._keep(session, to_dict(reply.memory))
        return Said(
            text=plain(reply.answer),
            card=card(reply.answer),
            about=about(reply.answer, reply.intent, reply.heard),
            intent=reply.intent,
            cut=turn.cut,
            confidence=self._intent(turn)[1],
            entities=tuple(f"{mention.kind} {mention.value or mention.text}" for mention in turn.mentions),
            state=self._states[session],
            milliseconds=1000 * (time.perf_counter() - began),
        )

    def _intent(self, turn: Turn) -> tuple[str, float]:
        """As Rasa's FallbackClassifier tells it, which gives its threshold as the confidence of what is not sure."""
        if turn.sure:
            return turn.intent, round(turn.confidence, 4)
        return FALLBACK, round(self._engine.understander.thresholds.sure, 4)

    def _keep(self, session: str, state: dict[str, Any]) -> None:
        self._states[session] = state
        self._states.move_to_end(session)
        if len(self._states) > CONVERSATIONS:
            self._states.popitem(last=False)

    def _apology(self) -> Said:
        log_id = uuid.uuid4().hex[:8]
        logger.exception("%s: the turn failed", log_id)
        text = self._wording("misses.error").replace("{id}", log_id)
        return Said(text, confidence=0.0, error=f"the turn failed (number {log_id})")

    def _wording(self, key: str) -> str:
        return self._engine.live.current().knowledge.wording[key]
