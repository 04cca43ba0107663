"""What the commands need before they can work, with a message for when it is not there."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rolewise.cli import exits

if TYPE_CHECKING:
    from rolewise.cli.local import LocalAssistant
    from rolewise.core.knowledge import KnowledgeBase, KnowledgeError


def knowledge() -> KnowledgeBase:
    """The knowledge base; ends the command with the report when it has problems."""
    from rolewise.core.knowledge import KnowledgeError, load
    from rolewise.paths import knowledge_folder

    try:
        return load(knowledge_folder())
    except KnowledgeError as error:
        raise _broken(error) from error


def trained_model() -> Path:
    """The current model or, with a notice, the latest one; never trains."""
    from rolewise.rasa import training as model

    if current := model.current_model():
        return current
    if latest := model.latest_model():
        print("rolewise: the model was trained from earlier files; `rolewise train` makes a current one", file=sys.stderr)
        return latest
    raise exits.Stop("there is no trained model: run `rolewise train` (or `make chat`)", exits.UNAVAILABLE)


def current_model(*, force: bool = False) -> Path:
    """The current model, trained now if need be."""
    from rolewise.rasa import training as model

    try:
        return model.train() if force else model.ensure_model()
    except model.ModelUnavailable as error:
        raise exits.Stop(str(error), exits.UNAVAILABLE) from error


def assistant(path: Path) -> LocalAssistant:
    """The model, loaded and ready to be asked."""
    from rolewise.cli.local import LocalAssistant
    from rolewise.core.embedding import EmbeddingUnavailable
    from rolewise.core.engine import Engine
    from rolewise.core.knowledge import KnowledgeError
    from rolewise.core.understanding.model_file import UnreadableModel
    from rolewise.in_use import live_knowledge
    from rolewise.operation.logs import handler

    logging.basicConfig(handlers=[handler(as_json=False)], level=logging.ERROR)
    try:
        return LocalAssistant(Engine.load(path, live_knowledge()))
    except (UnreadableModel, EmbeddingUnavailable) as error:
        raise exits.Stop(f"the model does not load: {error}; `rolewise train` makes a new one", exits.UNAVAILABLE) from error
    except KnowledgeError as error:
        raise _broken(error) from error


def _broken(error: KnowledgeError) -> exits.Stop:
    return exits.Stop(f"the knowledge base has problems\n{error}", exits.FAILED)
