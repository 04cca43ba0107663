"""A server that is busy is asked again, and what it refuses is told in plain sentences."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from rolewise.terminal.reply import NOT_SENT, Refused, Said, Talk

TRIES = 3
LONGEST_WAIT = 10.0  # seconds; a longer one is the user's decision
_SHORT_WAIT = 1.0
_PASSING = frozenset({"busy", "rate_limited"})
_ENDED = frozenset({"session_expired", "unauthorized"})
_SENTENCES = {
    "busy": "The server is busy.",
    "rate_limited": "That was too many messages for the server.",
    "not_kept": "The server cannot keep conversations at the moment, so it did not answer.",
    "timeout": "The server took too long and gave the question up.",
    "too_large": "The message is too long for the server.",
    "invalid": "The server did not accept the message.",
    "session_expired": "The conversation has ended on the server.",
    "unauthorized": "The server did not accept our session.",
}


@dataclass(frozen=True)
class Patience:
    """How waiting is done and told."""

    note: Callable[[str], None]
    wait: Callable[[float], None] = time.sleep

    def ask(self, talk: Talk, text: str) -> Said:
        """The answer, after some tries where the server asks for patience. Raises Refused or Gone."""
        for tries_left in reversed(range(TRIES)):
            try:
                return talk.ask(text)
            except Refused as refusal:
                if not tries_left or not self._cured(talk, refusal):
                    raise
        raise AssertionError("the last try returns or raises")

    def _cured(self, talk: Talk, refusal: Refused) -> bool:
        """Does what helps; False where only the user can help."""
        if refusal.code in _ENDED:
            self.note(f"{_SENTENCES[refusal.code]} A new one has begun.")
            talk.renew()
            return True
        seconds = refusal.retry_after if refusal.retry_after is not None else _SHORT_WAIT
        if refusal.code not in _PASSING or seconds > LONGEST_WAIT:
            return False
        self.note(f"{_SENTENCES[refusal.code]} Trying again in {seconds:.0f} s.")
        self.wait(seconds)
        return True


def sentence(refusal: Refused) -> str:
    """What a refusal means, and what to do."""
    if refusal.code == NOT_SENT:
        return str(refusal)
    told = _SENTENCES.get(refusal.code) or f"The server says: {str(refusal) or refusal.code}"
    wait = f" Try again in {refusal.retry_after:.0f} s." if refusal.retry_after else ""
    return told + (wait or (" Try again." if refusal.code in {"busy", "timeout", "not_kept"} else ""))
