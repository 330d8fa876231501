"""When two addresses name the same page.

A newsroom meets one article under many addresses: shared from a phone, tagged by a
newsletter, wrapped by a search engine's AMP cache, pasted with Hangul in the path or with
the same Hangul percent-encoded. :func:`canonical` maps them to one form. The model:

* Two kinds of mistake are possible and they do not weigh the same. Keeping apart two
  addresses of one page costs a match, which the page's own canonical link or the comparison
  of texts makes up for. Merging two pages puts one article's claims under another's name. So
  only what is known to say nothing about the page is dropped: a short list of tracking
  parameters, never ``ref``, ``id`` or ``page``.
* The form can still be fetched. So ``http`` stays ``http`` and ``www.`` stays: some servers
  answer only the one or the other. :func:`site` looks through both.
* Nothing is looked up. What a page says about itself (its canonical link) is a statement of
  that page, weighed elsewhere.

The form is built part by part:

scheme
    ``http`` or ``https``, lower case; nothing else names a page here.
host
    Lower case, IDNA (UTS 46) in its ASCII form, no final dot. The labels ``m``, ``mobile``
    and ``amp`` in front are the same site for another screen and are dropped, as long as a
    name of at least two labels is left.
port
    Dropped when it is the scheme's own.
path
    Percent-encoding in one form: UTF-8 in NFC, upper-case hexadecimal, unreserved characters
    bare, reserved ones as they were (``%2F`` is not ``/``), bytes of an older encoding
    (EUC-KR) untouched. Dot segments are resolved, AMP markers dropped, and the slash at the
    end too, except for the root.
query
    Without tracking parameters; sorted by name, values of one name in their order.
fragment
    Dropped.

``canonical(canonical(url)) == canonical(url)`` holds for every address that is accepted.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

import idna

MAX_LENGTH = 4096
"""Longest address accepted, in characters; browsers and servers stop well before."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_SCREENS = frozenset({"m", "mobile", "amp"})
_SECOND_LEVEL = frozenset({"ac", "co", "com", "go", "ne", "net", "or", "org", "pe", "re"})
_TRACKING = frozenset(
    {
        "_ga", "_gl", "_hsenc", "_hsmi", "cmpid", "dclid", "fbclid", "gad_source", "gbraid",
        "gclid", "gclsrc", "igsh", "igshid", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok",
        "msclkid", "ncid", "ocid", "ref_src", "ref_url", "s_cid", "smid", "sr_share", "srsltid",
        "ttclid", "twclid", "wbraid", "wt_mc", "yclid",
    }
)  # fmt: skip
_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_campaign", "pk_kwd", "hsa_")
_AMP_PARAMETERS = frozenset({("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")})
_AMP_TAIL = re.compile(r"(?:/amp|[./]amp\.html|\.amp)$", re.IGNORECASE)
_AMP_VIEW = re.compile(r"(?<=/articleView)Amp(?=\.html$)")
_AMP_CACHE = re.compile(r"/(?:amp|[cv])/(s/)?([^/]+\.[^/]+(?:/.*)?)$")

_HEX = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_KEPT = frozenset("!$&'()*+,;=:@/")
_QUERY_KEPT = frozenset("!$'()*,;:@/?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_HOST_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$")


class InvalidAddress(ValueError):
    """The address cannot name a page on the web; the message says why."""


def canonical(url: str) -> str:
    """The one form of every address of a page.

    Raises :class:`InvalidAddress`. Cost: linear in the length, which is at most
    :data:`MAX_LENGTH` characters.
    """
    scheme, host, port, path, query = _parts(url)
    while (cached := _cached_page(host, path)) is not None:
        scheme, host, port, path, query = _parts(cached + (f"?{query}" if query else ""))
    host, path = _without(_SCREENS, host), _without_amp(path)
    authority = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    return f"{scheme}://{authority}{path}" + (f"?{query}" if query else "")


def site(url: str) -> str:
    """The site an address belongs to: its host without ``www.`` and without a port.

    ``https://m.paper.example/a`` and ``http://www.paper.example:8080/`` are both
    ``paper.example``; ``biz.paper.example`` is another site, because papers run different
    desks under different names of one domain. Raises :class:`InvalidAddress`.
    """
    return _without(_SCREENS | {"www"}, urlsplit(canonical(url)).hostname or "")


