"""Feeds through their doors: the API, the desk and the admin lead to the same verbs."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_httpserver import HTTPServer
from rest_framework.test import APIClient

from claims.feeds.models import Feed, FeedEntry, Poll
from claims.ledger.models import Entry
from claims.work.models import WorkState
from tests.api import world as worlds
from tests.api.asking import API, answered, refused
from tests.factories import Newsroom
from tests.feeds.world import item, page, poll, rss, serve, subscribed, take_in_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(newsroom: Newsroom) -> APIClient:
    return worlds.program(newsroom.seoyeon)


@pytest.fixture
def desk(newsroom: Newsroom) -> Client:
    client = Client()
    client.force_login(newsroom.seoyeon)
    return client


# --- the API ------------------------------------------------------------------------------


def test_a_feed_is_kept_by_api_from_subscription_to_entries(
    editor: APIClient, site: HTTPServer
) -> None:
    serve(site, rss(item("/news/1", "다리 1"), item("http://10.0.0.1/")))
    url = site.url_for("/feed.xml")
    response = editor.post(f"{API}/feeds", {"url": url, "minutes": 60})
    made = answered(response, 201)
    assert (made["title"], made["minutes"], made["revision"]) == ("강변일보", 60, 0)
    assert (made["last_poll"]["new"], made["next_poll"]["state"]) == (2, "waiting")
    assert response["ETag"] == '"0"'
    address = f"{API}/feeds/{made['id']}"
    assert response["Location"].endswith(address)
    page(site, 1)
    take_in_entries()

    shown = answered(editor.get(address))
    assert (shown["brought"], shown["under_way"], shown["refused"]) == (1, 0, 1)
    assert answered(editor.get(f"{API}/feeds"))["results"][0] == shown
    entries = answered(editor.get(f"{address}/entries"))["results"]
    done = next(entry for entry in entries if entry["state"] == "done")
    assert answered(editor.get(f"{API}/articles/{done['article']}"))["title"] == "다리 1"
    [stopped] = answered(editor.get(f"{address}/entries?state=stopped"))["results"]
    assert (stopped["url"], stopped["article"]) == ("http://10.0.0.1/", None)
    assert stopped["message"]
    assert len(answered(editor.get(f"{address}/polls"))["results"]) == 2

    known = refused(editor.post(f"{API}/feeds", {"url": url}), 409, "duplicate")
    assert known["existing"] == made["id"]


def test_a_feed_is_changed_paused_and_polled_by_api(editor: APIClient, site: HTTPServer) -> None:
    feed = subscribed(site)
    address = f"{API}/feeds/{feed.public_id}"
    refused(editor.patch(address, {"minutes": 60}), 428)
    changed = editor.patch(address, {"minutes": 60, "title": "강변"}, headers={"If-Match": '"0"'})
    assert (answered(changed)["title"], changed["ETag"]) == ("강변", '"1"')
    refused(editor.patch(address, {"minutes": 5}, headers={"If-Match": '"0"'}), 412)
    refused(editor.patch(address, {"minutes": 1, "expected_revision": 1}), 400)
    refused(editor.patch(address, {"paused_at": None, "expected_revision": 1}), 400)
    paused = answered(editor.post(f"{address}/pause"))
    assert paused["paused_at"]
    assert paused["next_poll"] is None
    assert len(answered(editor.get(f"{API}/feeds?paused=true"))["results"]) == 1
    assert answered(editor.get(f"{API}/feeds?paused=false"))["results"] == []
    refused(editor.post(f"{address}/poll"), 409, "paused")
    assert answered(editor.post(f"{address}/resume"))["next_poll"]["state"] == "waiting"
    answered(editor.post(f"{address}/poll"))


@pytest.mark.parametrize("body", [b"<html></html>", b'{"items": []}', b""], ids=str)
def test_what_is_no_feed_is_a_problem_with_a_reason(
    editor: APIClient, site: HTTPServer, body: bytes
) -> None:
    serve(site, body)
    response = editor.post(f"{API}/feeds", {"url": site.url_for("/feed.xml")})
    refused(response, 400, "not_a_feed")


@pytest.mark.parametrize(
    "sent", [{}, {"url": ""}, {"url": 5}, {"url": "x", "minutes": "30"}, {"url": "x", "by": "me"}]
)
def test_a_subscription_that_is_none_is_refused(editor: APIClient, sent: dict[str, object]) -> None:
    refused(editor.post(f"{API}/feeds", sent), 400)


def test_a_list_of_many_feeds_takes_no_more_queries(editor: APIClient, site: HTTPServer) -> None:
    def queries() -> list[int]:
        counts = []
        for address in (f"{API}/feeds", f"{API}/feeds/{first.public_id}/entries"):
            with CaptureQueriesContext(connection) as seen:
                assert editor.get(address).status_code == 200
            counts.append(len(seen))
        return counts

    first = subscribed(site, item("/news/1"))
    editor.get(f"{API}/me")
    few = queries()
    for number in range(2, 5):
        serve(site, rss(item(f"/news/{number}")), path=f"/{number}.xml")
        editor.post(f"{API}/feeds", {"url": site.url_for(f"/{number}.xml")})
        FeedEntry.objects.create(feed=first, url=f"https://river.example/{number}")
    assert queries() == few


# --- the desk -----------------------------------------------------------------------------


def test_a_feed_is_added_on_the_desk_and_shows_what_it_brought(
    desk: Client, site: HTTPServer
) -> None:
    serve(site, rss(item("/news/1", "다리 1"), item("http://10.0.0.1/", "안쪽")))
    page(site, 1)
    form = {"url": site.url_for("/feed.xml"), "title": "", "source": "", "minutes": 30} | {
        "purpose": "articles"
    }
    response = desk.post(reverse("desk:feed-add"), form)
    feed = Feed.objects.get()
    assert response.headers["Location"] == reverse("desk:feed", args=[feed.public_id])
    take_in_entries()
    shown = desk.get(reverse("desk:feed", args=[feed.public_id])).content.decode()
    article = FeedEntry.objects.get(document__isnull=False).document
    assert article is not None
    assert reverse("desk:article", args=[article.public_id]) in shown
    stopped = FeedEntry.objects.get(state=WorkState.STOPPED)
    assert stopped.message in shown
    assert "강변일보" in desk.get(reverse("desk:feeds")).content.decode()
    again = desk.post(reverse("desk:feed-add"), form)
    assert again.headers["Location"] == response.headers["Location"]
    retry = reverse("desk:work-retry", args=["feed-entry", stopped.public_id])
    assert retry in shown
    desk.post(retry)
    assert FeedEntry.objects.get(pk=stopped.pk).state == WorkState.WAITING


def test_what_is_no_feed_stays_in_the_form_with_the_reason(desk: Client, site: HTTPServer) -> None:
    serve(site, b"<html></html>")
    form = {"url": site.url_for("/feed.xml"), "minutes": 30, "purpose": "retractions"}
    response = desk.post(reverse("desk:feed-add"), form)
    assert response.status_code == 400
    assert "웹 페이지" in response.content.decode()
    assert desk.post(reverse("desk:feed-add"), form | {"minutes": 1}).status_code == 400


def test_the_desk_says_what_a_feed_is_for_and_it_stays(desk: Client, site: HTTPServer) -> None:
    serve(site, rss(item("/notices/1")))
    form = {"url": site.url_for("/feed.xml"), "minutes": 30, "purpose": "retraction_index"}
    told = desk.post(reverse("desk:feed-add"), form, follow=True).content.decode()
    feed = Feed.objects.get()
    assert feed.purpose == Feed.Purpose.RETRACTION_INDEX
    assert str(Feed.Purpose.RETRACTION_INDEX.label) in told
    assert not FeedEntry.objects.exists()
    changing = reverse("desk:feed-change", args=[feed.public_id])
    assert 'name="purpose"' not in desk.get(changing).content.decode()


def test_buttons_pause_resume_poll_and_a_form_changes(desk: Client, site: HTTPServer) -> None:
    feed = subscribed(site)

    def press(name: str) -> None:
        assert desk.post(reverse(f"desk:feed-{name}", args=[feed.public_id])).status_code == 302

    for name in ("pause", "resume", "poll"):
        press(name)
    change = reverse("desk:feed-change", args=[feed.public_id])
    form = {"url": feed.url, "title": "새 이름", "source": "", "minutes": 15}
    assert desk.post(change, form | {"expected_revision": 0}).status_code == 302
    assert desk.post(change, form | {"title": "x", "expected_revision": 0}).status_code == 400
    feed.refresh_from_db()
    assert (feed.title, feed.minutes, feed.revision) == ("새 이름", 15, 1)
    assert [entry.kind for entry in Entry.objects.about(feed)][:4] == [
        "feed.changed",
        "feed.poll_requested",
        "feed.resumed",
        "feed.paused",
    ]


@pytest.mark.parametrize("outcome", ["failed", "stopped", "paused"])
def test_a_feed_in_trouble_says_so_in_the_list(
    desk: Client, site: HTTPServer, outcome: str
) -> None:
    feed = subscribed(site)
    site.clear()
    serve(site, b"<html></html>" if outcome == "failed" else b"", status=200)
    if outcome == "paused":
        desk.post(reverse("desk:feed-pause", args=[feed.public_id]))
    elif outcome == "stopped":
        feed.polls.filter(state=WorkState.WAITING).update(state=WorkState.STOPPED)
    else:
        assert poll(feed).outcome == "failed"
    for name, args in (("feeds", []), ("feed", [feed.public_id])):
        shown = desk.get(reverse(f"desk:{name}", args=args)).content.decode()
        words = {"failed": "확인 실패", "stopped": "확인 멈춤", "paused": "일시 중지"}[outcome]
        assert words in shown


def test_who_may_not_keep_feeds_sees_them_without_buttons(
    newsroom: Newsroom, site: HTTPServer
) -> None:
    feed = subscribed(site)
    client = Client()
    client.force_login(newsroom.minjun)
    for name, args in (("feeds", []), ("feed", [feed.public_id])):
        shown = client.get(reverse(f"desk:{name}", args=args)).content.decode()
        main = shown.partition("<main")[2].partition("</main>")[0]
        assert "<form" not in main
        assert not re.search(r"feeds/(add|[0-9a-f-]+/change)", main)


# --- the admin ----------------------------------------------------------------------------


def test_a_curator_keeps_feeds_in_the_admin(newsroom: Newsroom, site: HTTPServer) -> None:
    client = Client()
    newsroom.jiho.is_staff = True
    newsroom.jiho.save()
    client.force_login(newsroom.jiho)
    serve(site, rss(item("/news/1")))
    form = {"url": site.url_for("/feed.xml"), "title": "강변", "source": "", "minutes": 30} | {
        "purpose": "articles"
    }
    response = client.post(reverse("admin:claims_feed_add"), form | {"expected_revision": 0})
    assert response.status_code == 302, response.content.decode()
    feed = Feed.objects.get()
    assert (feed.added_by, feed.entries.count()) == (newsroom.jiho, 1)
    change = reverse("admin:claims_feed_change", args=[feed.pk])
    client.post(change, form | {"minutes": 60, "expected_revision": 0})
    client.post(change, form | {"minutes": 90, "expected_revision": 0})  # seen before
    feed.refresh_from_db()
    assert (feed.minutes, feed.revision) == (60, 1)
    serve(site, b"<html></html>", path="/page")
    client.post(change, form | {"url": site.url_for("/page"), "expected_revision": 1})
    feed.refresh_from_db()
    assert feed.url == site.url_for("/feed.xml")
    for model in (Poll, FeedEntry):
        name = model._meta.model_name
        row = model._default_manager.first()
        assert row is not None
        assert client.get(reverse(f"admin:claims_{name}_add")).status_code == 403
        assert client.post(reverse(f"admin:claims_{name}_change", args=[row.pk])).status_code == 403
        assert client.get(reverse(f"admin:claims_{name}_changelist") + "?q=강변").status_code == 200
