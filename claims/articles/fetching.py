"""Fetching a page without becoming somebody's way into the network.

An address comes from a reader, a feed or a redirect, so it is hostile until checked. The check
happens where the socket opens (``door.py``). TLS still verifies the host name. Redirects are
followed here, one by one, through the same door; no proxy, cookie or credential of the
environment is used; time and bytes are bounded over the whole fetch.

A list of origins may be reached although they are private (a test server, the
demonstration's own origin). It is empty unless configured, and names scheme, host and port.
"""

from __future__ import annotations

import contextlib
import functools
import ssl
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import httpcore2
import httpx2

from claims.articles.door import Clock, Door, FetchError, Limits, Refused, Unreachable

__all__ = [
    "LONGEST_ADDRESS",
    "FetchError",
    "Fetched",
    "Limits",
    "Posted",
    "Refused",
    "TooLarge",
    "TooManyRedirects",
    "Unreachable",
    "checked_url",
    "fetch",
    "post",
]

USER_AGENT = "factcheck-workbench/0.1 (newsroom fact-checking; one page at a time)"
LONGEST_ADDRESS = 2000  # characters; longer ones are no pages to keep
_USUAL = Limits()
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DEFAULT_PORTS = {"http": 80, "https": 443}
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1"


class TooLarge(FetchError):
    """The answer is larger than the limit, as sent or after decompression."""


class TooManyRedirects(FetchError):
    """The address leads on and on."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. ``url`` is where it came from in the end; header names are in lower case.

    ``body`` has its content coding undone. It is empty when ``not_modified``.
    """

    status: int
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    not_modified: bool

    def header(self, name: str) -> str:
        """The first value of a header, or an empty string."""
        return next((value for key, value in self.headers if key == name.lower()), "")


def fetch(
    url: str,
    *,
    allowed_origins: frozenset[str] = frozenset(),
    etag: str | None = None,
    last_modified: str | None = None,
    limits: Limits = _USUAL,
) -> Fetched:
    """GET ``url``, following redirects, within ``limits``.

    ``allowed_origins`` holds origins such as ``http://127.0.0.1:8123`` that may be private or
    on an unusual port. ``etag`` and ``last_modified`` are the validators of an earlier
    answer; an unchanged page comes back with ``not_modified``. Any final status is an
    answer, errors included. Raises :class:`Refused`, :class:`Unreachable`,
    :class:`TooLarge` or :class:`TooManyRedirects`.
    """
    clock = Clock(limits)
    target = checked_url(url, allowed_origins)
    headers = [
        (b"User-Agent", USER_AGENT.encode()),
        (b"Accept", _ACCEPT.encode()),
        (b"Accept-Encoding", b"gzip, deflate"),
        (b"Accept-Language", b"ko, en;q=0.8"),
        (b"Connection", b"close"),
        *_validators(etag, last_modified),
    ]
    for _ in range(limits.max_redirects + 1):
        request = _request("GET", target, headers, clock)
        answer = _one(target, request, clock, _origin(target) in allowed_origins)
        if not isinstance(answer, str):
            return answer
        try:
            joined = str(target.join(answer))
        except (httpx2.InvalidURL, ValueError) as error:
            raise Refused(f"The page redirects to an invalid address: {error}.") from error
        target = checked_url(joined, allowed_origins)
    raise TooManyRedirects(f"More than {limits.max_redirects} redirects from {url}.")


@dataclass(frozen=True, slots=True)
class Posted:
    """The answer to a POST: header names in lower case, and the body's first bytes as sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    beginning: bytes

    def header(self, name: str) -> str:
        """The first value of a header, or an empty string."""
        return next((value for key, value in self.headers if key == name.lower()), "")


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    allowed_origins: frozenset[str] = frozenset(),
    limits: Limits = _USUAL,
) -> Posted:
    """POST ``body`` to ``url`` through the same door as :func:`fetch`.

    A redirect is an answer and is not followed; of the answer's body no more than
    ``limits.max_bytes`` are read. Raises :class:`Refused` or :class:`Unreachable`.
    """
    clock = Clock(limits)
    target = checked_url(url, allowed_origins)
    sent = [
        (b"User-Agent", USER_AGENT.encode()),
        (b"Content-Length", str(len(body)).encode()),
        (b"Connection", b"close"),
        *((name.encode("ascii"), value.encode("latin-1")) for name, value in headers.items()),
    ]
    request = _request("POST", target, sent, clock, body)
    with _answer(target, request, clock, _origin(target) in allowed_origins) as response:
        beginning = bytearray()
        for chunk in response.iter_stream():
            beginning += chunk[: limits.max_bytes - len(beginning)]
            if len(beginning) >= limits.max_bytes:
                break
        return Posted(response.status, _received(response), bytes(beginning))


def checked_url(url: str, allowed_origins: frozenset[str]) -> httpx2.URL:
    """``url`` parsed once, for checking and connecting alike; :class:`Refused` if not allowed."""
    try:
        target = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError) as error:
        raise Refused(f"The address is not valid: {error}.") from error
    if len(str(target)) > LONGEST_ADDRESS:
        raise Refused(f"The address is longer than {LONGEST_ADDRESS} characters.")
    if target.scheme not in _DEFAULT_PORTS:
        raise Refused("Only http:// and https:// addresses are fetched.")
    if target.userinfo:
        raise Refused("The address contains a user name or password.")
    if not target.host:
        raise Refused("The address names no host.")
    port = target.port or _DEFAULT_PORTS[target.scheme]
    if _origin(target) not in allowed_origins and port not in _DEFAULT_PORTS.values():
        raise Refused(f"Port {port} is not one of the web's (80, 443).")
    return target.copy_with(fragment=None)


def _origin(target: httpx2.URL) -> str:
    """Scheme, host and port, the last only where it is not the scheme's own."""
    host = target.raw_host.decode("ascii")
    host = f"[{host}]" if ":" in host else host
    port = target.port
    return f"{target.scheme}://{host}" + (f":{port}" if port is not None else "")


