"""What Slack sends for a typed message -> what the user typed. Pure."""

from __future__ import annotations

import re

_TAG = re.compile(r"<([^<>]*)>")
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
# ":moneybag:", ":+1::skin-tone-3:"; a colon between words or digits is none ("10:30:00").
_EMOJI = re.compile(r"(?<![\w:]):([a-z0-9_+'-]*[a-z+_-][a-z0-9_+'-]*):(?::skin-tone-\d:)?(?![\w])")
THUMBS = {"+1": "👍", "thumbsup": "👍", "-1": "👎", "thumbsdown": "👎"}
_BULLET = re.compile(r"^\s*(?:[•◦▪‣∙*-]|\d{1,2}[.)])\s+", re.MULTILINE)
_STRAIGHT = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚′", "'") | {"\u00a0": " "})
# Marks around words, with which Slack users format.
_FORMATTED = re.compile(r"(?<![^\W_])([*_~`]{1,3})(?=\S)([^*_~`]*\S)\1(?![^\W_])")


def typed(raw: str, own: str = "") -> str:
    """The words of a message. `own` is the bot's user id, whose mentions are left out wherever they stand.

    >>> typed("<@UBOT> what is R&amp;D pay at <https://jobs.example/a|jobs.example>?", "UBOT")
    'what is R&D pay at jobs.example?'
    >>> typed("<!here> which pays more in <#C1|india-jobs>, “SDE” or *MLE*?")
    'which pays more in #india-jobs, "SDE" or MLE?'
    >>> typed("• nurse pay :moneybag:\\n• in <https://jobs.example/uk> :flag-gb:?"), typed(":+1::skin-tone-3:")
    ('nurse pay in ?', '👍')
    """
    text = _BULLET.sub("", _TAG.sub(lambda tag: _shown(tag[1], own), raw))
    text = _EMOJI.sub(lambda code: THUMBS.get(code[1], " "), text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").translate(_STRAIGHT)
    return " ".join(_FORMATTED.sub(r"\2", text).split())


def mentions(raw: str) -> list[str]:
    """Ids of the users that a message mentions, in their order.

    >>> mentions("<@U2|anna> and <@UBOT>: hello")
    ['U2', 'UBOT']
    """
    return _MENTION.findall(raw)


def begins_with_other(raw: str, own: str) -> bool:
    """Whether a message is addressed to somebody else.

    >>> begins_with_other("<@U2> what do you think?", "UBOT"), begins_with_other("ask <@U2>", "UBOT")
    (True, False)
    """
    first = _MENTION.match(raw.lstrip())
    return bool(first and first[1] != own)


def _shown(tag: str, own: str) -> str:
    """What Slack shows for <tag>; "" for what names nobody and nothing to us."""
    target, _, label = tag.partition("|")
    if target.startswith("@"):
        return "" if target[1:] == own else label
    if target.startswith("#"):
        return f"#{label}" if label else ""
    if target.startswith("!"):
        return label if target.startswith(("!date", "!subteam")) else ""
    return label or ("" if "://" in target else target.removeprefix("mailto:"))  # a bare address has no words
