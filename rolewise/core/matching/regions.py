"""A region behind a city tells its country: "Cambridge, MA", "London, Ontario"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rolewise.core.matching.mentions import CITY, COUNTRY, Mention

_CODE = re.compile(r",\s*([A-Z]{2,3})(?!\w)")
_GAP = re.compile(r",?\s+")


def decided(mentions: Sequence[Mention], text: str, regions: Mapping[str, frozenset[str]]) -> list[Mention]:
    """The mentions, with a city and the region behind it as one place of the region's country.

    `regions` has the codes and names, in small letters, by country.
    """
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if (
            before
            and _is_city(before)
            and _is_city(mention)
            and _GAP.fullmatch(text, before.end, mention.start)
            and mention.text.lower() in regions.get(mention.value, ())
        ):
            found[-1] = replace(before, value=mention.value, end=mention.end, text=text[before.start : mention.end])
        else:
            found.append(_with_code(mention, text, regions) if _is_city(mention) else mention)
    return found


def _is_city(mention: Mention) -> bool:
    return mention.kind == COUNTRY and mention.detail == CITY


def _with_code(city: Mention, text: str, regions: Mapping[str, frozenset[str]]) -> Mention:
    """The city with the code of a region; its own country's come first."""
    code = _CODE.match(text, city.end)
    if not code:
        return city
    typed = code[1].lower()
    known = [country for country in (city.value, *regions) if typed in regions.get(country, ())]
    if not known and code[1] != city.value:
        return city
    country = known[0] if known else city.value
    return replace(city, value=country, end=code.end(), text=text[city.start : code.end()])
