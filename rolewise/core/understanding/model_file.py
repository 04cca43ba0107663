"""A trained model -> what understands by it, without Rasa.

`rasa train` packs the intent model into its archive as plain arrays, and the pipeline's settings as JSON. Both are read
from there: there is no second file that could be of another training. Nothing is unpacked, and no code of it runs.
"""

from __future__ import annotations

import io
import json
import logging
import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from rolewise.core.embedding import EmbeddingUnavailable, SentenceEmbedding
from rolewise.core.understanding.intent_model import IntentModel, Reader
from rolewise.core.understanding.sense import Sense
from rolewise.core.understanding.understander import Thresholds, Understander

FILE = "intents.npz"
EMBEDDED = "embedded"  # stands beside the file of a model that was trained with the embedding
SENSES = "senses.npz"  # what the roles are, by the embedding
METADATA = "metadata.json"
CLASSIFIER, FALLBACK = "RolewiseIntentClassifier", "FallbackClassifier"
LARGEST = 200_000_000  # bytes of one file in the archive

logger = logging.getLogger(__name__)


class UnreadableModel(Exception):
    """The archive holds no intent model of ours; the message says what is wrong."""


def load_understander(archive: Path, chat_words: Mapping[str, str]) -> Understander:
    """What `rasa train` made. Raises UnreadableModel or EmbeddingUnavailable."""
    try:
        files = _files(archive)
        thresholds = _thresholds(json.loads(files[METADATA]))
        read_by = reader() if EMBEDDED in files else None
        sense = Sense.load(io.BytesIO(files[SENSES]), read_by.embed) if read_by and SENSES in files else None
        return Understander(IntentModel.load(io.BytesIO(files[FILE]), chat_words, read_by), thresholds, sense)
    except (OSError, EOFError, tarfile.TarError, KeyError, ValueError, TypeError, AttributeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise UnreadableModel(f"{archive.name} holds no intent model that can be read ({why})") from error


def reader(missing_ok: bool = False) -> Reader | None:
    """The sentence embedding. Without its weights None, said in the log; EmbeddingUnavailable where a model needs it."""
    try:
        return SentenceEmbedding.load()
    except EmbeddingUnavailable as error:
        if not missing_ok:
            raise
        logger.warning("intents are told without the sentence embedding, less well: %s", error)
        return None


def _files(archive: Path) -> dict[str, bytes]:
    """The files of interest by their names."""
    found: dict[str, bytes] = {}
    with tarfile.open(archive, "r:gz") as members:
        for member in members:
            name = PurePosixPath(member.name).name
            if name not in (FILE, EMBEDDED, SENSES, METADATA) or not member.isfile():
                continue
            if member.size > LARGEST:
                raise ValueError(f"{name} is too large")
            content = members.extractfile(member)
            found[name] = content.read() if content else b""
    return found


def _thresholds(metadata: Mapping[str, Any]) -> Thresholds:
    """As config.yml had them when the model was trained."""
    schema = metadata["predict_schema"]["nodes"].values()
    settings = {node["uses"].rsplit(".", 1)[-1]: node["config"] for node in schema}
    if CLASSIFIER not in settings:
        raise ValueError(f"its pipeline has no {CLASSIFIER}")
    fallback, usual = settings.get(FALLBACK, {}), Thresholds()
    return Thresholds(
        sure=float(fallback.get("threshold", usual.sure)),
        apart=float(fallback.get("ambiguity_threshold", usual.apart)),
        second=float(settings[CLASSIFIER].get("second_sure", usual.second)),
    )
