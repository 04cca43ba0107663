"""Settings that can be judged by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import urlsplit

from rolewise.operation.finding import FAULT, SOUND, WARNING, Finding, Place
from rolewise.operation.redaction import masked
from rolewise.setting_checks import LEAST_SECRET
from rolewise.settings import faults as setting_faults
from rolewise.settings import register

JUDGED_BELOW = ("ROLEWISE_SECRET", "ROLEWISE_ORIGINS", "ROLEWISE_DATABASE_URL", "ROLEWISE_REDIS_URL", "ROLEWISE_METRICS_PORT")
MAKE_ONE = "python3 -c 'import secrets; print(secrets.token_hex(32))' prints a good one"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def settings(place: Place) -> Iterator[Finding]:
    """Numbers that are none, names that nobody knows, an address open to the network."""
    faults = [*_unusable(place), *_unknown(place), *_open(place)]
    registered = [each for each in register().values() if place.environment.get(each.name, "").strip()]
    yield from faults or [Finding(SOUND, "settings", f"{len(registered)} of {len(register())} set, the others at their defaults")]


def _unusable(place: Place) -> Iterator[Finding]:
    for name, reason in setting_faults(place.environment):
        if name not in JUDGED_BELOW:
            yield Finding(FAULT, name, reason, "correct it")


def _unknown(place: Place) -> Iterator[Finding]:
    names = list(register())
    for name in sorted(place.environment):
        if name.startswith("ROLEWISE_") and name not in names:
            meant = get_close_matches(name, names, 1)
            cure = f"did you mean {meant[0]}?" if meant else "`rolewise doctor --settings` lists all"
            yield Finding(WARNING, name, "is no setting of Rolewise", cure)


def _open(place: Place) -> Iterator[Finding]:
    host = place.setting("ROLEWISE_HOST")
    if host not in LOOPBACK and place.setting("ROLEWISE_PROXIES") == "0":
        cure = "put a proxy with TLS before it and set ROLEWISE_PROXIES"
        yield Finding(WARNING, "address", f"{host} is open to the network, without a proxy", cure)


def secret(place: Place) -> Iterator[Finding]:
    """Whether sessions outlive the process, and cannot be forged."""
    value = place.setting("ROLEWISE_SECRET")
    if not value:
        shared = place.setting("ROLEWISE_REDIS_URL") != ""
        said = "not set: no instance knows the sessions of another" if shared else "not set: sessions end with the process"
        yield Finding(FAULT if shared else WARNING, "secret", said, f"set ROLEWISE_SECRET; {MAKE_ONE}")
    elif len(value) < LEAST_SECRET or len(set(value)) < LEAST_SECRET // 4:
        yield Finding(FAULT, "secret", f"{masked(value)} can be guessed", f"set a longer ROLEWISE_SECRET; {MAKE_ONE}")
    else:
        yield Finding(SOUND, "secret", masked(value))


def origins(place: Place) -> Iterator[Finding]:
    """Whose pages may use the chat."""
    listed = [each.strip() for each in place.setting("ROLEWISE_ORIGINS").split(",") if each.strip()]
    if not listed:
        yield Finding(SOUND, "origins", "pages of this server only")
        return
    wrong = [each for each in listed if not _is_origin(each)]
    plain = [each for each in listed if urlsplit(each).scheme == "http" and urlsplit(each).hostname not in LOOPBACK]
    if wrong:
        cure = "write each as https://jobs.example.org, without a path"
        yield Finding(FAULT, "origins", f"not an origin: {', '.join(wrong)}", cure)
    elif plain:
        yield Finding(WARNING, "origins", f"without TLS: {', '.join(plain)}", "let the site use https")
    else:
        yield Finding(SOUND, "origins", ", ".join(listed))


def _is_origin(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and text == f"{parts.scheme}://{parts.netloc}"
