"""Which files make a knowledge base, and the shape of each."""

from __future__ import annotations

from dataclasses import dataclass

from rolewise.core.knowledge import fields
from rolewise.core.knowledge.shapes import Shape, list_of, map_of, ref, text


@dataclass(frozen=True)
class Kind:
    """One sort of file: its place below `knowledge/` and its shape."""

    name: str
    path: str  # a file, or a folder that ends in "/"
    shape: Shape
    contracted: bool = False  # whether the code asks for its keys: see contract.py
    optional: bool = False  # need not be there: only imported occupations need it


ROLE = Kind("role", "roles/", fields.entry(fields.ROLE))
COMPARISON = Kind("comparison", "comparisons/", fields.entry(fields.COMPARISON))
IMPORT = Kind("import", "imports/", fields.entry(fields.IMPORT))
SKILLS = Kind("skills", "vocabulary/skills.yml", map_of(fields.entry(fields.SKILL), fields.ID))
SOURCES = Kind("sources", "vocabulary/sources.yml", map_of(fields.entry(fields.SOURCE), fields.ID))
BASES = Kind("bases", "vocabulary/bases.yml", map_of(fields.entry(fields.BASIS), fields.ID))
CURRENCIES = Kind("currencies", "vocabulary/currencies.yml", map_of(fields.entry(fields.CURRENCY), fields.CURRENCY_CODE))
SCALES = Kind("scales", "vocabulary/scales.yml", map_of(fields.entry(fields.SCALE), fields.ID))
COUNTRIES = Kind("countries", "vocabulary/countries.yml", map_of(fields.entry(fields.COUNTRY), fields.COUNTRY_CODE))
BACKGROUNDS = Kind("backgrounds", "vocabulary/backgrounds.yml", map_of(list_of(ref("families"), 1)))
INTERESTS = Kind("interests", "vocabulary/interests.yml", map_of(fields.entry(fields.INTEREST)), optional=True)
BEST_KNOWN = Kind("best_known", "vocabulary/best_known.yml", map_of(list_of(text(80)), fields.ID), optional=True)
TAXES = Kind("taxes", "vocabulary/taxes.yml", map_of(fields.entry(fields.TAX), fields.COUNTRY_CODE))
FAMILIES = Kind("families", "vocabulary/families.yml", map_of(text(60), fields.ID))
MEASURES = Kind("measures", "vocabulary/measures.yml", map_of(fields.entry(fields.MEASURE), fields.ID), optional=True)
NAMES = Kind("names", "vocabulary/names.yml", fields.entry(fields.NAMES))
TITLES = Kind("titles", "vocabulary/titles.yml", fields.entry(fields.TITLES), optional=True)
CUES = Kind("cues", "vocabulary/cues.yml", map_of(list_of(text(80))), contracted=True)
FACETS = Kind("facets", "vocabulary/facets.yml", fields.entry(fields.FACETS))
CHAT_WORDS = Kind("chat_words", "vocabulary/chat_words.yml", map_of(text(60)))
HINDI = Kind("hindi", "vocabulary/hindi.yml", fields.entry(fields.HINDI))
SITE = Kind("site", "site.yml", fields.entry(fields.SITE))
WORDING = Kind("wording", "wording.yml", {"type": "object"}, contracted=True)

SINGLE_FILES = (
    SKILLS,
    SOURCES,
    BASES,
    CURRENCIES,
    SCALES,
    COUNTRIES,
    FAMILIES,
    MEASURES,
    NAMES,
    TITLES,
    CUES,
    FACETS,
    CHAT_WORDS,
    HINDI,
    TAXES,
    BACKGROUNDS,
    INTERESTS,
    BEST_KNOWN,
    SITE,
    WORDING,
)
FOLDERS = (ROLE, COMPARISON, IMPORT)
# Those whose ids other files name.
VOCABULARIES = (SKILLS, SOURCES, BASES, CURRENCIES, COUNTRIES, FAMILIES, MEASURES)
