"""
Tunes the second opinion on data/nlu.yml and writes its weights, into the project or into --folder: some four minutes of one core.

One utterance in five is held out, so that `rolewise evaluate` can judge by what was never learnt. Afterwards run
`python -m rolewise.core.embedding.convert` and `rolewise train`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

# One core, and the same numbers on every run; read when jax is imported.
os.environ.update(JAX_PLATFORMS="cpu", XLA_FLAGS="--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import numpy as np
from sklearn.model_selection import StratifiedKFold

from rolewise.core.embedding.opinion import FOLDER, TUNE, save_opinion
from rolewise.core.embedding.session import open_tokenizer
from rolewise.core.embedding.weights import load_weights
from rolewise.core.understanding.text_forms import Preparer
from rolewise.in_use import live_knowledge
from rolewise.paths import ROOT
from rolewise.reports.utterances import read_utterances
from rolewise.tuning.training import Recipe, Texts, told, tuned

UTTERANCES = ROOT / "data" / "nlu.yml"
SAID_EVERY = 50  # steps


def main(arguments: Sequence[str] | None = None) -> None:
    """Tunes, measures on what was held out, and writes."""
    parser = argparse.ArgumentParser(prog=TUNE, description="Tunes the second opinion on data/nlu.yml.")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="to write the weights into (default: the project's own)")
    folder = parser.parse_args(arguments).folder
    utterances, in_use = read_utterances(UTTERANCES), live_knowledge().current()
    founds = [in_use.matcher.find(item.text) for item in utterances]
    preparer = Preparer.learn(founds, in_use.knowledge.chat_words)
    natural = [preparer.prepare(found).natural for found in founds]
    intents = sorted({item.intent for item in utterances})
    labels = np.array([intents.index(item.intent) for item in utterances])
    learn, held_out = next(StratifiedKFold(5, shuffle=True, random_state=0).split(labels, labels))
    weights, recipe = load_weights(), Recipe()
    tokenizer = open_tokenizer(weights.tokenizer)
    texts = Texts(weights.tensors, [tokenizer.encode(text).ids for text in natural])
    made = tuned(weights.tensors, texts, labels, learn, recipe, _say)
    right = float((told(made, texts, held_out).argmax(1) == labels[held_out]).mean())
    print(f"alone it tells {right:.1%} of {len(held_out):,} held-out utterances right")
    save_opinion(
        made,
        intents,
        [natural[row] for row in learn],
        {
            "utterances": hashlib.sha256(UTTERANCES.read_bytes()).hexdigest(),
            "learnt": len(learn),
            "right_alone": round(right, 4),
            "recipe": asdict(recipe),
        },
        folder,
    )


def _say(step: int, steps: int, loss: float) -> None:
    if step % SAID_EVERY == 0 or step == steps:
        print(f"{step:>5} of {steps} steps, loss {loss:.3f}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
