"""Fetching must not become a way into the network: the SSRF row of the threat table."""

from __future__ import annotations

import gzip
import http.server
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from claims.articles.fetching import (
    Limits,
    Refused,
    TooLarge,
    TooManyRedirects,
    Unreachable,
    fetch,
    post,
)
from claims.articles.hosts import is_public

PUBLIC = "93.184.216.34"
PAGE = "<p>기사</p>".encode()


class Origin(http.server.BaseHTTPRequestHandler):
    """A small server with every behaviour a fetch meets."""

    protocol_version = "HTTP/1.1"
    seen: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.seen.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
        path = self.path.partition("?")[0]
        if path.startswith("/to/"):
            self.answer(302, b"", Location=self.path.removeprefix("/to/"))
        elif path == "/loop":
            self.answer(302, b"", Location="/loop")
        elif path == "/missing":
            self.answer(404, b"not here")
        elif path == "/validated" and self.headers.get("If-None-Match") == '"v1"':
            self.answer(304, b"")
        elif path == "/validated":
            self.answer(200, PAGE, ETag='"v1"')
        elif path == "/bomb":
            self.answer(200, gzip.compress(b"0" * 20_000_000), **{"Content-Encoding": "gzip"})
        elif path == "/gzip":
            self.answer(
                200,
                gzip.compress(PAGE[:4]) + gzip.compress(PAGE[4:]),
                **{"Content-Encoding": "gzip"},
            )
        elif path == "/deflate":
            self.answer(200, zlib.compress(PAGE), **{"Content-Encoding": "deflate"})
        elif path == "/bare-deflate":
            self.answer(200, zlib.compress(PAGE)[2:-4], **{"Content-Encoding": "deflate"})
        elif path == "/half":
            self.answer(200, gzip.compress(PAGE * 99)[:-9], **{"Content-Encoding": "gzip"})
        elif path == "/odd":
            self.answer(200, PAGE, **{"Content-Encoding": "br"})
        elif path == "/large":
            self.answer(200, b"0" * 300_000)
        elif path == "/slow":
            self.drip()
        else:
            self.answer(200, PAGE)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.seen.append((f"{self.path} {sent}", {}))
        if self.path == "/slow":
            self.drip()
        elif self.path.startswith("/to/"):
            self.answer(307, b"", Location=self.path.removeprefix("/to/"))
        else:
            self.answer(202, b"0" * 300_000, **{"Content-Encoding": "gzip"})

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        try:
            for _ in range(1000):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass  # the client has gone, as it should

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def origin() -> Iterator[int]:
    Origin.seen = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Origin)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


class Network:
    """Scripted DNS, and a router by which the one public address reaches the test's origin."""

    def __init__(self, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []
        self.opened: list[tuple[str, int]] = []
        resolve, connect = socket.getaddrinfo, socket.create_connection

        def answer(host: Any, port: Any, *args: Any, **options: Any) -> Any:
            name = host.decode() if isinstance(host, bytes) else host
            if name not in self.names:
                return resolve(host, port, *args, **options)
            self.asked.append(name)
            script = self.names[name]
            addresses = script.pop(0) if len(script) > 1 else script[0]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in addresses]

        def dial(address: tuple[str, int], *args: Any, **options: Any) -> socket.socket:
            self.opened.append(address)
            if address[0] == PUBLIC:
                return connect(("127.0.0.1", port), *args, **options)
            return connect(address, *args, **options)

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        monkeypatch.setattr(socket, "create_connection", dial)


@pytest.fixture
def network(origin: int, monkeypatch: pytest.MonkeyPatch) -> Network:
    network = Network(origin, monkeypatch)
    network.names["news.test"] = [[PUBLIC]]
    return network


def test_a_public_page_is_fetched_from_the_address_that_was_checked(network: Network) -> None:
    fetched = fetch("http://news.test/a?b=1#c")
    assert (fetched.status, fetched.url, fetched.body) == (200, "http://news.test/a?b=1", PAGE)
    assert network.opened == [(PUBLIC, 80)]
    path, headers = Origin.seen[0]
    assert path == "/a?b=1"
    assert headers["host"] == "news.test"
    assert headers["user-agent"].startswith("factcheck-workbench")
    assert "cookie" not in headers


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1",  # noqa: S104 - an address to refuse
        "168.63.129.16", "192.88.99.1", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::7f00:1",
        "2002:7f00:1::", "2002:a00:1::", "2001:0:7f00:1::", "fc00::1", "fd00:ec2::254",
        "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "nonsense",
    ],
)  # fmt: skip
def test_no_inner_address_is_public(network: Network, address: str) -> None:
    assert not is_public(address)
    network.names["inside.test"] = [[address]]
    with pytest.raises(Refused):
        fetch("http://inside.test/")
    assert network.opened == []
    assert Origin.seen == []


