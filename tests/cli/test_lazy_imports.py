"""Commands that need no model do not wait for Rasa."""

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
slow = {"rasa", "rasa_sdk", "tensorflow", "sanic", "spacy", "onnxruntime", "sklearn"} & set(sys.modules)
print(sorted(slow), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["roles", "--json"], ["check"], ["doctor"]])
def test_no_slow_library_is_imported(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", RUN, *arguments], capture_output=True, text=True)

    assert done.stderr.splitlines()[-1] == "[]"
