"""The register of fields: what each file of `knowledge/` may hold, whether it must, and what it means.

The check, the JSON Schemas for editors' programs, the file that `rolewise new-role` writes and the
list of fields in `docs/editing.md` are all made from it.
"""

from __future__ import annotations

from dataclasses import dataclass

from rolewise.core.knowledge.shapes import (
    Shape,
    flag,
    link_template,
    list_of,
    map_of,
    matching,
    number,
    one_of,
    optional_text,
    ref,
    text,
    whole,
)

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
COUNTRY_CODE = r"^[A-Z]{2}$"
CURRENCY_CODE = r"^[A-Z]{3}$"
BAND = r"^(all|\d{1,2}-\d{1,2}(\.\d)?|\d{1,2}\+?)$"


@dataclass(frozen=True)
class Field:
    """One permitted field: its name, shape and meaning, and an example for an editor."""

    name: str
    shape: Shape
    meaning: str
    example: str = ""
    required: bool = False


def entry(fields: tuple[Field, ...]) -> Shape:
    """The shape of a mapping that holds these fields and no others."""
    return {
        "type": "object",
        "properties": {field.name: {**field.shape, "description": field.meaning} for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


PAY = (
    Field("country", ref("countries"), "country that the figure is about", "IN", True),
    Field("low", number(), "lower end, gross a year, whole units of the country's currency", "300000"),
    Field("median", number(), "middle value, where the source gives one", "450000"),
    Field("high", number(), "upper end; not below the lower one", "900000"),
    Field("average", number(), "average, where the source gives one; never written as median", "475000"),
    Field("basis", ref("bases"), "what low and high mean; only rows of one basis are compared", "stated", True),
    Field("experience", matching(BAND), 'band of years, such as "3-5" or "10+"; left out: all levels', '"0-2"'),
    Field("level", text(40), "level as the source names it, where it gives no years", "senior"),
    Field("year", whole(1990, 2100), "year that the figure is about", "2026", True),
    Field("source", ref("sources"), "who says so", "onjob-career-path", True),
    Field("sample", whole(1), "answers or reports behind the figure", "250"),
    Field("note", text(), "what a reader must know about the figure", "page undated"),
    Field("covers", text(80), "set where the row is narrower than the role", "experienced level"),
    Field("occupation", text(160), "statistical group that the figure is really about", "Data scientists (SOC 15-2051)"),
    Field("headline", flag(), "true for the one row a country that a first answer gives", "true"),
    Field("period", one_of("year", "hour"), "left out: a year; hour where the source publishes hourly pay", "hour"),
    Field("lean", text(120), "to which side the figure leans; said with it", "leans to product companies"),
    Field("rank", whole(0, 9), "which set of bands speaks first in a country; 0: only in tables; left out: 1", "2"),
    Field("open_top", flag(), "true where the source gives the upper end as 'and more'", "true"),
    Field("beginners", flag(), "true where the level is one of beginners", "true"),
    Field("wide", flag(), "true for a group so wide that it decides no verdict and heads no ranking", "true"),
)

CREDENTIAL = (
    Field(
        "kind",
        one_of("licence", "exam", "asked", "optional"),
        "licence: by law; exam: exam or entrance required; asked: often asked; optional",
        "licence",
        True,
    ),
    Field("name", text(120), "its name", "Registration as nurse (RN/RM)", True),
    Field("body", text(160), "who grants it", "State Nursing Council"),
    Field("country", ref("countries"), "country it is about; left out: not one country", "IN"),
    Field("takes", text(240), "what it takes", "Nursing qualification and registration before employment", True),
    Field("sources", list_of(ref("sources"), 1), "who says so", "[sagar-nursing]", True),
    Field("note", text(300), "what a reader must know about it", "rules of 2020"),
)

DURATION = (
    Field("path", text(120), "the course or way in", "degree (BSc Nursing)", True),
    Field("low", whole(0, 240), "months, lower end", "48"),
    Field("high", whole(0, 240), "months, upper end", "48"),
    Field("basis", text(160), "what the source states", "stated 4 years", True),
    Field("sources", list_of(ref("sources"), 1), "who says so", "[sagar-nursing]", True),
    Field("note", text(300), "what a reader must know about it", "course length, not time to a job"),
)

EXPERIENCE = (
    Field("low", number(0, 60), "years usually asked for, lower end", "1", True),
    Field("high", number(0, 60), "upper end; left out: none given", "6"),
    Field("basis", text(200), "what the years are", "stated typical experience", True),
    Field("country", ref("countries"), "country that they are about", "IN", True),
    Field("source", ref("sources"), "who says so", "seed-000", True),
)

EDUCATION = (
    Field("entry", text(100), "education usually asked at entry", "Bachelor's degree", True),
    Field("related_experience", text(100), "work in a related occupation asked before entry", "none required", True),
    Field("training", text(100), "training on the job", "none required", True),
    Field("job_zone", whole(1, 5), "O*NET job zone, 1 (little preparation) to 5 (extensive)", "4"),
    Field("country", ref("countries"), "country that the norm is of", "US", True),
    Field("sources", list_of(ref("sources"), 1), "who says so", "[bls-ep-2024-34]", True),
)

OUTLOOK = (
    Field("country", ref("countries"), "country that the projection is of", "US", True),
    Field("occupation", text(160), "occupation that is projected", "Data scientists", True),
    Field("code", text(20), "its code in the statistic", "15-2051", True),
    Field("employed", whole(), "persons employed at the start of the period", "245900", True),
    Field("projected", whole(), "persons employed at its end", "328300", True),
    Field("growth", number(-100, 1000), "growth over the whole period, per cent", "33.5", True),
    Field("openings", whole(), "openings a year, average of the period", "23400", True),
    Field("period", matching(r"^\d{4}-\d{2}$"), "period of the projection", '"2024-34"', True),
    Field("source", ref("sources"), "who says so", "bls-ep-2024-34", True),
    Field("wider", flag(), "true where the occupation holds more than this role", "true"),
)

OCCUPATION = (
    Field("title", text(60), "what people call it", "Pharmacist", True),
    Field("official", text(160), "title in the classification", "Pharmacists"),
    Field("code", text(20), "its code in the classification", "29-1051"),
    Field("does", text(400), "what such people do, beginning with a verb as after 'they'", "dispense medicines", True),
    Field("family", ref("families"), "family it belongs to", "healthcare", True),
    Field(
        "kind",
        one_of("occupation", "residual", "military", "post"),
        "residual: a group of all others; post: an Indian post",
        "occupation",
        True,
    ),
    Field("zone", whole(1, 5), "O*NET job zone", "5"),
    Field("role", ref("roles"), "role that is this occupation, or a part of it", "software-engineer"),
    Field("part", flag(), "true where that role is only a part of it", "true"),
    Field("sources", list_of(ref("sources")), "who describes it", "[onet-30-2]"),
)

TASK = (
    Field("task", text(600), "a task", "Fill prescriptions", True),
    Field("source", ref("sources"), "who names it", "onet-30-2", True),
)

OCCUPATION_SKILL = (
    Field("skill", text(120), "its name", "Medicine and Dentistry", True),
    Field("kind", one_of("core", "tool", "soft"), "what sort of skill", "core", True),
    Field("importance", number(1, 5), "importance, 1 to 5", "4.5"),
    Field("source", ref("sources"), "who names it", "onet-30-1", True),
)

OCCUPATION_EDUCATION = (
    Field("entry", text(100), "education usually asked at entry", "Bachelor's degree"),
    Field("related_experience", text(100), "work in a related occupation asked before entry", "none required"),
    Field("training", text(100), "training on the job", "none required"),
    Field("job_zone", whole(1, 5), "O*NET job zone", "4"),
    Field("low", number(0, 60), "years usually asked for, lower end", "1"),
    Field("high", number(0, 60), "upper end; empty: none given", "6"),
    Field("basis", text(200), "what the years are", "O*NET related work experience"),
    Field("experience_source", ref("sources"), "who gives the years", "onet-30-2"),
    Field("note", text(200), "what a reader must know", "figures are for the whole SOC occupation"),
    Field("sources", list_of(ref("sources")), "who says so", "[bls-ep-2024-34]"),
)

OCCUPATION_OUTLOOK = (
    Field("country", ref("countries"), "country that the projection is of", "US", True),
    Field("occupation", text(160), "group that is projected", "Pharmacists", True),
    Field("code", text(20), "its code", "29-1051", True),
    Field("employed", whole(), "persons employed at the start of the period", "245900"),
    Field("projected", whole(), "persons employed at its end", "328300"),
    Field("growth", number(-100, 1000), "growth over the whole period, per cent", "33.5", True),
    Field("openings", whole(), "openings a year, average of the period", "23400"),
    Field("period", matching(r"^\d{4}-\d{2}$"), "period of the projection", "2024-34", True),
    Field("source", ref("sources"), "who says so", "bls-ep-2024-34", True),
    Field("note", text(200), "what a reader must know", "nearest group"),
)

OCCUPATION_RELATED = (Field("occupation", text(80), "a near occupation's id", "pharmacy-technician", True),)

OCCUPATION_MEASURE = (
    Field("measure", ref("measures"), "what is measured", "stress-tolerance", True),
    Field("value", number(-100), "the value on the measure's scale", "1.38"),
    Field("percentile", whole(0, 100), "share of occupations with a lower value, per cent", "72"),
    Field("text", text(2000), "the fact in words", "Most work full time."),
    Field("source", ref("sources"), "who says so", "onet-30-2", True),
)

OCCUPATION_NAME = (
    Field("occupation", text(80), "an occupation that it may mean", "pharmacist", True),
    Field("kind", one_of("t", "u", "r", "a"), "title, ours, reported by job holders, or alternate", "r", True),
    Field("first", flag(), "the occupation that is meant first", "1"),
    Field("near", flag(), "only the nearest occupation", "1"),
)

MEASURE = (
    Field("label", text(80), "how an answer names it", "stress tolerance needed", True),
    Field("criterion", text(30), "the criterion that it speaks for", "stress", True),
    Field("least", number(-1000), "lowest value of its scale"),
    Field("most", number(-1000), "highest value of its scale"),
    Field("more", text(120), "what a high value means", "more tolerance of stress is needed"),
    Field("meaning", text(300), "what was measured and what it is not", "A demand on the worker, not measured stress.", True),
    Field("country", ref("countries"), "country it is about", "US"),
    Field("yes_no", flag(), "whether 1 is yes and 0 is no"),
    Field("words", list_of(text(30)), "of a measure in words: beginnings of words whose presence is told", "[night, weekend]"),
)

INTEREST = (
    Field("label", text(60), "how answers call it", "animals", True),
    Field("meaning", text(60), "what one is taken to want, where the user's words say it otherwise", "less contact with people"),
    Field("words", list_of(text(200)), "phrases that tell it, as in facets.yml; none where a criterion of this name is heard"),
    Field("roles", list_of(text(80)), "ids of roles and occupations that it leads to, those offered first in front"),
    Field("families", list_of(ref("families")), "families that it leads to besides"),
    Field("avoided", list_of(ref("families")), "families that a dislike of it rules out besides"),
    Field("signs", list_of(text(30)), "beginnings of words that tell it in a role's duties and skills", "[animal, veterin]"),
    Field("criterion", text(30), "the criterion of measures.yml that speaks of it", "people"),
)

RELATED = (
    Field("role", ref("roles"), "the other role's id", "data-analyst", True),
    Field("reason", one_of("pair", "same-occupation", "related-occupation"), "why it is near", "pair", True),
)

ROLE_SOURCES = (
    Field("responsibilities", list_of(ref("sources")), "who lists these responsibilities", "[onet-29-3]"),
    Field("skills", list_of(ref("sources")), "who names these skills", "[onet-29-3]"),
    Field("related", list_of(ref("sources")), "who relates these roles", "[onet-29-3]"),
)

ROLE = (
    Field("title", text(60), "the role's name", "Data Steward", True),
    Field("plural", text(60), "several of them; left out: the title with its usual ending", "Data Stewards"),
    Field("in_sentence", text(60), "the title inside a sentence; left out: in small letters", "Java developer"),
    Field("family", ref("families"), "family of roles it belongs to", "data-and-ai", True),
    Field("aliases", list_of(text(60)), "other names of the role, one role only", "[Data Custodian]"),
    Field("fields", list_of(text(60)), "names of the work that people say for the role", "[data stewardship]"),
    Field(
        "summary",
        text(200),
        "one sentence that begins with a verb: what such a person does",
        "Keeps an organisation's data defined, clean and used as agreed.",
        True,
    ),
    Field("focus", text(160), "reads on after 'the work centres on'", "keeping data defined and clean"),
    Field("result", text(160), "reads on after 'the result is'", "data that people can trust"),
    Field("suits", text(200), "reads on after 'it suits people who'", "care about order and detail"),
    Field(
        "responsibilities",
        list_of(text(200), 1, 10),
        "main duties, most important first, each beginning with a verb",
        "[Define data terms with their users]",
        True,
    ),
    Field("skills", list_of(ref("skills"), 1, 20), "ids of vocabulary/skills.yml, most important first", "[sql]", True),
    Field("distinguishing", list_of(ref("skills")), "skills that tell it from near-identical roles", "[sql]"),
    Field("hire_when", list_of(text(160), 0, 6), "each reads on after 'hire one when'", "[nobody owns the data's quality]"),
    Field("experience", entry(EXPERIENCE), "years usually asked for"),
    Field("education", entry(EDUCATION), "what is usually asked at entry"),
    Field("outlook", entry(OUTLOOK), "projected employment"),
    Field("related", list_of(entry(RELATED)), "near roles, nearest first"),
    Field("pay", list_of(entry(PAY)), "pay, any number of rows a country"),
    Field("credentials", list_of(entry(CREDENTIAL)), "licences, exams and certificates"),
    Field("durations", list_of(entry(DURATION)), "lengths of courses and ways in, in months"),
    Field("sources", entry(ROLE_SOURCES), "who says what the figures' own sources do not cover"),
)

SKILL = (
    Field("label", text(60), "the skill's name as answers write it", "Power BI", True),
    Field("kind", one_of("core", "tool", "soft"), "what sort of skill", "tool", True),
    Field("aliases", list_of(text(60)), "other names of it", "[PowerBI]"),
    Field("demands", list_of(one_of("coding", "maths")), "what it asks of one: writing code, or mathematics", "[coding]"),
    Field("meaning", text(400), "one or two sentences: what it is and what for", "A tool to draw reports from data.", True),
)

SOURCE = (
    Field("name", text(300), "title of the publication", "Employment Projections", True),
    Field("short", text(80), "how an answer names it", "BLS projections 2024-34", True),
    Field("publisher", text(200), "who published it", "U.S. Bureau of Labor Statistics", True),
    Field("licence", text(200), "terms of use", "Public domain", True),
    Field("date", text(200), "date as the publication states it", "updated 2025-07-02", True),
    Field("year", whole(1800, 2100), "year of publication; left out: undated", "2025"),
    Field("reference", text(900), "where to find it", "www.bls.gov/emp", True),
    Field("attribution", text(500), "words that its licence asks to be shown with it", "Contains ONS data under OGL v3.0."),
    Field("url", text(300), "its page on the web", "https://www.bls.gov/emp"),
)

BASIS = (
    Field("label", text(80), "how an answer names it", "stated typical range", True),
    Field("meaning", text(400), "what low and high mean", "Lowest and highest pay that a page states.", True),
    Field("spread_of", one_of("people", "employers", "statements"), "whose differences the spread shows", "people", True),
    Field("median_of", text(40), "whose median a row gives; bases that say the same are ranked together by it", "employees"),
)

MONEY_UNIT = (
    Field("least", whole(1), "from this amount on", "100000", True),
    Field("divide", whole(1), "the amount is divided by this", "100000", True),
    Field("suffix", {"type": "string", "maxLength": 6}, "and followed by this", "L", True),
)

CURRENCY = (
    Field("name", text(40), "its name", "Indian rupees", True),
    Field("symbol", text(4), "what stands before an amount", "₹", True),
    Field("units", list_of(entry(MONEY_UNIT)), "how large amounts are written, largest first"),
    Field("names", list_of(text(40)), "what users call it", "[rupees, inr]"),
    Field("signs", list_of(text(8)), "other signs that users type", "[us$]"),
    Field("grouped_by_points", flag(), "true where 100.000 means a hundred thousand", "true"),
    Field("by_sums", flag(), "true where its code is another field's word, too: it counts where pay is asked alone", "true"),
)

SCALE = (
    Field("by", whole(2, 10**9), "a number before these words is multiplied by this", "100000", True),
    Field("words", list_of(text(20), 1), "what users type; points and gaps between letters may be left out", "[lakh, lac]", True),
    Field("currency", ref("currencies"), "currency in which such amounts are; left out: any", "INR"),
    Field("vague", flag(), "true where other things than money are counted so, too", "true"),
    Field("touches", flag(), "true where the words must touch the number: 10l, while 10 l are litres", "true"),
)

COUNTRY = (
    Field("name", text(60), "its name", "United States", True),
    Field("in_sentence", text(60), "the name inside a sentence", "the US"),
    Field("currency", ref("currencies"), "currency of its pay rows", "USD"),
    Field("names", list_of(text(60)), "other names and adjectives users type", "[usa, american]"),
    Field("cities", list_of(text(60)), "cities users name", "[new york, nyc]"),
    Field("regions", list_of(text(40)), "states and their codes: they tell where a city is", "[massachusetts, ma]"),
)

SLAB = (
    Field("above", whole(), "taxable income a year above which the rate holds", "400000", True),
    Field("rate", number(0, 100), "per cent", "5", True),
)

TAX = (
    Field("regime", text(60), "how an answer names the rules", "the new regime", True),
    Field("period", text(20), "the tax year", '"2026-27"', True),
    Field("standard_deduction", whole(), "taken off the gross salary first", "75000", True),
    Field("slabs", list_of(entry(SLAB), 1), "rates, lowest first, the first above 0", "", True),
    Field("no_tax_up_to", whole(), "taxable income that a rebate frees wholly; 0: none", "1200000", True),
    Field("cess", number(0, 100), "per cent of the tax, added to it", "4", True),
    Field("most", whole(), "taxable income up to which these rules are complete", "5000000", True),
    Field("source", ref("sources"), "who says so", "seed-000", True),
)

COMPARISON = (
    Field("roles", list_of(ref("roles"), 2, 2), "the two roles", "[data-scientist, data-analyst]", True),
    Field("tagline", text(120), "the pair in a few words", "analysis against production", True),
    Field("quick_answer", text(400), "the difference in one or two sentences", "", True),
    Field("bottom_line", text(400), "the advice at the end", "", True),
    Field("hire_first", ref("roles"), "whom to hire first", "data-scientist", True),
    Field("reviewed", text(40), "when a person last checked it", "March 2026", True),
    Field("sources", list_of(ref("sources"), 1), "whose facts these are", "[seed-001]", True),
)

NAMES = (
    Field("ambiguous", map_of(list_of(ref("roles"), 2)), "names that mean several roles, likeliest first"),
    Field("other_roles", map_of(list_of(ref("roles"))), "titles we do not cover, and the nearest we do"),
    Field("never_roles", list_of(text(60)), "phrases that hold a role's name and mean none"),
    Field("seniority", list_of(text(30)), "words for a level, which are no part of a role's name"),
    Field("title_heads", list_of(text(30)), "last words of job titles"),
    Field("spellings", map_of(text(40)), "short forms of words, and the words"),
    Field("adjectives", list_of(text(30)), "words that never belong to a job's title"),
    Field("families", map_of(list_of(text(40)), ID), 'other names of a family, before "jobs" or behind "jobs in"'),
)

TITLES = (
    Field(
        "titles",
        map_of(list_of(text(60), 0, 4)),
        "name: the roles or occupations that it means, likeliest first; none: a title that we do not cover",
        "{compounder: [pharmacy-technician]}",
    ),
    Field("fields", map_of(text(60)), "activity: the role or occupation whose work it is", "{plumbing: plumber}"),
)

FACETS = (
    Field("sets", map_of(list_of(text(60))), "words that stand for each other; a phrase has one of them as @name"),
    Field("numbers", map_of(number()), "numbers in words, and the number"),
    Field("heard", map_of(map_of(list_of(text(200)))), "by facet (docs/facets.md) and value: the phrases that tell it", "", True),
    Field("labels", map_of(map_of(text(100))), "by facet and value: what answers call it"),
)

HINDI = (
    Field("phrases", map_of(optional_text(60)), "several words in Devanagari, and their English", "", True),
    Field("words", map_of(optional_text(60)), "single words, and their English; empty: nothing", "", True),
    Field("first", map_of(optional_text(60)), "what a word means where it begins a question"),
    Field("names", map_of(text(60)), "names of roles, skills and places that neither sound nor spelling gives", "", True),
    Field("postpositions", map_of(text(60)), "what stands behind its noun, and the English that stands before it"),
    Field("verbs", map_of(text(60)), "stems of verbs, and their English", "", True),
    Field("verb_endings", map_of(text(60)), "endings of verbs, and the English with {} for the stem's", "", True),
    Field("verb_forms", map_of(optional_text(60)), "forms of verbs that follow no rule"),
    Field("endings", map_of(optional_text(20)), "endings of nouns, and what the entry has instead"),
    Field("loanwords", list_of(text(60)), "English words that are found by sound, besides those of our names"),
    Field("letters", map_of(text(10)), "names of Latin letters"),
    Field("others", map_of(list_of(text(60))), "words that tell another language in Devanagari, by ISO 639-1 code"),
)

IMPORT = (
    Field("about", text(200), "what the folder holds", "Indian pay by experience"),
    Field("bases", map_of({"type": "object"}), "its names of kinds of figures: basis, and where an average stands"),
    Field("beginner_levels", list_of(text(40)), "levels of beginners", "[fresher]"),
    Field("open_top", list_of(text(40)), "words of a note that say that the top is open", "[top given as]"),
    Field("leans", map_of({"type": ["string", "object"]}), "source: to which side its figures lean, or that by role"),
    Field("ranks", map_of({"type": "object"}), "role: source: which set of bands speaks first; 0: only in tables"),
    Field("credential_kinds", map_of(one_of("licence", "exam", "asked", "optional")), "its names of kinds of credentials"),
    Field("unknown", list_of(text(60)), "words that stand for no value", "[not named on the page]"),
    Field("anywhere", list_of(text(60)), "words that stand for no single country", "[any]"),
    Field("short_sources", map_of(text(80)), "source: how an answer names it; left out: publisher and year"),
    Field("attributions", map_of(text(500)), "source: words that its licence asks to be shown"),
    Field("group_schemes", list_of(text(40)), "classifications with which a note begins that names a group", "[SOC]"),
    Field("wide_sources", list_of(text(60)), "sources whose groups are too wide for a verdict", "[plfs-2024]"),
    Field("left_out_sources", list_of(text(60)), "sources that are not taken in", "[felten-lm-2023]"),
    Field("measures", map_of(text(60)), "its names of measures: id of vocabulary/measures.yml"),
    Field("families", map_of(text(60)), "its families: id of vocabulary/families.yml"),
    Field("names", map_of(list_of(text(80))), "name: the occupations or roles that it means, likeliest first; none: no role"),
)

SITE = (
    Field("jobs_url", link_template(), "where openings are found, with {query} and {place}; empty: not connected", '""', True),
    Field("page_url", link_template(), "a comparison page, with {first} and {second}; empty: none", '""', True),
    Field("role_url", link_template(), "a page about a role, with {role}; empty: none", '""'),
    Field("contact", optional_text(200), "how to reach a person; empty: no one is named", '""', True),
    Field("default_country", ref("countries"), "country of answers until a user names one", "IN", True),
    Field("stale_years", whole(1, 50), "a figure older than this is reported by the check", "3", True),
    Field("idle_minutes", whole(1, 10000), "after this long the topic is forgotten", "60", True),
    Field("reviewer", optional_text(100), "who answers for the content; empty: not named", '""'),
)
