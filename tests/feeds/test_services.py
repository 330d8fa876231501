"""Subscribing, looking, and taking in what is named: against a web site of our own."""

from __future__ import annotations

import datetime as dt
import threading
import time
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections, transaction
from django.utils import timezone
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from claims.articles import services as articles
from claims.articles.models import Article, Document, Retraction
from claims.errors import Conflict, Duplicate, LostUpdate
from claims.feeds import retractions, rules, services
from claims.feeds.models import Feed, FeedEntry, Poll
from claims.ledger.models import Entry
from claims.reference.models import Source, SourceDomain
from claims.work.models import WorkState
from claims.work.services import LeaseLost, claim, drain, retry
from tests.factories import SETUP, Newsroom, article, content_of, entity
from tests.feeds.world import (
    bring_forward,
    item,
    page,
    poll,
    rss,
    serve,
    subscribed,
    take_in_entries,
)

pytestmark = pytest.mark.django_db

PUBLISHED = "Fri, 20 Nov 2026 09:30:00 +0900"
STATED = '<meta property="article:published_time" content="2026-11-18T07:30:00+09:00">'


def kinds(feed: Feed) -> list[str]:
    return [entry.kind for entry in Entry.objects.about(feed)]


# --- subscribing --------------------------------------------------------------------------


def test_a_feed_is_fetched_kept_and_looked_at_by_its_interval(
    newsroom: Newsroom, site: HTTPServer
) -> None:
    serve(site, rss(item("/news/1", "다리 1")), ETag='"one"')
    feed = services.subscribe(url=site.url_for("/feed.xml"), by=newsroom.jiho, minutes=60)
    assert (feed.title, feed.added_by, feed.etag) == ("강변일보", newsroom.jiho, '"one"')
    assert [entry.title for entry in feed.entries.all()] == ["다리 1"]
    done, waiting = feed.polls.order_by("pk")
    assert (done.outcome, done.found, done.new, done.status) == ("read", 1, 1, 200)
    assert waiting.state == WorkState.WAITING
    left = waiting.next_attempt_at - timezone.now()
    assert dt.timedelta(minutes=59) < left <= dt.timedelta(minutes=60)
    assert kinds(feed) == ["feed.subscribed"]
    assert len(site.log) == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<!doctype html><html><body>no feed</body></html>", 200),
        (b"", 200),
        (b'{"items": []}', 200),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), 200),
        (rss(), 404),
        (rss(), 503),
    ],
    ids="html empty json png not-found down".split(),
)
def test_what_is_no_feed_is_refused_at_the_door(site: HTTPServer, body: bytes, status: int) -> None:
    serve(site, body, status=status)
    with pytest.raises(ValidationError) as refused:
        services.subscribe(url=site.url_for("/feed.xml"), by=SETUP)
    assert refused.value.messages[0]
    assert not Feed.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"url": "river.example"},
        {"url": "javascript:alert(1)"},
        {"url": "file:///etc/passwd"},
        {"url": "http://10.0.0.1/feed"},
        {"minutes": 4},
        {"minutes": 10081},
        {"title": "긴" * 301},
    ],
    ids=str,
)
def test_what_cannot_be_a_subscription_is_refused(site: HTTPServer, given: dict[str, Any]) -> None:
    serve(site, rss())
    with pytest.raises(ValidationError):
        services.subscribe(by=SETUP, **{"url": site.url_for("/feed.xml")} | given)
    assert not Feed.objects.exists()


def test_a_feed_is_subscribed_to_once_however_its_address_is_written(site: HTTPServer) -> None:
    feed = subscribed(site)
    for url in (feed.url, feed.url + "?utm_source=x", feed.url + "#top", f" {feed.url} "):
        with pytest.raises(Duplicate) as known:
            services.subscribe(url=url, by=SETUP)
        assert known.value.existing == feed
    assert Feed.objects.count() == 1


