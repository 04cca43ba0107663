"""What an operator sets in the environment: one checked register of the names, with what each does.

Secrets come from here alone. What an editor sets stands in knowledge/site.yml, what concerns one channel only in
credentials.yml. A channel names its own settings (rolewise/doors/channels.py).
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rolewise import setting_checks as checks

ROOT = Path(__file__).resolve().parents[1]
SQLITE = f"sqlite:///{ROOT / '.state' / 'conversations.db'}"


@dataclass(frozen=True)
class Setting:
    """One environment variable."""

    name: str
    purpose: str
    default: str = ""
    secret: bool = False
    check: checks.Check = checks.anything


_OWN: tuple[Setting, ...] = (
    Setting("ROLEWISE_HOST", "the address that the server listens on", "127.0.0.1", check=checks.host),
    Setting("ROLEWISE_PORT", "the port that the server listens on", "5005", check=checks.whole(1, checks.LARGEST_PORT)),
    Setting("ROLEWISE_SECRET", "signs the visitors' sessions; without it they end with the process", "", True, checks.secret),
    Setting("ROLEWISE_ORIGINS", "origins whose pages may use the chat, parted by commas", check=checks.origins),
    Setting(
        "ROLEWISE_PROXIES",
        "how many proxies of ours stand before the server, for the visitor's address",
        "0",
        check=checks.whole(0, 9),
    ),
    Setting(
        "ROLEWISE_PAGE_URL",
        "where comparison pages are published, instead of page_url in knowledge/site.yml",
        check=checks.page_url,
    ),
    Setting(
        "ROLEWISE_ROLE_URL",
        "where pages about a role are published, instead of role_url in knowledge/site.yml",
        check=checks.role_url,
    ),
    Setting("ROLEWISE_DATABASE_URL", "where conversations are kept: SQLite or PostgreSQL", SQLITE, True, checks.database),
    Setting(
        "ROLEWISE_REDIS_URL", "locks and limits that several instances share; without it each has its own", "", True, checks.redis
    ),
    Setting("ROLEWISE_KEEP_DAYS", "after how many days the text of messages is deleted", "30", check=checks.whole(1, 36_500)),
    Setting(
        "ROLEWISE_METRICS_PORT",
        "a port of the loopback address, or address:port, for Prometheus; without it none",
        check=checks.listening,
    ),
    Setting("ROLEWISE_MODELS", "the folder of trained models, instead of models/"),
    Setting("ROLEWISE_KNOWLEDGE", "the folder of the knowledge base, instead of knowledge/", check=checks.folder),
    Setting("ROLEWISE_CACHE", "the folder of what can be made again, instead of .cache/"),
    Setting("ROLEWISE_TENSORFLOW", "set to anything, TensorFlow is loaded even where config.yml names nothing that needs it"),
)


@functools.cache
def register() -> Mapping[str, Setting]:
    """All settings by their names, those of the channels last."""
    from rolewise.doors.channels import CHANNELS  # late: the channels' entries import `Setting`

    settings = (*_OWN, *(setting for channel in CHANNELS for setting in channel.settings))
    return {setting.name: setting for setting in settings}


def setting(name: str, environment: Mapping[str, str] | None = None) -> str:
    """The value that is set, else the default. Raises KeyError for a name that the register lacks."""
    registered = register()[name]
    found = (os.environ if environment is None else environment).get(name, "").strip()
    return found or registered.default


def faults(environment: Mapping[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """Names of settings whose values cannot be used, each with a reason that completes a sentence and tells no secret."""
    for each in register().values():
        try:
            each.check(setting(each.name, environment))
        except ValueError as error:
            yield each.name, str(error)
