"""Where the files of the project are, wherever the command was started."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "config.yml"
CREDENTIALS = ROOT / "credentials.yml"
ENDPOINTS = ROOT / "endpoints.yml"


def knowledge_folder() -> Path:
    """`knowledge/` of the project, or where ROLEWISE_KNOWLEDGE points."""
    return Path(os.environ.get("ROLEWISE_KNOWLEDGE") or ROOT / "knowledge")
