"""Sessions of the web channel: a signed token that names its conversation, and nothing else does."""

from __future__ import annotations

import logging
import re
import secrets
import time
import uuid
from dataclasses import dataclass

import jwt

from rolewise.doors.web.errors import Problem

ALGORITHM = "HS256"
AUDIENCE = "rolewise-web-chat"  # no other token signed with this secret opens a conversation
SECONDS = 24 * 60 * 60  # a session lasts this long after it was last renewed
LONGEST = 30 * SECONDS  # and no longer than this after its conversation began, however often
LEEWAY = 120  # seconds that the clocks of several instances may differ
_CONVERSATION = re.compile(r"web-[0-9a-f]{32}")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Session:
    """What a client is given."""

    token: str
    expires: int  # seconds since the epoch


@dataclass(frozen=True)
class Opened:
    """What a token opens."""

    conversation: str
    first: int  # when the first token of the conversation was given, in seconds since the epoch


class Sessions:
    """Makes and reads tokens."""

    def __init__(self, secret: str):
        self._secret = secret

    def begin(self) -> Session:
        """A session of a new conversation."""
        return self.renew(Opened(f"web-{uuid.uuid4().hex}", int(time.time())))

    def renew(self, opened: Opened) -> Session:
        """A fresh token of the conversation, which ends no later than LONGEST after the first one."""
        now = int(time.time())
        expires = min(now + SECONDS, opened.first + LONGEST)
        claims = {"sub": opened.conversation, "aud": AUDIENCE, "iat": now, "auth_time": opened.first, "exp": expires}
        return Session(jwt.encode(claims, self._secret, algorithm=ALGORITHM), expires)

    def opened(self, authorization: str) -> Opened:
        """What an Authorization header opens. Raises Problem unless it has a valid token of ours.

        When a token was made is not judged: clocks go back, and those of instances differ.
        """
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _unauthorized("unauthorized")
        try:
            claims = jwt.decode(
                token.strip(),
                self._secret,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                leeway=LEEWAY,
                options={"require": ["sub", "aud", "iat", "exp"], "verify_iat": False},
            )
        except jwt.ExpiredSignatureError as error:
            raise _unauthorized("session_expired") from error
        except (jwt.InvalidTokenError, ValueError) as error:  # ValueError: characters that no token has
            raise _unauthorized("unauthorized") from error
        first = claims.get("auth_time", claims["iat"])  # tokens of earlier releases have none
        if not isinstance(first, int):
            raise _unauthorized("unauthorized")
        return Opened(_conversation(claims["sub"]), first)

    def conversation(self, authorization: str) -> str:
        """The conversation of an Authorization header. Raises Problem."""
        return self.opened(authorization).conversation


def ended() -> Problem:
    """The conversation was deleted, and its tokens with it."""
    return _unauthorized("session_expired")


def _conversation(subject: str) -> str:
    if not _CONVERSATION.fullmatch(subject):
        raise _unauthorized("unauthorized")
    return subject


def _unauthorized(code: str) -> Problem:
    return Problem(code, headers={"WWW-Authenticate": "Bearer"})


def signing(secret: str) -> str:
    """The secret to sign with: a random one of this process where none is set."""
    if not secret:
        logger.warning("ROLEWISE_SECRET is not set: sessions end when this process does, and other instances refuse them")
        return secrets.token_hex()
    return secret
