"""Small talk, help, sources of the last answer, country and role named alone, and the ways to fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rolewise.core.answers.doubt import DOUBT, answer_doubt
from rolewise.core.answers.matters import answer_matter
from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.suggestions import ask, filled, starters, suggest
from rolewise.core.answers.types import Answer, Question, SourceNote, Suggestion
from rolewise.core.answers.writer import Writer, fitting, merged, paragraphs, sentences

# Sources told in full, fewer where that makes too long a text; of each, this many of the things taken from it.
NAMED_SOURCES = (3, 2, 1)
NAMED_THINGS = 2
NAMED_FURTHER = 4


def small_talk(intent: str, key: str, with_suggestions: bool = True) -> Callable[[Writer, Question], Answer]:
    """An answer that is one sentence of the wording, with next steps."""

    def answer(writer: Writer, question: Question) -> Answer:
        steps = suggest(writer, question) if with_suggestions else ()
        return Answer("talk", intent, writer.say(key), roles=(), country=question.country, suggestions=steps)

    return answer


answer_goodbye = small_talk("goodbye", "small.goodbye", with_suggestions=False)
answer_thank = small_talk("thank", "small.thank")
answer_affirm = small_talk("affirm", "small.affirm")
answer_deny = small_talk("deny", "small.deny")
answer_bot = small_talk("bot_challenge", "small.bot")


def answer_greet(writer: Writer, question: Question) -> Answer:
    """The first greeting says what can be asked; a later one comes back to the topic."""
    if question.roles:
        return _about_topic(writer, question, "small.greet_again")
    return Answer("talk", "greet", writer.say("small.greet"), country=question.country, suggestions=starters(writer)[:3])


def answer_help(writer: Writer, question: Question) -> Answer:
    """What can be asked, of the roles in play if there are any."""
    if question.roles:
        return _about_topic(writer, question, "small.help_topic")
    text = writer.say("small.help", count=len(writer.knowledge.roles))
    return Answer(
        "talk", "ask_help", text, country=question.country, suggestions=(*starters(writer)[:3], ask(writer, "list_roles"))
    )


def answer_feedback(writer: Writer, question: Question) -> Answer:
    """Thanks; after blame, other readings of the last question."""
    good = "praise" in question.aspects
    key = "small.thanks_good" if good else "small.thanks_bad_again" if AGAIN in question.aspects else "small.thanks_bad"
    return Answer("talk", "give_feedback", writer.say(key), country=question.country, suggestions=suggest(writer, question))


AGAIN = "blamed again"  # of a second blame in a row


# What may be asked by someone who told the role that is their own.
OWN_ROLE = ("ask_related_roles", "ask_pay", "ask_skills", "ask_outlook")


def answer_mention(writer: Writer, question: Question) -> Answer:
    """A role named alone, with nothing asked yet."""
    role = writer.knowledge.roles[question.roles[-1]]
    said = "candidate" in question.aspects
    told = [writer.facet_said(facet) for facet in question.heard("years") if not facet.negated]
    years = writer.phrase("mention.years", years=told[0]) if told else ""
    text = (
        writer.say("mention.noted", a_role=writer.a(role), years=years) if said else writer.say("mention.ask", title=role.title)
    )
    steps = [ask(writer, intent, (role.id,), question.country) for intent in OWN_ROLE] if said else []
    return Answer(
        "talk",
        "mention_role",
        text,
        title=role.title,
        roles=question.roles,
        country=question.country,
        suggestions=filled(writer, steps) if steps else suggest(writer, question),
        used=frozenset({"years"}) if told else frozenset(),
    )


def answer_country(writer: Writer, question: Question) -> Answer:
    """A country named alone, with nothing asked yet."""
    held = _countries_held(writer)
    names = and_list([writer.country(code) for code in held])
    if not question.country_named:
        return Answer(
            "miss",
            "set_country",
            writer.say("country.unknown", held=names),
            country=question.country,
            suggestions=filled(writer, [ask(writer, "set_country", country=code) for code in held[:3]]),
            missed="unknown_country",
        )
    key = "country.set" if question.country in held else "country.set_nothing"
    return Answer(
        "talk",
        "set_country",
        writer.say(key, country=writer.country(question.country), held=names),
        country=question.country,
        suggestions=suggest(writer, question),
    )


def answer_source(writer: Writer, question: Question) -> Answer:
    """Where the figures of the last answer come from."""
    from rolewise.core.answers import answer  # which may be any, this one's included

    if DOUBT in question.aspects and (doubted := answer_doubt(writer, question)):
        return doubted
    notes = merged(note for before in question.before for note in answer(writer, before).sources)
    if not notes:
        text = paragraphs(writer.say("source.none") if question.before else "", _general(writer))
        return Answer(
            "sources", "ask_source", text, roles=question.roles, country=question.country, suggestions=suggest(writer, question)
        )
    text = fitting(lambda most: _rests_on(writer, notes, most), NAMED_SOURCES)
    return Answer(
        "sources",
        "ask_source",
        text,
        roles=question.roles,
        country=question.country,
        sources=notes,
        suggestions=suggest(writer, question),
    )


def _rests_on(writer: Writer, notes: Sequence[SourceNote], most: int) -> str:
    by_source: dict[str, list[SourceNote]] = {}
    for note in notes:
        by_source.setdefault(note.id, []).append(note)
    told = [_source_line(writer, group) for group in list(by_source.values())[:most]]
    further = list(dict.fromkeys(group[0].short for group in list(by_source.values())[most:]))
    key = "source.more_many" if len(further) > NAMED_FURTHER else "source.more"
    names = ", ".join(further[:NAMED_FURTHER]) if len(further) > NAMED_FURTHER else and_list(further)
    more = writer.say(key, names=names, count=len(further) - NAMED_FURTHER) if further else ""
    return paragraphs(writer.say("source.intro"), *told, more, _reviewer(writer))


def _source_line(writer: Writer, notes: Sequence[SourceNote]) -> str:
    things = list(dict.fromkeys(note.about for note in notes))
    about = "; ".join(things[:NAMED_THINGS])
    if len(things) > NAMED_THINGS:
        about = writer.phrase("source.item_more", about=about, count=len(things) - NAMED_THINGS)
    note = notes[0]
    return writer.say("source.item", publisher=note.publisher, short=note.short, date=note.date, about=about)


def miss(
    writer: Writer, way: str, intent: str, country: str, suggestions: tuple[Suggestion, ...] = (), **values: object
) -> Answer:
    """A failure of a named way (`misses` of the wording), with a way on."""
    return Answer(
        "miss",
        intent,
        writer.say(f"misses.{way}", **values),
        country=country,
        suggestions=suggestions or starters(writer),
        missed=way,
    )


def other_language(writer: Writer, language: str, country: str) -> Answer:
    """What was typed in a language that we do not read, answered in that language where we have a sentence of it."""
    said = miss(writer, "language", "out_of_scope", country)
    key = f"languages.{language}"
    return replace(said, text=writer.say(key)) if writer.knows(key) else said


def answer_out_of_scope(writer: Writer, question: Question) -> Answer:
    """What we do not do, and what we do; exactly that where it is about jobs."""
    return answer_matter(writer, question) or miss(writer, "out_of_scope", "out_of_scope", question.country)


def _about_topic(writer: Writer, question: Question, key: str) -> Answer:
    roles = writer.roles(question.roles)
    return Answer(
        "talk",
        question.intent,
        writer.say(key, roles=writer.titles(roles)),
        roles=question.roles,
        country=question.country,
        suggestions=suggest(writer, question),
    )


def _countries_held(writer: Writer) -> tuple[str, ...]:
    return tuple(code for code, country in writer.knowledge.countries.items() if country.currency)


def _general(writer: Writer) -> str:
    return sentences(
        writer.say("source.general", count=len(writer.knowledge.sources)), writer.say("source.stated"), _reviewer(writer)
    )


def _reviewer(writer: Writer) -> str:
    reviewer = writer.knowledge.site.reviewer
    return writer.say("source.reviewer", reviewer=reviewer) if reviewer else ""