def test_editors_and_curators_keep_feeds_and_nobody_else(
    newsroom: Newsroom, site: HTTPServer
) -> None:
    feed = subscribed(site)
    for person in (newsroom.minjun, newsroom.hana, newsroom.stranger):
        for verb in (services.pause, services.resume, services.poll_now):
            with pytest.raises(PermissionDenied):
                verb(feed=feed, by=person)
        with pytest.raises(PermissionDenied):
            services.change(feed=feed, by=person, expected_revision=0, title="x")
        with pytest.raises(PermissionDenied):
            services.subscribe(url="https://river.example/feed", by=person)
    for person in (newsroom.seoyeon, newsroom.jiho):
        services.poll_now(feed=feed, by=person)


# --- changing, pausing --------------------------------------------------------------------


def test_a_change_is_on_record_and_names_the_revision_it_was_made_on(
    newsroom: Newsroom, site: HTTPServer
) -> None:
    feed = subscribed(site)
    paper = Source.objects.create(entity=entity("강변일보", "outlet"))
    changed = services.change(
        feed=feed, by=newsroom.jiho, expected_revision=0, title=" 강변 ", source=paper, minutes=5
    )
    assert (changed.title, changed.source, changed.minutes, changed.revision) == (
        "강변",
        paper,
        5,
        1,
    )
    waiting = feed.polls.get(state=WorkState.WAITING)
    assert waiting.next_attempt_at <= timezone.now() + dt.timedelta(minutes=5)
    entry = Entry.objects.about(feed).first()
    assert entry is not None
    assert content_of(entry)["before"] == {"title": "강변일보", "source": None, "minutes": 30}
    assert content_of(entry)["after"]["source"] == str(paper.public_id)
    with pytest.raises(LostUpdate) as lost:
        services.change(feed=feed, by=newsroom.seoyeon, expected_revision=0, title="다른")
    assert lost.value.current == 1
    same = services.change(feed=feed, by=newsroom.jiho, expected_revision=1, title="강변")
    assert same.revision == 1
    assert services.change(feed=feed, by=SETUP, expected_revision=1, source=None).source is None


def test_another_address_is_read_first_and_looked_at_at_once(site: HTTPServer) -> None:
    feed = subscribed(site, ETag='"one"')
    serve(site, b"<html></html>", path="/page")
    with pytest.raises(ValidationError):
        services.change(feed=feed, by=SETUP, expected_revision=0, url=site.url_for("/page"))
    serve(site, rss(item("/news/2")), path="/new.xml")
    moved = services.change(feed=feed, by=SETUP, expected_revision=0, url=site.url_for("/new.xml"))
    assert (moved.url, moved.etag) == (site.url_for("/new.xml"), "")
    drain(Poll, services.perform_poll)
    assert [e.url for e in feed.entries.all()] == [site.url_for("/news/2")]
    other = services.subscribe(url=site.url_for("/feed.xml"), by=SETUP)
    with pytest.raises(Duplicate):
        services.change(feed=other, by=SETUP, expected_revision=0, url=moved.url)


def test_a_paused_feed_is_not_looked_at_until_it_is_resumed(site: HTTPServer) -> None:
    feed = subscribed(site)
    for _twice in range(2):
        services.pause(feed=feed, by=SETUP)
    assert not feed.polls.filter(state=WorkState.WAITING).exists()
    with pytest.raises(Conflict):
        services.poll_now(feed=feed, by=SETUP)
    services.change(feed=feed, by=SETUP, expected_revision=0, minutes=5)
    assert not feed.polls.filter(state=WorkState.WAITING).exists()
    for _twice in range(2):
        services.resume(feed=feed, by=SETUP)
    assert feed.polls.filter(state=WorkState.WAITING).count() == 1
    assert drain(Poll, services.perform_poll) == 1
    assert kinds(feed) == ["feed.resumed", "feed.changed", "feed.paused", "feed.subscribed"]


def test_pausing_gives_up_a_look_that_is_going_on(site: HTTPServer) -> None:
    feed = subscribed(site)
    site.clear()
    serve(site, rss(item("/news/1")))
    services.poll_now(feed=feed, by=SETUP)
    taken = claim(Poll)
    assert taken is not None
    services.pause(feed=feed, by=SETUP)
    with pytest.raises(LeaseLost):
        services.perform_poll(taken)
    assert not feed.entries.exists()
    assert not feed.polls.filter(state=WorkState.WAITING).exists()


# --- looking ------------------------------------------------------------------------------


