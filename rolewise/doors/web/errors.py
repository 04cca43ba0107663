"""What goes wrong in the Web API: a code with its HTTP status, and the sentence that the visitor is shown."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from rolewise.in_use import live_knowledge
from rolewise.rasa.kept_turns import CannotForget
from rolewise.storage.errors import NotKept

STATUS: Mapping[str, int] = {
    "bad_request": 400,
    "unauthorized": 401,
    "session_expired": 401,
    "forbidden_origin": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "not_acceptable": 406,
    "too_large": 413,
    "unsupported_media_type": 415,
    "invalid": 422,
    "rate_limited": 429,
    "internal": 500,
    "cannot_delete": 501,
    "busy": 503,
    "not_kept": 503,
    "timeout": 504,
}
RETRY_BUSY = 1  # seconds
RETRY_NOT_KEPT = 5  # seconds; a database that restarts takes longer than a turn

logger = logging.getLogger(__name__)


@dataclass
class Problem(Exception):
    """A request that is not served."""

    code: str  # a key of STATUS
    why: str = ""  # key below `web` of the wording; "" is the code itself
    values: Mapping[str, Any] = field(default_factory=dict)  # of the sentence's placeholders
    retry_after: int | None = None  # seconds
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self.code]

    @property
    def all_headers(self) -> dict[str, str]:
        """Headers of the response."""
        again = {"Retry-After": str(self.retry_after)} if self.retry_after is not None else {}
        return {**self.headers, **again}

    def body(self) -> dict[str, Any]:
        """The object that the client gets."""
        content: dict[str, Any] = {"code": self.code, "message": say(self.why or self.code, **self.values)}
        if self.retry_after is not None:
            content["retry_after"] = self.retry_after
        return {"error": content}


def say(key: str, **values: object) -> str:
    """A sentence of the block `web` of the wording."""
    return live_knowledge().current().writer.say(f"web.{key}", **values)


def unexpected() -> Problem:
    """For an exception that nobody foresaw, while it is handled: logged under a number, which is all the client gets."""
    log_id = uuid.uuid4().hex[:8]
    logger.exception("request %s failed", log_id)
    return Problem("internal", values={"id": log_id})


def busy() -> Problem:
    """As much is in flight as may be."""
    return Problem("busy", retry_after=RETRY_BUSY)


def not_kept(why: str = "") -> Problem:
    """The store of conversations failed."""
    return Problem("not_kept", why, retry_after=RETRY_NOT_KEPT)


@contextmanager
def of_the_store(why: str = "") -> Iterator[None]:
    """For reads and writes of conversations alone: whatever a store raises, there is nothing to show and nothing was kept.

    `why`: the key of the sentence that says so.
    """
    try:
        yield
    except NotKept as error:  # the store has logged why
        raise not_kept(why) from error
    except CannotForget as error:
        logger.error("a conversation cannot be deleted: the tracker store of endpoints.yml has no way to")
        raise Problem("cannot_delete") from error
    except Exception as error:
        logger.exception("the store of conversations failed")
        raise not_kept(why) from error
