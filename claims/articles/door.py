"""Where sockets open: names are resolved once, and only what was checked is dialled.

The name is resolved once, every answer must be a public address, and the connection goes to an
address that was checked, so nothing can change between the check and the connection (DNS
rebinding). Every wait on the network ends with the total time of a fetch.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpcore2

from claims.articles.hosts import is_public


class FetchError(Exception):
    """The page was not fetched; the message says why, for a person."""


class Refused(FetchError):
    """The address is not one this client goes to. Trying again will not help."""


class Unreachable(FetchError):
    """No usable answer: name, connection, TLS, protocol or time. It may work later."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: bytes of the body (as sent and decoded), redirects, seconds."""

    max_bytes: int = 10_000_000
    max_redirects: int = 5
    total_seconds: float = 20
    connect_seconds: float = 5


class Clock:
    """What is left of the total time; every wait on the network asks here."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._end = time.monotonic() + limits.total_seconds

    def left(self, wanted: float | None = None) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise Unreachable(f"No complete answer within {self.limits.total_seconds:g} seconds.")
        return left if wanted is None else min(left, wanted)


class Deadline(httpcore2.NetworkStream):
    """A connection whose every wait is cut at the end of the total time.

    A time-out for each read is not enough: a server that sends one byte a second never
    exceeds it.
    """

    def __init__(self, stream: httpcore2.NetworkStream, clock: Clock) -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._clock.left(timeout)
        return Deadline(self._stream.start_tls(ssl_context, server_hostname, left), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Door(httpcore2.NetworkBackend):
    """Where sockets open: names are resolved once, and only what was checked is dialled."""

    def __init__(self, clock: Clock, *, allowed: bool) -> None:
        self._clock, self._allowed = clock, allowed
        self._network = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = _resolve(host, port, self._clock)
        if not self._allowed and not all(map(is_public, addresses)):
            raise Refused(f"{host} does not lead to a public address.")
        failure: Exception | None = None
        for address in addresses:
            try:
                wait = self._clock.left(timeout)
                stream = self._network.connect_tcp(address, port, wait, None, socket_options)
                return Deadline(stream, self._clock)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise Unreachable(f"{host} does not answer on port {port}.") from failure

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        raise Refused("Local sockets are not addresses of the web.")


def _resolve(host: str, port: int, clock: Clock) -> list[str]:
    """Every address of ``host``, in the resolver's order.

    The system's resolver has no time-out of its own, so it runs in a thread that is left
    behind when it takes too long. What is an address already needs no resolving.
    """
    with contextlib.suppress(ValueError):
        return [str(ipaddress.ip_address(host))]
    answers: list[str] = []
    failures: list[Exception] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.extend(dict.fromkeys(str(answer[4][0]) for answer in found))
        except (OSError, UnicodeError) as error:
            failures.append(error)

    asking = threading.Thread(target=ask, name="resolve", daemon=True)
    asking.start()
    asking.join(clock.left(clock.limits.connect_seconds))
    if failures or asking.is_alive() or not answers:
        raise Unreachable(f"The name {host} cannot be resolved.") from next(iter(failures), None)
    return answers
