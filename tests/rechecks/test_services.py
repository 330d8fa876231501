"""Looking again at what a verdict rests on: step by step, once a cause, never a new rating."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from claims import tasks
from claims.articles import services as articles
from claims.articles.models import Article
from claims.errors import Conflict
from claims.extraction import services as extraction
from claims.extraction.models import Claim, Run
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.links import services as links
from claims.links.models import Link, LinkSearch
from claims.people.models import Machine
from claims.publication import services as publication
from claims.rechecks import comparing
from claims.rechecks import services as rechecks
from claims.rechecks.models import Finding, Recheck
from claims.reference.models import EntityName
from claims.text.findings import Block, BlockClass, FoundClaim, Reading
from claims.verdicts.models import Stage, Verdict
from claims.verdicts.services import Evidence
from claims.work import services as work
from claims.work.models import WorkState
from tests.factories import (
    SETUP,
    Newsroom,
    article,
    claim,
    content_of,
    entity,
    found,
    mention,
    published,
    quantity,
)

BRIDGE = "시는 강변다리 공사에 12억 원을 들였다고 밝혔다."
EDITED = "시는 강변다리 공사에 19억 원을 들였다고 밝혔다."
DENIED = "시는 강변다리 공사에 모두 30억 원을 들였다고 밝혔다."
PEOPLE = "개통식에는 주민 이백 명이 모였다."
PAGE = (
    '<!doctype html><html lang="ko"><head><title>다리</title></head><body><article><h1>강가의'
    " 새 다리</h1>{}</article></body></html>"
)


def by_hand(text: str, blocks: Sequence[Block], **_given: Any) -> Reading:
    """A reader that takes every paragraph for a claim: what it reads is not under test."""
    claims: list[FoundClaim] = []
    for block in blocks:
        quote = text[block.start : block.end]
        if block.kind is not BlockClass.BODY or not quote.endswith("다."):
            continue
        names = EntityName.objects.select_related("entity")
        claims.append(
            found(
                text,
                quote,
                mentions=[mention(text, n.text, n.entity) for n in names if n.text in quote],
                quantities=[
                    quantity(text, m.group(), Decimal(m.group(1)) * 10**8, "KRW")
                    for m in re.finditer(r"(\d+)억 원", quote)
                ],
            )
        )
    return Reading("ko", True, claims=claims)


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "read", by_hand)


@pytest.fixture
def site(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    return httpserver


def serve(site: HTTPServer, *paragraphs: str, status: int = 200) -> None:
    body = PAGE.format("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
    site.clear()
    site.expect_request("/news/1").respond_with_data(
        body.encode(), status=status, content_type="text/html; charset=utf-8"
    )


def work_on() -> None:
    """Do what is due, and do not wait for what comes due in the next seconds."""
    for _ in range(12):
        tasks.settle()
        soon = Recheck.objects.waiting().filter(
            next_attempt_at__lte=timezone.now() + dt.timedelta(minutes=1)
        )
        if not soon.update(next_attempt_at=timezone.now()):
            break
    assert not Run.objects.exclude(last_error="").exists()
    assert not Recheck.objects.exclude(last_error="").exists()


def claim_of(kept: Article, quote: str) -> Claim:
    return Claim.objects.select_related("current").get(
        article=kept, versions__statement=quote, versions__number=1
    )


@pytest.fixture
def verdict(newsroom: Newsroom, site: HTTPServer) -> Verdict:
    """Published on a sentence that the site serves."""
    serve(site, BRIDGE, PEOPLE)
    kept = articles.take_in_url(url=site.url_for("/news/1"), by=SETUP)
    work_on()
    return published(newsroom, claim_of(kept, BRIDGE))


def look_again(verdict: Verdict, newsroom: Newsroom) -> Recheck:
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun, reason="시험")
    work_on()
    asked.refresh_from_db()
    assert asked.state == WorkState.DONE
    return asked


def filed(verdict: Verdict) -> list[tuple[str, str]]:
    return [(f.kind, f.severity) for f in verdict.findings.order_by("pk")]


# --- what is due --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "days"), [({}, 7), ({"hedge": "hearsay"}, 1), ({"kind": "prediction"}, 1)], ids=str
)
def test_publishing_sets_the_date_of_the_next_look(
    newsroom: Newsroom, said: dict[str, str], days: int
) -> None:
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
    [observation] = comparing.observe(verdict)[0]
    assert (observation.kind, observation.severity) == ("source_changed", "notice")
    assert observation.detail["is_read"] is False


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


# --- once a cause, and never a rating ------------------------------------------------------


def test_the_same_cause_is_filed_once_and_needs_a_person_until_one_came(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, EDITED, PEOPLE)
    outcomes = [look_again(verdict, newsroom).outcome for _ in range(2)]
    assert outcomes == ["needs_person"] * 2
    [finding] = verdict.findings.all()
    rechecks.resolve(finding=finding, by=newsroom.minjun, resolution="오타를 고친 것이다.")
    assert look_again(verdict, newsroom).outcome == "stands"
    assert verdict.findings.count() == 1


def test_a_second_edit_is_a_second_cause(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, EDITED, PEOPLE)
    look_again(verdict, newsroom)
    serve(site, EDITED.replace("19억", "21억"), PEOPLE)
    look_again(verdict, newsroom)
    assert [f.detail["after"] for f in verdict.findings.order_by("pk")] == [
        EDITED,
        EDITED.replace("19억", "21억"),
    ]


def test_no_finding_changes_the_verdict(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    before = (verdict.current, verdict.published, verdict.stage)
    served = verdict.publications.get().document
    for paragraphs, status in (([EDITED], 200), ([PEOPLE], 200), ([], 404), ([], 500)):
        serve(site, *paragraphs, status=status)
        look_again(verdict, newsroom)
    verdict.refresh_from_db()
    assert (verdict.current, verdict.published, verdict.stage) == before
    assert verdict.revisions.count() == 1
    assert verdict.publications.get().document == served
    assert ledger.first_fault() is None


def test_what_is_demanded_while_it_compares_keeps_the_outcome(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(site, EDITED, PEOPLE)
    real, interruptions = work.finish, [1]

    def interrupted(row: Any) -> bool:
        if interruptions:
            interruptions.pop()
            rechecks.request(verdict=verdict, by=newsroom.seoyeon)
        return real(row)

    monkeypatch.setattr(rechecks, "finish", interrupted)
    assert look_again(verdict, newsroom).outcome == "needs_person"
    assert not interruptions
    assert verdict.findings.count() == 1


# --- what others say ----------------------------------------------------------------------


@pytest.fixture
def bridge(db: None) -> None:
    entity("강변다리", "product")
    entity("시", "government")


def test_a_new_article_that_contradicts_is_found(
    bridge: None, newsroom: Newsroom, verdict: Verdict
) -> None:
    work_on()
    article(DENIED)
    work_on()
    [finding] = verdict.findings.all()
    assert (finding.kind, finding.severity) == ("new_contradiction", "notice")
    assert finding.claim is not None
    assert finding.claim.current is not None
    assert finding.claim.current.statement == DENIED
    done = verdict.rechecks.filter(state="done").latest("pk")
    assert (done.cause, done.reason, done.outcome) == ("event", "links.proposed", "needs_person")


def test_what_a_person_decides_about_it_is_serious(
    bridge: None, newsroom: Newsroom, verdict: Verdict
) -> None:
    article(DENIED)
    work_on()
    link = Link.objects.get()
    links.decide(
        link=link, by=newsroom.minjun, expected_revision=0, relation="contradicts", rationale="금액"
    )
    work_on()
    assert ("new_contradiction", "serious") in filed(verdict)
    scheduled = verdict.rechecks.get(state="waiting")
    assert scheduled.next_attempt_at < timezone.now() + dt.timedelta(days=1, minutes=1)


def test_a_later_state_is_found_and_an_earlier_one_is_not(
    newsroom: Newsroom, verdict: Verdict
) -> None:
    mine = verdict.appearances.get().claim
    for later in ("mine", "other"):
        other = claim()
        link = links.link(first=mine, second=other, by=newsroom.minjun)
        named = mine if later == "mine" else other
        links.decide(
            link=link,
            by=newsroom.minjun,
            expected_revision=0,
            relation="supersedes",
            later="a" if link.a == named else "b",
        )
    work_on()
    assert sorted(filed(verdict)) == [("new_link", "note"), ("new_superseding", "notice")]


@pytest.mark.parametrize("relation", ["not_comparable"])
def test_what_is_not_comparable_says_nothing(
    newsroom: Newsroom, verdict: Verdict, relation: str
) -> None:
    mine = verdict.appearances.get().claim
    link = links.link(first=mine, second=claim(), by=newsroom.minjun)
    links.decide(link=link, by=newsroom.minjun, expected_revision=0, relation=relation)
    work_on()
    assert filed(verdict) == []


def test_what_was_known_when_it_was_published_is_no_news(
    bridge: None, newsroom: Newsroom, site: HTTPServer
) -> None:
    serve(site, BRIDGE, PEOPLE)
    kept = articles.take_in_url(url=site.url_for("/news/1"), by=SETUP)
    article(DENIED)
    work_on()
    assert Link.objects.count() == 1
    verdict = published(newsroom, claim_of(kept, BRIDGE))
    assert look_again(verdict, newsroom).outcome == "stands"
    assert filed(verdict) == []


def test_a_withdrawn_verdict_is_not_looked_at_any_more(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    work_on()
    publication.withdraw(verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note="틀렸다")
    Recheck.objects.update(next_attempt_at=timezone.now())
    work_on()
    assert Recheck.objects.get(verdict=verdict).state == "done"
    verdict.refresh_from_db()
    assert verdict.stage == Stage.WITHDRAWN


# --- the steps ----------------------------------------------------------------------------


def step(recheck: Recheck) -> str:
    """Take one step as a worker would; the step that comes next."""
    Recheck.objects.filter(pk=recheck.pk).update(next_attempt_at=timezone.now())
    row = work.claim(Recheck)
    assert row == recheck
    rechecks.perform(row)
    recheck.refresh_from_db()
    return recheck.step if recheck.state == WorkState.WAITING else recheck.state


def test_the_steps_wait_for_what_changed_to_be_read_and_linked(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    work_on()
    serve(site, EDITED, PEOPLE)
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun)
    assert step(asked) == "read"
    assert step(asked) == "read"  # nobody has followed the ledger yet
    tasks.follow_all()
    assert step(asked) == "read"  # the new snapshot waits to be read
    work.drain(Run, extraction.perform)
    assert step(asked) == "read"  # what was read waits to be linked
    tasks.follow_all()
    assert step(asked) == "read"
    work.drain(LinkSearch, links.perform)
    assert step(asked) == "compare"
    assert step(asked) == "done"
    assert asked.outcome == "needs_person"


def test_a_worker_that_lost_its_lease_files_nothing(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, EDITED, PEOPLE)
    asked = rechecks.request(verdict=verdict, by=newsroom.minjun)
    while asked.step != "compare":
        step(asked)
        tasks.follow_all()
        work.drain(Run, extraction.perform)
        work.drain(LinkSearch, links.perform)
    Recheck.objects.update(next_attempt_at=timezone.now())
    zombie = work.claim(Recheck)
    assert zombie is not None
    heir = work.claim(Recheck, now=timezone.now() + dt.timedelta(minutes=5))
    assert heir == zombie
    with pytest.raises(work.LeaseLost), transaction.atomic():
        rechecks.perform(zombie)
    assert not Finding.objects.exists()
    assert heir is not None
    rechecks.perform(heir)
    assert Finding.objects.count() == 1


# --- people -------------------------------------------------------------------------------


def test_a_finding_is_resolved_once_by_a_person_who_says_how(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, EDITED, PEOPLE)
    look_again(verdict, newsroom)
    finding = verdict.findings.get()
    for by in (newsroom.hana, Machine("rechecks")):
        with pytest.raises(PermissionDenied):
            rechecks.resolve(finding=finding, by=by, resolution="됐다")
    with pytest.raises(ValidationError):
        rechecks.resolve(finding=finding, by=newsroom.minjun, resolution="  ")
    done = rechecks.resolve(finding=finding, by=newsroom.minjun, resolution=" 고친 것이다. ")
    assert (done.resolved_by, done.resolution) == (newsroom.minjun, "고친 것이다.")
    with pytest.raises(Conflict):
        rechecks.resolve(finding=finding, by=newsroom.seoyeon, resolution="또")
    assert not Finding.objects.open().exists()
    assert Entry.objects.about(finding).get().kind == "finding.resolved"
