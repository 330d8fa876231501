"""Near-duplicates: kept, and marked as copies of the earlier article."""

from __future__ import annotations

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections, transaction

from claims.articles import services as articles
from claims.articles.copying import state_copy
from claims.articles.corrections import _locked
from claims.articles.models import Article
from claims.errors import LostUpdate
from claims.ledger.models import Entry
from claims.people.models import Machine
from tests.factories import SETUP, Newsroom, article, content_of
from tests.text.test_resemblance import CUT, HEADED, LONGER, MOVED, REPORT, RETOLD

PAGE = """<html lang="ko"><head><title>쉼터 늘린다</title>
<meta property="article:published_time" content="{at}"></head>
<body><article><h1>쉼터 늘린다</h1>{body}</article></body></html>"""


def printed(text: str, at: str) -> Article:
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return articles.take_in(
        raw=PAGE.format(at=at, body=body).encode(), by=SETUP, content_type="text/html"
    )


@pytest.mark.django_db
def test_a_copy_is_kept_and_points_to_the_first() -> None:
    first = article(REPORT)
    second = article(HEADED)
    third = article(CUT)
    assert first.copy_of is None
    assert second.copy_of == third.copy_of == first
    assert 0.8 <= float(second.copy_evidence.removeprefix("text ")) <= 1
    added = Entry.objects.get(kind="article.added", subject_id=second.public_id)
    assert content_of(added)["copy_of"] == str(first.public_id)


@pytest.mark.django_db
@pytest.mark.parametrize("text", [RETOLD, LONGER], ids=["in other words", "with own reporting"])
def test_what_adds_to_it_is_no_copy(text: str) -> None:
    article(REPORT)
    assert article(text).copy_of is None


@pytest.mark.django_db
def test_what_was_published_earlier_is_the_original_though_it_came_later() -> None:
    paper = printed(HEADED, "2025-06-20T15:00:00+09:00")
    reprint = printed(CUT, "2025-06-21T09:00:00+09:00")
    assert reprint.copy_of == paper
    agency = printed(REPORT, "2025-06-20T13:00:00+09:00")
    paper.refresh_from_db()
    reprint.refresh_from_db()
    assert agency.copy_of is None
    assert paper.copy_of == reprint.copy_of == agency
    marked = Entry.objects.filter(kind="article.copy_marked")
    assert paper.public_id in {entry.subject_id for entry in marked}


def test_a_person_says_otherwise_and_the_finder_leaves_it_so(newsroom: Newsroom) -> None:
    first, second = article(REPORT), article(HEADED)
    own = state_copy(article=second, of=None, by=newsroom.minjun, expected_revision=0)
    assert (own.copy_of, own.copy_evidence, own.revision) == (None, "person", 1)
    with pytest.raises(LostUpdate):
        state_copy(article=second, of=first, by=newsroom.minjun, expected_revision=0)
    assert article(MOVED).copy_of == first
    second.refresh_from_db()
    assert second.copy_of is None


def test_copies_of_a_copy_are_copies_of_the_first(newsroom: Newsroom) -> None:
    one, other = article(REPORT), article(RETOLD)
    copy = article(HEADED)
    state_copy(article=one, of=other, by=newsroom.minjun, expected_revision=0)
    copy.refresh_from_db()
    assert copy.copy_of == other
    with pytest.raises(ValidationError):
        state_copy(article=other, of=one, by=newsroom.minjun, expected_revision=0)


def test_only_a_person_of_the_desk_says_so(newsroom: Newsroom) -> None:
    one, other = article(REPORT), article(RETOLD)
    for actor in (newsroom.hana, Machine("x")):
        with pytest.raises(PermissionDenied):
            state_copy(article=one, of=other, by=actor, expected_revision=0)


@pytest.mark.django_db(transaction=True)
def test_copies_that_come_at_once_see_each_other() -> None:
    texts = [REPORT, HEADED, MOVED, "(종합) " + REPORT]
    start = threading.Barrier(len(texts))

    def bring(text: str) -> None:
        try:
            start.wait()
            article(text)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=bring, args=[text]) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Article.objects.filter(copy_of=None).count() == 1
    assert Article.objects.count() == len(texts)


@pytest.mark.django_db(transaction=True)
def test_a_copy_comes_in_while_its_original_is_being_corrected() -> None:
    """Its foreign key is checked at commit, when it holds the ledger's lock: were it to wait for
    the corrector, who waits for the ledger, neither would end."""
    first = article(REPORT)
    failures: list[Exception] = []

    def bring() -> None:
        try:
            with connections["default"].cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            article(HEADED)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    bringing = threading.Thread(target=bring)
    with transaction.atomic():
        _locked(first.pk, expected_revision=0)  # as every correction begins
        bringing.start()
        bringing.join()
    assert not failures
    assert Article.objects.filter(copy_of=first).exists()
