"""A feed with real workers behind it: from the subscription to claims, and through ``kill -9``."""

from __future__ import annotations

import threading

import pytest
from django.core.cache import cache
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from claims.articles.models import Article
from claims.extraction.models import Claim
from claims.feeds.models import FeedEntry, Poll
from claims.feeds.services import poll_now, subscribe
from claims.ledger.models import Entry
from claims.ledger.services import first_fault
from claims.people.models import User
from claims.work.models import WorkState
from tests.feeds.world import item, page, rss, serve
from tests.flows.newsroom import people
from tests.workers import Workshop

__all__ = ["people"]


@pytest.fixture
def site(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    cache.clear()
    return httpserver


def test_what_a_feed_names_is_read_to_claims(
    workshop: Workshop, people: dict[str, User], site: HTTPServer
) -> None:
    serve(site, rss())
    feed = subscribe(url=site.url_for("/feed.xml"), by=people["seoyeon"])
    site.clear()
    serve(site, rss(item("/news/1"), item("/news/2"), item("http://10.0.0.1/"), item("/news/1")))
    page(site, 1)
    page(site, 2)
    workshop.start()
    poll_now(feed=feed, by=people["seoyeon"])
    workshop.until(lambda: Claim.objects.values("article").distinct().count() == 2)
    workshop.until(lambda: not FeedEntry.objects.filter(state=WorkState.WAITING).exists())
    assert {article.title for article in Article.objects.all()} == {"다리 1", "다리 2"}
    states = sorted(FeedEntry.objects.values_list("state", flat=True))
    assert states == [WorkState.DONE, WorkState.DONE, WorkState.STOPPED]
    assert feed.polls.filter(state=WorkState.WAITING).count() == 1


class Gate:
    """An answer that is held back until the gate opens."""

    def __init__(self) -> None:
        self.asked, self.opened = threading.Event(), threading.Event()

    def guard(self, site: HTTPServer, path: str, body: bytes, kind: str) -> None:
        def answer(request: Request) -> Response:
            self.asked.set()
            self.opened.wait(20)
            return Response(body, content_type=kind)

        site.expect_request(path).respond_with_handler(answer)


def test_a_worker_killed_in_the_middle_of_a_poll_and_of_an_entry_doubles_nothing(
    workshop: Workshop, people: dict[str, User], site: HTTPServer
) -> None:
    serve(site, rss())
    feed = subscribe(url=site.url_for("/feed.xml"), by=people["seoyeon"])
    site.clear()
    polling, taking_in = Gate(), Gate()
    polling.guard(
        site, "/feed.xml", rss(item("/slow"), item("/news/2"), item("/news/3")), "text/xml"
    )
    text = "<html><body><p>강변시는 4번 다리를 열었다고 밝혔다.</p></body></html>"
    taking_in.guard(site, "/slow", text.encode(), "text/html")
    page(site, 2)
    page(site, 3)

    doomed = workshop.start()
    poll_now(feed=feed, by=people["seoyeon"])
    workshop.until(polling.asked.is_set)
    workshop.kill(doomed)
    polling.opened.set()
    assert not feed.entries.exists()

    doomed = workshop.start()
    workshop.until(taking_in.asked.is_set)
    workshop.kill(doomed)
    taking_in.opened.set()
    assert feed.entries.get(url__endswith="/slow").document is None

    workshop.start()
    workshop.until(lambda: feed.entries.filter(state=WorkState.DONE).count() == 3)
    assert feed.entries.count() == Article.objects.count() == 3
    assert not feed.entries.filter(was_known=True).exists()
    assert Entry.objects.filter(kind="article.added").count() == 3
    assert Poll.objects.filter(feed=feed, state=WorkState.WAITING).count() == 1
    assert first_fault() is None
