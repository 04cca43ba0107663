"""What a browser would make of a page: its elements, and what is wrong with them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "link", "br", "input", "line", "rect"}
# Elements that end an open paragraph, so that one inside a paragraph is a mistake.
BLOCKS = {"p", "div", "ul", "ol", "table", "section", "figure", "h1", "h2", "h3", "h4", "form", "nav", "main"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
REFERRING = ("aria-labelledby", "aria-describedby", "for")


class Markup(HTMLParser):
    """One page; `faults` in words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self._referred: set[str] = set()
        self.feed(text)
        self.close()
        self._judge()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self._note_attributes(tag, known, len(attrs))
        if tag in BLOCKS and "p" in self.open:
            self.faults.append(f"<{tag}> inside a paragraph")
        if re.fullmatch(r"h\d", tag):
            self.levels.append(int(tag[1]))
        if tag in ("style", "iframe") or (tag == "script" and "src" not in known and known.get("type") != "application/ld+json"):
            self.faults.append(f"inline <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element such as <rect/> holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        opened = self.open.pop() if self.open else "nothing"
        if opened != tag:
            self.faults.append(f"</{tag}> closes <{opened}>")

    def _note_attributes(self, tag: str, known: dict[str, str], count: int) -> None:
        self.faults += [f"a role that <{tag}> has anyway" for name in known if name == "role" and tag in TABLE]
        self.faults += [f"{name} on <{tag}>" for name in known if name == "style" or name.startswith("on")]
        self.faults += [f"an attribute twice on <{tag}>"] if count != len(known) else []
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known[name] for name in ("href", "src") if name in known]
        self._referred |= {name for attribute in REFERRING for name in known.get(attribute, "").split()}

    def _judge(self) -> None:
        self.faults += [f"<{tag}> is not closed" for tag in self.open]
        self.faults += [f"id {name} twice" for name in {name for name in self.ids if self.ids.count(name) > 1}]
        self.faults += [f"nothing has the id {name}" for name in self._referred - set(self.ids)]
        anchors = {link[1:] for link in self.links if link.startswith("#")}
        self.faults += [f"no anchor {name}" for name in anchors - set(self.ids)]
        self.faults += ["not one h1"] if self.levels.count(1) != 1 else []
        self.faults += ["a gap between headings" for before, after in pairwise(self.levels) if after > before + 1]
