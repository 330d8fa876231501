"""What a revision carries besides its text: questions, replies, weights, seen snapshots."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from claims.articles.exhibits import keep_exhibit
from claims.ledger.models import Entry
from claims.people.models import User
from claims.people.public_ids import new_public_id
from claims.publication import services as publication
from claims.verdicts import services as verdicts
from claims.verdicts.models import Verdict
from claims.verdicts.services import Evidence, Inquiry, RightOfReply
from tests.factories import Newsroom, article, claim, content_of, draft, published
from tests.verdicts.world import kinds, revise

TODAY = timezone.localdate
DAY = dt.timedelta(days=1)


def test_a_revision_keeps_what_was_asked_answered_and_seen(newsroom: Newsroom) -> None:
    known, minutes = claim(), keep_exhibit(by=newsroom.minjun, raw=b"%PDF-1.7 minutes")
    verdict = draft(
        newsroom,
        known,
        evidence=[
            Evidence("supports", version=known.current, weight="decisive"),
            Evidence("context", document=minutes),
        ],
        questions=[
            Inquiry(" 다리는 언제 열렸나? ", " 3월 1일이다. ", "https://city.example/notice"),
            Inquiry("누가 열었나?"),
        ],
        replies=[
            RightOfReply(" 시 대변인 ", TODAY() - DAY, " 맞다. ", TODAY()),
            RightOfReply("시공사", TODAY()),
        ],
    )
    revision = verdict.revisions.get()
    assert [(row.weight, row.document_id, row.snapshot) for row in revision.evidence.all()] == [
        ("decisive", None, None),
        ("strong", minutes.pk, minutes.latest_snapshot),
    ]
    assert [(q.question, q.answer, q.source_url) for q in revision.questions.all()] == [
        ("다리는 언제 열렸나?", "3월 1일이다.", "https://city.example/notice"),
        ("누가 열었나?", "", ""),
    ]
    assert [(r.asked, r.asked_on, r.answer, r.answered_on) for r in revision.replies.all()] == [
        ("시 대변인", TODAY() - DAY, "맞다.", TODAY()),
        ("시공사", TODAY(), "", None),
    ]
    second = revise(verdict, newsroom, 1, questions=[Inquiry("누가 열었나?", "시장이 열었다.")])
    assert (second.questions.count(), second.replies.count()) == (1, 0)
    assert revision.questions.count() == 2


def test_the_snapshot_that_was_seen_stays_whatever_is_seen_later(newsroom: Newsroom) -> None:
    kept = article()
    first = kept.latest_snapshot
    verdict = draft(newsroom, evidence=[Evidence("context", document=kept)])
    first.pk, first.public_id, first.number = None, new_public_id(), 2
    first.save(force_insert=True)
    assert verdict.revisions.get().evidence.get().snapshot.number == 1  # type: ignore[union-attr]
    older = kept.snapshots.get(number=1)
    given = [Evidence("context", document=kept), Evidence("context", document=kept, snapshot=older)]
    revision = revise(verdict, newsroom, 1, evidence=given)
    assert [row.snapshot.number for row in revision.evidence.all() if row.snapshot] == [2, 1]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"questions": [Inquiry(" ? ")]}, "questions"),
        ({"questions": [Inquiry("언제?", "어제", "ftp://city.example/x")]}, "questions"),
        ({"questions": [Inquiry("언제?", "어제", "javascript:alert(1)")]}, "questions"),
        (
            {"questions": [Inquiry("언제?", "어제", "https://a.example/" + "x" * 2000)]},
            "questions",
        ),
        ({"questions": [Inquiry("언제?", "", "https://city.example/x")]}, "questions"),
        ({"replies": [RightOfReply(" ", dt.date(2026, 1, 1))]}, "replies"),
        ({"replies": [RightOfReply("이" * 201, dt.date(2026, 1, 1))]}, "replies"),
        ({"replies": [RightOfReply("시", dt.date(2999, 1, 1))]}, "replies"),
        ({"replies": [RightOfReply("시", dt.date(2026, 1, 2), "예")]}, "replies"),
        (
            {"replies": [RightOfReply("시", dt.date(2026, 1, 2), "", dt.date(2026, 1, 3))]},
            "replies",
        ),
        (
            {"replies": [RightOfReply("시", dt.date(2026, 1, 2), "예", dt.date(2026, 1, 1))]},
            "replies",
        ),
        (
            {"replies": [RightOfReply("시", dt.date(2026, 1, 2), "예", dt.date(2999, 1, 1))]},
            "replies",
        ),
        ({"evidence": ["heaviest"]}, "evidence"),
        ({"evidence": ["another's snapshot"]}, "evidence"),
        ({"evidence": ["a snapshot of nothing"]}, "evidence"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_part(
    newsroom: Newsroom, said: dict[str, Any], field: str
) -> None:
    one, other = article(), article()
    wrong = {
        "heaviest": Evidence("context", document=one, weight="heaviest"),
        "another's snapshot": Evidence("context", document=one, snapshot=other.latest_snapshot),
        "a snapshot of nothing": Evidence(
            "context", version=claim().current, snapshot=other.latest_snapshot
        ),
    }
    if field == "evidence":
        said = {"evidence": [wrong[name] for name in said["evidence"]]}
    with pytest.raises(ValidationError) as refused:
        draft(newsroom, **said)
    assert list(refused.value.message_dict) == [field]
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("table", ["question", "reply", "evidenceline"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET position = 9", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_keeps_what_was_written(newsroom: Newsroom, table: str, sql: str) -> None:
    known = claim()
    draft(
        newsroom,
        known,
        evidence=[Evidence("supports", version=known.current)],
        questions=[Inquiry("언제?")],
        replies=[RightOfReply("시", TODAY())],
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"Cannot|never removed"), transaction.atomic():
            cursor.execute(sql.format(f"claims_{table}"))


# --- who looks after it -------------------------------------------------------------------


def test_a_verdict_is_given_to_somebody_once_and_on_record(newsroom: Newsroom) -> None:
    verdict = draft(newsroom)
    assert verdict.assignee is None
    verdicts.assign(verdict=verdict, to=newsroom.seoyeon, by=newsroom.minjun)
    verdicts.assign(verdict=verdict, to=newsroom.seoyeon, by=newsroom.minjun)
    verdict.refresh_from_db()
    assert verdict.assignee == newsroom.seoyeon
    assert kinds(verdict) == ["verdict.drafted", "verdict.assigned"]
    said = content_of(Entry.objects.about(verdict).latest("seq"))
    assert (said["before"], said["after"]) == (None, newsroom.seoyeon.ledger_name)


def test_only_who_may_write_verdicts_gives_and_is_given_one(newsroom: Newsroom) -> None:
    verdict = draft(newsroom)
    switched_off = User.objects.get(pk=newsroom.seoyeon.pk)
    switched_off.is_active = False
    for to in (newsroom.hana, newsroom.jiho, newsroom.stranger, switched_off):
        with pytest.raises(ValidationError):
            verdicts.assign(verdict=verdict, to=to, by=newsroom.minjun)
    with pytest.raises(PermissionDenied):
        verdicts.assign(verdict=verdict, to=newsroom.minjun, by=newsroom.hana)


def test_the_author_looks_after_what_is_published_unless_somebody_does(
    newsroom: Newsroom,
) -> None:
    assert published(newsroom).assignee == newsroom.minjun
    verdict = draft(newsroom)
    verdicts.assign(verdict=verdict, to=newsroom.seoyeon, by=newsroom.seoyeon)
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)
    verdicts.approve(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    verdict.refresh_from_db()
    assert verdict.assignee == newsroom.seoyeon
