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
LEEWAY = 10  # seconds that the clocks of several instances may differ
_CONVERSATION = re.compile(r"web-[0-9a-f]{32}")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Session:
    """What a client is given."""

    token: str
    expires: int  # seconds since the epoch


class Sessions:
    """Makes and reads tokens."""

    def __init__(self, secret: str):
        self._secret = secret

    def begin(self) -> Session:
        """A session of a new conversation."""
        return self.renew(f"web-{uuid.uuid4().hex}")

    def renew(self, conversation: str) -> Session:
        """A fresh token of the conversation."""
        now = int(time.time())
        expires = now + SECONDS
        claims = {"sub": conversation, "aud": AUDIENCE, "iat": now, "exp": expires}
        return Session(jwt.encode(claims, self._secret, algorithm=ALGORITHM), expires)

    def conversation(self, authorization: str) -> str:
        """The conversation of an Authorization header. Raises Problem unless it has a valid token of ours."""
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _unauthorized("unauthorized")
        try:
            claims = jwt.decode(token.strip(), self._secret, algorithms=[ALGORITHM], audience=AUDIENCE, leeway=LEEWAY,
                                options={"require": ["sub", "aud", "iat", "exp"]})
        except jwt.ExpiredSignatureError as error:
            raise _unauthorized("session_expired") from error
        except (jwt.InvalidTokenError, ValueError) as error:  # ValueError: characters that no token has
            raise _unauthorized("unauthorized") from error
        return _conversation(claims["sub"])


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