@pytest.mark.parametrize(
    "address", ["8.8.8.8", PUBLIC, "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_one_inner_address_among_public_ones_is_enough_to_refuse(network: Network) -> None:
    network.names["mixed.test"] = [[PUBLIC, "10.0.0.1"]]
    with pytest.raises(Refused):
        fetch("http://mixed.test/")
    assert network.opened == []


def test_a_name_is_resolved_once_so_that_rebinding_finds_no_gap(network: Network) -> None:
    network.names["rebound.test"] = [[PUBLIC], ["127.0.0.1"]]
    assert fetch("http://rebound.test/").status == 200
    assert network.asked == ["rebound.test"]
    assert network.opened == [(PUBLIC, 80)]


def test_a_name_that_is_rebound_between_two_hops_is_refused(network: Network) -> None:
    network.names["rebound.test"] = [[PUBLIC], ["127.0.0.1"]]
    with pytest.raises(Refused):
        fetch("http://rebound.test/to//again")
    assert network.opened == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://127.1/", "http://[::1]/", "http://[::ffff:7f00:1]/", "http://localhost/",
        "http://0/", "http://[fe80::1%25eth0]/", "https://127.0.0.1/", "http://127.0.0.1:443/",
        "http://①②⑦.0.0.1/",
    ],
)  # fmt: skip
def test_literal_forms_of_inner_addresses(network: Network, url: str) -> None:
    with pytest.raises((Refused, Unreachable)):
        fetch(url)
    assert network.opened == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://news.test/", "gopher://news.test/", "javascript:alert(1)",
        "//news.test/", "news.test", "", "http://", "http:///path", "http://news.test:22/",
        "http://news.test:8000/", "https://news.test:6379/", "http://user@news.test/",
        "http://user:secret@news.test/", "http://news.test:notaport/", "http://[::1",
        "http://news.test\r\nX: y/",
    ],
)  # fmt: skip
def test_addresses_that_are_never_fetched(network: Network, url: str) -> None:
    with pytest.raises(Refused):
        fetch(url)
    assert network.opened == []


@pytest.mark.parametrize(
    "location",
    [
        "http://inside.test/secret", "http://127.0.0.1/", "http://[::1]/", "file:///etc/passwd",
        "http://news.test:22/", "http://user:secret@news.test/", "//inside.test/",
    ],
)  # fmt: skip
def test_every_redirect_passes_the_same_door(network: Network, location: str) -> None:
    network.names["inside.test"] = [["10.0.0.1"]]
    with pytest.raises(Refused):
        fetch(f"http://news.test/to/{location}")
    assert [address for address, _ in network.opened] == [PUBLIC]


def test_redirects_are_followed_to_the_end(network: Network) -> None:
    fetched = fetch("http://news.test/to//b?c=%ED%95%9C")
    assert fetched.url == "http://news.test/b?c=%ED%95%9C"
    assert [path for path, _ in Origin.seen] == ["/to//b?c=%ED%95%9C", "/b?c=%ED%95%9C"]


def test_redirects_are_counted(network: Network) -> None:
    with pytest.raises(TooManyRedirects):
        fetch("http://news.test/loop", limits=Limits(max_redirects=3))
    assert len(Origin.seen) == 4


def test_an_allowed_origin_and_nothing_else_beside_it(origin: int) -> None:
    allowed = frozenset({f"http://127.0.0.1:{origin}"})
    assert fetch(f"http://127.0.0.1:{origin}/x", allowed_origins=allowed).status == 200
    for other in (f"http://localhost:{origin}/", f"https://127.0.0.1:{origin}/",
                  f"http://127.0.0.1:{origin + 1}/", "http://127.0.0.1/"):  # fmt: skip
        with pytest.raises(Refused):
            fetch(other, allowed_origins=allowed)


def test_an_allowed_origin_may_not_lead_inside(origin: int) -> None:
    allowed = frozenset({f"http://127.0.0.1:{origin}"})
    with pytest.raises(Refused):
        fetch(f"http://127.0.0.1:{origin}/to/http://127.0.0.1/", allowed_origins=allowed)