def test_a_look_brings_what_is_new_and_the_next_look(site: HTTPServer) -> None:
    feed = subscribed(site, item("/news/1"), ETag='"one"', Last_Modified=PUBLISHED)
    site.clear()
    serve(site, rss(item("/news/2"), item("/news/1"), item("/news/2/?utm_source=rss")))
    done = poll(feed)
    asked = site.log[-1][0].headers
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"one"', PUBLISHED)
    assert (done.outcome, done.found, done.new) == ("read", 3, 1)
    assert feed.polls.filter(state=WorkState.WAITING).count() == 1
    assert feed.entries.count() == 2


def test_an_unchanged_feed_is_not_read(site: HTTPServer) -> None:
    feed = subscribed(site, item("/news/1"), ETag='"one"')
    site.clear()
    serve(site, b"", status=304)
    done = poll(feed)
    assert (done.outcome, done.status, done.new) == ("unchanged", 304, 0)
    feed.refresh_from_db()
    assert feed.etag == '"one"'


def test_more_than_one_poll_may_bring_comes_with_the_next_the_newest_first(
    site: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "BRINGS_AT_MOST", 2)
    days = [3, 9, 5, 7, 1]
    feed = subscribed(
        site, *(item(f"/{day}", "", f"{day} Nov 2026 09:00:00 +0900") for day in days), ETag='"a"'
    )
    assert feed.etag == ""  # "unchanged" would hide the rest
    assert [e.url[-1] for e in feed.entries.order_by("pk")] == ["9", "7"]
    assert poll(feed).new == 2
    assert poll(feed).new == 1
    assert [e.url[-1] for e in feed.entries.order_by("pk")] == ["9", "7", "5", "3", "1"]
    feed.refresh_from_db()
    assert feed.etag == '"a"'
    assert poll(feed).new == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<!doctype html><html><body>maintenance</body></html>", 200),
        (b"not xml at all", 200),
        (rss(item("/news/2")), 500),
        (rss(item("/news/2")), 404),
        (b"<rss>" + b"a" * 5_000_001, 200),
    ],
    ids="html text error not-found huge".split(),
)
def test_what_could_not_be_read_is_an_outcome_and_puts_the_next_look_off(
    site: HTTPServer, body: bytes, status: int
) -> None:
    feed = subscribed(site, item("/news/1"))
    site.clear()
    serve(site, body, status=status)
    for minutes in (60, 120, 240):
        done = poll(feed)
        assert (done.outcome, done.status in (status, None), done.new) == ("failed", True, 0)
        assert done.message
        due = feed.polls.get(state=WorkState.WAITING).next_attempt_at - timezone.now()
        assert dt.timedelta(minutes=minutes - 1) < due <= dt.timedelta(minutes=minutes)
    site.clear()
    serve(site, rss(item("/news/2")))
    assert poll(feed).new == 1
    due = feed.polls.get(state=WorkState.WAITING).next_attempt_at - timezone.now()
    assert due <= dt.timedelta(minutes=30)


def test_a_feed_that_is_gone_for_good_is_paused(site: HTTPServer) -> None:
    feed = subscribed(site)
    site.clear()
    serve(site, b"", status=410)
    assert poll(feed).outcome == "failed"
    feed.refresh_from_db()
    assert feed.paused_at is not None
    assert not feed.polls.filter(state=WorkState.WAITING).exists()
    entry = Entry.objects.about(feed).first()
    assert entry is not None
    assert (entry.kind, content_of(entry)["by"]) == ("feed.paused", "machine:feeds")


def test_a_feed_that_moved_is_followed_and_the_new_address_told(site: HTTPServer) -> None:
    feed = subscribed(site)
    site.clear()
    serve(site, rss(item("/news/1")), path="/new.xml")
    site.expect_request("/feed.xml").respond_with_data(
        "", status=301, headers={"Location": "/new.xml"}
    )
    done = poll(feed)
    assert (done.outcome, done.new) == ("read", 1)
    assert site.url_for("/new.xml") in done.message
    feed.refresh_from_db()
    assert feed.url == site.url_for("/feed.xml")


