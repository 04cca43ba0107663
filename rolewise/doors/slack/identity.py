"""Who the bot is, and the names of its conversations."""

from __future__ import annotations

import hashlib
import hmac
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

PREFIX = "slack-"
AGAIN_AFTER = 30.0  # seconds after a failure

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Me:
    """The bot in the workspace, or the organisation, that it is installed in."""

    home: str = ""  # id of the workspace, or of the organisation for an org-wide installation
    user: str = ""  # id of the bot's user
    bot: str = ""


class Identity:
    """Asks Slack once who the token belongs to."""

    def __init__(self, client: AsyncWebClient):
        self._client = client
        self._asked_at = -AGAIN_AFTER
        self.known = Me()

    async def me(self, body: Mapping[str, Any]) -> Me:
        """The bot; what the request tells of it while Slack does not answer.

        The home is not taken from the request where that can be helped: in a channel shared with another company,
        events and buttons name now the one workspace, now the other.
        """
        if not self.known.home and time.monotonic() - self._asked_at >= AGAIN_AFTER:
            self._asked_at = time.monotonic()
            await self._ask()
        return self.known if self.known.home else told(body)

    async def _ask(self) -> None:
        try:
            found = await self._client.auth_test()
        except Exception as error:  # answering must not fail on this
            logger.warning("Slack does not tell who the bot is: %s", _reason(error))
            return
        home = found.get("enterprise_id") if found.get("is_enterprise_install") else found.get("team_id")
        self.known = Me(home or "", found.get("user_id") or "", found.get("bot_id") or "")


def told(body: Mapping[str, Any]) -> Me:
    """What a request tells of the bot it is sent to."""
    authorization: Mapping[str, Any] = next(iter(body.get("authorizations") or ()), {})
    user = authorization.get("user_id") or "" if authorization.get("is_bot") else ""
    org_wide = authorization.get("is_enterprise_install") or body.get("is_enterprise_install") in (True, "true")
    enterprise = authorization.get("enterprise_id") or (body.get("enterprise") or {}).get("id") or body.get("enterprise_id")
    team = authorization.get("team_id") or body.get("team_id") or (body.get("team") or {}).get("id")
    return Me(str((enterprise if org_wide else team) or team or enterprise or ""), user)


def teams(body: Mapping[str, Any]) -> set[str]:
    """Ids of all workspaces and organisations that a request names as its own."""
    found = {body.get("team_id"), body.get("enterprise_id"), body.get("context_team_id")}
    found |= {(body.get(key) or {}).get("id") for key in ("team", "enterprise")}
    for authorization in body.get("authorizations") or ():
        found |= {authorization.get("team_id"), authorization.get("enterprise_id")}
    return {each for each in found if each}


def conversation(key: bytes, *place: str) -> str:
    """The name of a conversation: home, channel and thread; or home and user. It cannot be traced back without the key."""
    return PREFIX + hmac.new(key, ":".join(place).encode(), hashlib.sha256).hexdigest()[:32]


def _reason(error: Exception) -> str:
    data = getattr(getattr(error, "response", None), "data", None)
    return str(data.get("error")) if isinstance(data, dict) else type(error).__name__
