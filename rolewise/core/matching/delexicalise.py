"""A text with its mentions replaced, so that what is asked is compared and not whom it is asked about."""

from __future__ import annotations

from rolewise.core.matching.mentions import AMOUNT, CITY, COUNTRY, FAMILY, FIELD, ROLE, ROLE_KINDS, SKILL, Found, Mention
from rolewise.core.matching.tokens import LONGEST

_ROLES = ("rolename", "secondrole", "thirdrole")
_PLAIN = {SKILL: "skillname", AMOUNT: "amountvalue", FAMILY: "familyname"}


def delexicalised(found: Found) -> str:
    """The text in small letters with placeholders for names; a level's word stays as typed."""
    parts: list[str] = []
    seen: dict[tuple[str, str], str] = {}
    last = 0
    for mention in found.mentions:
        placeholder = _placeholder(mention, seen)
        if not placeholder:
            continue
        parts += [found.text[last : mention.start].lower(), placeholder]
        last = mention.end
    return "".join([*parts, found.text[last:LONGEST].lower()])


def _placeholder(mention: Mention, seen: dict[tuple[str, str], str]) -> str:
    if mention.kind == ROLE and mention.detail == FIELD:
        return "rolefield"
    if mention.kind in ROLE_KINDS:
        key = (mention.kind, mention.value.lower())
        return seen.setdefault(key, _ROLES[min(len(seen), len(_ROLES) - 1)])
    if mention.kind == COUNTRY:
        return "cityname" if mention.detail == CITY else "countryname"
    return _PLAIN.get(mention.kind, "")
