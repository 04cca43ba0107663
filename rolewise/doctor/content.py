"""What the assistant answers from: the embedding, the model and the knowledge base."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from datetime import date
from importlib import metadata
from pathlib import Path

from rolewise.operation.finding import FAULT, SOUND, WARNING, Finding, Place
from rolewise.paths import embedding_folder, knowledge_folder

TRAIN = "run `rolewise train`"
EMBED = "run `python -m rolewise.core.embedding.convert`"
METADATA = "metadata.json"


def embedding(place: Place) -> Iterator[Finding]:
    """Whether the sentence embedding is complete; the assistant works without, less well."""
    from rolewise.core.embedding.session import Stamp
    from rolewise.core.embedding.weights import EmbeddingUnavailable

    folder = embedding_folder(place.root, place.environment)
    try:
        stamp = Stamp.read(folder)
    except EmbeddingUnavailable as error:
        yield Finding(WARNING, "embedding", str(error).partition(":")[0], EMBED)
        return
    if not stamp.intact(folder):
        yield Finding(FAULT, "embedding", "its files are not those of its stamp", EMBED)
        return
    yield Finding(SOUND, "embedding", f"{stamp.size_bytes / 1e6:.0f} MB")


def model(place: Place) -> Iterator[Finding]:
    """Whether there is a model that fits today's files and the installed Rasa."""
    from rolewise.rasa.model_trust import is_whole
    from rolewise.rasa.training import current_model, latest_model

    current = current_model(place.root)
    found = current or latest_model(place.root)
    if found is None:
        yield Finding(FAULT, "model", "none is trained", TRAIN)
        return
    version = trained_by(found)
    if not version or not is_whole(found):
        yield Finding(FAULT, "model", f"{found.name} is damaged", TRAIN)
    elif version != metadata.version("rasa"):
        yield Finding(FAULT, "model", f"{found.name} was trained by Rasa {version}", TRAIN)
    elif current is None:
        yield Finding(WARNING, "model", f"{found.name} was trained from earlier files", TRAIN)
    else:
        yield Finding(SOUND, "model", f"{found.name}, current")


def trained_by(path: Path) -> str:
    """The version of Rasa that made a model; "" where the file is damaged."""
    try:
        with tarfile.open(path) as archive:
            member = next(each for each in archive if Path(each.name).name == METADATA)
            content = archive.extractfile(member)
            return str(json.load(content)["rasa_open_source_version"]) if content else ""
    except (OSError, EOFError, ValueError, KeyError, StopIteration, tarfile.TarError):
        return ""


def knowledge(place: Place) -> Iterator[Finding]:
    """Whether the knowledge base is sound, and how much of it is old."""
    from rolewise.core.knowledge import KnowledgeError, load
    from rolewise.editing.freshness import warnings

    folder = knowledge_folder(place.root, place.environment)
    try:
        found = load(folder)
    except KnowledgeError as error:
        first = str(error).splitlines()[0]
        yield Finding(FAULT, "knowledge", first, "`rolewise check` prints every problem")
        return
    counts = f"{len(found.roles)} roles, {len(found.countries)} countries, {len(found.sources)} sources"
    old = warnings(found, date.today().year)
    if old:
        yield Finding(WARNING, "knowledge", f"{counts}; {len(old)} warnings", "`rolewise check` prints them")
    else:
        yield Finding(SOUND, "knowledge", counts)
