"""Amounts of money in a text, as whole units a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from rolewise.core.facets import A_YEAR
from rolewise.core.knowledge.model import Currency, KnowledgeBase, Scale
from rolewise.core.matching.figures import Figures
from rolewise.core.matching.tokens import LONGEST, norms

_LEAST = 1_000
_MOST = 10**12
_NUMBER = r"\d{1,3}(?:[.,]\d{2,3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,3})?"
# Longer names stand before a number only by chance: "dollars 5 jobs".
_LONGEST_BEFORE = 3
_RANGE = re.compile(r"\s*(-|–|—|to|se|and|or|till|upto)\s*", re.IGNORECASE)
# Fewer units than this are no year's pay; an hour's may be.
BRIEF = frozenset(("hour", "day", "week"))


class Amount(NamedTuple):
    """Money at characters `start` up to `end`."""

    start: int
    end: int
    units: int  # a year; of an hour, a day or a week: for that
    currency: str
    period: str = ""  # as typed: "month"; "" where none was
    each: int = 0  # units for that period
    link: str = ""  # what joins it to the next amount: "-", "to", "and"


class _Part(NamedTuple):
    start: int
    end: int
    number: str
    scale: Scale | None
    currency: str
    period: str
    link: str = ""
    added: int = 0  # "6 lakh 50 thousand": what the smaller scale adds


class AmountFinder:
    """Finds amounts by the signs and names of currencies and the words of scales that the knowledge base has."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        currencies, scales, hearing = knowledge.currencies, knowledge.scales, knowledge.hearing
        self._codes = _codes(currencies.values())
        self._by_points = frozenset(code for code, currency in currencies.items() if currency.grouped_by_points)
        self._scales = {_bare(word): scale for scale in scales.values() for word in scale.words}
        words = [word for scale in scales.values() for word in scale.words]
        self._one = _pattern(self._codes, words, hearing.heard.get("period", {}))
        self._figures = Figures(hearing.numbers, frozenset(norm for word in self._scales for norm in norms(word)))

    def find(self, text: str, about_pay: bool, counted: Iterable[str]) -> list[Amount]:
        """Every amount by the year or month, an end of a range each; `about_pay` lets bare numbers count.

        `counted` are words that make a number a count of things.
        """
        return [amount for amount in self.find_all(text, about_pay, counted) if amount.period not in BRIEF]

    def find_all(self, text: str, about_pay: bool, counted: Iterable[str]) -> list[Amount]:
        """The same with those by the hour, day or week."""
        text, places = self._figures.written(text[:LONGEST])
        if not any(character.isdigit() for character in text):
            return []
        return [
            found._replace(start=places(found.start), end=places(found.end)) for found in self._found(text, about_pay, counted)
        ]

    def _found(self, text: str, about_pay: bool, counted: Iterable[str]) -> list[Amount]:
        parts = _added([self._part(match) for match in self._one.finditer(text)], text)
        things = frozenset(counted)
        amounts = []
        for part in _as_ranges(text, parts):
            if _counts(text, part, things) or not _is_money(part, about_pay):
                continue
            each = int(self._value(part))
            units = each * (12 if part.period == "month" else 1)
            if (1 if part.period in BRIEF else _LEAST) <= units < _MOST:
                amounts.append(Amount(part.start, part.end, units, part.currency, part.period, each, part.link))
        return amounts

    def _part(self, match: re.Match[str]) -> _Part:
        scale = self._scales.get(_bare(match["scale"] or ""))
        if scale and scale.touches and match["gap"] and match.group().rstrip("+").endswith(match["scale"]):
            scale = None
        sign = _sign(match["before"] or match["after"] or "")
        currency = self._codes.get(sign, "") or (scale.currency if scale else "")
        period = next((name for name in A_YEAR if name in match.re.groupindex and match[name]), "")
        end = match.end("number") if not (scale or sign or period) else match.start() + len(match.group().rstrip())
        start = match.start("before") if match["before"] else match.start("number")
        return _Part(start, end, match["number"], scale, currency, period)

    def _value(self, part: _Part) -> Decimal:
        number = part.number
        points = part.currency in self._by_points or not part.currency
        if points and not part.scale and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number):
            number = number.replace(".", "")
        number = number.replace(",", "")
        if number.count(".") > 1:
            number = number.replace(".", "")
        return Decimal(number) * (part.scale.by if part.scale else 1) + part.added


