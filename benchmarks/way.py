"""How many of our functions and files one question passes, from the web channel's door and back, on a real server.

The third turn of a talk is counted, of a text that comes for the first time. A generator or a coroutine counts as one function
however often it goes on; lambdas and comprehensions belong to the function that they stand in.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).parents[1]
OURS = (f"{ROOT}/rolewise/", f"{ROOT}/actions/")
BEFORE = ("What does a data scientist do?", "and a data analyst?")
ASKED = "Which pays more in India, a data engineer or a nurse?"


class Way:
    """Counts calls of our functions while it is on."""

    def __init__(self) -> None:
        self.on = False
        self.calls: Counter[CodeType] = Counter()

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if self.on and event == "call" and code.co_name[0] != "<" and code.co_filename.startswith(OURS):
            self.calls[code] += 1

    def report(self) -> str:
        """The figures, by room, too."""
        files = {code.co_filename for code in self.calls}
        rooms = Counter("/".join(Path(code.co_filename).relative_to(ROOT).parts[:3][:-1]) for code in self.calls)
        lines = [f"{len(self.calls)} functions in {len(files)} files, {sum(self.calls.values())} calls"]
        return "\n".join([*lines, *(f"{count:5}  {room}" for room, count in rooms.most_common())])


def main() -> None:
    """Serves, asks and prints."""
    from rolewise.rasa.server import serve
    from rolewise.rasa.training import current_model, latest_model

    model = current_model() or latest_model()
    if model is None:
        sys.exit("there is no trained model: run `rolewise train`")
    way = Way()
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        os.environ["ROLEWISE_DATABASE_URL"] = f"sqlite:///{folder}/talks.db"
        probe.close()
        threading.Thread(target=_ask, args=(port, way), daemon=True).start()
        sys.setprofile(way)
        serve(model, port, "127.0.0.1", announcement=Path(folder) / "server.json")
    sys.setprofile(None)
    print(way.report())


def _ask(port: int, way: Way) -> None:
    try:
        while not _post(port, "session", {}):
            threading.Event().wait(0.5)
        token = _post(port, "session", {})["token"]
        for text in BEFORE:
            _post(port, "message", {"text": text}, token)
        way.on = True
        _post(port, "message", {"text": ASKED}, token)
        way.on = False
    finally:
        os.kill(os.getpid(), signal.SIGTERM)


def _post(port: int, path: str, content: dict[str, str], token: str = "") -> dict[str, Any]:
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    url = f"http://127.0.0.1:{port}/webhooks/web/{path}"
    try:
        with urllib.request.urlopen(urllib.request.Request(url, json.dumps(content).encode(), headers), timeout=60) as answer:
            return dict(json.load(answer))
    except ConnectionError:
        return {}
    except urllib.error.URLError as error:
        if isinstance(error.reason, ConnectionError):
            return {}
        raise


if __name__ == "__main__":
    main()