def test_a_feed_that_moved_to_a_private_host_is_not_followed(site: HTTPServer) -> None:
    feed = subscribed(site)
    site.clear()
    site.expect_request("/feed.xml").respond_with_data(
        "", status=301, headers={"Location": "http://10.0.0.1/feed"}
    )
    done = poll(feed)
    assert (done.outcome, done.status, done.new) == ("failed", None, 0)


def test_a_server_that_asks_for_a_pause_gets_it(site: HTTPServer) -> None:
    feed = subscribed(site)
    site.clear()
    serve(site, b"", status=429, Retry_After="7200")
    poll(feed)
    due = feed.polls.get(state=WorkState.WAITING).next_attempt_at - timezone.now()
    assert dt.timedelta(minutes=119) < due <= dt.timedelta(minutes=120)
    calls = len(site.log)
    bring_forward(Poll)
    drain(Poll, services.perform_poll)
    assert len(site.log) == calls
    waiting = feed.polls.get(state=WorkState.WAITING)
    assert (waiting.attempts, waiting.last_error) == (0, "")
    # Whether it is still to be left alone is looked up every ten minutes, without asking it.
    assert waiting.next_attempt_at > timezone.now() + dt.timedelta(minutes=9)


def test_old_looks_are_forgotten_and_failures_are_not_counted_by_them(site: HTTPServer) -> None:
    feed = subscribed(site)
    feed.polls.filter(state=WorkState.DONE).update(
        finished_at=timezone.now() - dt.timedelta(days=31)
    )
    poll(feed)
    assert feed.polls.filter(state=WorkState.DONE).count() == 1


# --- taking in ----------------------------------------------------------------------------


def test_each_entry_becomes_an_article_by_the_machine(site: HTTPServer) -> None:
    feed = subscribed(site, item("/news/1"), item("/news/2"))
    page(site, 1)
    page(site, 2)
    take_in_entries()
    assert {e.state for e in feed.entries.all()} == {WorkState.DONE}
    assert {e.document.article.title for e in feed.entries.all() if e.document} == {
        "다리 1",
        "다리 2",
    }
    added = Entry.objects.filter(kind="article.added")
    assert [content_of(entry)["by"] for entry in added] == ["machine:feeds"] * 2
    take_in_entries()
    assert Article.objects.count() == 2


def test_what_is_here_already_is_linked_to(site: HTTPServer) -> None:
    first = subscribed(site, item("/news/1"))
    page(site, 1)
    take_in_entries()
    serve(site, rss(item("/news/1"), title="둘째"), path="/second.xml")
    second = services.subscribe(url=site.url_for("/second.xml"), by=SETUP)
    take_in_entries()
    mine, theirs = first.entries.get(), second.entries.get()
    assert (mine.was_known, theirs.was_known) == (False, True)
    assert mine.document == theirs.document == Document.objects.get()


@pytest.mark.parametrize(
    ("head", "published", "day", "evidence"),
    [
        ("", PUBLISHED, dt.date(2026, 11, 20), "feed"),
        # the page itself knows better
        (STATED, PUBLISHED, dt.date(2026, 11, 18), None),
        # nobody says so
        ("", "", None, ""),
    ],
)
def test_the_feeds_date_counts_where_the_page_states_none(
    site: HTTPServer, head: str, published: str, day: dt.date | None, evidence: str | None
) -> None:
    subscribed(site, item("/news/1", "", published))
    page(site, 1, head=head)
    take_in_entries()
    kept = Article.objects.get()
    assert kept.published_on == day
    assert (kept.published_evidence == evidence) is (evidence is not None)


@pytest.mark.parametrize(
    "link",
    """http://10.0.0.1/news http://127.0.0.1:1/news http://[::1]/news http://169.254.169.254/
    http://river.example:22/ /picture /blank /gone /forbidden /round""".split(),
)
def test_where_there_is_no_article_an_entry_ends_at_once(site: HTTPServer, link: str) -> None:
    feed = subscribed(site, item(link))
    serve(site, b"\x89PNG\r\n\x1a\n" + bytes(100), path="/picture")
    serve(site, b"<html><body></body></html>", path="/blank")
    serve(site, b"gone", path="/gone", status=410)
    serve(site, b"no", path="/forbidden", status=403)
    serve(site, b"", path="/round", status=302, Location="/round")
    take_in_entries()
    entry = feed.entries.get()
    assert (entry.state, entry.document) == (WorkState.STOPPED, None)
    assert entry.message
    assert not Article.objects.exists()


