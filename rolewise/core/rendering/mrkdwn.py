"""Plain text -> Slack's mrkdwn, in which nothing is formatted, linked or mentioned by accident."""

from __future__ import annotations

import re

MORE = "…"
# Slack has no escape for its marks. Where a pair of them would format, they become their look-alikes.
_LOOK_ALIKES = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"}
_PAIR = re.compile(r"(?<![^\W_])([*_~`])(?=\S)(.*?\S)\1(?![^\W_])")
_HALF = re.compile(r"(?:&[a-z]*|<[^>]*)$")
_WEB = re.compile(r"https?://[^\s<>|]+")


def escape(text: str) -> str:
    """The three characters that Slack asks to escape.

    >>> escape("R&D <!here>")
    'R&amp;D &lt;!here&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(text: str) -> str:
    """Text that Slack shows as it is.

    >>> mrkdwn("O*NET & O*NET, ~5 years"), mrkdwn("a *bold* word")
    ('O*NET &amp; O*NET, ~5 years', 'a ∗bold∗ word')
    """
    return escape("\n".join(_neutral(line) for line in text.split("\n")))


def bold(text: str) -> str:
    """A few words in bold; marks inside them would end it.

    >>> bold("Pay"), bold("2 * 3"), bold("")
    ('*Pay*', '*2 ∗ 3*', '')
    """
    words = " ".join(text.split()).replace("*", _LOOK_ALIKES["*"])
    return f"*{mrkdwn(words)}*" if words else ""


def link(title: str, url: str) -> str:
    """A link; the title alone where the address is not of the web.

    >>> link("Jobs | all", "https://jobs.example/?q=a&l=b"), link("Jobs", "javascript:alert(1)")
    ('<https://jobs.example/?q=a&amp;l=b|Jobs ¦ all>', 'Jobs')
    """
    named = mrkdwn(" ".join(title.split()))
    return f"<{escape(url)}|{named.replace('|', '¦')}>" if _WEB.fullmatch(url) else named


def cut(text: str, most: int) -> str:
    """Plain text of at most so many characters, an ellipsis at the cut.

    >>> cut("Data Analyst", 20), cut("Data Analyst", 6)
    ('Data Analyst', 'Data…')
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + MORE


def clamp(text: str, most: int) -> str:
    """The same for mrkdwn: no entity, link or mention is cut through.

    >>> clamp("R&amp;D", 4), clamp("See <https://jobs.example|Openings>", 20)
    ('R…', 'See…')
    """
    if len(text) <= most:
        return text
    return _HALF.sub("", text[: most - 1]).rstrip() + MORE


def _neutral(line: str) -> str:
    while found := _PAIR.search(line):
        alike = _LOOK_ALIKES[found[1]]
        line = f"{line[: found.start()]}{alike}{found[2]}{alike}{line[found.end() :]}"
    return line
