"""A page is complete in itself, says where each figure is from, and cannot be broken by what the files hold."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from rolewise.core.answers import Writer
from rolewise.core.knowledge import load
from rolewise.doors.pages.comparison import faq_json, html, page
from rolewise.doors.pages.comparison.sections import SECTIONS
from tests.small_world import change

KNOWLEDGE = Path(__file__).parents[4] / "knowledge"
PAIR = ("lamp-designer", "wick-trader")
REAL_PAIR = ("data-scientist", "machine-learning-engineer")
VOID = {"meta", "br", "line", "rect"}


class Outline(HTMLParser):
    """The elements of a page, and whether each is closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.ids += [known["id"] or ""] if "id" in known else []
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.headings += [tag] if re.fullmatch(r"h\d", tag) else []
        self.scripts += [known.get("type") or ""] if tag == "script" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element such as <rect/> holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(text: str) -> Outline:
    """What a browser would see."""
    found = Outline()
    found.feed(text)
    return found


@pytest.fixture
def writer(folder: Path) -> Writer:
    """A writer on the small world."""
    return Writer(load(folder))


@pytest.fixture(scope="module")
def real() -> Writer:
    """A writer on the project's knowledge base."""
    return Writer(load(KNOWLEDGE))


@pytest.mark.parametrize("ids", [PAIR, PAIR[:1], PAIR[1:]], ids=["pair", "full role", "bare role"])
def test_every_element_is_closed_and_every_anchor_is_there(writer: Writer, ids: tuple[str, ...]) -> None:
    found = outline(html(writer, ids, "XA"))

    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links} <= set(found.ids)


def test_a_page_asks_nothing_of_the_network_and_runs_no_script(real: Writer) -> None:
    text = html(real, REAL_PAIR, "IN")
    found = outline(text)

    assert all(link.startswith(("#", "https://")) for link in found.links)  # sources are linked, and nothing is loaded
    assert found.scripts == ["application/ld+json"]
    assert not re.search(r"@import|url\(|<link|<img|<iframe| on[a-z]+=", text)


def test_a_page_has_one_title_and_no_gap_between_its_headings(real: Writer) -> None:
    levels = [int(heading[1]) for heading in outline(html(real, REAL_PAIR, "IN")).headings]

    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_what_the_files_hold_cannot_become_markup(writer: Writer) -> None:
    text = html(writer, PAIR, "XA")

    assert "<b>lamps</b>" not in text
    assert text.count("</script>") == 1
    assert "&lt;b&gt;lamps&lt;/b&gt;" in text


def test_the_faq_is_valid_json_with_the_visible_questions(writer: Writer) -> None:
    made = page(writer, PAIR, "XA")
    content = json.loads(faq_json(made))

    assert content["@type"] == "FAQPage"
    assert [entry["name"] for entry in content["mainEntity"]] == [entry.question for entry in made.faq]
    assert all(entry["acceptedAnswer"]["text"] for entry in content["mainEntity"])
    assert "<" not in faq_json(made)


def test_a_comparison_has_the_sections_of_both_published_pages(real: Writer) -> None:
    made = page(real, REAL_PAIR, "IN")

    assert [section.id for section in made.sections] == list(SECTIONS)
    assert "March 2026" in made.reviewed
    assert "₹6L–₹30L" in [
        bar.range for section in made.sections for block in section.blocks if block.chart for bar in block.chart.bars
    ]


def test_the_verdict_and_the_key_differences_come_first(real: Writer) -> None:
    written, computed = page(real, REAL_PAIR, "IN"), page(real, ("actuary", "data-scientist"), "IN")

    for made in (written, computed):
        verdict, differences = made.sections[0].blocks
        assert made.sections[0].id == "takeaways"
        assert verdict.strong and verdict.lines
        assert differences.table and len(differences.table.rows) >= 4
    assert real.knowledge.comparison(*REAL_PAIR).bottom_line in written.sections[0].blocks[0].lines


def test_nothing_is_said_twice(real: Writer) -> None:
    made = page(real, REAL_PAIR, "IN")
    lines = [*made.lede, *(line for section in made.sections for block in section.blocks for line in block.lines)]
    asked = [line for entry in made.faq for line in entry.lines]

    assert len(lines) == len(set(lines))
    assert not set(lines) & set(asked)


def test_no_word_is_doubled_and_heads_begin_with_a_capital(real: Writer) -> None:
    text = html(real, ("data-analyst", "data-scientist"), "IN")

    assert "Licence: Licence" not in text
    assert "Licence: not stated" in text
    assert re.findall(r'<th scope="row">[a-z][^<]*', text) == []


def test_other_figures_are_folded_and_named(real: Writer) -> None:
    folded = [
        block
        for section in page(real, REAL_PAIR, "IN").sections
        if section.id == "pay"
        for block in section.blocks
        if block.folded
    ]

    assert [bool(block.table and block.heading) for block in folded] == [True, True]


def test_shared_and_own_skills_are_counted(real: Writer) -> None:
    skills = next(section for section in page(real, REAL_PAIR, "IN").sections if section.id == "skills")
    groups = next(block.groups for block in skills.blocks if block.groups)

    assert [group.heading for group in groups] == [
        "In common (3)",
        "Only Data Scientist (4)",
        "Only Machine Learning Engineer (4)",
    ]


def test_a_source_that_asks_for_words_gets_them(writer: Writer) -> None:
    made = page(writer, PAIR, "XA")

    assert [source.attribution for source in made.sources] == ["Lit by Lamp House.", ""]
    assert "Lit by Lamp House." in html(writer, PAIR, "XA")


def test_without_a_jobs_site_the_page_says_so(writer: Writer) -> None:
    assert "No job openings are connected to this page." in html(writer, PAIR, "XA")


def test_with_a_jobs_site_and_pages_there_are_links(folder: Path) -> None:
    change(folder, "site.yml", 'jobs_url: ""', "jobs_url: https://jobs.example/s?q={query}")
    change(folder, "site.yml", 'page_url: ""', "page_url: https://jobs.example/{first}-vs-{second}")
    links = outline(html(Writer(load(folder)), PAIR[:1], "XA")).links

    assert {"https://jobs.example/s?q=Lamp+Designer", "https://jobs.example/lamp-designer-vs-wick-trader"} <= set(links)


def test_a_country_without_pay_has_no_chart_and_says_what_is_missing(real: Writer) -> None:
    text = html(real, ("sales-manager", "seo-specialist"), "DE")

    assert "<figure" not in text
    assert "We hold no pay figures for sales managers in Germany" in text


def test_every_role_has_a_page_without_gaps(real: Writer) -> None:
    for role in real.knowledge.roles:
        text = html(real, (role,), "US")
        assert not re.search(r"\bNone\b|\{\w+\}|<(p|li|h\d|td|th)\b[^>]*>\s*</\1>", text), role


def test_three_roles_stand_side_by_side(real: Writer) -> None:
    made = page(real, ("data-analyst", "data-scientist", "data-engineer"), "US")

    assert made.title == "Data Analyst vs Data Scientist vs Data Engineer: what is the difference?"
    assert outline(html(real, ("data-analyst", "data-scientist", "data-engineer"), "US")).open == []