def test_proxies_of_the_environment_are_not_used(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch("http://news.test/").status == 200
    assert network.opened == [(PUBLIC, 80)]


def test_an_unchanged_page(network: Network) -> None:
    first = fetch("http://news.test/validated")
    assert first.header("ETag") == '"v1"'
    again = fetch("http://news.test/validated", etag=first.header("etag"))
    assert (again.status, again.not_modified, again.body) == (304, True, b"")


def test_a_hostile_validator_is_not_sent(network: Network) -> None:
    fetched = fetch("http://news.test/", etag='"a"\r\nX-Evil: 1', last_modified="한글")
    assert fetched.status == 200
    assert {"if-none-match", "if-modified-since", "x-evil"}.isdisjoint(Origin.seen[0][1])


def test_an_error_status_is_an_answer(network: Network) -> None:
    fetched = fetch("http://news.test/missing")
    assert (fetched.status, fetched.body) == (404, b"not here")


@pytest.mark.parametrize("path", ["/gzip", "/deflate", "/bare-deflate"])
def test_content_codings_are_undone(network: Network, path: str) -> None:
    assert fetch(f"http://news.test{path}").body == PAGE


@pytest.mark.parametrize("path", ["/half", "/odd"])
def test_broken_or_unasked_codings_are_no_answer(network: Network, path: str) -> None:
    with pytest.raises(Unreachable):
        fetch(f"http://news.test{path}")


@pytest.mark.parametrize("path", ["/bomb", "/large"])
def test_bytes_are_capped_as_sent_and_as_unpacked(network: Network, path: str) -> None:
    with pytest.raises(TooLarge):
        fetch(f"http://news.test{path}", limits=Limits(max_bytes=100_000))


def test_exactly_the_limit_is_not_too_large(network: Network) -> None:
    assert len(fetch("http://news.test/large", limits=Limits(max_bytes=300_000)).body) == 300_000


def test_a_server_that_drips_is_cut_at_the_deadline(network: Network) -> None:
    begun = time.monotonic()
    with pytest.raises(Unreachable):
        fetch("http://news.test/slow", limits=Limits(total_seconds=0.5))
    assert time.monotonic() - begun < 3


def test_a_resolver_that_hangs_is_cut(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()

    def hang(*args: object, **options: object) -> list[object]:
        done.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    begun = time.monotonic()
    with pytest.raises(Unreachable):
        fetch("http://news.test/", limits=Limits(connect_seconds=0.2))
    assert time.monotonic() - begun < 3
    done.set()


def test_a_name_that_does_not_exist(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Unreachable):
        fetch("http://nowhere.test/")


def test_a_closed_port_and_an_answer_that_is_not_http(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        allowed = frozenset({f"http://127.0.0.1:{server.getsockname()[1]}"})

        def greet() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"220 mail.test ESMTP\r\n")

        threading.Thread(target=greet, daemon=True).start()
        with pytest.raises(Unreachable):
            fetch(f"{next(iter(allowed))}/", allowed_origins=allowed)
    with pytest.raises(Unreachable):
        fetch(f"{next(iter(allowed))}/", allowed_origins=allowed)


def test_tls_is_verified(network: Network) -> None:
    with pytest.raises(Unreachable):
        fetch("https://news.test/")  # the origin speaks plain HTTP


def test_a_post_reaches_the_checked_address_and_reads_little_of_the_answer(
    network: Network,
) -> None:
    answer = post(
        "http://news.test/hook", b"{}", headers={"X-Mark": "1"}, limits=Limits(max_bytes=10)
    )
    assert (answer.status, answer.beginning) == (202, b"0" * 10)
    assert answer.header("Content-Encoding") == "gzip", "and unpacks nothing"
    assert network.opened == [(PUBLIC, 80)]
    assert Origin.seen == [("/hook {}", {})]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://[::ffff:7f00:1]/", "http://inside.test/", "ftp://news.test/"],
)
def test_a_post_never_goes_inside(network: Network, url: str) -> None:
    network.names["inside.test"] = [["169.254.169.254"]]
    with pytest.raises(Refused):
        post(url, b"{}", headers={})
    assert network.opened == []


def test_a_post_follows_no_redirect(network: Network) -> None:
    answer = post("http://news.test/to/http://127.0.0.1/", b"{}", headers={})
    assert (answer.status, answer.header("location")) == (307, "http://127.0.0.1/")
    assert network.opened == [(PUBLIC, 80)]


def test_a_post_to_a_server_that_drips_is_cut_at_the_deadline(network: Network) -> None:
    with pytest.raises(Unreachable):
        post("http://news.test/slow", b"{}", headers={}, limits=Limits(total_seconds=0.3))
