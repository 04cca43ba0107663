#!/bin/sh
# A copy of Rasa 3.6.21's tracker is no copy of its utterances: what is predicted for the copy marks the original.
#   Version: rasa 3.6.21, CPython 3.10.
#   Belief: DialogueStateTracker.copy() "creates a duplicate of this tracker", so that events which a copy is updated with leave
#   the original as it was; Rasa itself runs an action on such a copy, to discard it where the action refuses to run.
#   Behaviour: both hold the same UserUttered object, and DefinePrevUserUtteredFeaturization, which every prediction adds, sets
#   `use_text_for_featurization` on it: the original's state then holds the text instead of the intent, without an event of its own.
#   Seen: "before: {'text': 'hello', 'intent': 'greet'}", "after: {'text': 'hello'}", "events of the original: 2".
# Exits with 0 while that is so, with 1 once it is not, with 2 where it cannot be tried. Installs 2 GB; takes minutes.
set -eu
PLACE=$(mktemp -d)
trap 'rm -rf "$PLACE"' EXIT
PYTHON=$(command -v python3.10) || { echo "it needs Python 3.10" >&2; exit 2; }
{
    "$PYTHON" -m venv "$PLACE/venv"
    "$PLACE/venv/bin/python" -m pip install --quiet uv==0.13.9
    "$PLACE/venv/bin/uv" pip install --quiet --python "$PLACE/venv/bin/python" rasa==3.6.21 'setuptools<81'
} >"$PLACE/log" 2>&1 || {
    tail -n 3 "$PLACE/log" >&2
    exit 2
}

cat >"$PLACE/try.py" <<'PYTHON'
import sys

from rasa.shared.core.events import ActionExecuted, DefinePrevUserUtteredFeaturization, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

said = UserUttered("hello", {"name": "greet", "confidence": 1.0})
tracker = DialogueStateTracker.from_events("a", [ActionExecuted("action_listen"), said])
before = tracker.latest_message.as_sub_state()
duplicate = tracker.copy()
duplicate.update(DefinePrevUserUtteredFeaturization(True))
after = tracker.latest_message.as_sub_state()
print("before:", before)
print("after: ", after)
print("events of the original:", len(tracker.events))
sys.exit(0 if "intent" in before and "intent" not in after and len(tracker.events) == 2 else 1)
PYTHON
"$PLACE/venv/bin/python" -W ignore "$PLACE/try.py" 2>/dev/null
