"""What the widget asks for when it is opened: names to complete while one types, and the countries to choose from."""

from __future__ import annotations

import json

from rolewise.core.answers import Writer
from rolewise.core.answers.suggestions import ask
from rolewise.doors.pages.site.files import File, file


def directory(writer: Writer) -> File:
    """As JSON, for the country control and the completion of names.

    `roles`: titles, those of roles made by hand first; `countries`: code, name and the text that sets each; `country`: which is
    in play at first.
    """
    knowledge = writer.knowledge
    default = knowledge.site.default_country
    held = {code for role in knowledge.roles.values() for code in role.pay_countries} | {default}
    codes = sorted((code for code in knowledge.countries if code in held), key=lambda code: code != default)
    roles = sorted(role.title for role in knowledge.roles.values())
    others = {one.title for one in knowledge.occupations.values() if not one.role}
    found = {
        "country": default,
        "countries": [
            {"code": code, "name": writer.country(code), "text": ask(writer, "set_country", country=code).text} for code in codes
        ],
        "roles": [*roles, *sorted(others - set(roles))],
    }
    return file(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode(), "application/json")
