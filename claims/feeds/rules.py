"""When a feed is looked at, what in it is the address of a page, and how much of it comes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from claims.articles.retrying import asked_to_wait as asked_to_wait
from claims.text import urls

SHORTEST_MINUTES, LONGEST_MINUTES = 5, 7 * 24 * 60  # between two looks; the table holds it, too
READ_AT_MOST = 1000
"""Entries that are read of one feed, from its top, where feeds put the newest."""
BRINGS_AT_MOST = 50
"""New entries that one poll takes in; what is left comes with later polls."""
LONGEST_BETWEEN = dt.timedelta(days=1)
"""The longest time between two looks at a feed that cannot be read, unless its own interval is
longer."""
LONGEST_ADDRESS = 2000  # characters, of the column
_AHEAD = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StatedEntry:
    """What a feed says of one page: its address in canonical form, and what may be missing.

    ``links`` are the other addresses that the entry names, in canonical form.
    """

    url: str
    title: str = ""
    published_at: dt.datetime | None = None
    links: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.url, *self.links)))


def next_poll(
    *, now: dt.datetime, minutes: int, failures: int, wait: dt.timedelta = dt.timedelta()
) -> dt.datetime:
    """When to look again after ``failures`` looks in a row that failed.

    The interval doubles with each failure, up to ``LONGEST_BETWEEN`` or the feed's own interval;
    never sooner than after ``wait``, which the server asked for.
    """
    interval = dt.timedelta(minutes=minutes)
    backed_off: dt.timedelta = interval * 2 ** min(failures, 16)
    return now + max(min(backed_off, max(interval, LONGEST_BETWEEN)), wait)


def page_address(stated: str, *, feed: str) -> str:
    """The address of an entry's page in canonical form, or "" where it states none.

    None is what is not http or https, is longer than the column, or is the feed itself. Whether
    the address may be fetched is asked when it is.
    """
    try:
        address = urls.canonical(stated)
    except urls.InvalidAddress:
        return ""
    return "" if len(address) > LONGEST_ADDRESS or address == urls.canonical(feed) else address


def plausible(published_at: dt.datetime | None, *, now: dt.datetime) -> dt.datetime | None:
    """A date of publication, unless it lies more than a day ahead, as clocks that are wrong do."""
    return published_at if published_at and published_at <= now + _AHEAD else None


def unknown(entries: Iterable[StatedEntry], *, known: Collection[str]) -> list[StatedEntry]:
    """The entries whose pages are not ``known``, each page once, the newest first.

    Undated ones follow in the feed's order.
    """
    first: dict[str, StatedEntry] = {}
    for entry in entries:
        if entry.url not in known:
            first.setdefault(entry.url, entry)
    return sorted(
        first.values(),
        key=lambda entry: entry.published_at.timestamp() if entry.published_at else 0.0,
        reverse=True,
    )
