"""Names that are ordinary words as well count only where the message uses them as jobs."""

from __future__ import annotations

from collections.abc import Iterable

from rolewise.core.matching.mentions import AMBIGUOUS, FAMILY, FIELD, ROLE, ROLE_KINDS, SKILL, TITLE, UNKNOWN, Candidate
from rolewise.core.matching.message import Message, Phrases
from rolewise.core.matching.spelling import english
from rolewise.core.matching.tokens import norms, singulars

_SHORT = 6  # letters of a short form; longer ones are misspellings
_FEW = 4  # in a message this short, small letters may be an abbreviation
_FAR = 4  # tokens before a name in which "in" still belongs to a job's word: "is there a career for girls in sales"
_IN = frozenset(("in", "into"))
_FOR = _IN | {"for"}
_ME = frozenset(("me", "mein", "mai", "mei"))  # Hindi "in"
_ARTICLES = frozenset(("a", "an"))
_POINTING = frozenset(("the", "this", "that", "new", "current"))
_LOOSE = frozenset(("and", "n", "aur"))  # join nouns of every sort, not only choices


class JobContext:
    """Judges names by the words around them."""

    def __init__(
        self, lists: dict[str, Phrases], heads: Iterable[str], ordinary: Iterable[str], short_forms: Iterable[str]
    ) -> None:
        self._lists = lists
        self._heads = frozenset(heads)
        self._ordinary = frozenset(ordinary)
        self._short_forms = frozenset(short_forms)

    def needs(self, name: Candidate, message: Message) -> bool:
        """True where the name alone does not tell that it is meant."""
        entry = name.entry
        if entry.kind in (SKILL, FAMILY):
            return True
        if entry.kind not in ROLE_KINDS:
            return False
        if name.size == 1 and message.before(name.first) in self._lists["words_owner"]:
            return True
        return entry.short or (entry.kind == AMBIGUOUS and name.size == 1) or self._is_common(name, message)

    def _is_short_form(self, name: Candidate, message: Message) -> bool:
        said = message.said[name.first]
        return (
            name.last - name.first == 1
            and len(said) <= _SHORT
            and any(form in self._short_forms for form in (said, *singulars(said)))
        )

    def is_meant(self, name: Candidate, message: Message, others: list[Candidate], sure: list[Candidate]) -> bool:
        """True where the message uses the name as a job, a skill or a family. `sure` are the names beyond doubt."""
        if name.entry.kind == SKILL:
            return self._is_skill(name, message, others)
        if name.entry.kind == FAMILY:
            return self._is_family(name, message)
        if name.entry.short and not self._is_common(name, message):
            return self._is_abbreviation(name, message, sure)
        before = message.before(name.first)
        if before in self._lists["words_owner"]:
            return self._behind_job(name, message) or (
                name.entry.kind != AMBIGUOUS
                and not self._is_common(name, message)
                and (self._lists["words_job_far"].inside(message.said))
            )
        if before in self._lists["words_pointing"]:
            return self._behind_job(name, message) or self._is_pointed_at(name, message)
        if not self._is_common(name, message):
            return True
        return self._is_job(name, message, others, sure)

    def _is_pointed_at(self, name: Candidate, message: Message) -> bool:
        """ "the analyst", in a talk about jobs."""
        return (
            message.before(name.first) in _POINTING
            and message.said[name.last - 1] in self._heads
            and (self._lists["words_job_far"].inside(message.said) or self._is_alone(name, message, []))
        )

    def _is_common(self, name: Candidate, message: Message) -> bool:
        common = self._lists["words_common"]
        if name.entry.common:
            return True
        if name.entry.kind == ROLE and name.entry.detail == TITLE and name.size > 1:
            return False
        if self._is_short_form(name, message):
            return True
        said = message.said[name.first : name.last]
        forms = [said, [message.words[at].forms[0] for at in _words_of(name, message)]]
        forms += [[*said[:-1], single] for single in singulars(said[-1])]
        return any(common.hold(form) for form in forms) or (name.entry.kind == AMBIGUOUS and name.entry.value in common)

    def _is_job(self, name: Candidate, message: Message, others: list[Candidate], sure: list[Candidate]) -> bool:
        if name.entry.common and message.behind(name.last) == "of":
            return False  # "the driver of growth"
        if self._is_alone(name, message, others):
            return True
        if self._behind_job(name, message):
            return True
        if not message.tokens[name.first].breaks and self._before_job(name, message):
            return True
        if name.entry.imported and not name.entry.common and message.before(name.first) in _ARTICLES:
            return True
        return self._is_paired(name, message, others, sure) or self._is_title(name, message)

    def _behind_job(self, name: Candidate, message: Message) -> bool:
        return not self._breaks_at(message, name.last) and self._lists["words_job_after"].after(message.said, name.last)

    def _before_job(self, name: Candidate, message: Message) -> bool:
        if self._lists["words_job_before"].before(message.said, name.first):
            return True
        far = self._lists["words_job_far"]
        if name.first == 1 and message.said[0] == "in" and not name.entry.short:
            return True
        return message.before(name.first) in _FOR and any(
            word in far for word in message.said[max(0, name.first - _FAR) : name.first]
        )

    def _is_alone(self, name: Candidate, message: Message, others: list[Candidate]) -> bool:
        if (self._is_short_form(name, message) and message.said[name.first] in english()) or any(
            other.entry.kind == SKILL and (other.first, other.last) == (name.first, name.last) for other in others
        ):
            return False
        filler = self._lists["words_filler"]
        named = {at for other in others if other.entry.kind not in (SKILL, FAMILY) for at in range(other.first, other.last)}
        return all(word in filler or at in named or name.first <= at < name.last for at, word in enumerate(message.said))

    def _is_paired(self, name: Candidate, message: Message, others: list[Candidate], sure: list[Candidate]) -> bool:
        compares = self._lists["words_job_far"].inside(message.said)
        for other in others:
            if other is name or other.entry.kind not in ROLE_KINDS or other.overlaps(name):
                continue
            link = self._link(name, other, message)
            if link and (other in sure or link not in _LOOSE or compares):
                return True
        return False

    def _link(self, name: Candidate, other: Candidate, message: Message) -> str:
        """The word or sign that joins two neighbouring names, or ""."""
        first, second = sorted((name, other), key=lambda one: one.first)
        between = [word for word in message.said[first.last : second.first] if word not in _ARTICLES]
        if not between:
            gap = message.tokens[second.first].gap
            return "or" if "/" in gap else "and" if "," in gap else ""
        return between[0] if len(between) == 1 and between[0] in self._lists["words_connector"] else ""

    def _is_title(self, name: Candidate, message: Message) -> bool:
        """ "a manager", "managers", in a message about jobs."""
        last = message.said[name.last - 1]
        is_head = last in self._heads or any(single in self._heads for single in singulars(last))
        if not (self._lists["words_job_far"].inside(message.said) or {"do", "does"} & set(message.said)):
            return False
        if name.entry.kind == UNKNOWN or name.entry.imported:
            return name.entry.detail != FIELD
        return is_head and (message.before(name.first) in _ARTICLES or last not in self._heads)

    def _is_abbreviation(self, name: Candidate, message: Message, sure: list[Candidate]) -> bool:
        token = message.tokens[name.first]
        before = message.before(name.first)
        if before in ("non", "my", "your") or before.isdigit():
            return False
        typed = token.text[:-1] if token.text.endswith("s") and len(token.text) > 2 else token.text
        if typed.isupper() and not message.shouted:
            return True
        if token.norm in self._ordinary:
            return token.norm == "it" and (
                (before in _IN and self._before_job(name, message))
                or (message.behind(name.last) in _ME and self._behind_job(name, message))
            )
        if any(other.entry.kind in ROLE_KINDS and not other.overlaps(name) for other in sure):
            return True
        return before in _ARTICLES or len(message.tokens) <= _FEW or self._lists["words_job_far"].inside(message.said)

    def _is_skill(self, name: Candidate, message: Message, others: list[Candidate]) -> bool:
        if name.last - name.first > 1 or message.said[name.first] not in self._lists["words_verb_skills"]:
            return True
        token = message.tokens[name.first]
        behind = message.tokens[name.last] if name.last < len(message.tokens) else None
        if behind and behind.text == "&" and not behind.gap:
            return False
        if len(token.norm) > 2:
            return (
                message.before(name.first) not in self._lists["words_before_verb"]
                and message.behind(name.last) not in self._lists["words_behind_verb"]
            )
        if len(token.norm) == 1 and token.text.isupper() and not message.shouted:
            return not (
                (behind and behind.gap.startswith(("'", "’", "."))) or message.text[token.end : token.end + 1] in ("'", "’")
            )
        return self._is_code(name, message, others)

    def _is_code(self, name: Candidate, message: Message, others: list[Candidate]) -> bool:
        if message.behind(name.last) in ("programming", "language", "studio", "script", "code", "coding"):
            return True
        if len(message.said[name.first]) > 1 and message.tokens[name.first].text.islower():
            return False  # "go"
        return any(
            other.entry.kind == SKILL and len(message.said[other.first]) > 2 and self._link(name, other, message)
            for other in others
            if not other.overlaps(name)
        )

    def _is_family(self, name: Candidate, message: Message) -> bool:
        return (
            name.entry.detail == "whole"
            or self._lists["words_family_after"].after(message.said, name.last)
            or self._lists["words_family_before"].before(message.said, name.first)
        ) and not (
            self._breaks_at(message, name.last)
            and name.entry.detail != "whole"
            and not self._lists["words_family_before"].before(message.said, name.first)
        )

    @staticmethod
    def _breaks_at(message: Message, place: int) -> bool:
        return place < len(message.tokens) and message.tokens[place].breaks


def _words_of(name: Candidate, message: Message) -> Iterable[int]:
    return [at for at, word in enumerate(message.words) if name.first <= word.first and word.last <= name.last]


def heads_of(words: Iterable[str]) -> frozenset[str]:
    """The last words of titles as they are compared."""
    return frozenset(norm for word in words for norm in norms(word)[-1:])