def _codes(currencies: Iterable[Currency]) -> dict[str, str]:
    """What stands for a currency in a text -> its code; of several the first in the file."""
    codes: dict[str, str] = {}
    for currency in currencies:
        for name in (currency.symbol, *currency.signs, currency.code, *currency.names):
            if " " not in name:
                codes.setdefault(_sign(name), currency.code)
    return codes


def _pattern(signs: Iterable[str], scales: Iterable[str], periods: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    short = [sign for sign in signs if len(sign) <= _LONGEST_BEFORE or not sign.isalpha()]
    before, after = _any_of(short, r"\.?"), _any_of(signs, "")
    # The gaps of "l p a" and the points of "l.p.a" may be left out.
    scale = _any_of(scales, "").replace(r"\ ", r"\s?").replace(r"\.", r"\.?\s?")
    period = "|".join(rf"(?P<{name}>(?:{_phrases(phrases)})(?![^\W_]))" for name, phrases in periods.items()) or "(?!)"
    return re.compile(
        rf"(?<![\w.,])(?P<before>{before})?\s?(?P<number>{_NUMBER})"
        rf"(?:(?P<gap>\s?)(?P<scale>{scale})(?![^\W_]))?\+?(?:\s?/-)?(?:\s?(?P<after>{after})(?![^\W_]))?"
        rf"(?:\s?-?(?:{period}))?",
        re.IGNORECASE,
    )


def _phrases(phrases: Iterable[str]) -> str:
    """The longest first, gaps at will: "p m" is "p.m." as well."""
    known = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"[\s.-]?") for phrase in known)


def _any_of(words: Iterable[str], ending: str) -> str:
    """The longest first; `ending` may follow letters. Nothing matches where there are no words."""
    known = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (ending if word.isalpha() else "") for word in known) or "(?!)"


def _sign(typed: str) -> str:
    return typed.lower().rstrip(".")


def _bare(scale: str) -> str:
    return re.sub(r"[\s.]", "", scale.lower())


def _as_ranges(text: str, parts: list[_Part]) -> list[_Part]:
    """The first end of a range takes what only the second one says: "6-30 LPA"."""
    for place in range(len(parts) - 2, -1, -1):
        first, second = parts[place], parts[place + 1]
        link = _RANGE.fullmatch(text, first.end, second.start)
        if link and _may_share(first, second):
            parts[place] = first._replace(
                scale=first.scale or second.scale,
                currency=first.currency or second.currency,
                period=first.period or second.period,
                link=link[1].lower(),
            )
            if not second.currency:
                parts[place + 1] = second._replace(currency=first.currency)
    return parts


def _added(parts: list[_Part], text: str) -> list[_Part]:
    """ "6 lakh 50 thousand" as one."""
    joined: list[_Part] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before and before.scale and part.scale and part.scale.by < before.scale.by and text[before.end : part.start].isspace():
            more = int(Decimal(part.number.replace(",", "")) * part.scale.by) if part.number.count(".") < 2 else 0
            joined[-1] = before._replace(
                end=part.end, currency=before.currency or part.currency, period=part.period, added=before.added + more
            )
        else:
            joined.append(part)
    return joined


def _may_share(first: _Part, second: _Part) -> bool:
    return (
        (not first.scale and bool(second.scale or second.currency))
        or bool(first.currency)
        or bool(second.period and not first.period)
    )


def _is_money(part: _Part, about_pay: bool) -> bool:
    if part.scale and part.scale.vague and not (part.currency or about_pay):
        return False
    if part.currency or part.scale:
        return True
    digits = re.sub(r"\D", "", part.number)
    if part.period == "month" and len(digits) >= 4:
        return True
    return 5 <= len(digits) <= 9 and ("," in part.number or about_pay)


def _counts(text: str, part: _Part, things: frozenset[str]) -> bool:
    if part.currency and not (part.scale and part.scale.currency):
        return False
    following = norms(text[part.end : part.end + 20].split("\n")[0])
    return bool(following) and following[0] in things and text[part.end : part.end + 1] in (" ", "-", "")
