"""The one way in which pages are made of templates: all values are escaped, and a missing one is an error."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined


@lru_cache(maxsize=8)
def environment(*packages: str) -> Environment:
    """Of the folders `templates` of these packages, looked through in their order; one for all who name the same."""
    return Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
