"""From the bytes of an RSS or Atom feed to its entries.

What comes is hostile until read. feedparser knows every dialect there is, and takes minutes for a
megabyte of nested or broken markup; so lxml, which mends in linear time, first cuts the document
down to the elements that are asked for. Nothing is looked up, no external entity and no document
type, and no entity that a document declares itself is expanded.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from html.entities import html5
from typing import Any

import feedparser
import nh3
from django.utils.translation import gettext as _
from lxml import etree

from claims.articles import dates, decoding
from claims.feeds.rules import READ_AT_MOST, StatedEntry, page_address, plausible

MAX_BYTES = 5_000_000
"""Largest feed accepted, as decoded."""

_ROOTS = frozenset({"rss", "rdf", "feed"})
_ENTRIES = frozenset({"item", "entry"})
_KEPT = frozenset(
    {"title", "link", "guid", "id", "pubdate", "published", "issued", "created", "date"}
)
_ATTRIBUTES = (
    *("href", "rel", "type", "isPermaLink", "version"),
    "{http://www.w3.org/XML/1998/namespace}base",
)
_TEXTS = frozenset({"description", "summary", "content", "encoded"})
_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_HREF = re.compile(r"""\bhref\s*=\s*["']([^"'<>]{1,2000})["']""", re.IGNORECASE)
_MOST_LINKS = 10  # of one entry; together with its own links below what is kept of a name
_LONGEST_LINKING_TEXT = 20_000  # characters
_MOST_OF_A_NAME = 20  # elements, in one entry; feedparser's time grows with their square
_LONGEST_TEXT = 4000  # characters of one kept element


class NotAFeed(ValueError):
    """There is no feed in these bytes; the message says why, for a person."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``title`` is plain text, maybe empty. ``entries`` are in the feed's order, without those
    that name no page."""

    title: str
    entries: tuple[StatedEntry, ...]


def read(
    raw: bytes,
    *,
    content_type: str,
    url: str,
    zone: dt.tzinfo,
    now: dt.datetime,
    with_links: bool = False,
) -> Reading:
    """Read a feed that came from ``url``; ``with_links`` also what its entries' texts link to.

    Raises ``NotAFeed``; cost: linear in the length.

    ``zone`` is the publisher's: a date without an offset is read in it.
    """
    feed = feedparser.parse(
        io.BytesIO(
            _cut_down(_text(raw, content_type), with_links=with_links)
        ),  # of bytes alone, it would open a file
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": url,
        },
        sanitize_html=False,  # titles are stripped below, nothing else is kept
        resolve_relative_uris=False,  # those in HTML; the addresses of entries always are
    )
    found = (_entry(dict(entry), feed=url, zone=zone, now=now) for entry in feed.entries)
    return Reading(
        title=_plain(dict(feed.feed).get("title", "")),
        entries=tuple(entry for entry in found if entry.url),
    )


def _text(raw: bytes, content_type: str) -> str:
    try:
        return decoding.decode(raw, content_type, limit=MAX_BYTES).text.lstrip("\ufeff \t\r\n")
    except decoding.Oversized as error:
        raise NotAFeed(too_large()) from error
    except decoding.Empty as error:
        raise NotAFeed(_("The address answered with nothing.")) from error
    except decoding.Unreadable as error:
        raise NotAFeed(_("This is no text, so no feed either.")) from error


def too_large() -> str:
    return _("The feed is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1_000_000}


def _cut_down(text: str, *, with_links: bool) -> bytes:
    """The document as well-formed XML with nothing but the first entries' addresses, titles and
    dates; ``with_links`` with what their texts link to as addresses of related pages."""
    parser = etree.XMLParser(
        encoding="utf-8",  # whatever the declaration says: it is decoded already
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_mended(text).encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or _name(root) not in _ROOTS:
        raise NotAFeed(_what_it_is(text, "" if root is None else _name(root)))
    left = READ_AT_MOST
    channels = [child for child in root if _name(child) == "channel"][:1]
    for container in [root, *channels]:
        whole = set(channels)
        for child in list(container):
            if _name(child) in _ENTRIES and left:
                left -= 1
                related = _hrefs(child) if with_links else ()
                _cut_element(child, kept=_KEPT)
                for href in related:
                    etree.SubElement(child, _ATOM_LINK, rel="related", href=href)
                whole.add(child)
        _cut_element(container, kept=frozenset({"title"}), whole=whole)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _hrefs(entry: Any) -> list[str]:
    """The first addresses that the texts of an entry link to, as they stand there."""
    found: dict[str, None] = {}
    for child in entry:
        if _name(child) in _TEXTS:
            for part in child.iter(etree.Element):
                if href := part.get("href"):
                    found[href] = None
            words = "".join(child.itertext(etree.Element))[:_LONGEST_LINKING_TEXT]
            found |= dict.fromkeys(html.unescape(match[1]) for match in _HREF.finditer(words))
    return [href for href in found if href.isprintable()][:_MOST_LINKS]


def _mended(text: str) -> str:
    """With every ampersand outside CDATA as XML has it.

    Addresses come with bare ones and titles with HTML's entities; and what a document declares
    itself is never expanded.
    """
    before, *sections = text.split("<![CDATA[")
    out = [_AMPERSAND.sub(_reference, before)]
    for section in sections:
        inside, end, after = section.partition("]]>")
        out += ["<![CDATA[", inside, end, _AMPERSAND.sub(_reference, after)]
    return "".join(out)


_AMPERSAND = re.compile(
    r"&(?:(?P<xml>amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});|(?P<html>[A-Za-z]\w{1,31};))?"
)


def _reference(match: re.Match[str]) -> str:
    if match["xml"]:  # through the character itself: some numbers are of none that XML has
        return html.escape(html.unescape(match[0]))
    return html.escape(html5.get(f"{match['html']};", match[0]))


def _cut_element(element: Any, *, kept: frozenset[str], whole: Collection[Any] = ()) -> None:
    """Leave the attributes that are asked for, the children in ``whole`` as they are, and the
    text of the first few of each ``kept`` name."""
    _cut_attributes(element)
    left = dict.fromkeys(kept, _MOST_OF_A_NAME)
    for child in list(element):
        if child in whole:
            continue
        if not left.get(_name(child)):
            element.remove(child)
            continue
        left[_name(child)] -= 1
        words = "".join(child.itertext(etree.Element))[:_LONGEST_TEXT]
        for part in list(child):
            child.remove(part)
        child.text = words
        _cut_attributes(child)
        if child.get("type") == "xhtml":
            del child.attrib["type"]  # its markup is gone


def _cut_attributes(element: Any) -> None:
    kept = {name: value for name in _ATTRIBUTES if (value := element.get(name)) is not None}
    element.attrib.clear()
    element.attrib.update(kept)


def _name(element: Any) -> str:
    """The local name in lower case; "" for what is no element or has a prefix that is not bound."""
    if not isinstance(element.tag, str) or ":" in element.tag.rpartition("}")[2]:
        return ""
    return element.tag.rpartition("}")[2].lower()


def _what_it_is(text: str, root: str) -> str:
    if text.startswith(("{", "[")):
        return _("This is JSON; only RSS and Atom feeds are read.")
    if root == "html" or text[:200].lower().startswith(("<!doctype html", "<html")):
        return _("This is a web page and no feed: give the address of its RSS or Atom feed.")
    return _("This is no RSS or Atom feed.")


def _entry(entry: dict[str, Any], *, feed: str, zone: dt.tzinfo, now: dt.datetime) -> StatedEntry:
    # Of the dates that are kept, only Dublin Core's is "updated" to feedparser.
    stated = entry.get("published") or entry.get("updated") or ""
    date = dates.read(str(stated), code="feed", evidence="feed", zone=zone)
    stated_links = [str(link.get("href", "")) for link in entry.get("links", ())]
    links = dict.fromkeys(page_address(link, feed=feed) for link in stated_links)
    return StatedEntry(
        links=tuple(link for link in links if link),
        url=page_address(str(entry.get("link", "")), feed=feed),
        title=_plain(str(entry.get("title", ""))),
        published_at=plausible(date.at if date else None, now=now),
    )


def _plain(title: str) -> str:
    """A title without markup, on one line."""
    return " ".join(html.unescape(nh3.clean(title, tags=set())).split())
