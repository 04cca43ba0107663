"""Who is asking: the visitor's address, as far as the proxies before the server can be trusted to tell it."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

IPV6_SITE = 64  # bits: one visitor has all addresses of such a network


def address(socket: str, forwarded: Sequence[str], proxies: int) -> str:
    """The network that a visitor is counted by.

    Each proxy adds whom it was asked by at the right of X-Forwarded-For (`forwarded`: its lines), so with two proxies the
    second from the right is the visitor; what stands further left is the visitor's own invention.

    >>> address("10.0.0.1", ["6.6.6.6, 203.0.113.9", "10.0.0.2"], 2)
    '203.0.113.9'
    >>> address("203.0.113.9", ["6.6.6.6"], 0)
    '203.0.113.9'
    >>> address("2001:db8:1:2:3::4", [], 0)
    '2001:db8:1:2::/64'
    """
    told = [part.strip() for line in forwarded for part in line.split(",")]
    return _network(told[-proxies]) or _network(socket) if 0 < proxies <= len(told) else _network(socket)


def _network(text: str) -> str:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None)
    if found.version == 4 or mapped:
        return str(mapped or found)
    return str(ipaddress.ip_network((found, IPV6_SITE), strict=False))
