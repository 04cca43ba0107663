"""What an operator sets in the environment: one register of the names, with what each does.

Secrets come from here alone. What an editor sets stands in knowledge/site.yml, what concerns one channel only in
credentials.yml.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SQLITE = f"sqlite:///{ROOT / '.state' / 'conversations.db'}"


@dataclass(frozen=True)
class Setting:
    """One environment variable."""

    name: str
    purpose: str
    default: str = ""
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("ROLEWISE_HOST", "the address that the server listens on", "127.0.0.1"),
    Setting("ROLEWISE_PORT", "the port that the server listens on", "5005"),
    Setting("ROLEWISE_SECRET", "signs the visitors' sessions; without it they end with the process", secret=True),
    Setting("ROLEWISE_ORIGINS", "origins whose pages may use the chat, parted by commas"),
    Setting("ROLEWISE_PROXIES", "how many proxies of ours stand before the server, for the visitor's address", "0"),
    Setting("ROLEWISE_PAGE_URL", "where comparison pages are published, instead of page_url in knowledge/site.yml"),
    Setting("ROLEWISE_DATABASE_URL", "where conversations are kept: SQLite or PostgreSQL", SQLITE, secret=True),
    Setting("ROLEWISE_REDIS_URL", "locks and limits that several instances share; without it each has its own", secret=True),
    Setting("ROLEWISE_KEEP_DAYS", "after how many days the text of messages is deleted", "30"),
    Setting("ROLEWISE_METRICS_PORT", "a port of the loopback address, or address:port, for Prometheus; without it none"),
    Setting("ROLEWISE_MODELS", "the folder of trained models, instead of models/"),
    Setting("ROLEWISE_KNOWLEDGE", "the folder of the knowledge base, instead of knowledge/"),
    Setting("ROLEWISE_CACHE", "the folder of what can be made again, instead of .cache/"),
    Setting("ROLEWISE_TENSORFLOW", "set to anything, TensorFlow is loaded even where config.yml names nothing that needs it"),
    Setting("SLACK_BOT_TOKEN", "the bot's token (xoxb-…); without it Slack is off", secret=True),
    Setting("SLACK_SIGNING_SECRET", "tells that a request comes from Slack", secret=True),
    Setting("SLACK_APP_TOKEN", "an app-level token (xapp-…) switches Socket Mode on", secret=True),
)

_REGISTER = {setting.name: setting for setting in SETTINGS}


def setting(name: str, environment: Mapping[str, str] | None = None) -> str:
    """The value that is set, else the default. Raises KeyError for a name that the register lacks."""
    registered = _REGISTER[name]
    found = (os.environ if environment is None else environment).get(name, "").strip()
    return found or registered.default
