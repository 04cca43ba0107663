"""Small total functions that turn values into words. Examples run as doctests."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from rolewise.core.knowledge.model import Currency

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def and_list(items: Sequence[str], last: str = "and") -> str:
    """Items in a sentence.

    >>> and_list(["SQL", "R", "Git"]), and_list(["SQL", "R"], "or"), and_list(["SQL"]), and_list([])
    ('SQL, R and Git', 'SQL or R', 'SQL', '')
    """
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def count(number: int) -> str:
    """A count as a word up to twelve, in digits beyond.

    >>> count(3), count(0), count(67)
    ('three', 'no', '67')
    """
    return _WORDS[number] if number < len(_WORDS) else str(number)


def some(number: int, one: str, many: str) -> str:
    """A count with its noun.

    >>> some(1, "skill", "skills"), some(3, "skill", "skills")
    ('one skill', 'three skills')
    """
    return f"{count(number)} {one if number == 1 else many}"


def lower_first(sentence: str) -> str:
    """A sentence as it reads on inside another: first letter small, abbreviations kept.

    >>> lower_first("Builds models."), lower_first("A/B tests run"), lower_first("SQL is used"), lower_first("")
    ('builds models.', 'A/B tests run', 'SQL is used', '')
    """
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence


def upper_first(sentence: str) -> str:
    """A sentence that starts with a capital; words such as iOS are left alone.

    >>> upper_first("in India"), upper_first("iOS is"), upper_first("")
    ('In India', 'iOS is', '')
    """
    first = sentence.split(" ")[0]
    return sentence if first != first.lower() else sentence[:1].upper() + sentence[1:]


def plain_number(value: float) -> str:
    """A number without needless noughts.

    >>> plain_number(2.0), plain_number(0.5), plain_number(245900)
    ('2', '0.5', '245,900')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def money(amount: int, currency: Currency) -> str:
    """An amount as the currency's users write it, to one decimal of its unit.

    >>> from rolewise.core.knowledge.model import MoneyUnit
    >>> rupee = Currency("INR", "rupees", "₹", (MoneyUnit(10**7, 10**7, " Cr"), MoneyUnit(10**5, 10**5, "L")))
    >>> money(600_000, rupee), money(1_250_000, rupee), money(12_000_000, rupee), money(50_000, rupee)
    ('₹6L', '₹12.5L', '₹1.2 Cr', '₹50,000')
    """
    for unit in currency.units:
        if amount >= unit.least:
            scaled = (Decimal(amount) / unit.divide).quantize(Decimal("0.1"), ROUND_HALF_UP)
            return f"{currency.symbol}{plain_number(float(scaled))}{unit.suffix}"
    return f"{currency.symbol}{amount:,}"


def money_range(low: int | None, high: int | None, currency: Currency) -> str:
    """Two ends of a range; one alone where the other is missing.

    >>> money_range(6, 30, Currency("X", "x", "¤", ())), money_range(None, 30, Currency("X", "x", "¤", ()))
    ('¤6–¤30', '¤30')
    """
    return "–".join(money(end, currency) for end in (low, high) if end is not None)


def and_more(items: Sequence[str], most: int) -> str:
    """Items in a sentence, those beyond `most` counted.

    >>> and_more(["SQL", "R", "Git", "Go"], 2), and_more(["SQL", "R", "Git"], 2), and_more(["SQL"], 2)
    ('SQL, R and 2 more', 'SQL, R and Git', 'SQL')
    """
    if len(items) <= most + 1:
        return and_list(items)
    return f"{', '.join(items[:most])} and {len(items) - most} more"


def years(low: float, high: float | None) -> str:
    """A span of years; parts of a year in words.

    >>> years(1, 8), years(5, None), years(0, None), years(1, 1)
    ('1–8 years', '5 years or more', 'no fixed number of years', '1 year')
    >>> years(0.5, 4), years(0.2, 6), years(0, 0.5), years(0.5, 0.5)
    ('half a year to 4 years', 'a few months to 6 years', 'up to half a year', 'half a year')
    """
    if high is None:
        return f"{plain_number(low)} years or more" if low else "no fixed number of years"
    if low == high:
        if 0 < low < 1:
            return _part_of_year(low)
        return f"{plain_number(low)} year" + ("s" if low != 1 else "")
    if low == 0 and 0 < high < 1:
        return f"up to {_part_of_year(high)}"
    if 0 < low < 1:
        return f"{_part_of_year(low)} to {years(high, high)}"
    return f"{plain_number(low)}–{plain_number(high)} years"


def _part_of_year(part: float) -> str:
    return "a few months" if part < 0.5 else "half a year"
