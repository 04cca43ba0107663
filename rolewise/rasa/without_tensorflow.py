"""Keeps TensorFlow out of a process that has no use for it.

Rasa imports TensorFlow for its neural components whether a model has any or not: 4 of 9 seconds of start-up and 340 of 670
MB. Where config.yml names only components known to work without, placeholders stand in for it: enough for Rasa to define its
classes, not to run one. Plain `rasa` commands are not touched.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from rolewise.settings import setting

NEEDS_NONE = frozenset(
    {
        "rolewise.rasa.input_guard.InputGuard",
        "rolewise.rasa.entity_extractor.KnowledgeEntityExtractor",
        "rolewise.rasa.intent_classifier.RolewiseIntentClassifier",
        "FallbackClassifier",
        "WhitespaceTokenizer",
        "RegexFeaturizer",
        "CountVectorsFeaturizer",
        "LogisticRegressionClassifier",
        "KeywordIntentClassifier",
        "EntitySynonymMapper",
        "RegexEntityExtractor",
        "RulePolicy",
        "MemoizationPolicy",
        "AugmentedMemoizationPolicy",
    }
)
PACKAGES = frozenset({"tensorflow", "tensorflow_hub", "tensorflow_text", "tensorflow_addons", "keras"})
# Set to anything to have TensorFlow all the same.
VARIABLE = "ROLEWISE_TENSORFLOW"


def install(config: Path) -> bool:
    """Call before Rasa is imported; False, and nothing done, where TensorFlow is needed, wanted or already there."""
    if "tensorflow" in sys.modules or setting(VARIABLE) or not components(config) <= NEEDS_NONE:
        return False
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
    return True


def components(config: Path) -> set[str]:
    """Names of the pipeline's components and of the policies."""
    content = yaml.safe_load(config.read_text(encoding="utf-8")) or {}
    return {item["name"] for part in ("pipeline", "policies") for item in content.get(part) or []}


class _Anything(type):
    """A class whose every attribute is such a class: it can be named, inherited from and used as a decorator."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _Anything(name, (_Placeholder,), {})
        setattr(cls, name, made)
        return made

    def __call__(cls, *_: Any, **__: Any) -> Any:
        return cls

    def __or__(cls, _: Any) -> Any:
        return cls

    __ror__ = __or__

    def __getitem__(cls, _: Any) -> Any:
        return cls

    def __iter__(cls) -> Iterator[Any]:
        return iter(())


class _Placeholder(metaclass=_Anything):
    """Stands for anything of TensorFlow."""


class _Module(types.ModuleType):
    __path__: list[str] = []  # noqa: RUF012 - what makes a module a package

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _Anything(name, (_Placeholder,), {})
        setattr(self, name, made)
        return made


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if fullname.split(".")[0] not in PACKAGES:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        return None
