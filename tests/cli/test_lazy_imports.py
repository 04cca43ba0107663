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


def test_cross_validation_needs_no_rasa() -> None:
    """It takes minutes: what it imports is looked at alone."""
    names = ("cli.evaluate", "reports.measuring", "reports.figures", "reports.html_report")
    code = f"import sys, {', '.join(f'rolewise.{name}' for name in names)}\nprint(sorted(set(sys.modules) & {FRAMEWORK}))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def imported(names: set[str], arguments: list[str]) -> str:
    """Those of the modules that a command imports."""
    code = RUN.replace("{names}", repr(names))
    done = subprocess.run([sys.executable, "-c", code, *arguments], input="nurse pay\n", capture_output=True, text=True)
    return done.stderr.splitlines()[-1]
