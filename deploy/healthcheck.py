"""Exit code 0 if the server of this container answers questions, else 1 with the reason. Needs Python's own library alone."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

PATH = "/webhooks/web/ready"
SECONDS = 12.0  # the server gives up its own question after 10


def reason(url: str) -> str:
    """Why the server is not ready; "" if it is."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        return error.read(500).decode("utf-8", "replace")
    except OSError as error:
        return str(error)


if __name__ == "__main__":
    found = reason(f"http://127.0.0.1:{os.environ.get('ROLEWISE_PORT') or 5005}{PATH}")
    sys.exit(found or 0)
