"""The whole path on the real stack: PostgreSQL, Valkey, a worker process, HTTP."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from claims.articles.models import Article
from claims.articles.services import take_in, take_in_url
from claims.extraction.models import AnchorState, Claim, Run
from claims.ledger.models import Entry
from claims.ledger.services import first_fault
from claims.links.models import Link
from claims.links.services import decide, link
from claims.people.models import User
from claims.publication.services import publish
from claims.rechecks.models import Finding, Recheck
from claims.rechecks.services import request
from claims.reference.models import Rating
from claims.verdicts.services import Evidence, Wording, approve, draft, submit
from claims.work.models import WorkState
from tests.flows.newsroom import HANBIT, NARU
from tests.workers import Workshop


def claim_with(article: Article, words: str) -> Claim:
    return next(
        claim
        for claim in Claim.objects.filter(article=article).select_related("current")
        if claim.current and any(words in a.quote for a in claim.current.anchors.all())
    )


def read(article: Article) -> bool:
    return Run.objects.filter(snapshot__document=article, state=WorkState.DONE).exists()


def serve(site: HTTPServer, shelters: int) -> str:
    site.clear()
    page = HANBIT.format(shelters=shelters)
    site.expect_request("/shelters").respond_with_data(page, content_type="text/html")
    return site.url_for("/shelters")


@pytest.fixture
def site(httpserver: HTTPServer, settings: Settings) -> HTTPServer:
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    return httpserver


def test_an_article_becomes_a_published_verdict_that_is_watched(
    workshop: Workshop, people: dict[str, User], site: HTTPServer, client: Client
) -> None:
    reviewer, editor = people["minjun"], people["seoyeon"]
    workshop.start()

    # Two articles go in; a worker reads and links them.
    first = take_in_url(url=serve(site, 120), by=reviewer)
    second = take_in(raw=NARU.encode(), by=reviewer)
    workshop.until(lambda: read(first) and read(second))
    a, b = claim_with(first, "120곳"), claim_with(second, "95곳")
    pair = Link.objects.filter(a=min(a.pk, b.pk), b=max(a.pk, b.pk), proposals__isnull=False)
    workshop.until(pair.exists)
    for claim in Claim.objects.select_related("current"):
        assert claim.current is not None
        for anchor in claim.current.anchors.select_related("snapshot"):
            assert anchor.snapshot.text[anchor.start : anchor.end] == anchor.quote

    # A person decides about the pair, another approves the verdict, and it is published.
    decided = decide(
        link=link(first=a, second=b, by=reviewer),
        by=reviewer,
        expected_revision=0,
        relation="contradicts",
        rationale="120곳과 95곳은 함께 맞을 수 없다.",
    )
    verdict = draft(
        by=reviewer,
        rating=Rating.objects.get(scale__key="korean-newsroom", key="half-true"),
        wordings=[
            Wording(
                "ko", "가온시는 무더위 쉼터 120곳을 운영한다.", "확인된 곳은 95곳이다.", "**근거**"
            ),
            Wording("en", "Gaon runs 120 heat shelters.", "We could confirm 95."),
        ],
        claims=[a],
        evidence=[Evidence("refutes", link=decided.link), Evidence("refutes", version=b.current)],
    )
    submit(verdict=verdict, by=reviewer, expected_revision=1)
    approve(verdict=verdict, by=editor, expected_revision=1)
    publish(verdict=verdict, by=editor, expected_revision=1)

    page = client.get(f"/verdicts/{verdict.public_id}/")
    assert page.status_code == 200
    assert "확인된 곳은 95곳이다." in page.content.decode()
    document = json.loads(client.get(f"/api/v1/publications/{verdict.public_id}").content)
    assert document["statement"]["en"] == "Gaon runs 120 heat shelters."
    assert document["rating"]["key"] == "half-true"
    assert "120곳" in document["claims"][0]["quote"]
    assert document["evidence"][0]["relation"] == "contradicts"

    # The next look is scheduled; a silent edit is found by it, and the rating stays. What came
    # before may have made a re-check of its own due, which then saw the page as it was.
    workshop.until(Recheck.objects.filter(verdict=verdict).exists)
    serve(site, 80)
    asked = request(verdict=verdict, by=reviewer)
    done = Recheck.objects.filter(pk=asked.pk, state=WorkState.DONE)
    workshop.until(done.exists)
    assert done.get().outcome == Recheck.Outcome.NEEDS_PERSON
    altered = Finding.objects.get(verdict=verdict, kind=Finding.Kind.QUOTE_ALTERED)
    assert "120곳" in altered.detail["before"]
    assert "80곳" in altered.detail["after"]
    a.refresh_from_db()
    newest = first.latest_snapshot
    assert newest.number == 2
    assert a.versions.earliest("number").anchors.get(snapshot=newest).state == AnchorState.ALTERED
    verdict.refresh_from_db()
    assert verdict.published is not None
    assert verdict.published.rating.key == "half-true"
    assert verdict.stage == "published"

    # All of it is on the ledger, which is whole.
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert kinds >= {
        "article.added",
        "extraction.finished",
        "links.proposed",
        "link.decided",
        "verdict.drafted",
        "verdict.submitted",
        "verdict.approved",
        "verdict.published",
        "snapshot.taken",
        "recheck.requested",
        "recheck.finished",
    }
    assert first_fault() is None


def test_an_article_without_an_address_is_read_again_and_says_it_was_not_looked_at(
    workshop: Workshop, people: dict[str, User]
) -> None:
    reviewer, editor = people["minjun"], people["seoyeon"]
    workshop.start()
    article = take_in(raw=NARU.encode(), by=reviewer)
    workshop.until(lambda: read(article))
    verdict = draft(
        by=reviewer,
        rating=Rating.objects.get(scale__key="korean-newsroom", key="half-true"),
        wordings=[Wording("ko", "가온시는 쉼터 95곳을 운영한다.", "일부만 확인된다.")],
        claims=[claim_with(article, "95곳")],
    )
    submit(verdict=verdict, by=reviewer, expected_revision=1)
    approve(verdict=verdict, by=editor, expected_revision=1)
    publish(verdict=verdict, by=editor, expected_revision=1)
    runs = Run.objects.filter(snapshot__document=article).count()

    request(verdict=verdict, by=reviewer)
    workshop.until(Recheck.objects.filter(verdict=verdict, state=WorkState.DONE).exists)

    assert Run.objects.filter(snapshot__document=article).count() == runs + 1
    finding = Finding.objects.get(verdict=verdict)
    assert finding.kind == Finding.Kind.SOURCE_NOT_LOOKED_AT
    assert finding.detail == {"why": "no_address"}
