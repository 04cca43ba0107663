"""What no answer may show: the faults that a careful reader would mark. Knows nothing of how answers are made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache

from rolewise.core.answers import Answer, Writer
from rolewise.core.rendering import card, plain

LONGEST = 900
LONGEST_TITLE = 75
MONEY = re.compile(r"(?:[₹$£€]|C\$|A\$)\d")
PER_CENT = re.compile(r"\d%")

_DOUBLED = re.compile(r"\b([A-Za-z]+) \1\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<![&/.-])\b([Aa]n?) [“\"(]?([A-Za-z0-9][\w./&’'-]*)")
_QUOTED = re.compile(r"“[^”]*”")
_SPACING = re.compile(r"  |\s[,.;:!?)]|[(“]\s|\(\)|“”|\.\.|,,|;;|[,;:]\s*[,.;:)]|\b(?:and|or)[.,;:)]|^\s|\s$")
_LOST = re.compile(r"[{}]|\bNone\b|\bnan\b|\bnull\b|<[a-z]+|\[\]|\bTrue\b|\bFalse\b")
_INNER_START = re.compile(r"(?<!\bvs)[.!?] ([a-z][\w-]*)")
_VOWEL_NAMED = set("AEFHILMNORSX")
_CONSONANT_SOUND = re.compile(r"(?:uni(?!n|m)|use|usu|usa|eu|one\b|once\b|ubi|uti|ut[aeiou]l)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_VOWEL_NUMBER = re.compile(r"(?:8|11\b|18\b|11,|18,)")


def faults(answer: Answer, writer: Writer) -> list[str]:
    """Every fault of one answer, in words; empty when a reader would find none."""
    return [*_text_faults(answer.text), *_source_faults(answer, writer), *_suggestion_faults(answer), *_card_faults(answer)]


@lru_cache(maxsize=200_000)
def prose_faults(text: str) -> tuple[str, ...]:
    """Faults of one paragraph or cell."""
    return tuple(_prose_faults(text))


def _prose_faults(text: str) -> Iterator[str]:
    for doubled in _DOUBLED.finditer(text):
        yield f"doubled word: {doubled.group()}"
    for article, word in _ARTICLE.findall(_QUOTED.sub("“”", text)):  # "Lehrkräfte an Förderschulen" has no English article
        if article.lower() != ("an" if sounds_vowel(word) else "a"):
            yield f"wrong article: {article} {word}"
    if found := _SPACING.search(text):
        yield f"spacing or an empty list at {text[max(0, found.start() - 25) : found.end() + 10]!r}"
    if found := _LOST.search(text):
        yield f"left over: {found.group()}"
    for opening, closing in ("()", "[]", "“”"):
        if text.count(opening) != text.count(closing):
            yield f"unbalanced {opening}{closing}"


def sounds_vowel(word: str) -> bool:
    """Whether a word begins with a vowel's sound: by letter, by a letter's name in abbreviations."""
    if word[0].isdigit():
        return bool(_VOWEL_NUMBER.match(word))
    if len(word) == 1 or word[:2].isupper():
        return word[0].upper() in _VOWEL_NAMED
    if _SILENT_H.match(word):
        return True
    return word[0].lower() in "aeiou" and not _CONSONANT_SOUND.match(word)


def _text_faults(text: str) -> Iterator[str]:
    if not 0 < len(text) <= LONGEST:
        yield f"{len(text)} characters"
    *openings, last = text.split("\n")
    for paragraph in (*openings, last):
        yield from prose_faults(paragraph)
        if not _starts_well(paragraph):
            yield f"starts badly: {paragraph[:30]!r}"
        introduces = paragraph in openings and paragraph.endswith(":")
        if not introduces and not re.search(r"[.!?…][)”]?$|\)$|https?://\S+$", paragraph):
            yield f"ends badly: {paragraph[-30:]!r}"
        for word in _INNER_START.findall(paragraph):
            if not _starts_well(word):
                yield f"a sentence starts with a small letter: {word}"


def _starts_well(text: str) -> bool:
    first = re.split(r"[ :]", text)[0]
    return bool(re.match(r"[A-Z0-9“\"(₹$£€]", text)) or bool(re.search(r"[A-Z]", first))


def _source_faults(answer: Answer, writer: Writer) -> Iterator[str]:
    if MONEY.search(answer.text) and not any(source.short in answer.text for source in writer.knowledge.sources.values()):
        yield "money without a source's name"
    if (MONEY.search(answer.text) or PER_CENT.search(answer.text)) and not answer.sources:
        yield "a figure without sources"


def _suggestion_faults(answer: Answer) -> Iterator[str]:
    number = len(answer.suggestions)
    if not (number == 0 if answer.intent == "goodbye" else 3 <= number <= 4):
        yield f"{number} suggestions"
    if len({step.text for step in answer.suggestions}) < number:
        yield "a suggestion twice"
    for step in answer.suggestions:
        if not 0 < len(step.title) <= LONGEST_TITLE:
            yield f"a title of {len(step.title)} characters"
        yield from prose_faults(step.text)
        yield from prose_faults(step.title)


def _card_faults(answer: Answer) -> Iterator[str]:
    made = json.loads(json.dumps(card(answer)))
    if made["text"] != answer.text or not plain(answer).startswith(answer.text):
        yield "card or plain text differ from the answer"
    if len(answer.title) > 2 * LONGEST_TITLE and len(answer.roles) < 4:
        yield f"title of {len(answer.title)} characters"
    for note in answer.sources:
        yield from (f"source {note.id}: {fault}" for fault in prose_faults(note.about))
    for bar in answer.bars:
        if bar.low is not None and bar.high is not None and bar.low > bar.high:
            yield f"bar of {bar.label} runs backwards"
    if answer.table:
        for row in answer.table.rows:
            if len(row) != len(answer.table.columns):
                yield f"row of {len(row)} cells under {len(answer.table.columns)} headings"
            for cell in row:
                yield from (f"cell {cell[:40]!r}: {fault}" for fault in prose_faults(cell)) if cell else ["an empty cell"]
