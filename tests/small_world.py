"""A small invented knowledge base about lamps, written to a folder that a test may then damage."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from rolewise.core.knowledge.contract import contract

CUES = {"fresher": ["no experience"]}
WORDING = Path(__file__).parents[1] / "knowledge" / "wording.yml"

HINDI = """
phrases: {के बारे में: about}
words: {का: "", की: "", क्या: what, है: is, वेतन: pay, कितना: how much}
names: {दीया: lamp}
postpositions: {में: in}
verbs: {कमा: earn}
verb_endings: {-ता: "{}"}
"""
FILES = {
    "roles/lamp-designer.yml": """
title: Lamp Designer
family: lamps
aliases: [Light Shaper]
fields: [lamp design]
summary: Draws lamps that people can read by.
focus: drawing lamps
result: lamps that shine
suits: like light
responsibilities: [Draw lamps, Test shades]
skills: [drawing, glass]
distinguishing: [glass]
hire_when: [you sit in the dark]
experience: {low: 1, high: 3, basis: stated, country: XA, source: lamp-post}
education: {entry: Lamp school, related_experience: none required, training: none required, country: XA, sources: [lamp-post]}
outlook: {country: XA, occupation: Lamp people, code: L-1, employed: 100, projected: 110, growth: 10, openings: 7,
  period: 2024-34, source: lamp-post}
related: [{role: wick-trader, reason: pair}]
pay:
  - {country: XA, low: 100, high: 300, basis: stated, year: 2025, source: lamp-post, headline: true}
  - {country: XB, low: 10, median: 20, high: 30, basis: people, year: 2020, source: old-lamp}
sources: {responsibilities: [lamp-post], skills: [lamp-post], related: [lamp-post]}
""",
    "roles/wick-trader.yml": """
title: Wick Trader
family: lamps
summary: Sells wicks.
responsibilities: [Buy wicks, Sell wicks]
skills: [haggling, drawing]
experience: {low: 0, high: 2, basis: stated, country: XA, source: lamp-post}
pay:
  - {country: XA, low: 50, high: 200, basis: stated, year: 2025, source: lamp-post, headline: true}
""",
    "comparisons/lamp-designer-vs-wick-trader.yml": """
roles: [lamp-designer, wick-trader]
tagline: drawing against selling
quick_answer: One draws </script><b>lamps</b>, the other sells wicks.
bottom_line: Draw first, sell later.
hire_first: lamp-designer
reviewed: May 2025
sources: [lamp-post]
""",
    "vocabulary/skills.yml": """
drawing: {label: Drawing, kind: core, meaning: Making pictures by hand.}
glass: {label: Glass, kind: tool, aliases: [glasswork], meaning: Blowing glass into shapes.}
haggling: {label: Haggling, kind: soft, meaning: Talking about a price until it is lower.}
""",
    "vocabulary/sources.yml": """
lamp-post: {name: The Lamp Post, short: Lamp Post, publisher: Lamp House, licence: Free, date: May 2025, year: 2025,
  reference: lamp.example, attribution: Lit by Lamp House.}
old-lamp: {name: The Old Lamp, short: Old Lamp, publisher: Attic, licence: Unknown, date: undated, reference: a box}
""",
    "vocabulary/bases.yml": """
stated: {label: stated range, meaning: What a page states., spread_of: statements}
people: {label: middle half, meaning: The middle half of people., spread_of: people}
""",
    "vocabulary/currencies.yml": "XLM: {name: lumens, symbol: '*', names: [lumen]}\n",
    "vocabulary/scales.yml": "score: {by: 20, words: [score]}\n",
    "vocabulary/countries.yml": """
XA: {name: Lampland, currency: XLM, names: [lampish]}
XB: {name: Wickland, currency: XLM}
XC: {name: Darkland}
""",
    "vocabulary/families.yml": "lamps: Lamps\n",
    "vocabulary/names.yml": "ambiguous: {shiner: [lamp-designer, wick-trader]}\n",
    "vocabulary/facets.yml": "heard: {}\n",
    "vocabulary/chat_words.yml": "lite: light\n",
    "vocabulary/hindi.yml": HINDI,
    "vocabulary/taxes.yml": "{}\n",
    "vocabulary/backgrounds.yml": "{}\n",
    "site.yml": """
jobs_url: ""
page_url: ""
role_url: ""
contact: ""
default_country: XA
stale_years: 3
idle_minutes: 60
""",
}


def write_world(folder: Path) -> Path:
    """Writes the files, with the project's own wording; the folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), "utf-8")
    write_code_files(folder, CUES)
    return folder


def write_code_files(folder: Path, cues: Mapping[str, list[str]]) -> None:
    """What the code asks of every knowledge base: the project's own wording, and every cue; those not given are never heard."""
    shutil.copy(WORDING, folder / "wording.yml")
    every = {**{cue: [] for cue in contract()["cues"]}, **cues}
    lines = [f"{cue}: {json.dumps(phrases)}\n" for cue, phrases in every.items()]
    (folder / "vocabulary" / "cues.yml").write_text("".join(lines), "utf-8")


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replaces words of a file, which must be there."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
