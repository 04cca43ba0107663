"""Settings that can be judged by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import urlsplit

from rolewise.doctor.finding import FAULT, SOUND, WARNING, Finding, Place
from rolewise.operation.redaction import masked
from rolewise.rasa.without_tensorflow import VARIABLE
from rolewise.settings import SETTINGS

SHORTEST_SECRET = 32  # characters: as many bytes as HMAC-SHA256 gives
MAKE_ONE = "python3 -c 'import secrets; print(secrets.token_hex(32))' prints a good one"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
LARGEST_PORT = 65535


def settings(place: Place) -> Iterator[Finding]:
    """Numbers that are none, names that nobody knows, an address open to the network."""
    faults = [*_numbers(place), *_unknown(place), *_open(place)]
    registered = [each for each in SETTINGS if place.environment.get(each.name, "").strip()]
    yield from faults or [Finding(SOUND, "settings", f"{len(registered)} of {len(SETTINGS)} set, the others at their defaults")]


def _numbers(place: Place) -> Iterator[Finding]:
    for name, least, most in (
        ("ROLEWISE_PORT", 1, LARGEST_PORT), ("ROLEWISE_PROXIES", 0, 9), ("ROLEWISE_KEEP_DAYS", 1, 36_500)
    ):
        value = place.setting(name)
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            yield Finding(FAULT, name, f"{value!r} is no whole number of {least} to {most}", "correct it")


def _unknown(place: Place) -> Iterator[Finding]:
    names = [each.name for each in SETTINGS]
    for name in sorted(place.environment):
        if name.startswith("ROLEWISE_") and name not in (*names, VARIABLE):
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
    elif len(value) < SHORTEST_SECRET or len(set(value)) < SHORTEST_SECRET // 4:
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
