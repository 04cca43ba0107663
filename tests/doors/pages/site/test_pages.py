"""Each role and pair has a sound page in each country, whose figures say where they are from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import combinations, islice
from pathlib import Path

import pytest

from rolewise.core.answers import Writer
from rolewise.core.knowledge import load
from rolewise.doors.pages.site import Found, Moved, Pages
from rolewise.doors.pages.site.frame import pay_countries
from tests.doors.pages.site.markup import Markup
from tests.small_world import change

COUNTRIES = ("IN", "US", "GB", "CA", "AU", "DE")
THREE = "data-analyst-vs-data-engineer-vs-data-scientist"
HOSTILE = '"><script>alert(1)</script><img src=x>{{ 7*7 }}'
CARD = re.compile(r'<p class="pay"><strong>([^<]+)</strong> ([^<]+)</p>')
CELL = re.compile(r"<td[^>]*>((?:[^<]*)?(?:₹|\$|£|€)[^<]*)</td>")


@pytest.fixture(scope="module")
def pages(real: Writer) -> Pages:
    """Those of the project's knowledge base."""
    return Pages(real)


def text(found: Found | Moved, status: int = 200) -> str:
    """The page's HTML."""
    assert isinstance(found, Found)
    assert found.status == status
    return found.file.content.decode()


def every_page(pages: Pages, country: str) -> Iterator[tuple[str, str]]:
    """Home, every role, each seventieth pair and one of three, with their names."""
    roles = list(pages.writer.knowledge.roles)
    yield "home", text(pages.home(country))
    yield from ((role, text(pages.role(role, country))) for role in roles)
    pairs = [f"{first}-vs-{second}" for first, second in islice(combinations(roles, 2), 0, None, 70)]
    yield from ((pair, text(pages.comparison(pair, country))) for pair in (*pairs, THREE))


def test_the_countries_to_choose_from_are_those_with_pay(real: Writer) -> None:
    assert pay_countries(real) == COUNTRIES


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_page_is_sound_and_without_gaps(pages: Pages, country: str) -> None:
    faults = {
        name: found
        for name, page in every_page(pages, country)
        if (found := Markup(page).faults + re.findall(r"\bNone\b|\{\w+\}(?! of)|<(?:p|li|h\d|td|th)\b[^>]*>\s*</(?!p>)", page))
    }

    assert faults == {}


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_figure_of_a_card_has_country_period_kind_year_and_source(pages: Pages, country: str) -> None:
    knowledge = pages.writer.knowledge
    cards = CARD.findall(text(pages.home(country)))
    kinds = {basis.label for basis in knowledge.bases.values()}
    sources = {source.short for source in knowledge.sources.values()}

    assert len(cards) >= sum(1 for role in knowledge.roles.values() if role.headline_pay(country))
    for amount, words in cards:
        said = unescape(words)
        assert re.search(r"[₹$£€]", amount), amount
        assert f"a year before tax in {knowledge.countries[country].in_sentence} (" in said, said
        assert re.search(r"\b20\d\d\b", said), said
        assert any(kind in said for kind in kinds), said
        assert any(source in said for source in sources), said


def test_each_figure_of_other_countries_has_its_kind_year_and_source(pages: Pages) -> None:
    knowledge = pages.writer.knowledge
    sources = {source.short for source in knowledge.sources.values()}
    for role in knowledge.roles:
        section = re.search(r'id="countries".*?</section>', text(pages.role(role)), re.S)
        for cell in CELL.findall(section.group() if section else ""):
            said = unescape(cell)
            assert re.search(r"\b20\d\d\b", said), said
            assert any(source in said for source in sources), said


def test_the_page_of_a_role_has_what_one_wants_to_know(pages: Pages) -> None:
    found = Markup(text(pages.role("data-analyst")))

    assert {"takeaways", "does", "skills", "pay", "hire", "related", "faq", "sources"} <= set(found.ids)
    assert "/compare/data-analyst-vs-data-scientist" in found.links
    assert "/roles/data-scientist" in found.links


def test_a_comparison_is_that_of_rolewise_page(pages: Pages) -> None:
    page = text(pages.comparison("data-scientist-vs-machine-learning-engineer"))

    assert "Data Scientist vs Machine Learning Engineer: what is the difference?" in page
    assert "₹6L–₹30L" in page


def test_the_widget_is_told_what_the_page_is_about(pages: Pages) -> None:
    page = text(pages.comparison("data-analyst-vs-data-scientist", "US"))

    assert 'data-page-roles="data-analyst,data-scientist" data-page-country="US"' in page


def test_another_country_is_kept_by_the_links_of_a_page(pages: Pages) -> None:
    links = Markup(text(pages.role("data-analyst", "US"))).links

    assert "/roles/data-scientist?country=US" in links
    assert "/families/law?country=US" in Markup(text(pages.home("US"))).links


@pytest.mark.parametrize("country", ["", "in", "XX", "<b>", "FR"])
def test_a_country_without_figures_falls_back_to_the_default(pages: Pages, country: str) -> None:
    assert text(pages.home(country)) == text(pages.home("IN"))


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("Data-Analyst-VS-data_scientist", "/compare/data-analyst-vs-data-scientist"),
        ("data analyst vs data scientist/", "/compare/data-analyst-vs-data-scientist"),
        ("data-scientist-vs-data-analyst", "/compare/data-analyst-vs-data-scientist"),
        ("data-analyst-vs-mle", "/compare/data-analyst-vs-machine-learning-engineer"),
    ],
)
def test_other_spellings_lead_to_the_one_address(pages: Pages, typed: str, url: str) -> None:
    assert pages.comparison(typed) == Moved(url)
    assert pages.comparison(typed, "US") == Moved(f"{url}?country=US")


