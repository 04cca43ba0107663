"""`rolewise train`: makes the model."""

from __future__ import annotations

import sys

from rolewise.cli import loading


def run(force: bool) -> None:
    """Trains unless the model is current; says on stderr which model is in use."""
    path = loading.current_model(force=force)
    print(f"{path.name} is current", file=sys.stderr)
