"""How the knowledge base grows: today's, and generated ones of as many hand-made roles, ten and a hundred times as many."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolewise.core.answers import Question, Writer, answer
from rolewise.core.knowledge import KnowledgeBase, load
from rolewise.core.knowledge.files import read
from rolewise.core.matching import Matcher
from rolewise.paths import knowledge_folder

TIMES = (1, 10, 100)  # today's number of hand-made roles
ALIASES = 5  # a role
ROUNDS = 300
LOADS_WITHIN = 15.0  # seconds
SLOWER_AT_MOST = 1.3
_SYLLABLES = ("ba", "ce", "do", "fi", "gu", "ka", "le", "mo", "ni", "pu", "ra", "se", "to", "vi", "zu")
_INTENTS = ("compare_roles", "ask_pay", "ask_skills", "choose_role", "hire_role", "describe_role", "ask_related_roles")


@dataclass(frozen=True)
class Measured:
    """Seconds to load (by the clock, and of the processor) and to build; median milliseconds of a search and an answer."""

    roles: int
    aliases: int
    load: float
    worked: float
    build: float
    find: float
    answer: float


def main() -> None:
    """Measures all and prints the table."""
    today = measure(knowledge_folder())
    small, *_, large = generated = [_generated(today.roles * times) for times in TIMES]
    print(f"{'roles':>8}{'aliases':>9}{'load s':>9}{'cpu s':>8}{'matcher s':>11}{'find ms':>9}{'answer ms':>11}")
    for row in (today, *generated):
        print(
            f"{row.roles:>8,}{row.aliases:>9,}{row.load:>9.2f}{row.worked:>8.2f}{row.build:>11.2f}{row.find:>9.3f}{row.answer:>11.3f}"
        )
    print("the first is today's with the occupations of its second tier; the others have none")
    ratios = {"find": large.find / small.find, "answer": large.answer / small.answer}
    print("ratio " + ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items()) + f" (at most {SLOWER_AT_MOST})")
    print(f"load: at most {LOADS_WITHIN:g} s: {'kept' if large.load <= LOADS_WITHIN else 'MISSED'}")


def _generated(roles: int) -> Measured:
    with tempfile.TemporaryDirectory() as place:
        generate(knowledge_folder(), Path(place), roles)
        return measure(Path(place))


def measure(folder: Path) -> Measured:
    """One knowledge base: loaded, built, asked."""
    began = time.process_time()
    knowledge, loaded = _timed(lambda: load(folder))
    worked = time.process_time() - began
    matcher, built = _timed(lambda: Matcher(knowledge))
    writer = Writer(knowledge)
    pairs = _pairs(knowledge)
    texts = [_text(knowledge, pair) for pair in pairs]
    questions = [Question(intent, "IN", roles=pair) for pair, intent in zip(pairs, itertools.cycle(_INTENTS))]
    return Measured(
        len(knowledge.roles),
        sum(len(role.aliases) for role in knowledge.roles.values()),
        loaded,
        worked,
        built,
        _median(matcher.find, texts),
        _median(lambda question: answer(writer, question), questions),
    )


def generate(source: Path, target: Path, count: int) -> None:
    """A knowledge base of `count` roles, each a copy of a real one under invented names."""
    for part in ("vocabulary", "site.yml", "wording.yml"):
        origin = source / part
        shutil.copytree(origin, target / part) if origin.is_dir() else shutil.copy(origin, target / part)
    (target / "comparisons").mkdir()
    (target / "roles").mkdir()
    for naming_roles in ("interests.yml", "best_known.yml"):
        (target / "vocabulary" / naming_roles).unlink()
    names = target / "vocabulary" / "names.yml"
    names.write_text("never_roles: []\n" + _lists_of(source / "vocabulary" / "names.yml"), "utf-8")
    (target / "vocabulary" / "titles.yml").unlink(missing_ok=True)  # its names are of real roles
    templates = [_content(path) for path in sorted((source / "roles").glob("*.yml"))]
    words = ["".join(parts).capitalize() for parts in itertools.product(_SYLLABLES, repeat=3)]
    for number in range(count):
        _write_role(target / "roles", number, count, templates[number % len(templates)], words)


def _write_role(folder: Path, number: int, count: int, template: dict[str, Any], words: list[str]) -> None:
    heads = ("Engineer", "Analyst", "Manager", "Designer", "Consultant", "Specialist")
    first, second = words[number % len(words)], words[number // len(words)]
    title = f"{first} {second} {heads[number % len(heads)]}"
    aliases = [f"{first} {second} {word}" for word in ("Expert", "Officer", "Advisor", "Planner", "Lead")][:ALIASES]
    content = {key: value for key, value in template.items() if key not in ("plural", "in_sentence", "fields")}
    related = [{**near, "role": f"role-{(number + step) % count}"} for step, near in enumerate(template.get("related", ()), 1)]
    content |= {"title": title, "aliases": aliases, "related": related}
    (folder / f"role-{number}.yml").write_text(_as_yaml(content), "utf-8")


def _as_yaml(content: dict[str, Any]) -> str:
    """In the shape in which the real files are written; every scalar as JSON writes it, which is YAML, too."""
    lines = []
    for key, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{key}:")
            for entry in value:
                shown = [f"{name}: {json.dumps(inner, ensure_ascii=False)}" for name, inner in entry.items()]
                lines += [f"  - {shown[0]}", *(f"    {line}" for line in shown[1:])]
        elif isinstance(value, dict):
            lines += [f"{key}:", *(f"  {name}: {json.dumps(inner, ensure_ascii=False)}" for name, inner in value.items())]
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _lists_of(path: Path) -> str:
    """The lists of names.yml that name no role of the real knowledge base."""
    kept = {key: _content(path)[key] for key in ("seniority", "title_heads", "spellings", "adjectives")}
    return _as_yaml(kept)


def _content(path: Path) -> dict[str, Any]:
    content, problems = read(path, path.name)
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    return dict(content)


def _pairs(knowledge: KnowledgeBase) -> list[tuple[str, str]]:
    draw = random.Random(1)
    ids = list(knowledge.roles)
    return [(first, second) for first, second in (draw.sample(ids, 2) for _ in range(ROUNDS))]


def _text(knowledge: KnowledgeBase, pair: tuple[str, str]) -> str:
    first, second = (knowledge.roles[role].title for role in pair)
    return f"which pays more in India, {first} or {second}, and do both need python?"


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    made = work()
    return made, time.perf_counter() - start


def _median(work: Callable[[Any], Any], items: list[Any]) -> float:
    """Milliseconds; each item is asked three times and its best counts, so that other work of the machine does not."""
    return statistics.median(min(_timed(lambda item=item: work(item))[1] for _ in range(3)) for item in items) * 1000
