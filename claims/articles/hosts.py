"""Which IP addresses are hosts of the public internet.

``ipaddress.is_global`` alone is not enough: multicast, reserved ranges and IPv4 wrapped in
IPv6 (``64:ff9b::7f00:1`` is the loopback behind NAT64) slip past it.
"""

from __future__ import annotations

import ipaddress

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNICAST = ipaddress.IPv6Network("2000::/3")
_NOT_HOSTS = tuple(
    map(
        ipaddress.ip_network,
        (
            "168.63.129.16/32",  # a cloud's inner service on an address that looks public
            "192.88.99.0/24",  # 6to4 relays, RFC 7526
            "2001:10::/28",  # ORCHID, RFC 4843
            "2001:20::/28",  # ORCHIDv2, RFC 7343
            "3fff::/20",  # documentation, RFC 9637
        ),
    )
)


def is_public(address: str) -> bool:
    """Whether an IP address literal is a host on the public internet.

    IPv4 wrapped in IPv6 (mapped, NAT64) is judged as the IPv4 address a gateway would reach;
    tunnels (6to4, Teredo) and everything outside global unicast are refused whole.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return parsed.scope_id is None and is_public(str(inner))
        if parsed.scope_id or parsed.sixtofour or parsed.teredo or parsed not in _UNICAST:
            return False
    return (
        parsed.is_global
        and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)
        and not any(parsed in network for network in _NOT_HOSTS)
    )
