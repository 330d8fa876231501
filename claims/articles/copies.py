"""One copy of a page as it came: its bytes, what was read in them, and what they say of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.articles import cleaning, decoding, fetching
from claims.reference.models import Source
from claims.text import urls
from claims.text.findings import BlockClass, Grain

_LENGTHS = {"title": 500, "outlet": 200, "byline": 300}  # of the columns, in characters
_LONGEST_ADDRESS = fetching.LONGEST_ADDRESS  # of the columns, too

CLEANER = f"{cleaning.CLEANER_NAME} {cleaning.CLEANER_VERSION}"
"""Name and version of the cleaning, kept with every snapshot it made."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a page: its bytes, where and how they came, and what was read in them."""

    raw: bytes
    content_type: str
    url: str
    headers: tuple[tuple[str, str], ...]
    charset: str
    page: cleaning.Page

    @property
    def text_sha256(self) -> bytes:
        """What one copy is told from another by: its text, or its bytes where they are no text."""
        return hashlib.sha256(self.page.text.encode() or self.raw).digest()


def read_copy(
    raw: bytes,
    content_type: str,
    url: str,
    headers: tuple[tuple[str, str], ...] = (),
    *,
    exhibit: bool = False,
) -> Copy:
    """Decode and clean the bytes. Raises ``ValidationError`` where there is no article in them;
    an ``exhibit`` may be a picture or a PDF, which has no text here."""
    try:
        decoded = decoding.decode(raw, content_type, limit=settings.ARTICLE_MAX_BYTES)
        page = cleaning.clean(decoded.text)
    except (decoding.Binary, decoding.MarkupOnly) as error:
        if exhibit:
            return Copy(raw, content_type, url, headers, "", cleaning.Page("", ()))
        raise ValidationError(explained(error), code=type(error).__name__.lower()) from error
    except decoding.Unreadable as error:
        raise ValidationError(explained(error), code=type(error).__name__.lower()) from error
    return Copy(raw, content_type, url, headers, decoded.charset, page)


def stated_fields(
    page: cleaning.Page, source: Source | None, stated_at: dt.datetime | None = None
) -> dict[str, Any]:
    """What the page says of itself, each with its evidence; unknown stays empty.

    A date that rests on something other than its publication (an image's address) stays unknown,
    unless a feed states one (``stated_at``).
    """
    fields: dict[str, Any] = {}
    zone = ZoneInfo((source.time_zone if source else "") or settings.TIME_ZONE)
    for name in ("title", "outlet", "byline"):
        length = _LENGTHS[name]
        fields |= {
            name: getattr(page, name)[:length],
            f"{name}_evidence": getattr(page, f"{name}_evidence")[:200],
        }
    if not page.outlet:
        fields |= {
            "outlet": page.site_name[:200],
            "outlet_evidence": page.site_name_evidence[:200],
        }
    published = page.published
    if published is not None and not published.weak:
        at = published.at
        if at is not None and at.tzinfo is None:
            at = at.replace(tzinfo=zone)
        fields |= {
            "published_on": published.on,
            "published_at": at,
            "published_grain": published.grain.value,
            "published_evidence": published.evidence[:200],
        }
    elif stated_at is not None:
        fields |= {
            "published_on": stated_at.astimezone(zone).date(),
            "published_at": stated_at,
            "published_grain": Grain.MINUTE.value,
            "published_evidence": "feed",
        }
    return fields


def opening(page: cleaning.Page) -> str:
    """The first words of the body to name an article without a title by."""
    first = next((b for b in page.blocks if b.kind is BlockClass.BODY), page.blocks[0])
    return Truncator(page.text[first.start : first.end]).chars(80)


def canonical(url: str) -> str:
    """The one form of an address. Raises ``ValidationError`` for what is none, or too long."""
    try:
        address = urls.canonical(url)
    except urls.InvalidAddress as error:
        raise ValidationError(
            _("This is not a web address: %(url)s") % {"url": url[:200]}, code="invalid_address"
        ) from error
    # percent-encoding makes nine characters of one of Hangul
    if max(len(url), len(address)) > _LONGEST_ADDRESS:
        raise ValidationError(
            _("The address is longer than %(limit)d characters.") % {"limit": _LONGEST_ADDRESS},
            code="invalid_address",
        )
    return address


def stated_address(copy: Copy, requested: str) -> str:
    """The page's own canonical link counts only on the site that it was fetched from."""
    if copy.page.canonical_url:
        try:
            stated = urls.canonical(copy.page.canonical_url)
        except urls.InvalidAddress:
            return requested
        if urls.site(stated) == urls.site(copy.url) and len(stated) <= _LONGEST_ADDRESS:
            return stated
    return requested


def explained(error: Exception) -> str:
    """What a person is told about bytes or an address that gave no article."""
    match error:
        case decoding.Oversized() | fetching.TooLarge():
            return _("The article is larger than %(limit)d MB.") % {
                "limit": settings.ARTICLE_MAX_BYTES // 1_000_000
            }
        case decoding.Empty():
            return _("The article is empty.")
        case decoding.Binary():
            return _("This is not a text: give plain text or HTML.")
        case decoding.MarkupOnly():
            return _("There is only markup here and no text.")
        case fetching.Refused():
            return _("This address may not be fetched: %(why)s") % {"why": error}
        case fetching.TooManyRedirects():
            return _("The address redirects too many times.")
        case fetching.Unreachable():
            return _("The address could not be reached: %(why)s") % {"why": error}
        case _:
            return str(error)
