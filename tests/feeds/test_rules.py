"""When feeds are looked at, what in them names a page, and how much comes in."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.feeds import rules
from claims.feeds.rules import StatedEntry

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
FEED = "https://river.example/feed.xml"


@pytest.mark.parametrize(
    ("minutes", "failures", "wait", "later"),
    [
        # a feed that can be read is looked at by its interval
        (30, 0, 0, 30),
        # each failure doubles the interval
        (30, 1, 0, 60),
        (30, 3, 0, 240),
        # up to a day
        (30, 6, 0, 1440),
        (30, 60, 0, 1440),
        # or the feed's own interval, if that is longer
        (10080, 5, 0, 10080),
        # never sooner than the server asked for
        (5, 0, 90, 90),
        (30, 3, 90, 240),
    ],
)
def test_a_feed_is_looked_at_by_its_interval_and_ever_more_rarely_while_it_fails(
    minutes: int, failures: int, wait: int, later: int
) -> None:
    due = rules.next_poll(
        now=NOW, minutes=minutes, failures=failures, wait=dt.timedelta(minutes=wait)
    )
    assert due == NOW + dt.timedelta(minutes=later)


@given(st.integers(5, 10080), st.integers(0, 10**6))
def test_no_failure_brings_the_next_look_forward_or_loses_it(minutes: int, failures: int) -> None:
    first = rules.next_poll(now=NOW, minutes=minutes, failures=failures)
    second = rules.next_poll(now=NOW, minutes=minutes, failures=failures + 1)
    assert NOW + dt.timedelta(minutes=minutes) <= first <= second <= NOW + dt.timedelta(days=7)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("Sun, 22 Nov 2026 09:10:00 GMT", 600),
        ("Sun, 22 Nov 2026 08:00:00 GMT", 0),  # past
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("9" * 500, 86400),  # a day at most
        ("Sun, 22 Nov 2099 08:00:00 GMT", 86400),
        ("Sun, 22 Nov 99999999999999999999 08:00:00 GMT", 0),
        ("Sun, 22 Nov 2026 08:00:00 +99999999999999999999", 0),
    ],
)
def test_a_server_may_ask_for_a_pause(header: str, seconds: int) -> None:
    assert rules.asked_to_wait(header, now=NOW) == dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("https://river.example/news/1", "https://river.example/news/1"),
        # one form for every way a page is linked to
        ("HTTP://M.River.example/news/1/?utm_source=rss#top", "http://river.example/news/1"),
        # another site's page is a page
        ("https://sea.example/a", "https://sea.example/a"),
        # what cannot name a page
        ("", ""),
        ("javascript:alert(1)", ""),
        ("ftp://river.example/a", ""),
        ("data:text/html,a", ""),
        ("mailto:desk@river.example", ""),
        ("/news/1", ""),
        ("https://user:word@river.example/", ""),
        ("https://river.example/" + "a" * 2000, ""),
        # the feed is not its own entry
        (FEED, ""),
        (FEED + "?utm_medium=feed", ""),
    ],
)
def test_an_entry_counts_when_it_names_a_page(stated: str, address: str) -> None:
    assert rules.page_address(stated, feed=FEED) == address


@pytest.mark.parametrize(
    ("hours", "counts"), [(-48, True), (0, True), (23, True), (25, False), (24 * 365, False)]
)
def test_a_date_far_ahead_is_no_date(hours: int, counts: bool) -> None:
    stated = NOW + dt.timedelta(hours=hours)
    assert rules.plausible(stated, now=NOW) == (stated if counts else None)
    assert rules.plausible(None, now=NOW) is None


def test_the_newest_unknown_pages_come_first_and_each_once() -> None:
    def entry(number: int, day: int | None = None, title: str = "") -> StatedEntry:
        at = dt.datetime(2026, 11, day, tzinfo=dt.UTC) if day else None
        return StatedEntry(f"https://river.example/{number}", title, at)

    stated = [entry(1), entry(2, 3), entry(3, 9), entry(2, 20, "once more"), entry(4), entry(5, 8)]
    found = rules.unknown(stated, known={"https://river.example/5"})
    assert found == [entry(3, 9), entry(2, 3), entry(1), entry(4)]
