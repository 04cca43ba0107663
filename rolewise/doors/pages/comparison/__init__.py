"""Answers -> one self-contained web page about a role or about several. Pure; no network, no script."""

from __future__ import annotations

import json

from markupsafe import Markup

from rolewise.core.answers import Writer
from rolewise.core.rendering.templates import environment
from rolewise.doors.pages.comparison.content import Addresses, Page
from rolewise.doors.pages.comparison.sections import page

# What could end the element or start another inside it, and what JavaScript takes for the end of a line.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def html(writer: Writer, roles: tuple[str, ...], country: str) -> str:
    """The page about one to three roles (ids), with pay of that country."""
    faq = Markup(faq_json(made := page(writer, roles, country)))  # noqa: S704
    return environment(__name__).get_template("page.html.j2").render(page=made, faq_json=faq)


def faq_json(made: Page) -> str:
    """The questions and answers as schema.org FAQPage, safe inside a script element."""
    entries = [
        {"@type": "Question", "name": entry.question, "acceptedAnswer": {"@type": "Answer", "text": " ".join(entry.lines)}}
        for entry in made.faq
    ]
    content = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entries}
    return in_script(json.dumps(content, ensure_ascii=False))


def in_script(text: str) -> str:
    """JSON that may stand inside a script element."""
    return "".join(_UNSAFE.get(character, character) for character in text)


__all__ = ["Addresses", "Page", "faq_json", "html", "in_script", "page"]
