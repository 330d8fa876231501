"""Looking again at what a verdict rests on: when it is due, what is seen, and step by step."""

from __future__ import annotations

import datetime as dt
import threading
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from claims import tasks
from claims.articles import fetching
from claims.articles import services as articles
from claims.articles.fetching import Limits
from claims.articles.models import HostRule
from claims.desk import watching
from claims.errors import Conflict
from claims.extraction import services as extraction
from claims.extraction.models import Run
from claims.ledger.models import Entry
from claims.links import services as links
from claims.links.models import LinkSearch
from claims.publication import services as publication
from claims.publication.models import Publication
from claims.rechecks import filing, reading
from claims.rechecks import services as rechecks
from claims.rechecks.comparing import Observation
from claims.rechecks.models import Finding, Policy, Recheck
from claims.verdicts.models import Verdict
from claims.verdicts.services import Evidence
from claims.work import services as work
from claims.work.models import WorkState
from tests.factories import SETUP, Newsroom, article, claim, content_of, published
from tests.rechecks.world import BRIDGE, EDITED, PEOPLE, claim_of, filed, look_again, serve, work_on


def observed(verdict: Verdict) -> list[Observation]:
    recheck = Recheck(verdict=verdict)
    return filing.observed({verdict.pk: recheck}, now=timezone.now())[verdict.pk].seen


# --- what is due --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "days"), [({}, 7), ({"hedge": "hearsay"}, 7), ({"kind": "prediction"}, 3)], ids=str
)
def test_publishing_sets_the_date_of_the_next_look(
    newsroom: Newsroom, said: dict[str, str], days: int
) -> None:
    Policy.objects.create(kind="prediction", every_days=14, sooner_days=3)
    known = claim()
    if said:
        extraction.edit_claim(claim=known, by=newsroom.minjun, expected_version=1, **said)  # type: ignore[arg-type]
        known.refresh_from_db()
    verdict = published(newsroom, known)
    tasks.follow_all()
    scheduled = Recheck.objects.get(verdict=verdict)
    assert (scheduled.state, scheduled.cause) == ("waiting", "schedule")
    wait = scheduled.next_attempt_at - timezone.now()
    assert dt.timedelta(days=days, minutes=-5) < wait <= dt.timedelta(days=days)


def test_asking_brings_the_scheduled_look_forward(newsroom: Newsroom, verdict: Verdict) -> None:
    work_on()
    scheduled = Recheck.objects.get(verdict=verdict)
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun, reason="전화가 왔다")
    assert asked == scheduled
    scheduled.refresh_from_db()
    assert (scheduled.cause, scheduled.reason) == ("person", "전화가 왔다")
    assert scheduled.next_attempt_at <= timezone.now()
    assert Entry.objects.about(verdict).first().kind == "recheck.requested"  # type: ignore[union-attr]


def test_only_what_is_published_is_looked_at_again_and_only_for_the_desk(
    newsroom: Newsroom, verdict: Verdict
) -> None:
    with pytest.raises(PermissionDenied):
        rechecks.request(verdict=verdict, by=newsroom.hana)
    publication.withdraw(verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note="틀렸다")
    with pytest.raises(Conflict):
        rechecks.request(verdict=verdict, by=newsroom.minjun)


# --- what is seen -------------------------------------------------------------------------


