"""No command but the server's waits for Rasa, and those that need no model not for its libraries either."""

import subprocess
import sys

import pytest

RUN = """
import sys
from rolewise.cli import main
try:
    main()
except SystemExit:
    pass
print(sorted(set(sys.modules) & {names}), file=sys.stderr)
"""
FRAMEWORK = {"rasa", "rasa_sdk", "tensorflow", "sanic", "structlog"}
SLOW = {*FRAMEWORK, "spacy", "onnxruntime", "sklearn"}


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["roles", "--json"], ["check"], ["doctor"]])
def test_no_slow_library_is_imported(arguments: list[str]) -> None:
    assert imported(SLOW, arguments) == "[]"


@pytest.mark.parametrize("arguments", [["ask", "nurse pay", "--local"], ["parse"], ["chat", "--local"], ["doctor", "--deep"]])
def test_what_asks_the_model_needs_no_rasa(arguments: list[str]) -> None:
    assert imported(FRAMEWORK, arguments) == "[]"


def imported(names: set[str], arguments: list[str]) -> str:
    """Those of the modules that a command imports."""
    code = RUN.replace("{names}", repr(names))
    done = subprocess.run([sys.executable, "-c", code, *arguments], input="nurse pay\n", capture_output=True, text=True)
    return done.stderr.splitlines()[-1]
