"""TensorFlow stays out where no component needs it, and only there."""

import subprocess
import sys
from pathlib import Path

from rolewise.paths import CONFIG
from rolewise.rasa import without_tensorflow

START = """
import sys
from rolewise.rasa import without_tensorflow
from rolewise.paths import CONFIG
assert without_tensorflow.install(CONFIG)
import rasa.core.agent
print([name for name in sys.modules if name == "tensorflow.python.framework.ops" and hasattr(sys.modules[name], "__file__")])
"""


def test_rasa_starts_without_tensorflow() -> None:
    """Its classes are defined on placeholders; nothing of the real package is loaded."""
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_a_neural_component_keeps_tensorflow(tmp_path: Path) -> None:
    """A pipeline that names a component we do not know to work without gets the real thing."""
    config = tmp_path / "config.yml"
    config.write_text("pipeline:\n  - name: WhitespaceTokenizer\n  - name: DIETClassifier\npolicies: []\n", encoding="utf-8")

    assert not without_tensorflow.components(config) <= without_tensorflow.NEEDS_NONE


def test_the_shipped_pipeline_needs_none() -> None:
    """Every component that config.yml names is known to work without."""
    assert without_tensorflow.components(CONFIG) <= without_tensorflow.NEEDS_NONE
