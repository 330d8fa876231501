"""A paper's web site with a feed, which the fetcher may reach."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from pytest_httpserver import HTTPServer

from claims.feeds import services as feeds
from claims.feeds.models import Feed, FeedEntry, Poll
from claims.work.models import DueWork
from claims.work.services import drain
from tests.factories import SETUP

PAGE = """<!doctype html><html lang="ko"><head><title>{title}</title>
<meta property="og:title" content="{title}">{head}</head><body><article><h1>{title}</h1>
<p>강변시는 {number}번 다리를 다시 열었다고 밝혔다.</p>
<p>공사비로 {number}억 원이 들었다고 시는 설명했다. 주민 {number}백 명이 모였다.</p>
</article></body></html>"""


def item(link: str, title: str = "", published: str = "") -> str:
    date = f"<pubDate>{published}</pubDate>" if published else ""
    return f"<item><title>{title}</title><link>{link}</link>{date}</item>"


def rss(*items: str, title: str = "강변일보", encoding: str = "utf-8") -> bytes:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>'
        f"<title>{title}</title>{''.join(items)}</channel></rss>"
    ).encode(encoding)


def serve(
    site: HTTPServer, body: bytes, path: str = "/feed.xml", status: int = 200, **headers: str
) -> None:
    """Answer with ``body`` from now on, at this address alone."""
    site.expect_request(path).respond_with_data(
        body,
        status=status,
        content_type="application/rss+xml",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def page(site: HTTPServer, number: int, *, head: str = "") -> str:
    """Serve a page of our own; its address."""
    site.expect_request(f"/news/{number}").respond_with_data(
        PAGE.format(title=f"다리 {number}", number=number, head=head), content_type="text/html"
    )
    return site.url_for(f"/news/{number}")


def subscribed(site: HTTPServer, *items: str, **headers: str) -> Feed:
    serve(site, rss(*items), "/feed.xml", 200, **headers)
    return feeds.subscribe(url=site.url_for("/feed.xml"), by=SETUP)


def bring_forward(model: type[DueWork]) -> None:
    model.objects.update(next_attempt_at=timezone.now() - dt.timedelta(seconds=1))


def poll(feed: Feed) -> Poll:
    """One look at the feed, done now."""
    feeds.poll_now(feed=feed, by=SETUP)
    drain(Poll, feeds.perform_poll)
    return feed.polls.exclude(state="waiting").latest("pk")


def take_in_entries() -> None:
    """What the workers would do with the entries, all at once."""
    bring_forward(FeedEntry)
    drain(FeedEntry, feeds.perform_entry)
