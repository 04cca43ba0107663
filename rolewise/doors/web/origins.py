"""Which pages may use the chat: those of the server itself, and those of an allow-list."""

from __future__ import annotations

from collections.abc import Mapping

from rolewise.doors.web.errors import Problem

ALLOWED_HEADERS = "Authorization, Content-Type"
PREFLIGHT_SECONDS = 600


class Origins:
    """The allow-list."""

    def __init__(self, allowed: frozenset[str]):
        self._allowed = allowed

    def check(self, origin: str | None, host: str) -> None:
        """Raises Problem for a page of an origin that is not allowed. Programs that are no browsers send none."""
        if origin is not None and not self._may(origin, host):
            raise Problem("forbidden_origin")

    def headers(self, origin: str | None, host: str) -> dict[str, str]:
        """What a response tells the browser."""
        vary = {"Vary": "Origin"}
        if origin is None or not self._may(origin, host):
            return vary
        return {**vary, "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "Retry-After"}

    def preflight(self, origin: str | None, host: str, methods: str) -> Mapping[str, str]:
        """What the answer to OPTIONS tells."""
        told = {
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": ALLOWED_HEADERS,
            "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
        }
        return {**self.headers(origin, host), **(told if origin is not None else {}), "Allow": f"{methods}, OPTIONS"}

    def _may(self, origin: str, host: str) -> bool:
        # Only the host is compared: behind a proxy that ends TLS, the server does not see the scheme of its own address.
        scheme, _, rest = origin.lower().partition("://")
        return origin.lower() in self._allowed or (scheme in {"http", "https"} and bool(rest) and rest == host.lower())
