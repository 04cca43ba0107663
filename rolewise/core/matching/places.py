"""Which names of countries, cities and currencies are meant as such."""

from __future__ import annotations

from rolewise.core.matching.mentions import CURRENCY, Candidate
from rolewise.core.matching.message import Message, Phrases

_ME = frozenset(("me", "mein", "mai", "main"))  # Hindi "in"


class Places:
    """Tells a country from a pronoun, a language and an amount's unit."""

    def __init__(self, lists: dict[str, Phrases], by_sums: frozenset[str] = frozenset()) -> None:
        """`by_sums`: codes of currencies that are words of other fields, too."""
        self._by_sums = by_sums
        self._pay = lists["words_pay"]
        self._language_after = lists["words_language_after"]
        self._money_in = lists["words_money_in"]
        self._us_after = lists["words_us_after"]
        self._us_before = lists["words_us_before"]

    def is_meant(self, place: Candidate, message: Message, after_name: bool) -> bool:
        """True where the words name a place or a currency. `after_name`: a role or a country ends right before."""
        if place.entry.detail == CURRENCY:
            return self._is_currency(place, message)
        if place.entry.short:
            return self._is_us(place, message, after_name)
        return not self._language_after.after(message.said, place.last) or place.entry.detail != ""

    def _is_currency(self, place: Candidate, message: Message) -> bool:
        typed = message.typed(place.first, place.last)
        if typed.lower() in self._by_sums and not self._pay.inside(message.said):
            return False
        if message.before(place.first) in self._money_in or message.behind(place.last) in _ME:
            return True
        return len(typed) == 3 and ((typed.isupper() and not message.shouted) or len(message.tokens) == 1)

    def _is_us(self, place: Candidate, message: Message, after_name: bool) -> bool:
        token = message.tokens[place.first]
        if (token.text.isupper() and not message.shouted) or "." in token.text:
            return True
        before = message.before(place.first)
        if before == "the" and message.tokens[place.first].gap.isspace():
            return True
        is_last = place.last == len(message.tokens) or message.tokens[place.last].breaks
        if is_last and (before == "in" or after_name or len(message.tokens) == 1):
            return True
        said = message.said
        return (
            (before == "in" and self._us_after.after(said, place.last))
            or (self._us_before.before(said, place.first) and (is_last or self._us_after.after(said, place.last)))
            or (self._us_after.after(said, place.last) and place.first == 0)
        )
