"""``kill -9`` of the worker and its children in the middle: nothing is lost, nothing doubled."""

from __future__ import annotations

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer

from claims.articles.models import Article
from claims.articles.services import take_in, take_in_url
from claims.extraction.models import Claim, Run
from claims.ledger.models import Entry
from claims.ledger.services import first_fault
from claims.people.models import User
from claims.publication.services import publish
from claims.rechecks.models import Finding, Recheck
from claims.rechecks.services import request
from claims.reference.models import Rating
from claims.verdicts.services import Wording, approve, draft, submit
from claims.work.models import WorkState
from tests.flows.newsroom import HANBIT
from tests.workers import Workshop

LONG = "\n\n".join(
    f"가온시는 {number}번째 무더위 쉼터를 {number % 28 + 1}일 열었다고 밝혔다."
    for number in range(1, 600)
)
"""Enough to read that a worker is still at it when it is killed."""


def finished(article: Article) -> int:
    return Entry.objects.filter(kind="extraction.finished", subject_id=article.public_id).count()


def test_a_worker_killed_while_it_reads_leaves_the_reading_due(
    workshop: Workshop, people: dict[str, User]
) -> None:
    article = take_in(raw=LONG.encode(), by=people["minjun"])
    doomed = workshop.start()
    workshop.until(Run.objects.filter(claim_token__isnull=False, state="waiting").exists)
    workshop.kill(doomed)
    assert finished(article) == 0
    assert not Claim.objects.exists()

    workshop.start()
    workshop.until(lambda: finished(article), seconds=120)

    run = Run.objects.get(snapshot__document=article)
    assert run.state == WorkState.DONE
    assert run.attempts >= 2
    assert finished(article) == 1
    assert Claim.objects.filter(article=article).count() == run.claims_found
    assert first_fault() is None


def test_a_worker_killed_between_two_steps_of_a_recheck_leaves_the_next_step_due(
    workshop: Workshop,
    people: dict[str, User],
    httpserver: HTTPServer,
    settings: Settings,
) -> None:
    settings.ALLOWED_PRIVATE_ORIGINS = [httpserver.url_for("").rstrip("/")]
    page = httpserver.expect_request("/shelters")
    page.respond_with_data(HANBIT.format(shelters=120), content_type="text/html")
    doomed = workshop.start()
    article = take_in_url(url=httpserver.url_for("/shelters"), by=people["minjun"])
    workshop.until(lambda: finished(article) == 1)
    claim = Claim.objects.filter(article=article, current__anchors__quote__contains="120곳").get()
    verdict = draft(
        by=people["minjun"],
        rating=Rating.objects.get(scale__key="korean-newsroom", key="half-true"),
        wordings=[Wording("ko", "가온시는 쉼터 120곳을 운영한다.", "일부만 확인된다.")],
        claims=[claim],
    )
    submit(verdict=verdict, by=people["minjun"], expected_revision=1)
    approve(verdict=verdict, by=people["seoyeon"], expected_revision=1)
    publish(verdict=verdict, by=people["seoyeon"], expected_revision=1)

    httpserver.clear()
    page = httpserver.expect_request("/shelters")
    page.respond_with_data(HANBIT.format(shelters=80), content_type="text/html")
    recheck = request(verdict=verdict, by=people["minjun"])
    workshop.until(lambda: article.snapshots.count() == 2)
    workshop.kill(doomed)

    workshop.start()
    workshop.until(Recheck.objects.filter(pk=recheck.pk, state=WorkState.DONE).exists)

    assert article.snapshots.count() == 2
    assert Entry.objects.filter(kind="recheck.finished", subject_id=verdict.public_id).count() == 1
    assert Finding.objects.filter(verdict=verdict, kind="quote_altered").count() == 1
    assert first_fault() is None


@pytest.mark.parametrize("workers", [2])
def test_two_workers_read_each_article_once(
    workshop: Workshop, people: dict[str, User], workers: int
) -> None:
    articles = [
        take_in(raw=f"가온시는 쉼터 {n}곳을 운영한다고 밝혔다.".encode(), by=people["minjun"])
        for n in range(3, 11)
    ]
    for _worker in range(workers):
        workshop.start()
    workshop.until(lambda: all(finished(article) for article in articles))
    assert [finished(article) for article in articles] == [1] * len(articles)