def test_what_may_come_later_is_tried_again_ever_more_slowly(
    site: HTTPServer, settings: Settings
) -> None:
    feed = subscribed(site, item("/news/1"))
    serve(site, b"", path="/news/1", status=503)
    for attempt in range(1, settings.WORK_ATTEMPTS):
        take_in_entries()
        entry = feed.entries.get()
        assert (entry.state, entry.attempts) == (WorkState.WAITING, attempt)
        assert "503" in entry.message
    take_in_entries()
    assert feed.entries.get().state == WorkState.STOPPED
    site.clear()
    page(site, 1)
    retry(feed.entries.get(), by=SETUP)
    take_in_entries()
    entry = feed.entries.get()
    assert (entry.state, entry.message) == (WorkState.DONE, "")
    assert entry.document is not None


def test_an_entry_waits_as_long_as_the_server_asked(site: HTTPServer) -> None:
    feed = subscribed(site, item("/news/1"), item("/news/2"))
    for number in (1, 2):
        serve(site, b"", path=f"/news/{number}", status=429, Retry_After="600")
    calls = len(site.log)
    take_in_entries()
    soonest = timezone.now() + dt.timedelta(minutes=9)
    assert len(site.log) == calls + 1  # the second is not even asked
    assert all(e.next_attempt_at > soonest for e in feed.entries.all())


def test_a_site_is_asked_once_a_second(
    db: None, httpserver: HTTPServer, settings: Settings
) -> None:
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    settings.SECONDS_BETWEEN_REQUESTS = 1.0
    asked: list[float] = []

    def answer(request: Request) -> Response:
        asked.append(time.monotonic())
        return Response(
            f"<html><body><p>{request.path}의 글이다.</p></body></html>", mimetype="text/html"
        )

    httpserver.expect_request("/a").respond_with_handler(answer)
    httpserver.expect_request("/b").respond_with_handler(answer)
    httpserver.expect_request("/c").respond_with_handler(answer)
    feed = subscribed(httpserver, item("/a"), item("/b"), item("/c"))
    due = sorted(feed.entries.values_list("next_attempt_at", flat=True))
    assert [(b - a).total_seconds() for a, b in pairwise(due)] == [1, 1]
    take_in_entries()
    assert Article.objects.count() == 3
    assert all(b - a > 0.9 for a, b in pairwise(asked))


# --- at once ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_who_subscribe_at_once_one_wins_and_the_other_is_told(site: HTTPServer) -> None:
    serve(site, rss(item("/news/1")))
    start = threading.Barrier(3)
    outcomes: list[object] = []

    def subscribe(spelling: str) -> None:
        start.wait()
        try:
            outcomes.append(services.subscribe(url=site.url_for("/feed.xml") + spelling, by=SETUP))
        except Duplicate as known:
            outcomes.append(known)
        finally:
            connections.close_all()

    at_once(subscribe, ["", "", "?utm_source=a"])
    assert Feed.objects.count() == 1
    assert sum(isinstance(each, Duplicate) for each in outcomes) == 2
    assert Poll.objects.filter(state=WorkState.WAITING).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_looks_whose_lease_overlaps_one_counts(site: HTTPServer) -> None:
    feed = subscribed(site)
    site.clear()
    serve(site, rss(*(item(f"/news/{n}") for n in range(20))))
    services.poll_now(feed=feed, by=SETUP)
    slow = claim(Poll)
    assert slow is not None
    Poll.objects.filter(pk=slow.pk).update(claimed_until=timezone.now())
    quick = claim(Poll)
    assert quick is not None
    lost: list[Poll] = []

    def look(taken: Poll) -> None:
        try:
            services.perform_poll(taken)
        except LeaseLost:
            lost.append(taken)
        finally:
            connections.close_all()

    at_once(look, [slow, quick])
    assert len(lost) == 1
    assert feed.entries.count() == 20
    assert feed.polls.filter(state=WorkState.WAITING).count() == 1


