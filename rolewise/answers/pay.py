"""What roles earn, and what may be said of two ranges side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from rolewise.answers.model import Answer, Bar, Question, SourceNote, Table
from rolewise.answers.phrasing import and_list
from rolewise.answers.suggestions import suggest
from rolewise.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.knowledge.model import EVERY_LEVEL, Pay, Role

# Statements and surveys of neighbouring years may stand side by side; pay moves too much over more.
YEARS_APART = 1
BEGINNERS = "0-2"


@dataclass(frozen=True)
class Chosen:
    """The row that speaks for a role; None: nothing is held for the country."""

    role: Role
    row: Pay | None


def answer_pay(writer: Writer, question: Question) -> Answer:
    """Pay of one role, or of several side by side with a verdict where the figures allow one."""
    roles = writer.roles(question.roles)
    chosen = choose_rows(roles, question.country)
    body = _single(writer, question, chosen[0]) if len(roles) == 1 else _several(writer, question, chosen)
    rows = _rows_shown(chosen, question.country)
    explained = _explained(writer, question, chosen)
    return Answer(
        kind="pay",
        intent="ask_pay",
        title=writer.phrase("table.pay", country=writer.country(question.country)),
        text=paragraphs(body, explained),
        roles=question.roles,
        country=question.country,
        table=_table(writer, rows),
        bars=pay_bars(writer, chosen),
        sources=_notes(writer, rows, chosen, question.country),
        suggestions=suggest(writer, question),
    )


def choose_rows(roles: Sequence[Role], country: str) -> tuple[Chosen, ...]:
    """One row a role for all levels of experience, alike in kind where the roles have such rows."""
    options = [[row for row in role.pay_in(country) if row.experience == EVERY_LEVEL] for role in roles]
    headlines = tuple(Chosen(role, role.headline_pay(country) or (rows[0] if rows else None))
                      for role, rows in zip(roles, options))
    if len(roles) < 2 or not all(options) or alike([item.row for item in headlines]):
        return headlines
    sets = [rows for rows in product(*options) if alike(rows)] if len(roles) <= 3 else []
    if not sets:
        return headlines
    best = max(sets, key=lambda rows: (sum(row.headline for row in rows), min(row.year for row in rows)))
    return tuple(Chosen(role, row) for role, row in zip(roles, best))


def alike(rows: Sequence[Pay | None]) -> bool:
    """Whether rows are of one kind: same basis, band and reach, and years that lie close."""
    found = [row for row in rows if row is not None]
    if len(found) < len(rows):
        return False
    kinds = {(row.country, row.basis, row.experience, row.covers) for row in found}
    return len(kinds) == 1 and max(row.year for row in found) - min(row.year for row in found) <= YEARS_APART


def one_statistic(rows: Sequence[Pay]) -> bool:
    """Whether one statistical group of one source stands behind all the rows."""
    return len({(row.source, row.occupation, row.low, row.median, row.high) for row in rows}) == 1 and bool(rows[0].occupation)


def row_sentence(writer: Writer, role: Role, row: Pay) -> str:
    """One row as a sentence with its kind, year and source."""
    key = f"pay.row.{row.basis}"
    ends = {end: writer.amount(value, row) if value is not None else "" for end, value in
            (("low", row.low), ("median", row.median), ("high", row.high))}
    return writer.say(key if writer.knows(key) else "pay.row.other", country=writer.country(row.country),
                      a_role=writer.a(role), roles=writer.many(role), range=writer.pay_range(row),
                      cite=writer.cite(row), **ends)


def pay_bars(writer: Writer, chosen: Sequence[Chosen]) -> tuple[Bar, ...]:
    """The chosen rows as bars on one axis; empty unless they share a currency."""
    rows = [item for item in chosen if item.row and (item.row.low is not None or item.row.median is not None)]
    return tuple(Bar(item.role.title, item.row.low, item.row.median, item.row.high, item.row.currency,
                     f"{writer.pay_range(item.row)} ({writer.cite(item.row)})") for item in rows if item.row)


def held_elsewhere(writer: Writer, role: Role, country: str) -> str:
    """The headline rows of other countries, in their own currencies; "" where there are none."""
    rows = [role.headline_pay(code) for code in role.pay_countries if code != country]
    items = [writer.phrase("pay.held_item", country=writer.country(row.country), range=writer.pay_range(row),
                           cite=writer.cite(row)) for row in rows if row]
    return and_list(items[:2])


def _single(writer: Writer, question: Question, chosen: Chosen) -> str:
    role, row = chosen.role, chosen.row
    bands = _bands(role, question.country)
    if "fresher" in question.aspects and bands and bands[0].experience == BEGINNERS:
        first = _band_sentence(writer, "pay.beginners", bands[0])
        return paragraphs(first, row_sentence(writer, role, row) if row else "")
    if row is None:
        return _nothing_held(writer, question, role, bands)
    return paragraphs(sentences(row_sentence(writer, role, row), _median(writer, role, row)),
                      sentences(*_caveats(writer, role, row)), _by_experience(writer, question, bands))


def _nothing_held(writer: Writer, question: Question, role: Role, bands: Sequence[Pay]) -> str:
    country = writer.country(question.country)
    if bands:
        return writer.say("pay.only_band", roles=writer.many(role), country=country, band=bands[0].experience,
                          range=writer.pay_range(bands[0]), cite=writer.cite(bands[0]))
    held = held_elsewhere(writer, role, question.country)
    return sentences(writer.say("pay.none", roles=writer.many(role), country=country),
                     writer.say("pay.held", held=held) if held else "")


def _median(writer: Writer, role: Role, row: Pay) -> str:
    if row.basis in ("median", "stated-steps"):
        return ""
    if row.median is not None:
        return writer.say("pay.median", median=writer.amount(row.median, row))
    other = next((other for other in role.pay_in(row.country) if other.median and other.experience == EVERY_LEVEL), None)
    if other is None or other.median is None:
        return ""
    return writer.say("pay.median_elsewhere", median=writer.amount(other.median, other), cite=writer.cite(other))


def _caveats(writer: Writer, role: Role, row: Pay) -> list[str]:
    caveats = []
    if row.occupation:
        caveats.append(writer.say("pay.occupation", occupation=row.occupation, roles=writer.many(role)))
    if row.note:
        caveats.append(writer.say("pay.note", note=row.note))
    return caveats


def _bands(role: Role, country: str) -> list[Pay]:
    """Rows by experience: of the newest source that has any, fewest years first."""
    rows = [row for row in role.pay_in(country) if row.experience != EVERY_LEVEL]
    if not rows:
        return []
    newest = max(rows, key=lambda row: row.year)
    same = [row for row in rows if (row.source, row.basis) == (newest.source, newest.basis)]
    return sorted(same, key=lambda row: int(row.experience.rstrip("+").split("-")[0]))


def _by_experience(writer: Writer, question: Question, bands: Sequence[Pay]) -> str:
    if bands:
        parts = [writer.phrase("pay.band", band=row.experience, range=writer.pay_range(row)) for row in bands]
        return writer.say("pay.bands", bands=and_list(parts), cite=writer.cite(bands[-1]))
    return writer.say("pay.no_band") if "fresher" in question.aspects else ""


def _band_sentence(writer: Writer, key: str, row: Pay) -> str:
    return writer.say(key, range=writer.pay_range(row), band=row.experience, cite=writer.cite(row))


def _several(writer: Writer, question: Question, chosen: Sequence[Chosen]) -> str:
    known = [(item.role, item.row) for item in chosen if item.row]
    missing = [_nothing_held(writer, question, item.role, _bands(item.role, question.country))
               for item in chosen if item.row is None]
    if len(known) == len(chosen) and one_statistic([row for _, row in known]):
        return paragraphs(_one_for_all(writer, known), sentences(*missing))
    if len(chosen) == 2:
        lines = [row_sentence(writer, role, row) for role, row in known]
    else:
        lines = [writer.say("pay.parts", title=role.title, range=writer.pay_range(row), cite=writer.cite(row)) for role, row in known]
    return paragraphs(*lines, sentences(*missing), verdict(writer, chosen))


def _one_for_all(writer: Writer, known: Sequence[tuple[Role, Pay]]) -> str:
    role, row = known[0]
    return sentences(row_sentence(writer, role, row), _median(writer, role, row),
                     writer.say("pay.verdict.same_group", occupation=row.occupation,
                                roles=and_list([writer.many(role) for role, _ in known])))


def verdict(writer: Writer, chosen: Sequence[Chosen]) -> str:
    """Who is higher and how far the ranges overlap; or why nothing is said."""
    rows = [(item.role, item.row) for item in chosen if item.row]
    if len(rows) < len(chosen):
        return writer.say("pay.verdict.one_missing") if rows else ""
    if not alike([row for _, row in rows]):
        kinds = list(dict.fromkeys(f"{writer.basis(row)} {row.year}" for _, row in rows))
        key = "pay.verdict.unlike" if len(kinds) > 1 else "pay.verdict.unlike_reach"
        return writer.say(key, kinds=and_list(kinds, "against"))
    if len(rows) > 2:
        return _highest(writer, rows)
    (first, first_row), (second, second_row) = rows
    if first_row.low is None or first_row.high is None or second_row.low is None or second_row.high is None:
        return _medians(writer, first, first_row, second, second_row)
    return sentences(_ends(writer, first, first_row, second, second_row), _overlap(writer, first_row, second_row))


def _ends(writer: Writer, first: Role, a: Pay, second: Role, b: Pay) -> str:
    low, high = _order(a.low, b.low), _order(a.high, b.high)
    if low == high == 0:
        return writer.say("pay.verdict.equal")
    if low * high < 0:
        wide, narrow = (first, second) if low < 0 else (second, first)
        return writer.say("pay.verdict.inside", a_wide=writer.a(wide), a_narrow=writer.a(narrow))
    winner = writer.a(first if low + high > 0 else second)
    if low == 0:
        return writer.say("pay.verdict.upper_only", a_winner=winner, low=writer.amount(a.low or 0, a))
    if high == 0:
        return writer.say("pay.verdict.lower_only", a_winner=winner, high=writer.amount(a.high or 0, a))
    return writer.say("pay.verdict.both_ends", a_winner=winner)


def _order(a: int | None, b: int | None) -> int:
    return ((a or 0) > (b or 0)) - ((a or 0) < (b or 0))


def _overlap(writer: Writer, a: Pay, b: Pay) -> str:
    low, high = max(a.low or 0, b.low or 0), min(a.high or 0, b.high or 0)
    if low >= high:
        return writer.say("pay.verdict.apart")
    return writer.say("pay.verdict.overlap", low=writer.amount(low, a), high=writer.amount(high, a))


def _medians(writer: Writer, first: Role, a: Pay, second: Role, b: Pay) -> str:
    if a.median is None or b.median is None:
        return ""
    (winner, more), (_, less) = sorted(((first, a), (second, b)), key=lambda item: -(item[1].median or 0))
    if a.median == b.median:
        return writer.say("pay.verdict.medians_equal", more=writer.amount(a.median, a))
    return writer.say("pay.verdict.medians", a_winner=writer.a(winner), more=writer.amount(more.median or 0, more),
                      less=writer.amount(less.median or 0, less))


def _highest(writer: Writer, rows: Sequence[tuple[Role, Pay]]) -> str:
    ends = all(row.high is not None for _, row in rows)
    role, row = max(rows, key=lambda item: (item[1].high if ends else item[1].median) or 0)
    value = (row.high if ends else row.median) or 0
    key = "pay.verdict.many" if ends else "pay.verdict.many_median"
    return writer.say(key, a_winner=writer.a(role), high=writer.amount(value, row))


def _explained(writer: Writer, question: Question, chosen: Sequence[Chosen]) -> str:
    parts = [writer.say(f"pay.{aspect}") for aspect in ("monthly", "hourly", "in_hand", "conversion")
             if aspect in question.aspects]
    if question.place and any(item.row for item in chosen):
        parts.append(writer.say("pay.city", place=question.place, country=writer.country(question.country)))
    return sentences(*parts, writer.say("pay.promise") if any(item.row for item in chosen) else "")


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
        tuple((role.title, writer.pay_range(row), writer.amount(row.median, row) if row.median else none,
               _level(writer, row), writer.basis(row), str(row.year), f"{row.sample:,}" if row.sample else none,
               writer.source_name(row.source)) for role, row in rows),
    )


def _level(writer: Writer, row: Pay) -> str:
    if row.experience == EVERY_LEVEL:
        return row.covers or writer.phrase("table.every_level")
    return writer.phrase("table.level_years", band=row.experience)


def _notes(writer: Writer, rows: Sequence[tuple[Role, Pay]], chosen: Sequence[Chosen], country: str) -> tuple[SourceNote, ...]:
    elsewhere = [(item.role, row) for item in chosen if item.row is None for code in item.role.pay_countries
                 if code != country and (row := item.role.headline_pay(code))]
    return merged(writer.pay_note(role, row) for role, row in [*rows, *elsewhere])
