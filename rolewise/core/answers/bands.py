"""Pay by years of experience and by level: which band a question asks for, and how bands are told and drawn."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.rows import band_sets
from rolewise.core.answers.types import Bar, Question
from rolewise.core.answers.writer import Writer, sentences
from rolewise.core.facets import Facet
from rolewise.core.knowledge.model import Pay, Role

BEGINNERS = ("fresher", "junior", "intern")

# A role, its band, and the facet that asks for it.
Banded = tuple[Role, Pay, Facet]


def asked_bands(question: Question, roles: Sequence[Role]) -> list[Banded]:
    """Each role's band of the years or the level told, with the facet that asks for it; those that have none are left out."""
    told = [facet for facet in question.heard("years", "level") if not facet.negated]
    return [(role, row, facet) for facet in told for role in roles if (row := _band_of(bands_of(role, question.country), facet))]


def _band_of(bands: Sequence[Pay], facet: Facet) -> Pay | None:
    """The first band that holds the lower end of a span of years, or that the source calls by the level's name."""
    if facet.kind == "years":
        return next((row for row in bands if row.holds(facet.span[0])), None)
    # Sources write "mid" for the middle, "entry" for those who begin.
    return next(
        (
            row
            for row in bands
            if row.level.lower().startswith(facet.value[:3]) or (facet.value in BEGINNERS and row.of_beginners)
        ),
        None,
    )


def with_bands(writer: Writer, banded: Sequence[Banded]) -> str:
    return sentences(
        *(
            writer.say(
                "pay.with_years",
                a_role=writer.a(role),
                band=writer.band(row),
                country=writer.country(row.country),
                range=writer.pay_range(row),
                cite=writer.cite(row),
            )
            for role, row, _ in banded
        )
    )


def band_bars(writer: Writer, banded: Sequence[Banded]) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            writer.phrase("pay.bar", role=role.title, band=writer.band(row)),
            row.low,
            row.median,
            row.high,
            row.currency,
            f"{writer.pay_range(row)} ({writer.cite(row)})",
        )
        for role, row, _ in banded
        if row.low is not None or row.median is not None
    )


def bands_of(role: Role, country: str) -> Sequence[Pay]:
    """The rows by experience that speak first."""
    sets = band_sets(role, country)
    return sets[0] if sets else ()


def by_experience(writer: Writer, question: Question, bands: Sequence[Pay]) -> str:
    if bands:
        if len(bands) == 1:
            return band_sentence(writer, "pay.one_band", bands[0])
        parts = [writer.phrase("pay.band", band=writer.band(row), range=writer.pay_range(row)) for row in bands]
        return writer.say("pay.bands", bands=and_list(parts), cite=writer.cite(bands[-1]))
    return writer.say("pay.no_band") if "fresher" in question.aspects else ""


def band_sentence(writer: Writer, key: str, row: Pay) -> str:
    return writer.say(key, range=writer.pay_range(row), band=writer.band(row), cite=writer.cite(row))