def at_once(act: Any, given: list[Any]) -> None:
    threads = [threading.Thread(target=act, args=(each,)) for each in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_feeds_entries_of_one_article_bring_it_once(site: HTTPServer) -> None:
    serve(site, rss(item("/news/1"), item("/news/1?utm_source=a"), item("/copy")))
    feed = services.subscribe(url=site.url_for("/feed.xml"), by=SETUP)
    page(site, 1)
    site.expect_request("/copy").respond_with_data("", status=302, headers={"Location": "/news/1"})
    take_in_entries()
    assert Article.objects.count() == 1
    assert sorted(FeedEntry.objects.values_list("was_known", flat=True)) == [False, True]
    assert feed.entries.count() == 2


# --- retractions --------------------------------------------------------------------------


def test_a_feed_of_retractions_marks_what_is_kept_and_brings_nothing_in(site: HTTPServer) -> None:
    page(site, 1)
    kept = articles.take_in_url(url=site.url_for("/news/1"), by=SETUP)
    notice = item("/notices/1", "바로잡습니다").replace(
        "</item>", "<description>&lt;a href='/news/1'&gt;기사&lt;/a&gt;</description></item>"
    )
    absolute = notice.replace("'/news/1'", f"'{site.url_for('/news/1')}'")
    serve(site, rss(absolute, item("/news/2")))
    feed = services.subscribe(url=site.url_for("/feed.xml"), by=SETUP, purpose="retractions")
    assert poll(feed).outcome == "read"
    [retraction] = Retraction.objects.all()
    assert (retraction.document_id, retraction.title) == (kept.pk, "바로잡습니다")
    assert retraction.is_trusted  # the paper's own feed on its own page
    assert not FeedEntry.objects.exists()
    told = [entry.kind for entry in Entry.objects.about(kept)]
    assert told.count("document.retracted") == 1


@pytest.mark.parametrize(
    ("feed", "is_trusted"),
    [
        ({"url": "https://www.river.example/retracted.xml"}, True),
        ({"url": "https://feeds.example/river"}, False),
        ({"url": "https://feeds.example/river", "source": "강변일보"}, True),
        ({"url": "https://desk.river.press/retracted.xml"}, True),  # a domain of the outlet's
        ({"url": "https://rival.example/retracted.xml", "source": "산골일보"}, False),
        ({"url": "https://river.example/rival/all.xml", "source": "산골일보"}, False),  # a tenant
        ({"url": "https://index.example/all.xml", "purpose": "retraction_index"}, True),
    ],
    ids="site another-site named-source its-domain rival shared-host index".split(),
)
def test_a_feed_is_believed_of_its_own_publisher_and_an_index_of_all(
    feed: dict[str, str], is_trusted: bool
) -> None:
    sources = {
        name: Source.objects.create(entity=entity(name, kind="outlet"))
        for name in ("강변일보", "산골일보")
    }
    SourceDomain.objects.create(source=sources["강변일보"], domain="river.press")
    kept = article(url="https://river.example/news/1")
    kept.source = sources["강변일보"]
    kept.save(update_fields=["source"])
    telling = Feed(
        url=feed["url"],
        purpose=feed.get("purpose", "retractions"),
        source=sources.get(feed.get("source", "")),
    )
    entry = rules.StatedEntry("https://notices.example/1", links=("https://river.example/news/1",))
    for again in range(2):
        with transaction.atomic():
            assert retractions.note(telling, [entry], by=SETUP) == 1 - again
    assert [row.is_trusted for row in kept.retractions.all()] == [is_trusted]
    told = Entry.objects.about(kept).get(kind="document.retracted")
    assert content_of(told)["is_trusted"] is is_trusted


def test_the_publishers_word_counts_although_another_said_the_same_before() -> None:
    kept = article(url="https://river.example/news/1")
    entry = rules.StatedEntry("https://river.example/notices/1", links=(kept.address.url,))  # type: ignore[union-attr]
    for url in ("https://rival.example/feed.xml", "https://river.example/feed.xml") * 2:
        with transaction.atomic():
            retractions.note(Feed(url=url, purpose="retractions"), [entry], by=SETUP)
    assert sorted(row.is_trusted for row in kept.retractions.all()) == [False, True]