def _validators(etag: str | None, last_modified: str | None) -> Iterator[tuple[bytes, bytes]]:
    for name, value in (
        (b"If-None-Match", etag),
        (b"If-Modified-Since", last_modified),
    ):
        # What an earlier server sent is hostile too: no line ends, nothing outside Latin-1.
        if value and value.isprintable() and all(character <= "\xff" for character in value):
            yield name, value.encode("latin-1")


def _request(
    method: str,
    target: httpx2.URL,
    headers: Sequence[tuple[bytes, bytes]],
    clock: Clock,
    body: bytes | None = None,
) -> httpcore2.Request:
    return httpcore2.Request(
        method,
        httpcore2.URL(
            scheme=target.raw_scheme,
            host=target.raw_host,
            port=target.port,
            target=target.raw_path,
        ),
        headers=[(b"Host", target.netloc), *headers],
        content=body,
        extensions={"timeout": _timeouts(clock)},
    )


def _one(
    target: httpx2.URL, request: httpcore2.Request, clock: Clock, allowed: bool
) -> Fetched | str:
    """One request: the answer, or the address it redirects to."""
    with _answer(target, request, clock, allowed) as response:
        received = _received(response)
        location = next((value for name, value in received if name == "location"), "")
        if response.status in _REDIRECTS and location:
            return location
        unchanged = response.status == 304
        body = b"" if unchanged else _body(response, received, clock.limits.max_bytes)
        return Fetched(response.status, str(target), received, body, unchanged)


@contextlib.contextmanager
def _answer(
    target: httpx2.URL, request: httpcore2.Request, clock: Clock, allowed: bool
) -> Iterator[httpcore2.Response]:
    """The answer, whose body is still to be read, over a connection of its own."""
    try:
        with (
            httpcore2.ConnectionPool(
                ssl_context=_tls(),
                network_backend=Door(clock, allowed=allowed),
            ) as pool,
            _closing(pool.handle_request(request)) as response,
        ):
            yield response
    except httpcore2.TimeoutException as error:
        raise Unreachable(f"{target.host} took too long to answer.") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise Unreachable(f"{target.host} gave no usable answer: {error}.") from error


@functools.cache
def _tls() -> ssl.SSLContext:
    """Who is trusted, read once a process: reading the certificates takes longer than a fetch."""
    return httpx2.create_ssl_context(trust_env=False)


def _received(response: httpcore2.Response) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1"))
        for name, value in response.headers
    )


@contextlib.contextmanager
def _closing(response: httpcore2.Response) -> Iterator[httpcore2.Response]:
    try:
        yield response
    finally:
        response.close()


def _timeouts(clock: Clock) -> dict[str, float]:
    connect, total = clock.limits.connect_seconds, clock.limits.total_seconds
    return {"connect": connect, "read": total, "write": total, "pool": total}


def _body(
    response: httpcore2.Response, headers: tuple[tuple[str, str], ...], max_bytes: int
) -> bytes:
    """The body with its coding undone, both never longer than ``max_bytes``."""
    coding = ",".join(value for name, value in headers if name == "content-encoding").lower()
    undo = _Inflater(coding.strip(), max_bytes)
    body, sent = bytearray(), 0
    for chunk in response.iter_stream():
        sent += len(chunk)
        body += undo.feed(chunk)
        if max(sent, len(body)) > max_bytes:
            raise TooLarge(f"The page is larger than {max_bytes:,} bytes.")
    undo.finish()
    return bytes(body)


class _Inflater:
    """Undoes gzip or deflate in bounded pieces: a bomb is cut at the limit, not after it."""

    def __init__(self, coding: str, max_bytes: int) -> None:
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise Unreachable(f"The page is packed in a way nobody asked for ({coding}).")
        self._left = max_bytes + 1
        self._plain = coding in ("", "identity")
        self._deflate = coding == "deflate"
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._started = False

    def feed(self, data: bytes) -> bytes:
        if self._plain:
            return data
        out = bytearray()
        while data and self._left > len(out):
            if self._unpacker.eof:  # a gzip file may have several members
                self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
            out += self._unpack(data, self._left - len(out))
            data = self._unpacker.unused_data or self._unpacker.unconsumed_tail
        self._left -= len(out)
        return bytes(out)

    def _unpack(self, data: bytes, most: int) -> bytes:
        try:
            return self._unpacker.decompress(data, most)
        except zlib.error as error:
            if self._deflate and not self._started:
                # "deflate" should be zlib-wrapped; some servers send it bare.
                self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
                self._started = True
                return self._unpack(data, most)
            raise Unreachable(f"The page's compression is broken: {error}.") from error
        finally:
            self._started = True

    def finish(self) -> None:
        if not self._plain and self._started and not self._unpacker.eof:
            raise Unreachable("The page ended before its compressed data did.")
