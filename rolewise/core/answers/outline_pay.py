"""Outlines of pay: ranges as bars, and what they are said once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rolewise.core.answers.outline_parts import first_sentence, marks
from rolewise.core.answers.phrasing import money, upper_first
from rolewise.core.answers.rows import Chosen, band_sets, choose_rows
from rolewise.core.answers.suggestions import ask
from rolewise.core.answers.types import Answer, Bar, Chart, Outline, Question, Tick
from rolewise.core.answers.verdict import verdict
from rolewise.core.answers.writer import Writer
from rolewise.core.knowledge.model import Pay, Role

NAMES = 2  # roles named of those that share one statistic


def pay(writer: Writer, question: Question, answer: Answer) -> Outline | None:
    """Bars of the roles, of one role by experience, too; what the bars do not say stays in words."""
    chosen = choose_rows(writer.roles(question.roles), question.country)
    known = [(item.role, item.row) for item in chosen if item.row]
    if not known:
        return None
    sets = band_sets(known[0][0], question.country) if len(chosen) == 1 else []
    levels = list(sets[0]) if sets else []
    first, own = answer.text.split("\n")[0], [writer.cite(row) for _, row in known]
    # What was asked of beginners or of a number of years stands before the roles' own figures.
    plain = any(f"({cite})" in first for cite in own)
    lead = first_sentence(verdict(writer, chosen) if plain and len(chosen) > 1 else first)
    charts = [chart_of(writer, chosen, ""), _levels(writer, levels)]
    drawn = [row for _, row in known] + levels
    notes = _left(writer, answer.text, lead, drawn)
    return Outline(_uncited(lead, writer, drawn), tuple(chart for chart in charts if chart), notes=notes)


def _uncited(sentence: str, writer: Writer, rows: Sequence[Pay]) -> str:
    """The sentence without its source, which stands below the bars."""
    for row in rows:
        sentence = sentence.replace(f" ({writer.cite(row)})", "")
    return sentence


def _left(writer: Writer, text: str, lead: str, drawn: Sequence[Pay]) -> tuple[str, ...]:
    """The lines of the text that are not drawn, without the lead and without what is said of all figures."""
    cites = [writer.cite(row) for row in drawn]
    said = (lead, writer.say("pay.promise"))
    lines = [line for line in text.split("\n") if not any(f"({cite})" in line for cite in cites)]
    for sentence in said:
        lines = [line.replace(sentence, "").strip() for line in lines]
    return tuple(line for line in lines if line)


def chart_of(writer: Writer, chosen: Sequence[Chosen], title: str) -> Chart | None:
    """A bar a role; None where nothing can be drawn."""
    rows = [(item.role, item.row) for item in chosen if item.row]
    return _chart(writer, title, [(role.title, row) for role, row in rows], caption(writer, rows))


def caption(writer: Writer, rows: Sequence[tuple[Role, Pay]]) -> str:
    """What the figures are, once for all that are alike."""
    cites = list(dict.fromkeys(writer.cite(row) for _, row in rows))
    if len(cites) < 2:
        return upper_first("".join(cites))
    kinds = {(row.basis, row.year, row.covers) for _, row in rows}
    if len(kinds) == 1:
        row = rows[0][1]
        names = "; ".join(dict.fromkeys(writer.source_name(row.source) for _, row in rows))
        return upper_first(writer.phrase("outline.sources", kind=f"{writer.basis(row)}, {row.year}", names=names))
    return upper_first("; ".join(writer.phrase("outline.sources", kind=role.title, names=writer.cite(row)) for role, row in rows))


def _levels(writer: Writer, levels: Sequence[Pay]) -> Chart | None:
    if not levels:
        return None
    labelled = [(writer.band(row), row) for row in levels]
    return _chart(writer, writer.phrase("outline.levels"), labelled, upper_first(writer.cite(levels[-1])))


def _chart(writer: Writer, title: str, labelled: Sequence[tuple[str, Pay]], said: str) -> Chart | None:
    rows = [(label, row) for label, row in labelled if any(end is not None for end in (row.low, row.median, row.high))]
    if not rows or len({row.currency for _, row in rows}) > 1:
        return None
    currency = writer.knowledge.currencies[rows[0][1].currency]
    highest = max(end for _, row in rows for end in (row.low, row.median, row.high) if end is not None)
    bars = tuple(
        Bar(
            label,
            row.low,
            row.median,
            row.high,
            row.currency,
            _text(writer, row, with_median=not title),
        )
        for label, row in rows
    )
    return Chart(title, said, bars, tuple(Tick(amount, money(amount, currency)) for amount in marks(highest)))


def _text(writer: Writer, row: Pay, with_median: bool) -> str:
    if row.median is None or row.low is None or not with_median:
        return writer.pay_range(row)
    return writer.phrase("outline.with_median", range=writer.pay_range(row), median=writer.amount(row.median, row))


def ranking(writer: Writer, question: Question, answer: Answer) -> Outline | None:
    """A bar a role, the first one named in words; how they were ranked below."""
    found = [(role, role.headline_pay(question.country)) for role in writer.roles(answer.listed)]
    rows = [(role, row) for role, row in found if row]
    if answer.table is None or len(rows) != len(answer.table.rows):
        return None
    head, _, method = answer.text.partition("\n")
    lead = head.partition(": ")[0] if question.amount else head.partition("; ")[0]
    labels = [_named(row[0]) for row in answer.table.rows]
    said = method.replace(writer.say("pay.promise"), "").strip()
    chart = _chart(writer, "", [(label, row) for label, (_, row) in zip(labels, rows, strict=True)], said)
    if chart is None:
        return None
    bars = tuple(_leading_on(writer, bar, role, question.country) for bar, (role, _) in zip(chart.bars, rows, strict=True))
    return Outline(f"{lead.rstrip('.')}.", (replace(chart, bars=bars),))


def _leading_on(writer: Writer, bar: Bar, role: Role, country: str) -> Bar:
    """The bar with the role's page, and what one may ask about it where there is none."""
    asked = ask(writer, "ask_pay", (role.id,), country).text
    return replace(bar, ask=asked, url=writer.knowledge.site.role_url.format(role=role.id))


def _named(titles: str) -> str:
    """Roles that share one statistic, those beyond NAMES counted."""
    names = titles.split(" / ")
    return " / ".join(names[:NAMES]) + (f" +{len(names) - NAMES}" if len(names) > NAMES else "")
