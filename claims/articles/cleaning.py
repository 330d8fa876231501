"""From the text of a file or a page to the canonical text that claims are anchored in.

The canonical text is NFC. It consists of blocks separated by one blank line (two line
feeds); inside a block white space is single spaces and there is no line feed. Invisible
characters (controls, zero-width space, soft hyphen, direction marks) are gone. Nothing else
is lost: what a reader of the page sees is in exactly one block, and every block has a class
and the evidence for it. Scripts, styles and hidden elements are not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from claims.articles import metadata
from claims.articles.dates import PublishedDate
from claims.articles.decoding import MarkupOnly
from claims.articles.lines import paragraphs
from claims.articles.walking import Piece, parsed, squeezed, stripped, walked
from claims.articles.zones import STATED_TITLE, classified
from claims.text.findings import Block, BlockClass

CLEANER_NAME = "claims.articles.cleaning"
CLEANER_VERSION = "2"
"""Raised whenever the canonical text or the blocks of some page would come out different."""

SEPARATOR = "\n\n"
"""What stands between two blocks of the canonical text."""

_TAG = re.compile(
    r"</?(?:a|article|b|blockquote|body|br|div|em|figure|font|h[1-6]|head|header|html|i|img|li"
    r"|main|meta|ol|p|script|section|span|strong|style|table|td|tr|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_OPENING = 2000
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A cleaned page: canonical text, its blocks in order, and what it says of itself.

    A field the page does not state is an empty string, the date None. Each has its evidence,
    such as ``meta og:title`` or ``text: by-line``. ``language`` is an ISO 639-1 code.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    title_evidence: str = ""
    byline: str = ""
    byline_evidence: str = ""
    outlet: str = ""
    outlet_evidence: str = ""
    site_name: str = ""
    site_name_evidence: str = ""
    canonical_url: str = ""
    canonical_url_evidence: str = ""
    language: str = ""
    language_evidence: str = ""
    published: PublishedDate | None = None


def clean(text: str, *, is_html: bool | None = None) -> Page:
    """Read ``text``, plain or HTML (found out unless told), into a :class:`Page`.

    Raises :class:`~claims.articles.decoding.MarkupOnly` when there is nothing to read. Cost:
    linear in the length; no network, no recursion.
    """
    html = _looks_like_html(text) if is_html is None else is_html
    root = parsed(text) if html else None
    fragment = html and not _PAGE.search(text, 0, _OPENING)
    pieces = walked(root, fragment=fragment) if root is not None else None
    markup = metadata.read_markup(root) if root is not None else metadata.Markup()
    if pieces is None:
        pieces = stripped(text) if html else _plain_pieces(text)
    if root is not None and not any(piece.is_sentence for piece in pieces):
        # Some pages hide the text by style until a script shows it.
        pieces = walked(root, unseen=True, fragment=fragment) or pieces
    if not any(piece.is_sentence for piece in pieces):
        # Others carry it only as data, from which a script makes what a reader sees.
        pieces += [
            replace(piece, evidence="json-ld articleBody")
            for body in metadata.bodies(markup)
            for piece in _plain_pieces(body)
        ]
    if not pieces:
        raise MarkupOnly("There is no text to read, only markup.")
    titles = metadata.titles(markup)
    pieces = classified(pieces, [title.value for title in titles])
    return _page(pieces, markup, titles)


def _page(pieces: list[Piece], markup: metadata.Markup, titles: list[metadata.Stated]) -> Page:
    text, blocks = _assembled(pieces)
    body = " ".join(piece.text for piece in pieces if piece.kind is BlockClass.BODY)
    shown = next((piece for piece in pieces if piece.kind is BlockClass.TITLE), None)
    title = titles[0] if titles else metadata.UNKNOWN
    if shown and title.evidence in ("", "title element") and shown.evidence != STATED_TITLE:
        # The head often names only the paper; a heading over the text is nearer.
        title = metadata.Stated(shown.text, shown.evidence)
    byline, outlet = metadata.byline(markup, pieces), metadata.outlet(markup, pieces)
    site_name, address = metadata.site_name(markup), metadata.address(markup)
    language = metadata.language(markup, body or text)
    return Page(
        text=text,
        blocks=blocks,
        title=title.value,
        title_evidence=title.evidence,
        byline=byline.value,
        byline_evidence=byline.evidence,
        outlet=outlet.value,
        outlet_evidence=outlet.evidence,
        site_name=site_name.value,
        site_name_evidence=site_name.evidence,
        canonical_url=address.value,
        canonical_url_evidence=address.evidence,
        language=language.value,
        language_evidence=language.evidence,
        published=metadata.published(markup, pieces, language.value),
    )


def _looks_like_html(text: str) -> bool:
    """Whether the text has markup: a document's frame, or at least two known tags."""
    if _PAGE.search(text, 0, _OPENING):
        return True
    tags = _TAG.finditer(text)
    return next(tags, None) is not None and next(tags, None) is not None


def _plain_pieces(text: str) -> list[Piece]:
    """A piece for every line, or for every paragraph whose lines were broken at a width."""
    lines = [squeezed(line) for line in text.splitlines()]
    return [
        Piece(" ".join(lines[run]), apart=run.start > 0 and not lines[run.start - 1])
        for run in paragraphs(lines, headline=True)
    ]


def _assembled(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    parts: list[str] = []
    position = 0
    for piece in pieces:
        end = position + len(piece.text)
        blocks.append(Block(position, end, piece.kind or BlockClass.BODY, piece.evidence))
        parts.append(piece.text)
        position = end + len(SEPARATOR)
    return SEPARATOR.join(parts), tuple(blocks)