def test_another_name_of_a_role_leads_to_its_page(pages: Pages) -> None:
    assert pages.role("MLE") == Moved("/roles/machine-learning-engineer")


@pytest.mark.parametrize(
    "typed", ["data-analyst", "", "-vs-", "data-analyst-vs-data-analyst", "data-analyst-vs-", "a-vs-b" * 99, HOSTILE]
)
def test_what_is_no_comparison_is_a_page_that_helps(pages: Pages, typed: str) -> None:
    page = text(pages.comparison(typed), 404)

    assert Markup(page).faults == []
    assert "<script>" not in page


def test_four_roles_are_too_many(pages: Pages) -> None:
    text(pages.comparison(f"{THREE}-vs-actuary"), 404)


def test_a_misspelt_comparison_offers_the_right_one(pages: Pages) -> None:
    links = Markup(text(pages.comparison("data-anlyst-vs-data-scientst"), 404)).links

    assert "/compare/data-analyst-vs-data-scientist" in links


def test_a_misspelt_role_offers_the_nearest(pages: Pages) -> None:
    links = Markup(text(pages.role("grafic-designr", "US"), 404)).links

    assert next(link for link in links if link.startswith("/roles/")) == "/roles/graphic-designer?country=US"


def test_what_the_files_hold_cannot_become_markup(folder: Path) -> None:
    for name, old in (
        ("roles/lamp-designer.yml", "Draws lamps that people can read by."),
        ("roles/lamp-designer.yml", "Draw lamps"),
        ("vocabulary/sources.yml", "Lit by Lamp House."),
        ("vocabulary/families.yml", "lamps: Lamps"),
        ("vocabulary/skills.yml", "label: Glass"),
    ):
        key = old.split(": ")[0] + ": " if ": " in old else ""
        change(folder, name, old, key + repr_yaml(HOSTILE))
    pages = Pages(Writer(load(folder)))
    made = (pages.home(), pages.role("lamp-designer"), pages.comparison("lamp-designer-vs-wick-trader"))

    for found in made:
        assert Markup(text(found)).faults == []
        assert "<img" not in text(found)
        assert "{{ 7*7 }}" in text(found)


def repr_yaml(value: str) -> str:
    """The value between double quotes."""
    escaped = value.replace('"', '\\"')
    return f'"{escaped}"'


def test_a_world_without_pay_examples_or_pairs_has_a_first_page(folder: Path) -> None:
    page = text(Pages(Writer(load(folder))).home("XB"))

    assert Markup(page).faults == []
    assert "<svg role" not in page
    assert "*10–*30" in page


def test_a_page_is_made_once(pages: Pages) -> None:
    first = pages.role("actuary")
    again = pages.role("actuary")

    assert isinstance(first, Found)
    assert isinstance(again, Found)
    assert first.file is again.file


def test_a_card_without_pay_names_only_countries_whose_pay_it_would_show(pages: Pages) -> None:
    for country in COUNTRIES:
        said = re.findall(r"No pay held for ([^;<.]+)(?:; held for ([^<.]+))?", text(pages.home(country)))
        assert all(here not in held for here, held in said)


def test_a_page_says_in_schema_org_what_it_asks_and_what_each_role_is_paid(pages: Pages) -> None:
    page = text(pages.comparison("data-analyst-vs-data-scientist", "GB"))
    found = [json.loads(data) for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    salaries = [one["estimatedSalary"] for one in found[1:]]

    assert [one["@type"] for one in found] == ["FAQPage", "Occupation", "Occupation"]
    assert {(pay["@type"], pay["currency"], pay["duration"]) for pay in salaries} == {
        ("MonetaryAmountDistribution", "GBP", "P1Y")
    }
    assert all(pay["median"] > 0 for pay in salaries)
    assert '<link rel="canonical" href="/compare/data-analyst-vs-data-scientist">' in page
    assert 'property="og:title"' in page


def test_names_that_only_share_letters_are_not_offered(pages: Pages) -> None:
    page = text(pages.role("zzastronautzz"), 404)

    assert "Nearest roles" not in page
    assert "Account Manager" not in page


@pytest.mark.parametrize(
    ("typed", "url"),
    [("anlyst", "analyst"), ("MLE", "/roles/machine-learning-engineer"), ("acupunc", "/roles/acupuncturist"),
     ("grafic designr", "/roles/graphic-designer")],
)  # fmt: skip
def test_the_search_finds_with_typing_errors_other_names_and_both_tiers(pages: Pages, typed: str, url: str) -> None:
    found = json.loads(pages.found(typed).content)

    assert any(url in one["url"] for one in found[:3]), found
    assert f'href="{found[0]["url"]}"' in text(pages.search(typed))


def test_a_search_without_a_match_says_so(pages: Pages) -> None:
    page = text(pages.search(HOSTILE))

    assert Markup(page).faults == []
    assert "No role matches." in page


def test_imported_occupations_have_pages_and_the_first_page_lists_their_families(pages: Pages) -> None:
    assert "/roles/actor" not in Markup(text(pages.home())).links
    assert "/roles/actor" in Markup(text(pages.family("arts-media-and-sport"))).links
    for one in list(pages.writer.knowledge.occupations)[::40]:
        made = pages.role(one, "US")
        assert isinstance(made, Moved) or Markup(text(made)).faults == [], one
    assert pages.family("nobody").status == 404


def test_the_sources_of_a_page_can_be_followed(pages: Pages) -> None:
    assert "https://www.bls.gov/oes" in Markup(text(pages.role("actuary", "US"))).links
