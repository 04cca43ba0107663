"""Hindi: what is told right, how much of it is left with entries of the lexicon missing, and what it costs.

The lines of rolewise/reports/hindi.yml were written before the lexicon, and lexicon and lines by one hand: the
jackknife says what strangers' words may cost. Entries left out are drawn anew in each run.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

LEFT_OUT = (0.0, 0.1, 0.2, 0.3)
RUNS = 5
LISTS = ("phrases", "words", "names", "postpositions", "verbs", "verb_forms", "loanwords")


def main() -> None:
    """Prints the shares of intents and roles told right by the share of entries left out, and milliseconds a text."""
    from rolewise.core.engine import Engine
    from rolewise.core.live import LiveKnowledge
    from rolewise.paths import ROOT
    from rolewise.rasa.training import ensure_model
    from rolewise.reports.hindi import hindi_lines

    live = LiveKnowledge(ROOT / "knowledge")
    engine = Engine.load(Path(ensure_model()), live)
    lines = hindi_lines()
    knowledge = live.current().knowledge
    print(f"{len(lines)} lines, {sum(len(getattr(knowledge.hindi, name)) for name in LISTS):,} entries")
    for share in LEFT_OUT:
        runs = [_right(engine, _without(knowledge, share, run), lines) for run in range(RUNS if share else 1)]
        intents, roles = (statistics.mean(run[place] for run in runs) for place in (0, 1))
        print(f"{share:4.0%} of entries left out   intents {intents:6.1%}   roles {roles:6.1%}")
    _cost(knowledge, [line.text for line in lines])


def _without(knowledge: Any, share: float, run: int) -> Any:
    drawn = random.Random(run)
    left = {name: _thinned(getattr(knowledge.hindi, name), share, drawn) for name in LISTS}
    return replace(knowledge, hindi=replace(knowledge.hindi, **left))


def _thinned(entries: Any, share: float, drawn: random.Random) -> Any:
    if isinstance(entries, Mapping):
        return {key: english for key, english in entries.items() if drawn.random() >= share}
    return tuple(word for word in entries if drawn.random() >= share)


def _right(engine: Any, knowledge: Any, lines: list[Any]) -> tuple[float, float]:
    from rolewise.core.hindi import Translator
    from rolewise.reports.hindi import scores

    translator = Translator(knowledge)
    told = [translator.translate(line.text) for line in lines]
    turns = [replace(engine.understand(each.text), language=each.language) for each in told]
    found = scores(lines, turns)
    return found.intents, found.roles


def _cost(knowledge: Any, texts: list[str]) -> None:
    from rolewise.core.hindi import Translator, has_devanagari

    begun = time.process_time()
    translator = Translator(knowledge)
    made = time.process_time() - begun
    begun = time.process_time()
    for text in texts:
        translator.translate(text)
    each = (time.process_time() - begun) / len(texts)
    english = "what does a data analyst earn in Bangalore"
    begun = time.process_time()
    for _ in range(100_000):
        has_devanagari(english)
    skipped = (time.process_time() - begun) / 100_000
    print(f"translated in {each * 1e3:.3f} ms a text; the translator is made in {made * 1e3:.0f} ms, at the first text in Hindi")
    print(f"an English text is passed by in {skipped * 1e6:.2f} µs")


if __name__ == "__main__":
    main()