def _parts(url: str) -> tuple[str, str, int | None, str, str]:
    """Scheme, host, port, path and query of an address, each in its normal form."""
    url = url.strip()
    if not url:
        raise InvalidAddress("The address is empty.")
    if len(url) > MAX_LENGTH:
        raise InvalidAddress(f"The address is longer than {MAX_LENGTH} characters.")
    if _CONTROL.search(url):
        raise InvalidAddress("The address contains control characters.")
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError as error:
        raise InvalidAddress(f"The address cannot be read: {error}.") from error
    scheme = split.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise InvalidAddress("The address does not begin with http:// or https://.")
    if split.username is not None or split.password is not None:
        raise InvalidAddress("The address contains a user name or password.")
    return scheme, _host(split), port, _path(split.path), _query(split.query)


def _host(split: SplitResult) -> str:
    host = split.hostname or ""
    if split.netloc.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(host).compressed}]"
        except ValueError as error:
            raise InvalidAddress("The address names no valid IPv6 host.") from error
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError as error:
        raise InvalidAddress(f"The host name is not valid: {error}.") from error
    name = name.lower().removesuffix(".")
    if not name:
        raise InvalidAddress("The address names no host.")
    if len(name) > 253 or not all(map(_HOST_LABEL.match, name.split("."))):
        raise InvalidAddress("The host name is not valid.")
    return name


def _without(dropped: frozenset[str], host: str) -> str:
    """The host without the labels ``dropped`` in front, down to a name of two labels."""
    labels = host.split(".")
    if labels[-1].isdigit():
        return host  # an IPv4 address
    while labels[0] in dropped and len(labels) > 2:
        rest = labels[1:]
        if len(rest) == 2 and rest[0] in _SECOND_LEVEL and len(rest[1]) == 2:
            break  # m.co.kr: what is left would be nobody's name
        labels = rest
    return ".".join(labels)


def _cached_page(host: str, path: str) -> str | None:
    """The page an AMP cache serves under its own address, or None."""
    if host.endswith(".cdn.ampproject.org") or host.removeprefix("www.").startswith("google."):
        found = _AMP_CACHE.match(path)
        if found:
            return f"{'https' if found[1] else 'http'}://{found[2]}"
    return None


def _without_amp(path: str) -> str:
    path = _AMP_VIEW.sub("", path)
    while True:
        shorter = _AMP_TAIL.sub("", path.rstrip("/"))
        if shorter.lower().startswith("/amp/"):
            shorter = shorter[4:]
        if shorter == path:
            return path or "/"
        path = shorter


def _path(path: str) -> str:
    segments: list[str] = []
    parts = _percent_normal(path, _PATH_KEPT).split("/")[1:]
    for segment in parts:
        if segment == "..":
            del segments[-1:]
        elif segment != ".":
            segments.append(segment)
    return "/" + "/".join(segments).rstrip("/")


def _query(query: str) -> str:
    kept = []
    for field in query.replace("+", "%20").split("&"):
        name, separator, value = field.partition("=")
        name = _percent_normal(name, _QUERY_KEPT)
        value = _percent_normal(value, _QUERY_KEPT | {"="})
        plain = name.lower()
        if (
            (name or value)
            and plain not in _TRACKING
            and not plain.startswith(_TRACKING_PREFIXES)
            and (plain, value.lower()) not in _AMP_PARAMETERS
        ):
            kept.append((name, separator + value))
    return "&".join(name + value for name, value in sorted(kept, key=lambda pair: pair[0]))


def _percent_normal(text: str, kept: frozenset[str]) -> str:
    """One spelling of percent-encoded text; characters of ``kept`` stay bare where they are.

    Runs of letters are read as UTF-8 and composed (NFC), so that a path copied from a Mac
    equals the same path copied from elsewhere. A run that is not UTF-8 keeps its bytes.
    """
    out: list[str] = []
    run = bytearray()

    def close_run() -> None:
        if run:
            try:
                octets = unicodedata.normalize("NFC", run.decode("utf-8")).encode("utf-8")
            except UnicodeDecodeError:
                octets = bytes(run)
            out.extend(_spelled(octet) for octet in octets)
            run.clear()

    position = 0
    while position < len(text):
        character = text[position]
        position += 1
        if character == "%" and _HEX.match(text, position - 1):
            octet = int(text[position : position + 2], 16)
            position += 2
            if octet >= 0x80 or chr(octet) in _UNRESERVED:
                run.append(octet)
                continue
            token = f"%{octet:02X}"
        elif character in _UNRESERVED or character >= "\x80":
            run += character.encode("utf-8", "replace")
            continue
        else:
            token = character if character in kept else f"%{ord(character):02X}"
        close_run()
        out.append(token)
    close_run()
    return "".join(out)


def _spelled(octet: int) -> str:
    return chr(octet) if chr(octet) in _UNRESERVED else f"%{octet:02X}"