def test_an_unchanged_source_leaves_it_standing_and_sets_the_next_date(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    fetched = len(site.log)
    done = look_again(verdict, newsroom)
    assert done.outcome == "stands"
    assert len(site.log) == fetched + 1
    assert filed(verdict) == []
    [following] = Recheck.objects.filter(verdict=verdict).exclude(pk=done.pk)
    assert (following.state, following.cause) == ("waiting", "schedule")
    assert following.next_attempt_at > timezone.now() + dt.timedelta(days=6)
    entry = Entry.objects.about(verdict).first()
    assert entry is not None
    assert (entry.kind, content_of(entry)["outcome"]) == ("recheck.finished", "stands")


def test_a_silently_edited_sentence_needs_a_person(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, EDITED, PEOPLE)
    assert look_again(verdict, newsroom).outcome == "needs_person"
    [finding] = verdict.findings.all()
    assert (finding.kind, finding.severity) == ("quote_altered", "serious")
    assert (finding.detail["before"], finding.detail["after"]) == (BRIDGE, EDITED)
    assert finding.claim == verdict.appearances.get().claim
    assert finding in Finding.objects.open()


def test_an_edit_elsewhere_on_the_page_is_noted_and_concerns_nobody(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, BRIDGE, "개통식에는 주민 삼백 명이 모였다.")
    assert look_again(verdict, newsroom).outcome == "stands"
    assert filed(verdict) == [("source_changed", "note")]
    assert not Finding.objects.open().exists()


def test_a_changed_page_that_could_not_be_read_needs_a_person(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, "다리는 내년에 열린다고 한다.", PEOPLE)
    appearance = verdict.appearances.get()
    articles.look_again(document=appearance.claim.article, by=SETUP)
    tasks.follow_all()  # and nothing is read
    [observation] = observed(verdict)
    assert (observation.kind, observation.severity) == ("source_changed", "notice")
    assert observation.detail["is_read"] is False


def test_a_second_change_that_could_not_be_read_is_not_hidden_by_the_first(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, PEOPLE)
    look_again(verdict, newsroom)
    serve(site, "다리는 내년에 열린다고 한다.", PEOPLE)
    articles.look_again(document=verdict.appearances.get().claim.article, by=SETUP)
    kinds = {(seen.kind, seen.severity) for seen in observed(verdict)}
    assert kinds == {("quote_lost", "serious"), ("source_changed", "notice")}


def test_a_deleted_sentence_needs_a_person(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, PEOPLE)
    assert look_again(verdict, newsroom).outcome == "needs_person"
    [finding] = verdict.findings.all()
    assert (finding.kind, finding.severity) == ("quote_lost", "serious")
    assert (finding.detail["before"], finding.detail["after"]) == (BRIDGE, "")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_needs_a_person(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer, status: int
) -> None:
    serve(site, status=status)
    assert look_again(verdict, newsroom).outcome == "needs_person"
    assert filed(verdict) == [("source_gone", "serious")]
    assert verdict.findings.get().detail == {"status": status}


def test_what_cannot_be_reached_is_no_proof_of_anything(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, status=503)
    assert look_again(verdict, newsroom).outcome == "could_not_look"
    assert filed(verdict) == [("source_not_looked_at", "note")]
    assert not Finding.objects.open().exists()
    serve(site, BRIDGE, PEOPLE)
    assert look_again(verdict, newsroom).outcome == "stands"


def test_a_page_that_stays_gone_is_told_of_once_and_looked_at_by_schedule(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, status=410)
    for _ in range(2):
        assert look_again(verdict, newsroom).outcome == "needs_person"
    finding = verdict.findings.get()
    assert (finding.kind, finding.detail) == ("source_gone", {"status": 410})
    entry = Entry.objects.about(verdict).filter(kind="recheck.finished").first()
    assert entry is not None
    assert content_of(entry)["assignee"] == newsroom.minjun.ledger_name
    assert Publication.objects.with_recheck_flag().get(verdict=verdict).under_recheck
    following = verdict.rechecks.waiting().get()
    assert following.next_attempt_at > timezone.now() + dt.timedelta(days=6)


@pytest.mark.parametrize(
    ("answers", "why"), [("in circles", "리디렉션"), ("drop by drop", "answer")]
)
def test_a_page_that_never_answers_could_not_be_looked_at_and_is_asked_ever_more_rarely(
    newsroom: Newsroom,
    verdict: Verdict,
    site: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
    answers: str,
    why: str,
) -> None:
    asked = partial(fetching.fetch, limits=Limits(total_seconds=0.3))
    monkeypatch.setattr(fetching, "fetch", asked)
    given_up = threading.Event()

    def answer(request: Request) -> Response:
        if answers == "in circles":
            return Response(status=302, headers={"Location": request.url})
        drops = iter(lambda: b" " if not given_up.wait(0.05) else b"", b"")
        return Response(drops, content_type="text/html")

    site.clear()
    site.expect_request("/news/1").respond_with_handler(answer)
    try:
        for hours in (2, 4):
            assert look_again(verdict, newsroom).outcome == "could_not_look"
            wait = verdict.rechecks.waiting().get().next_attempt_at - timezone.now()
            assert dt.timedelta(hours=hours, minutes=-5) < wait <= dt.timedelta(hours=hours)
    finally:
        given_up.set()
    assert filed(verdict) == [("source_not_looked_at", "note")]
    assert why in verdict.findings.get().detail["why"]
    assert not Publication.objects.with_recheck_flag().get(verdict=verdict).under_recheck


def test_a_document_without_an_address_is_read_again_and_says_so(newsroom: Newsroom) -> None:
    kept = article(f"{BRIDGE}\n\n{PEOPLE}")
    work_on()
    verdict = published(newsroom, claim_of(kept, BRIDGE))
    assert kept.latest_snapshot.runs.count() == 1
    assert look_again(verdict, newsroom).outcome == "stands"
    assert kept.latest_snapshot.runs.filter(state="done").count() == 2
    assert filed(verdict) == [("source_not_looked_at", "note")]
    assert verdict.findings.get().detail == {"why": "no_address"}


def test_what_the_evidence_rests_on_is_looked_at_too(newsroom: Newsroom, site: HTTPServer) -> None:
    serve(site, BRIDGE, PEOPLE)
    kept = articles.take_in_url(url=site.url_for("/news/1"), by=SETUP)
    work_on()
    rested_on = claim_of(kept, BRIDGE).current
    verdict = published(newsroom, claim(), evidence=[Evidence("supports", version=rested_on)])
    serve(site, EDITED, PEOPLE)
    assert look_again(verdict, newsroom).outcome == "needs_person"
    assert ("quote_altered", "serious") in filed(verdict)


# --- the steps ----------------------------------------------------------------------------


def step(recheck: Recheck) -> str:
    """Go as far as a worker would under one lease; the step that comes next."""
    Recheck.objects.filter(pk=recheck.pk).update(next_attempt_at=timezone.now())
    [row] = work.claim_together(Recheck, 16)
    assert row == recheck
    rechecks.perform([row])
    recheck.refresh_from_db()
    return recheck.step if recheck.state == WorkState.WAITING else recheck.state


def test_nothing_is_waited_for_where_nothing_changed(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    work_on()
    assert step(rechecks.request(verdict=verdict, by=newsroom.minjun)) == "done"


def test_what_changed_is_read_and_linked_before_it_is_compared(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    work_on()
    serve(site, EDITED, PEOPLE)
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun)
    assert step(asked) == "read"  # nobody has followed the ledger yet
    tasks.follow_all()
    assert step(asked) == "read"  # the new snapshot waits to be read
    work.drain(Run, extraction.perform)
    assert step(asked) == "read"  # what was read waits to be linked
    tasks.follow_all()
    assert step(asked) == "read"
    work.drain(LinkSearch, links.perform)
    assert step(asked) == "done"
    assert asked.outcome == "needs_person"


def test_a_paused_host_holds_up_nothing_else_that_is_known(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    work_on()
    until = timezone.now() + dt.timedelta(days=300)
    HostRule.objects.create(host=site.host, paused_until=until)
    link = links.link(first=verdict.appearances.get().claim, second=claim(), by=newsroom.minjun)
    links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation="contradicts")
    fetched = len(site.log)
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun)
    assert step(asked) == "done"
    assert (asked.outcome, len(site.log)) == ("needs_person", fetched)
    assert sorted(filed(verdict)) == [
        ("new_contradiction", "serious"),
        ("source_not_looked_at", "note"),
    ]


def test_nothing_is_told_of_a_re_check_that_a_withdrawal_ends(
    newsroom: Newsroom, verdict: Verdict
) -> None:
    work_on()
    publication.withdraw(verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note="틀렸다")
    work_on()
    assert verdict.rechecks.get().state == WorkState.DONE
    assert not Entry.objects.filter(kind="recheck.finished").exists()


def test_what_nobody_takes_up_is_not_waited_for(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_on()
    serve(site, EDITED, PEOPLE)
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun)
    assert step(asked) == "read"  # and nobody follows the ledger
    monkeypatch.setattr(reading, "LONGEST_WAIT", dt.timedelta(0))
    assert step(asked) == "done"
    assert filed(verdict) == [("source_changed", "notice")]


def test_who_asks_while_it_waits_is_not_given_what_was_seen_before(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    work_on()
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun)
    [busy] = work.claim_together(Recheck, 16)
    serve(site, EDITED, PEOPLE)
    assert rechecks.request(verdict=verdict, by=newsroom.seoyeon) == asked
    assert Recheck.objects.get(pk=asked.pk).attempts == 0  # asking uses none of them up
    rechecks.perform([busy])  # its lease was taken from it
    asked.refresh_from_db()
    assert (asked.state, asked.outcome) == ("waiting", "")
    work_on()
    asked.refresh_from_db()
    assert asked.outcome == "needs_person"


def test_one_that_stops_hands_on_what_it_was_to_look_for(
    newsroom: Newsroom, verdict: Verdict, settings: Settings
) -> None:
    settings.WORK_ATTEMPTS = 1
    work_on()
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun)
    [failing] = work.claim_together(Recheck, 16)
    work.fail(failing, OSError("no space left"))
    asked.refresh_from_db()
    second = verdict.rechecks.waiting().get()
    assert (asked.state, second.cause) == (WorkState.STOPPED, "person")
    assert [cause.kind for cause in second.causes.all()] == ["recheck.requested"]
    assert second.next_attempt_at > timezone.now()

    watching.run_now(asked, by=newsroom.minjun)  # the one that took over
    assert [row.pk for row in work.claim_together(Recheck, 16)] == [second.pk]
    killed = Recheck.objects.filter(pk=second.pk)
    killed.update(claimed_until=timezone.now())
    assert work.claim_together(Recheck, 16) == []
    assert killed.get().state == WorkState.STOPPED
    assert verdict.rechecks.waiting().get().pk > second.pk


def test_a_worker_that_lost_its_lease_files_nothing(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, EDITED, PEOPLE)
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun)
    assert step(asked) == "read"
    for _turn in range(2):
        tasks.follow_all()
        work.drain(Run, extraction.perform)
        work.drain(LinkSearch, links.perform)
    Recheck.objects.update(next_attempt_at=timezone.now())
    [zombie] = work.claim_together(Recheck, 16)
    Recheck.objects.update(claimed_until=timezone.now())
    heir = work.claim(Recheck)
    assert heir == zombie
    rechecks.perform([zombie])
    assert not Finding.objects.exists()
    rechecks.perform([heir])
    assert Finding.objects.count() == 1
    assert Entry.objects.filter(kind="recheck.finished").count() == 1
