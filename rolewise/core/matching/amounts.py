"""Amounts of money in a text, as whole units a year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from rolewise.core.matching.tokens import LONGEST, norms

_SYMBOLS = {
    "₹": "INR",
    "rs": "INR",
    "inr": "INR",
    "rupees": "INR",
    "rupee": "INR",
    "us$": "USD",
    "$": "USD",
    "usd": "USD",
    "dollars": "USD",
    "dollar": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "pounds": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "c$": "CAD",
    "ca$": "CAD",
    "cad": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "aud": "AUD",
    "aed": "AED",
    "dirham": "AED",
    "dirhams": "AED",
    "sgd": "SGD",
    "s$": "SGD",
}
_SCALES = {
    "lakh": 100_000,
    "lakhs": 100_000,
    "lac": 100_000,
    "lacs": 100_000,
    "lk": 100_000,
    "lks": 100_000,
    "lkh": 100_000,
    "l": 100_000,
    "lpa": 100_000,
    "lakhpa": 100_000,
    "cr": 10**7,
    "crs": 10**7,
    "crore": 10**7,
    "crores": 10**7,
    "k": 1_000,
    "thousand": 1_000,
    "hazar": 1_000,
    "hazaar": 1_000,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "mil": 10**6,
}
_RUPEE_SCALES = frozenset(scale for scale, by in _SCALES.items() if by in (100_000, 10**7)) | {"hazar", "hazaar"}
_VAGUE_SCALES = frozenset(("m", "mn", "million", "mil", "thousand"))
_LEAST = 1_000
_MOST = 10**12
_NUMBER = r"\d{1,3}(?:[.,]\d{2,3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,3})?"
_BEFORE = r"₹|us\$|ca?\$|au?\$|s\$|\$|£|€|rs\.?|inr|usd|gbp|eur|cad|aud|aed|sgd"
_AFTER = r"₹|\$|£|€|rupees?|rs|inr|dollars?|usd|pounds|gbp|euros?|eur|cad|aud|aed|dirhams?|sgd"
_SCALE = r"lakhs?|lacs?|lkh|lks?|l\.?\s?p\.?\s?a|crores?|crs?|thousand|haza?ar|million|mil|mn|k|l|m"
_PERIOD = (
    r"(?P<hour>/?\s?(?:per|an|a|/)\s?(?:hour|hr|day|week)|\s?hourly|/hr)"
    r"|(?P<month>/?-?\s?(?:per|a|each|every|pr|/)\s?(?:month|mnth|mth|mo)\b|/\s?(?:month|mo)\b|\s?monthly|\s?p\.?m\b\.?"
    r"|\s?(?:har\s|ek\s)?mah?ee?ne?a?\b|\s?mahina)"
)
_ONE = re.compile(
    rf"(?<![\w.,])(?P<before>{_BEFORE})?\s?(?P<number>{_NUMBER})"
    rf"(?:\s?(?P<scale>{_SCALE})(?![^\W_]))?\+?(?:\s?/-)?(?:\s?(?P<after>{_AFTER})(?![^\W_]))?"
    rf"(?:\s?(?:{_PERIOD}))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|–|—|to|se|and|or|till|upto)\s*", re.IGNORECASE)


class Amount(NamedTuple):
    """Money at characters `start` up to `end`."""

    start: int
    end: int
    units: int
    currency: str


class _Part(NamedTuple):
    start: int
    end: int
    number: str
    scale: str
    currency: str
    period: str


def find_amounts(text: str, about_pay: bool, counted: Iterable[str]) -> list[Amount]:
    """Every amount. `about_pay` lets bare numbers count; `counted` are words that make a number a count of things."""
    if not any(character.isdigit() for character in text[:LONGEST]):
        return []
    parts = [_part(match) for match in _ONE.finditer(text, 0, min(len(text), LONGEST))]
    things = frozenset(counted)
    amounts = []
    for part in _as_ranges(text, parts):
        if part.period == "hour" or _counts(text, part, things) or not _is_money(part, about_pay):
            continue
        units = int(_value(part) * (12 if part.period == "month" else 1))
        if _LEAST <= units < _MOST:
            amounts.append(Amount(part.start, part.end, units, part.currency))
    return amounts


def _part(match: re.Match[str]) -> _Part:
    scale = re.sub(r"[\s.]", "", (match["scale"] or "").lower())
    sign = (match["before"] or match["after"] or "").lower().rstrip(".")
    currency = _SYMBOLS.get(sign, "") or ("INR" if scale in _RUPEE_SCALES else "")
    period = "hour" if match["hour"] else "month" if match["month"] else ""
    if scale == "l" and match["number"] and match.group().rstrip("+").endswith(" l"):
        scale = ""  # "10 l" is litres
    end = match.end("number") if not (scale or sign or period) else match.start() + len(match.group().rstrip())
    return _Part(
        match.start("before") if match["before"] else match.start("number"),
        end,
        match["number"],
        scale,
        currency,
        period,
    )


def _as_ranges(text: str, parts: list[_Part]) -> list[_Part]:
    """The first end of a range takes what only the second one says: "6-30 LPA"."""
    for place in range(len(parts) - 2, -1, -1):
        first, second = parts[place], parts[place + 1]
        if _RANGE.fullmatch(text, first.end, second.start) and _may_share(first, second):
            parts[place] = first._replace(
                scale=first.scale or second.scale,
                currency=first.currency or second.currency,
                period=first.period or second.period,
            )
            if not second.currency:
                parts[place + 1] = second._replace(currency=first.currency)
    return parts


def _may_share(first: _Part, second: _Part) -> bool:
    return (
        (not first.scale
        and bool(second.scale or second.currency))
        or bool(first.currency)
        or bool(second.period and not first.period)
    )


def _is_money(part: _Part, about_pay: bool) -> bool:
    if part.scale in _VAGUE_SCALES and not (part.currency or about_pay):
        return False
    if part.currency or part.scale:
        return True
    digits = re.sub(r"\D", "", part.number)
    if part.period == "month" and len(digits) >= 4:
        return True
    return 5 <= len(digits) <= 9 and ("," in part.number or about_pay)


def _counts(text: str, part: _Part, things: frozenset[str]) -> bool:
    if part.currency and part.scale not in _RUPEE_SCALES:
        return False
    following = norms(text[part.end : part.end + 20].split("\n")[0])
    return bool(following) and following[0] in things and text[part.end : part.end + 1] in (" ", "-", "")


def _value(part: _Part) -> Decimal:
    number = part.number
    european = part.currency in ("EUR", "") and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number) and not part.scale
    number = number.replace(".", "") if european else number.replace(",", "")
    if number.count(".") > 1:
        number = number.replace(".", "")
    return Decimal(number) * _SCALES.get(part.scale, 1)
