"""What is set for the Slack bot: secrets in the environment, the rest in credentials.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rolewise.settings import setting

BASE_URL = "https://slack.com/api/"
WORKING_AFTER = 1.5  # seconds without an answer after which the user is told that it is being worked on


@dataclass(frozen=True)
class SlackSettings:
    """Values of the environment and of credentials.yml; secrets stay out of logs and tracebacks."""

    bot_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)  # names conversations; without it the signing secret does
    redis_url: str = field(default="", repr=False)
    base_url: str = BASE_URL
    team_id: str = ""  # of the workspace (or organisation) whose requests are taken; "" for any
    app_id: str = ""  # of the app whose requests are taken; "" for any
    working_after: float = WORKING_AFTER  # seconds

    @property
    def on(self) -> bool:
        """Whether the bot can hear and speak."""
        return bool(self.bot_token and (self.signing_secret or self.app_token))

    @property
    def key(self) -> bytes:
        """Signs the names of conversations."""
        return (self.secret or self.signing_secret or self.app_token).encode()


def read(credentials: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None) -> SlackSettings:
    """The settings of this server; `credentials` is the channel's part of credentials.yml."""
    given = credentials or {}
    return SlackSettings(
        bot_token=setting("SLACK_BOT_TOKEN", environment),
        signing_secret=setting("SLACK_SIGNING_SECRET", environment),
        app_token=setting("SLACK_APP_TOKEN", environment),
        secret=setting("ROLEWISE_SECRET", environment),
        redis_url=setting("ROLEWISE_REDIS_URL", environment),
        base_url=str(given.get("base_url") or BASE_URL),
        team_id=str(given.get("team_id") or ""),
        app_id=str(given.get("app_id") or ""),
        working_after=float(given.get("working_after") or WORKING_AFTER),
    )


def status(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What is configured, without secrets: `on`, `http`, `socket_mode`, `shared` (several processes), `missing` settings."""
    found = read(environment=environment)
    return {
        "on": found.on,
        "http": bool(found.on and found.signing_secret),
        "socket_mode": bool(found.on and found.app_token),
        "shared": bool(found.redis_url),
        "missing": missing(found),
    }


def missing(found: SlackSettings) -> list[str]:
    """Names of the settings that are still needed; none where all or nothing is set."""
    given = (found.bot_token, found.signing_secret or found.app_token)
    if all(given) or not any(given):
        return []
    return ["SLACK_SIGNING_SECRET"] if found.bot_token else ["SLACK_BOT_TOKEN"]
