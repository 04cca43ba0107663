"""Where the files of the project are, wherever the command was started. The settings say which folders lie elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rolewise.settings import ROOT as ROOT
from rolewise.settings import setting

CONFIG = ROOT / "config.yml"
CREDENTIALS = ROOT / "credentials.yml"
ENDPOINTS = ROOT / "endpoints.yml"


def knowledge_folder(root: Path = ROOT, environment: Mapping[str, str] | None = None) -> Path:
    """`knowledge/` of the project, or where ROLEWISE_KNOWLEDGE points."""
    return Path(setting("ROLEWISE_KNOWLEDGE", environment) or root / "knowledge")


def embedding_folder(root: Path = ROOT, environment: Mapping[str, str] | None = None) -> Path:
    """Of the sentence embedding: in `.cache/` of the project, or where ROLEWISE_CACHE points."""
    return Path(setting("ROLEWISE_CACHE", environment) or root / ".cache") / "embedding"


def models_folder(root: Path = ROOT) -> Path:
    """`models/` beside the project, or for this project where ROLEWISE_MODELS points: clones may share their models."""
    shared = setting("ROLEWISE_MODELS") if root == ROOT else ""
    return Path(shared) if shared else root / "models"
