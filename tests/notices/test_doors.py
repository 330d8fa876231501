"""Notices, webhooks, re-checks and hosts through their doors: desk, API, admin."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from rest_framework.test import APIClient

from claims.articles import host_rules
from claims.articles.models import HostRule
from claims.desk import watching
from claims.desk.paging import PER_PAGE
from claims.errors import Conflict
from claims.ledger.models import Entry
from claims.notices.models import Delivery, Endpoint, Notice, Preference, Watch
from claims.people.rules import Scope
from claims.publication import services as publication
from claims.rechecks.models import Ground, Recheck, RecheckCause
from claims.verdicts.models import Verdict
from claims.work.models import WorkState
from tests.api import world as worlds
from tests.api.asking import API, answered, each_page, refused
from tests.factories import PASSWORD, Newsroom, claim, content_of, published
from tests.notices.world import KEY, rechecked, send


def enter(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.fixture
def minjun(people: Newsroom) -> Client:
    return enter(people.minjun)


@pytest.fixture
def program(people: Newsroom) -> APIClient:
    return worlds.program(people.minjun)


@pytest.fixture
def editor(people: Newsroom, settings: Settings) -> APIClient:
    settings.WEBHOOK_KEY = KEY
    return worlds.program(people.seoyeon)


# --- notices ------------------------------------------------------------------------------


def test_the_inbox_shows_counts_and_reads(minjun: Client, verdict: Verdict) -> None:
    rechecked(verdict, "serious", "notice")
    page = minjun.get(reverse("desk:notices")).content.decode()
    assert page.count("인용문이 바뀜") == 2
    assert '<span class="count unread"' in page
    newest, oldest = Notice.objects.order_by("-pk")
    answer = minjun.post(reverse("desk:notice-read", args=[oldest.public_id]))
    assert answer["Location"] == reverse("desk:verdict", args=[verdict.public_id])
    assert list(Notice.objects.unread()) == [newest]
    rechecked(verdict, "serious")
    minjun.post(reverse("desk:notices-read"), {"up_to": newest.pk})
    assert Notice.objects.unread().count() == 1, "what the page did not show stays"
    minjun.post(reverse("desk:notices-read"), {"up_to": "x" * 99})
    assert not Notice.objects.unread().exists()
    page = minjun.get(reverse("desk:notices")).content.decode()
    assert '<span class="count unread"' not in page
    assert "인용문이 바뀜" in minjun.get(reverse("desk:notices") + "?show=all").content.decode()


def test_somebody_elses_notice_is_not_there(people: Newsroom, verdict: Verdict) -> None:
    rechecked(verdict, "serious")
    notice = Notice.objects.get()
    other = enter(people.seoyeon)
    address = reverse("desk:notice-read", args=[notice.public_id])
    assert other.post(address).status_code == 404
    program = worlds.program(people.seoyeon)
    refused(program.post(f"{API}/notices/{notice.public_id}/read"), 404)
    assert answered(program.get(f"{API}/notices"))["results"] == []
    assert Notice.objects.unread().exists()


def test_the_inbox_takes_no_more_queries_for_many(minjun: Client, verdict: Verdict) -> None:
    counts = []
    for _round in range(2):
        rechecked(verdict, "serious", "notice")
        with CaptureQueriesContext(connection) as queries:
            assert minjun.get(reverse("desk:notices")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_watching_and_preferences_at_the_desk(
    people: Newsroom, minjun: Client, verdict: Verdict
) -> None:
    for name, watched in (("watch", True), ("unwatch", False)):
        minjun.post(reverse(f"desk:verdict-{name}", args=[verdict.public_id]))
        assert Watch.objects.filter(user=people.minjun).exists() == watched
    address = reverse("desk:notice-preferences")
    assert minjun.get(address).status_code == 200
    assert minjun.post(address, {"mail": "hourly", "language": "ko"}).status_code == 400
    assert minjun.post(address, {"mail": "daily", "language": "en"}).status_code == 302
    assert Preference.objects.get().mail == "daily"


def test_notices_by_api(program: APIClient, people: Newsroom, verdict: Verdict) -> None:
    assert answered(program.get(f"{API}/me/preferences")) == {"mail": "serious", "language": "ko"}
    refused(program.patch(f"{API}/me/preferences", {"mail": "each"}), 400)
    chosen = {"mail": "off", "language": "en"}
    assert answered(program.patch(f"{API}/me/preferences", chosen)) == chosen
    watch = answered(program.post(f"{API}/verdicts/{verdict.public_id}/watch"))
    assert watch == {"verdict": str(verdict.public_id), "watched": True}
    assert not answered(program.post(f"{API}/verdicts/{verdict.public_id}/unwatch"))["watched"]
    rechecked(verdict, "serious", "notice")
    first, second = answered(program.get(f"{API}/notices?unread=true"))["results"]
    assert (first["severity"], second["severity"]) == ("notice", "serious")
    assert answered(program.post(f"{API}/notices/{first['id']}/read"))["read_at"]
    assert answered(program.post(f"{API}/notices/read-all")) == {"read": 1}
    reader = worlds.program(people.minjun, [Scope.READ])
    assert len(answered(reader.get(f"{API}/notices"))["results"]) == 2
    refused(reader.post(f"{API}/notices/read-all"), 403)


# --- webhooks -----------------------------------------------------------------------------


def test_a_webhook_is_kept_by_api(editor: APIClient, people: Newsroom) -> None:
    sent = {"url": "https://receiver.example/hook", "events": ["verdict.published"]}
    made = editor.post(f"{API}/webhooks", sent)
    endpoint = answered(made, 201)
    assert made["Cache-Control"] == "no-store"
    assert endpoint["secret"].startswith("whsec_")
    address = f"{API}/webhooks/{endpoint['id']}"
    shown = answered(editor.get(address))
    assert "secret" not in shown
    assert answered(editor.get(f"{API}/webhooks"))["results"] == [shown]
    assert refused(editor.post(f"{API}/webhooks", sent), 409)["existing"] == endpoint["id"]
    assert answered(editor.post(f"{address}/rotate"))["secret"] != endpoint["secret"]
    test = answered(editor.post(f"{address}/test"), 202)
    assert (test["event"], test["state"]) == ("webhook.test", "waiting")
    assert answered(editor.get(f"{address}/deliveries?state=waiting"))["results"] == [test]
    assert answered(editor.post(f"{address}/disable", {"reason": "moves"}))["disabled_why"]
    refused(editor.post(f"{address}/test"), 409, "disabled")
    assert answered(editor.post(f"{address}/enable"))["disabled_at"] is None
    refused(worlds.program(people.minjun).get(f"{API}/webhooks"), 403)
    narrow = worlds.program(people.seoyeon, [Scope.READ, Scope.VERDICTS])
    refused(narrow.get(f"{API}/webhooks"), 403)
    signed_in = APIClient()
    signed_in.force_login(people.seoyeon)
    refused(signed_in.post(f"{address}/rotate"), 403, "reauthentication_required")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"url": "https://receiver.example/", "events": []},
        {"url": "https://receiver.example/", "events": ["verdict.drafted"]},
        {"url": "https://receiver.example/", "events": "verdict.published"},
        {"url": "http://receiver.example/", "events": ["verdict.published"]},
        {"url": 7, "events": ["verdict.published"]},
        {"url": "https://receiver.example/", "events": ["verdict.published"], "secret": "mine"},
    ],
    ids=str,
)
def test_a_webhook_that_is_none_is_refused(editor: APIClient, sent: dict[str, object]) -> None:
    refused(editor.post(f"{API}/webhooks", sent), 400)


def test_a_webhook_at_the_desk_asks_who_it_is_and_shows_its_secret_once(
    people: Newsroom, settings: Settings
) -> None:
    settings.WEBHOOK_KEY = KEY
    client, address = enter(people.seoyeon), reverse("desk:webhooks")
    sent = {"url": "https://receiver.example/hook", "events": ["verdict.published"]}
    assert "reauthenticate" in client.post(address, sent)["Location"]
    assert not Endpoint.objects.exists()
    client = enter(people.seoyeon)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.post(address, sent)
    assert "whsec_" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert "whsec_" not in client.get(address).content.decode()
    assert client.post(address, sent).status_code == 400, "twice"
    endpoint = Endpoint.objects.get()

    def do(name: str) -> str:
        there = reverse(f"desk:webhook-{name}", args=[endpoint.public_id])
        return client.post(there, follow=True).content.decode()

    assert "whsec_" in do("rotate")
    do("test")
    Delivery.objects.update(state=WorkState.STOPPED, last_error="NotTaken: HTTP 500 <b>no</b>")
    page = client.get(reverse("desk:webhook", args=[endpoint.public_id]))
    assert "HTTP 500 &lt;b&gt;no" in page.content.decode()
    assert "whsec_" not in page.content.decode()
    delivery = Delivery.objects.get()
    client.post(reverse("desk:work-retry", args=["delivery", delivery.public_id]))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (WorkState.WAITING, 0)
    do("disable")
    endpoint.refresh_from_db()
    assert endpoint.disabled_at is not None
    do("enable")
    endpoint.refresh_from_db()
    assert endpoint.disabled_at is None


def test_the_admin_shows_what_stopped_and_lets_it_be_tried_again(
    people: Newsroom, verdict: Verdict
) -> None:
    rechecked(verdict, "serious")
    Delivery.objects.update(state=WorkState.STOPPED, attempts=8, last_error="no mail server")
    boss = worlds.person("boss", superuser=True)
    client = enter(boss)
    listed = client.get(reverse("admin:claims_delivery_changelist") + "?state=stopped")
    assert "mail:" in listed.content.decode()
    delivery = Delivery.objects.get()
    client.post(
        reverse("admin:claims_delivery_changelist"),
        {"action": "try_again", "_selected_action": [delivery.pk]},
    )
    assert send() == 1
    for name in ("endpoint", "notice"):
        assert client.get(reverse(f"admin:claims_{name}_changelist")).status_code == 200


# --- re-checks ----------------------------------------------------------------------------


@pytest.fixture
def watched(people: Newsroom) -> Recheck:
    """A re-check due in a week of a verdict that rests on a page of one host."""
    said = claim(url="https://news.example/1")
    verdict = published(people, said)
    Ground.objects.get_or_create(verdict=verdict, document=said.article, claim=said)
    row, _is_new = Recheck.objects.get_or_create(
        verdict=verdict, state=WorkState.WAITING, defaults={"cause": "schedule"}
    )
    Recheck.objects.filter(pk=row.pk).update(next_attempt_at=timezone.now() + dt.timedelta(days=7))
    RecheckCause.objects.create(recheck=row, kind="snapshot.taken", key="a", severity="serious")
    return Recheck.objects.get(pk=row.pk)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True),
        ("?state=scheduled", True),
        ("?state=overdue", False),
        ("?cause=schedule", True),
        ("?cause=person", False),
        ("?severity=note", True),
        ("?severity=serious", False),
        ("?host=news.example", True),
        ("?host=NEWS.example", True),
        ("?host=ews.example", False),
        ("?host=%25", False),
        ("?state=nonsense&cause=nonsense", True),
    ],
)
def test_re_checks_are_narrowed_down(
    minjun: Client, watched: Recheck, asked: str, found: bool
) -> None:
    page = minjun.get(reverse("desk:rechecks") + asked).content.decode()
    run = reverse("desk:recheck-run", args=[watched.public_id])
    assert (run in page) == found


def test_what_waits_and_what_stopped_is_run_now_at_the_desk_and_by_api(
    minjun: Client, program: APIClient, people: Newsroom, watched: Recheck
) -> None:
    minjun.post(reverse("desk:recheck-run", args=[watched.public_id]))
    watched.refresh_from_db()
    assert watched.next_attempt_at <= timezone.now()
    assert watched.cause == "person"
    address = f"{API}/watching/{watched.public_id}/run"
    stopped = {"state": WorkState.STOPPED, "attempts": 8, "last_error": "no"}
    Recheck.objects.filter(pk=watched.pk).update(**stopped)
    [row] = answered(program.get(f"{API}/watching?standing=stopped"))["results"]
    assert (row["last_error"], row["hosts"]) == ("no", ["news.example"])
    assert row["causes"][0]["kind"] == "snapshot.taken"
    assert answered(program.post(address))["attempts"] == 0
    refused(worlds.program(people.hana).post(address), 403)
    Recheck.objects.filter(pk=watched.pk).update(state=WorkState.DONE, outcome="stands")
    refused(program.post(address), 409)
    with pytest.raises(Conflict):
        watching.run_now(Recheck.objects.get(pk=watched.pk), by=people.minjun)
    publication.withdraw(
        verdict=watched.verdict, by=people.seoyeon, expected_revision=1, note="틀렸다"
    )
    waiting = Recheck.objects.create(verdict=watched.verdict, cause="event")
    refused(program.post(f"{API}/watching/{waiting.public_id}/run"), 409, "not_published")


def test_re_checks_by_api_are_filtered_and_take_no_more_queries_for_many(
    program: APIClient, people: Newsroom, watched: Recheck
) -> None:
    program.get(f"{API}/me")
    for query in ("host=news.example", "standing=scheduled", "cause=schedule&severity=note"):
        [row] = answered(program.get(f"{API}/watching?{query}"))["results"]
        assert (row["id"], row["standing"]) == (str(watched.public_id), "scheduled")
    for query in ("standing=lost", "host=", "cause=x", "page=1"):
        refused(program.get(f"{API}/watching?{query}"), 400)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            answered(program.get(f"{API}/watching"))
        counts.append(len(queries))
        for number in range(3):
            other = published(people, claim(url=f"https://other{number}.example/{_round}"))
            Recheck.objects.create(verdict=other, cause="event")
    assert counts[0] == counts[1]
    queues = {row["name"]: row for row in answered(program.get(f"{API}/queues"))["results"]}
    assert queues["rechecks"]["due"] == 6


# --- hosts --------------------------------------------------------------------------------


def test_a_host_is_paused_resumed_and_asked_more_politely(people: Newsroom) -> None:
    until = timezone.now() + dt.timedelta(hours=1)
    host_rules.pause_host(host="News.Example.", by=people.seoyeon, until=until, reason=" 항의 ")
    rule = HostRule.objects.get()
    assert (rule.host, rule.paused_until, rule.reason) == ("news.example", until, "항의")
    for _twice in range(2):
        host_rules.resume_host(host="news.example", by=people.seoyeon)
        host_rules.set_politeness(host="news.example", by=people.seoyeon, seconds_between=30)
    rule.refresh_from_db()
    assert (rule.paused_until, rule.seconds_between) == (None, 30)
    entries = Entry.objects.about(rule).order_by("seq")
    assert [entry.kind for entry in entries] == [
        "host.paused",
        "host.resumed",
        "host.politeness_set",
    ]
    assert content_of(entries[2])["after"] == 30
    for named, kept in (("[::1]", "::1"), ("한강.example", "xn--939at69e.example")):
        made = host_rules.set_politeness(host=named, by=people.seoyeon, seconds_between=None)
        assert made.host == kept


def test_hosts_at_the_desk_and_by_api(
    people: Newsroom, program: APIClient, editor: APIClient, watched: Recheck
) -> None:
    desk = enter(people.seoyeon)
    Recheck.objects.update(next_attempt_at=timezone.now())
    page = desk.get(reverse("desk:hosts")).content.decode()
    assert "news.example" in page
    named = {"host": "news.example"}
    desk.post(reverse("desk:host-pause"), named | {"how_long": "year", "reason": "항의가 왔다"})
    assert "항의가 왔다" in desk.get(reverse("desk:hosts")).content.decode()
    desk.post(reverse("desk:host-resume"), named)
    desk.post(reverse("desk:host-politeness"), named | {"seconds_between": "2.5"})
    row = {
        "host": "news.example",
        "seconds_between": 2.5,
        "paused_until": None,
        "reason": "",
        "due": 1,
    }
    assert answered(program.get(f"{API}/hosts"))["results"] == [row]
    until = (timezone.now() + dt.timedelta(days=1)).isoformat()
    paused = answered(
        editor.post(f"{API}/hosts/pause", named | {"until": until, "reason": "정중히"})
    )
    assert paused["reason"] == "정중히"
    assert answered(editor.post(f"{API}/hosts/resume", named))["paused_until"] is None
    asked = named | {"seconds_between": None}
    assert answered(editor.post(f"{API}/hosts/politeness", asked))["seconds_between"] is None
    assert answered(program.get(f"{API}/hosts?host=else.example"))["results"][0]["due"] == 0
    refused(program.post(f"{API}/hosts/resume", named), 403)
    names = [f"n{number}.example" for number in range(PER_PAGE)]
    HostRule.objects.bulk_create(HostRule(host=name) for name in names)
    listed = each_page(program, f"{API}/hosts", page_size=7)
    assert [row["host"] for row in listed] == ["news.example", *sorted(names)]
    last = desk.get(reverse("desk:hosts"), {"page": 2})
    assert [row.host for row, *_forms in last.context["rows"]] == [max(names)]


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("pause", {"reason": " "}),
        ("pause", {"until": "2020-01-01T00:00:00Z"}),
        ("pause", {"until": "2999-01-01T00:00:00Z"}),
        ("pause", {"until": "tomorrow"}),
        ("pause", {"host": "https://news.example/"}),
        ("pause", {"host": "news.example/path"}),
        ("pause", {"host": "two words"}),
        ("pause", {"host": "user@news.example"}),
        ("pause", {"host": "news.example:80"}),
        ("pause", {"host": "x" * 254}),
        ("pause", {"host": "[::1"}),
        ("politeness", {"seconds_between": -1}),
        ("politeness", {"seconds_between": 3601}),
        ("politeness", {"seconds_between": "fast"}),
        ("politeness", {"seconds_between": "2.5"}),
        ("politeness", {"seconds_between": False}),
    ],
    ids=str,
)
def test_what_is_no_rule_for_a_host_is_refused(
    editor: APIClient, verb: str, said: dict[str, object]
) -> None:
    until = (timezone.now() + dt.timedelta(days=1)).isoformat()
    sound: dict[str, object] = {"host": "news.example"}
    sound |= {"until": until, "reason": "항의"} if verb == "pause" else {"seconds_between": 1}
    refused(editor.post(f"{API}/hosts/{verb}", sound | said), 400)
    assert not HostRule.objects.exists()


@pytest.mark.parametrize("said", [{}, {"how_long": "ever"}, {"how_long": "day"}], ids=str)
def test_a_form_that_is_no_pause_says_so(people: Newsroom, said: dict[str, str]) -> None:
    desk = enter(people.seoyeon)
    answer = desk.post(reverse("desk:host-pause"), {"host": "news.example"} | said, follow=True)
    assert "notice error" in answer.content.decode() or answer.context["messages"]
    assert not HostRule.objects.exists()
