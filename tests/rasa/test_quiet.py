"""Starting Rasa says nothing, on stdout or stderr."""

import os
import subprocess
import sys

START = """
from rolewise.rasa.quiet import be_quiet
be_quiet()
import rasa.core.agent
import structlog
from rolewise.rasa import patches
patches.install()
structlog.get_logger().debug("a debug line")
structlog.get_logger().warning("a warning")
"""


def test_rasa_starts_in_silence() -> None:
    noisy = {"PYTHONWARNINGS", "TF_CPP_MIN_LOG_LEVEL", "SQLALCHEMY_SILENCE_UBER_WARNING", "LOG_LEVEL"}
    plain = {name: value for name, value in os.environ.items() if name not in noisy}
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, env=plain, check=True)

    assert (done.stdout, done.stderr) == ("", "")
