"""What looking again finds: once a cause, for a person to decide, never a new rating."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pytest_httpserver import HTTPServer

from claims.articles import services as articles
from claims.errors import Conflict
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.links import services as links
from claims.links.models import Link
from claims.people.models import Machine
from claims.publication import services as publication
from claims.rechecks import services as rechecks
from claims.rechecks.models import Finding, Recheck
from claims.verdicts.models import Stage, Verdict
from tests.factories import SETUP, Newsroom, article, claim, content_of, entity, published
from tests.rechecks.world import (
    BRIDGE,
    DENIED,
    EDITED,
    PEOPLE,
    claim_of,
    filed,
    look_again,
    serve,
    work_on,
)

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


def test_a_page_that_goes_to_and_fro_is_one_finding_that_counts(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    for paragraph in (EDITED, BRIDGE, EDITED):
        serve(site, paragraph, PEOPLE)
        look_again(verdict, newsroom)
    [finding] = verdict.findings.exclude(kind="source_changed")
    assert (finding.kind, finding.times) == ("quote_altered", 2)
    assert finding.last_seen_at > finding.filed_at
    assert verdict.findings.filter(kind="source_changed").count() <= 1
    told = [content_of(e)["findings"] for e in Entry.objects.filter(kind="recheck.finished")]
    assert sum(len(findings) for findings in told) == verdict.findings.count()


def test_what_is_found_is_for_whoever_looks_after_the_verdict(
    newsroom: Newsroom, verdict: Verdict, site: HTTPServer
) -> None:
    serve(site, EDITED, PEOPLE)
    look_again(verdict, newsroom)
    said = content_of(Entry.objects.filter(kind="recheck.finished").earliest("seq"))
    finding = verdict.findings.get()
    assert said["assignee"] == newsroom.minjun.ledger_name  # nobody is assigned: the author
    assert said["findings"] == [
        {"id": str(finding.public_id), "kind": "quote_altered", "severity": "serious"}
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
    assert scheduled.next_attempt_at < timezone.now() + dt.timedelta(days=7, minutes=1)


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


def test_what_is_serious_waits_first_then_what_is_newest(newsroom: Newsroom) -> None:
    verdict = published(newsroom)
    recheck = Recheck.objects.create(verdict=verdict, cause="person")
    for severity in ("notice", "serious", "note", "notice"):
        Finding.objects.create(
            verdict=verdict,
            recheck=recheck,
            kind=Finding.Kind.NEW_LINK,
            severity=severity,
            key=f"{severity} {Finding.objects.count()}",
        )
    waiting = [finding.key for finding in Finding.objects.open()]
    assert waiting == ["serious 1", "notice 3", "notice 0"]


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
