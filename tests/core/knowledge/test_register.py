"""The register agrees with the model: each field of a file reaches the frozen value."""

from __future__ import annotations

from dataclasses import fields as fields_of
from pathlib import Path

import pytest

from rolewise.core.knowledge import fields, load, model

KINDS = [
    (fields.ROLE, model.Role, {"id", "facts", "outlooks", "tier", "kind", "does", "occupation"}),
    (fields.PAY, model.Pay, {"currency", "group_named"}),
    (fields.EXPERIENCE, model.Experience, set()),
    (fields.EDUCATION, model.Education, set()),
    (fields.OUTLOOK, model.Outlook, {"note"}),
    (fields.RELATED, model.Related, set()),
    (fields.SKILL, model.Skill, {"id"}),
    (fields.SOURCE, model.Source, {"id"}),
    (fields.BASIS, model.Basis, {"id"}),
    (fields.CURRENCY, model.Currency, {"code"}),
    (fields.COUNTRY, model.Country, {"code"}),
    (fields.COMPARISON, model.Comparison, set()),
    (fields.NAMES, model.Names, set()),
    (fields.SITE, model.Site, set()),
]


@pytest.mark.parametrize(("registered", "made", "derived"), KINDS, ids=[made.__name__ for _, made, _ in KINDS])
def test_fields_of_files_and_of_values_are_the_same(registered: tuple[fields.Field, ...], made: type, derived: set[str]) -> None:
    assert {field.name for field in registered} == {field.name for field in fields_of(made)} - derived


def test_every_field_has_a_meaning_that_reads_as_a_phrase() -> None:
    meanings = [field.meaning for kind, _, _ in KINDS for field in kind]

    assert all(meaning and not meaning.endswith(".") for meaning in meanings)


def test_the_project_s_knowledge_base_loads() -> None:
    assert len(load(Path(__file__).parents[3] / "knowledge").roles) >= 67
