"""What roles earn, and what may be said of two ranges side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.bands import Banded, asked_bands, band_bars, band_sentence, bands_of, by_experience, with_bands
from rolewise.core.answers.judging import judge, rise
from rolewise.core.answers.periods import reckoned, tax_notes, wanted
from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.places import answer_pay_in_places, places_asked
from rolewise.core.answers.rows import Chosen, choose_rows, lumped, one_statistic
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Bar, Question, SourceNote, Table
from rolewise.core.answers.verdict import ends_of, gap, verdict
from rolewise.core.answers.writer import Writer, fitting, merged, paragraphs, sentences
from rolewise.core.knowledge.model import Pay, Role

# Several roles: 3 says all, 2 drops figures of other countries, 1 the statistical groups, 0 what months and taxes are.
DETAILS = (3, 2, 1, 0, -1)
GAP = frozenset({"difference", "percent"})


def answer_pay(writer: Writer, question: Question) -> Answer:
    """Pay of one role, or of several side by side with a verdict where the figures allow one."""
    places = places_asked(question)
    if len(places) > 1:
        return answer_pay_in_places(writer, question, places)
    roles = writer.roles(question.roles)
    chosen = choose_rows(roles, question.country)
    rows = _rows_shown(chosen, question.country)
    banded = asked_bands(question, roles)
    text = fitting(lambda detail: _led(writer, question, chosen, banded, detail), DETAILS)
    return Answer(
        kind="pay",
        intent="ask_pay",
        title=writer.phrase("table.pay", country=writer.country(question.country)),
        text=text,
        roles=question.roles,
        country=question.country,
        table=_table(writer, rows),
        bars=(*band_bars(writer, banded), *pay_bars(writer, chosen)),
        sources=merged([*_notes(writer, rows, chosen, question.country), *tax_notes(writer, question)]),
        suggestions=suggest(writer, question),
        used=_used(writer, question, chosen, banded),
        once=("pay.promise",) if rows else (),
    )


def _led(writer: Writer, question: Question, chosen: Sequence[Chosen], banded: Sequence[Banded], detail: int) -> str:
    lead = _lead(writer, question, chosen, banded, detail)
    return paragraphs(lead, _text(writer, question, chosen, detail, bool(lead)))


def _lead(writer: Writer, question: Question, chosen: Sequence[Chosen], banded: Sequence[Banded], detail: int) -> str:
    """What was asked for beyond the plain figures, before them: sums in their range, bands, other periods."""
    rising = rise(writer, question, chosen[-1]) if _asks_for_a_gap(question) and len(chosen) == 1 else ""
    other_periods = reckoned(writer, question, chosen, detail)
    apart = _gap_asked(writer, question, chosen)
    return paragraphs(apart, rising or judge(writer, question, chosen), with_bands(writer, banded), other_periods)


def _used(writer: Writer, question: Question, chosen: Sequence[Chosen], banded: Sequence[Banded]) -> frozenset[str]:
    """The facets that the text answers. What it cannot is left out here, and then named before the answer."""
    used = {"city", "currency", *(facet.key for _, _, facet in banded)}
    beginners = [bands[0].of_beginners for item in chosen if (bands := bands_of(item.role, question.country))]
    if "fresher" in question.aspects and any(beginners):
        used.add("level:fresher")
    if any(item.row for item in chosen):
        used |= {"reckoning:average", *(f"reckoning:{name}" for name in wanted(question))}
    if judge(writer, question, chosen) or rise(writer, question, chosen[-1]):
        used |= {"amount", "reckoning:judge"}
    if _gap_asked(writer, question, chosen) or rise(writer, question, chosen[-1]):
        used |= {"reckoning:difference", "reckoning:percent"}
    return frozenset(used)


def row_sentence(writer: Writer, role: Role, row: Pay) -> str:
    """One row as a sentence with its kind, year and source."""
    key = f"pay.row.{row.basis}"
    group = row.occupation if row.group_named or row.wide else ""
    ends = {
        end: writer.amount(value, row) if value is not None else ""
        for end, value in (("low", row.low), ("median", row.median), ("high", row.high), ("average", row.average))
    }
    return writer.say(
        key if writer.knows(key) else "pay.row.other",
        country=writer.country(row.country),
        a_role=writer.phrase("pay.group_one", occupation=group) if group else writer.a(role),
        roles=writer.phrase("pay.group_many", occupation=group) if group else writer.many(role),
        range=writer.pay_range(row),
        cite=writer.cite(row, with_group=False),
        **ends,
    )


def pay_bars(writer: Writer, chosen: Sequence[Chosen]) -> tuple[Bar, ...]:
    """The chosen rows as bars on one axis; empty unless they share a currency."""
    rows = [item for item in chosen if item.row and (item.row.low is not None or item.row.median is not None)]
    return tuple(
        Bar(
            item.role.title,
            item.row.low,
            item.row.median,
            item.row.high,
            item.row.currency,
            f"{writer.pay_range(item.row)} ({writer.cite(item.row)})",
        )
        for item in rows
        if item.row
    )


def held_elsewhere(writer: Writer, role: Role, country: str) -> str:
    """The headline rows of other countries, in their own currencies; "" where there are none."""
    rows = [role.headline_pay(code) for code in role.pay_countries if code != country]
    items = [
        writer.phrase("pay.held_item", country=writer.country(row.country), range=writer.pay_range(row), cite=writer.cite(row))
        for row in rows
        if row
    ]
    return and_list(items[:2])


def _text(writer: Writer, question: Question, chosen: Sequence[Chosen], detail: int, led: bool) -> str:
    """The plain figures; after a lead the bands are left to the table, after a judged sum what it said of the range, too."""
    if led and judge(writer, question, chosen):
        rows = [item for item in chosen if item.row]
        rest = [_median(writer, item.role, item.row) for item in rows if item.row and not item.row.middle]
        caveats = [caveat for item in rows if item.row for caveat in _caveats(writer, item.role, item.row)]
        said = verdict(writer, chosen) if len(chosen) > 1 else ""
        return paragraphs(sentences(*rest, *caveats, said), _explained(writer, question, chosen, detail))
    body = _single(writer, question, chosen[0], led) if len(chosen) == 1 else _several(writer, question, chosen, detail)
    return paragraphs(body, _explained(writer, question, chosen, detail))


def _single(writer: Writer, question: Question, chosen: Chosen, led: bool) -> str:
    role, row = chosen.role, chosen.row
    bands = bands_of(role, question.country)
    if "fresher" in question.aspects and bands and bands[0].of_beginners and not led:
        first = band_sentence(writer, "pay.beginners", bands[0])
        return paragraphs(first, row_sentence(writer, role, row) if row else "")
    if row is None:
        return _nothing_held(writer, question, role, bands)
    return paragraphs(
        sentences(row_sentence(writer, role, row), _median(writer, role, row)),
        sentences(*_caveats(writer, role, row)),
        "" if led else by_experience(writer, question, bands),
    )


def _nothing_held(writer: Writer, question: Question, role: Role, bands: Sequence[Pay]) -> str:
    country = writer.country(question.country)
    if bands:
        return writer.say(
            "pay.only_band",
            roles=writer.many(role),
            country=country,
            band=writer.band(bands[0]),
            range=writer.pay_range(bands[0]),
            cite=writer.cite(bands[0]),
        )
    held = held_elsewhere(writer, role, question.country)
    return sentences(
        writer.say("pay.none", roles=writer.many(role), country=country), writer.say("pay.held", held=held) if held else ""
    )


def _median(writer: Writer, role: Role, row: Pay) -> str:
    if row.basis in ("median", "stated-steps"):
        return ""
    if row.median is not None:
        return writer.say("pay.median", median=writer.amount(row.median, row))
    if row.average is not None:
        return writer.say("pay.average", average=writer.amount(row.average, row)) if row.low is not None else ""
    others = [other for other in role.pay_in(row.country) if other.median and other.every_level and other.rank and not other.wide]
    if not others:
        return ""
    # Of several, the one with most answers behind it: a median of 25 people says little where 2,118 reports say another.
    other = max(others, key=lambda other: other.sample or 0)
    key = "pay.median_elsewhere" if other.sample else "pay.median_elsewhere_plain"
    median, sample = writer.amount(other.median or 0, other), f"{other.sample or 0:,}"
    return writer.say(key, median=median, cite=writer.cite(other), sample=sample)


def _caveats(writer: Writer, role: Role, row: Pay) -> list[str]:
    caveats = []
    if row.wide:
        caveats.append(writer.say("pay.wide", roles=writer.many(role)))
    elif row.occupation:
        caveats.append(writer.say("pay.occupation", occupation=row.occupation, roles=writer.many(role)))
    return caveats


def _several(writer: Writer, question: Question, chosen: Sequence[Chosen], detail: int) -> str:
    known = [(item.role, item.row) for item in chosen if item.row]
    beginners = _beginners(writer, question, [item.role for item in chosen]) if "fresher" in question.aspects and known else ""
    if len(known) == len(chosen) and one_statistic([row for _, row in known]):
        return paragraphs(_one_for_all(writer, known), beginners)
    if len(chosen) == 2:
        lines = [row_sentence(writer, role, row) for role, row in known]
    else:
        lines = [
            writer.say(
                "pay.parts",
                title=role.title,
                country=writer.country(row.country),
                range=writer.pay_range(row),
                cite=writer.cite(row),
            )
            for role, row in known
        ]
    return paragraphs(
        *lines,
        lumped(writer, known),
        _groups(writer, known) if detail > 1 else "",
        _missing(writer, question, chosen, detail),
        verdict(writer, chosen) if detail >= 0 else "",
        beginners,
    )


def _gap_asked(writer: Writer, question: Question, chosen: Sequence[Chosen]) -> str:
    """The difference in money and per cent where it was asked for, or why there is none."""
    if not _asks_for_a_gap(question) or len(chosen) < 2:
        return ""
    missing = [item.role for item in chosen if item.row is None]
    if missing:
        return writer.say(
            "judge.gap_missing", roles=and_list([writer.many(role) for role in missing]), country=writer.country(question.country)
        )
    return gap(writer, ends_of(chosen)) or writer.say("judge.gap_none")


def _asks_for_a_gap(question: Question) -> bool:
    return bool({facet.value for facet in question.heard("reckoning")} & GAP)


def _groups(writer: Writer, known: Sequence[tuple[Role, Pay]]) -> str:
    names = list(dict.fromkeys(row.occupation for _, row in known if row.occupation))
    return writer.say("pay.occupations", occupations=and_list(names)) if names else ""


def _missing(writer: Writer, question: Question, chosen: Sequence[Chosen], detail: int) -> str:
    missing = [item.role for item in chosen if item.row is None]
    if missing and (len(missing) > 2 or detail < DETAILS[0]):
        names = and_list([writer.many(role) for role in missing])
        return writer.say("pay.none", roles=names, country=writer.country(question.country))
    return sentences(*(_nothing_held(writer, question, role, bands_of(role, question.country)) for role in missing))


def _beginners(writer: Writer, question: Question, roles: Sequence[Role]) -> str:
    first = [(role, bands[0]) for role in roles if (bands := bands_of(role, question.country)) and bands[0].of_beginners]
    parts = [
        writer.phrase(
            "pay.beginners_part", role=role.title, range=writer.pay_range(row), band=writer.band(row), cite=writer.cite(row)
        )
        for role, row in first
    ]
    return writer.say("pay.beginners_several", parts="; ".join(parts)) if parts else writer.say("pay.no_band")


def _one_for_all(writer: Writer, known: Sequence[tuple[Role, Pay]]) -> str:
    role, row = known[0]
    return sentences(
        row_sentence(writer, role, row),
        _median(writer, role, row),
        writer.say("pay.verdict.same_group", occupation=row.occupation, roles=and_list([writer.many(role) for role, _ in known])),
    )


def _explained(writer: Writer, question: Question, chosen: Sequence[Chosen], detail: int) -> str:
    parts = [writer.say(f"pay.{aspect}") for aspect in ("conversion",) if aspect in question.aspects and detail]
    parts.append(_in_currency(writer, question, chosen))
    if question.place and any(item.row for item in chosen):
        parts.append(writer.say("pay.city", place=question.place, country=writer.country(question.country)))
    return sentences(*parts)


def _in_currency(writer: Writer, question: Question, chosen: Sequence[Chosen]) -> str:
    """What is held in a currency asked for, which is of another country than the one in play."""
    wanted = {facet.value for facet in question.heard("currency")} - {writer.knowledge.countries[question.country].currency}
    rows = [
        (item.role, row)
        for item in chosen
        for code in item.role.pay_countries
        if (row := item.role.headline_pay(code)) and row.currency in wanted
    ]
    items = [
        writer.phrase("pay.held_item", country=writer.country(row.country), range=writer.pay_range(row), cite=writer.cite(row))
        for _, row in rows[:2]
    ]
    return writer.say("pay.in_currency", held=and_list(items)) if items else ""


def _rows_shown(chosen: Sequence[Chosen], country: str) -> list[tuple[Role, Pay]]:
    """Every row of the country, the one that speaks for the role first."""
    shown = []
    for item in chosen:
        others = [row for row in item.role.pay_in(country) if row is not item.row]
        shown += [(item.role, row) for row in ([item.row] if item.row else []) + others]
    return shown


def _table(writer: Writer, rows: Sequence[tuple[Role, Pay]]) -> Table | None:
    if not rows:
        return None
    heads = ("role", "range", "median", "level", "basis", "year", "sample", "source")
    none = "–"
    return Table(
        tuple(writer.phrase(f"table.{head}") for head in heads),
        tuple(
            (
                role.title,
                writer.pay_range(row),
                writer.amount(row.median, row) if row.median else none,
                _level(writer, row),
                writer.basis(row),
                str(row.year),
                f"{row.sample:,}" if row.sample else none,
                writer.source_name(row.source),
            )
            for role, row in rows
        ),
    )


def _level(writer: Writer, row: Pay) -> str:
    if row.every_level:
        return row.covers or writer.phrase("table.every_level")
    return writer.phrase("table.level_years", band=writer.band(row))


def _notes(writer: Writer, rows: Sequence[tuple[Role, Pay]], chosen: Sequence[Chosen], country: str) -> tuple[SourceNote, ...]:
    spoken = [(item.role, item.row) for item in chosen if item.row]
    elsewhere = [
        (item.role, row)
        for item in chosen
        if item.row is None
        for code in item.role.pay_countries
        if code != country and (row := item.role.headline_pay(code))
    ]
    return merged(writer.pay_note(role, row) for role, row in [*spoken, *rows, *elsewhere])
