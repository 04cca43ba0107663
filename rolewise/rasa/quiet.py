"""Silences what Rasa and TensorFlow say while they start, and keeps stdout free for answers."""

from __future__ import annotations

import logging
import os
import warnings
from typing import Any

from rolewise.operation.logs import handler, numbers_only

ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
}


def be_quiet(level: int = logging.ERROR) -> None:
    """Call before Rasa is imported; again is harmless. Messages of `level` and above go to stderr."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    # Not by a filter: libraries put their own before it while they are imported.
    warnings.showwarning = _unseen
    _log_to_stderr(level)
    _quiet_structlog(level)


def _unseen(*_: Any, **__: Any) -> None:
    return None


def _log_to_stderr(level: int) -> None:
    # Rasa asks logging for stdout, which logging ignores once the root logger has a handler.
    logging.basicConfig(handlers=[handler(as_json=False)], level=level)
    logging.getLogger().setLevel(level)


def _quiet_structlog(level: int) -> None:
    # Without any configuration structlog prints debug lines to stdout, which doubles the time of a turn.
    import structlog

    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, numbers_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
