"""From draft to approval: the path, two people, and what the database refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from claims.errors import Conflict
from claims.extraction import services as extraction
from claims.ledger.models import Entry
from claims.links import matters
from claims.links.models import Link
from claims.people.models import Machine
from claims.publication import services as publication
from claims.verdicts import services as verdicts
from claims.verdicts.models import Approval, Stage, Verdict
from claims.verdicts.services import Evidence, Wording
from tests.factories import (
    Newsroom,
    approved,
    claim,
    content_of,
    draft,
    person,
    rating,
    wording,
)
from tests.verdicts.world import kinds, revise

# --- the path -----------------------------------------------------------------------------


def test_the_whole_path_leaves_its_trace(newsroom: Newsroom) -> None:
    first, second = claim(), claim()
    link = Link.objects.create(a=first, b=second)
    matter = matters.open_matter(by=newsroom.minjun, question_ko="다리는 열렸나?")
    verdict = verdicts.draft(
        by=newsroom.minjun,
        rating=rating("true", 5),
        wordings=[
            wording(),
            Wording("en", "The bridge is open.", "It is open.", translator=newsroom.seoyeon),
        ],
        claims=[first, second, first],
        evidence=[
            Evidence("supports", note=" 현장 ", version=first.current),
            Evidence("context", link=link),
            Evidence("refutes", document=second.article),
        ],
        matter=matter,
    )
    assert (verdict.stage, verdict.current.number if verdict.current else 0) == ("draft", 1)
    assert [row.claim for row in verdict.appearances.all()] == [first, second]
    revision = verdict.current
    assert revision is not None
    assert [line.stance for line in revision.evidence.all()] == ["supports", "context", "refutes"]
    assert revision.evidence.all()[0].note == "현장"
    texts = {text.language: text for text in revision.texts.all()}
    assert (texts["ko"].translator, texts["en"].translator) == (None, newsroom.seoyeon)
    assert revision.text("en") == texts["en"]

    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)
    approval = verdicts.approve(
        verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note=" 확인함 "
    )
    said = Entry.objects.get(kind="verdict.approved")
    assert approval.note == content_of(said)["note"] == "확인함"
    publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    verdict.refresh_from_db()
    assert (verdict.stage, verdict.published) == (Stage.PUBLISHED, revision)
    assert (approval.revision, approval.by) == (revision, newsroom.seoyeon)
    assert kinds(verdict) == [
        "verdict.drafted",
        "verdict.submitted",
        "verdict.approved",
        "verdict.published",
    ]


@pytest.mark.parametrize(
    "said",
    [
        {"claims": []},
        {"wordings": []},
        {"wordings": [wording(statement=" ")]},
        {"wordings": [wording(summary="")]},
        {"wordings": [wording(), wording()]},
        {"wordings": [wording(language="fr")]},
        {"evidence": [Evidence("supports")]},
    ],
    ids="no-claim no-text no-statement no-summary twice other-language no-evidence".split(),
)
def test_a_draft_that_says_too_little_is_refused_whole(
    newsroom: Newsroom, said: dict[str, Any]
) -> None:
    values: dict[str, Any] = {
        "by": newsroom.minjun,
        "rating": rating(),
        "wordings": [wording()],
        "claims": [claim()],
    }
    with pytest.raises(ValidationError):
        verdicts.draft(**values | said)
    assert not Verdict.objects.exists()


def test_evidence_takes_one_of_the_stances(newsroom: Newsroom) -> None:
    known = claim()
    with pytest.raises(ValidationError):
        draft(newsroom, known, evidence=[Evidence("proves", version=known.current)])


def test_a_verdict_is_not_begun_on_a_retired_claim(newsroom: Newsroom) -> None:
    known = claim()
    extraction.retire(claim=known, by=newsroom.minjun, because="둘이다")
    known.refresh_from_db()
    with pytest.raises(Conflict):
        draft(newsroom, known)
    assert not Verdict.objects.exists()


def test_what_is_about_a_retired_claim_or_cites_it_goes_no_further(newsroom: Newsroom) -> None:
    mine, cited, first, second = (claim() for _ in range(4))
    link = Link.objects.create(a=first, b=second)
    evidence = [Evidence("supports", version=cited.current), Evidence("context", link=link)]
    handed_in, drafted = (draft(newsroom, mine, evidence=evidence) for _ in range(2))
    verdicts.submit(verdict=handed_in, by=newsroom.minjun, expected_revision=1)
    for retired in (mine, cited, second):
        with transaction.atomic():
            extraction.retire(claim=retired, by=newsroom.minjun, because="기사에 없다")
            with pytest.raises(Conflict, match=str(retired)) as refused:
                verdicts.submit(verdict=drafted, by=newsroom.minjun, expected_revision=1)
            assert refused.value.code == "evidence_changed"
            with pytest.raises(Conflict, match=str(retired)):
                verdicts.approve(verdict=handed_in, by=newsroom.seoyeon, expected_revision=1)
            transaction.set_rollback(True)
    verdicts.submit(verdict=drafted, by=newsroom.minjun, expected_revision=1)
    verdicts.approve(verdict=handed_in, by=newsroom.seoyeon, expected_revision=1)


# --- two people ---------------------------------------------------------------------------


def test_nobody_approves_their_own_revision(newsroom: Newsroom) -> None:
    verdict = draft(newsroom, by=newsroom.seoyeon)
    verdicts.submit(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    with pytest.raises(PermissionDenied):
        verdicts.approve(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)
    root = person("root", superuser=True)
    mine = draft(newsroom, by=root)
    verdicts.submit(verdict=mine, by=root, expected_revision=1)
    with pytest.raises(PermissionDenied):
        verdicts.approve(verdict=mine, by=root, expected_revision=1)
    assert not Approval.objects.exists()


def test_the_database_refuses_an_approval_of_ones_own(newsroom: Newsroom) -> None:
    verdict = draft(newsroom)
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)
    sql = (
        "INSERT INTO claims_approval (revision_id, by_id, at, note)"
        " SELECT id, author_id, now(), '' FROM claims_revision"
    )
    with (
        pytest.raises(DatabaseError, match="nobody approves their own revision"),
        transaction.atomic(),
    ):
        connection.cursor().execute(sql)
    with pytest.raises(DatabaseError, match="nobody approves"), transaction.atomic():
        Approval.objects.create(revision=verdict.revisions.get(), by=newsroom.minjun)


def test_only_editors_approve_and_only_people(newsroom: Newsroom) -> None:
    verdict = draft(newsroom)
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)
    for by in (newsroom.hana, newsroom.jiho, newsroom.stranger, Machine("rechecks")):
        with pytest.raises(PermissionDenied):
            verdicts.approve(verdict=verdict, by=by, expected_revision=1)


def test_an_editor_who_revises_needs_another_editor(newsroom: Newsroom) -> None:
    verdict = approved(newsroom)
    revise(verdict, newsroom, 1, by=newsroom.seoyeon)
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=2)
    with pytest.raises(PermissionDenied):
        verdicts.approve(verdict=verdict, by=newsroom.seoyeon, expected_revision=2)


# --- what the database refuses -------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        (
            "UPDATE claims_verdict SET stage = 'published', published_id = current_id",
            "only an approved revision is published",
        ),
        ("UPDATE claims_verdict SET published_id = current_id", "only an approved revision"),
        ("UPDATE claims_verdict SET stage = 'approved'", "stages"),
        ("UPDATE claims_verdict SET stage = 'withdrawn'", "published_names_its_revision"),
        ("DELETE FROM claims_verdict", "Cannot"),
        ("UPDATE claims_verdict SET public_id = gen_random_uuid()", "Cannot"),
        ("UPDATE claims_revision SET rating_id = rating_id + 1", "Cannot"),
        ("DELETE FROM claims_revision", "Cannot"),
        ("TRUNCATE claims_revision CASCADE", "never removed"),
        ("UPDATE claims_revisiontext SET summary = 'other'", "Cannot"),
        ("DELETE FROM claims_evidenceline", "Cannot"),
        ("DELETE FROM claims_appearance", "Cannot"),
        ("UPDATE claims_appearance SET claim_id = 0", "Cannot"),
    ],
)
def test_the_database_keeps_to_the_path_and_to_what_was_written(
    newsroom: Newsroom, sql: str, why: str
) -> None:
    known = claim()
    draft(newsroom, known, evidence=[Evidence("supports", version=known.current)])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=why), transaction.atomic():
            cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_approval SET note = 'other'",
        "DELETE FROM claims_approval",
        "TRUNCATE claims_approval",
    ],
)
def test_an_approval_is_not_taken_back_in_the_database(newsroom: Newsroom, sql: str) -> None:
    approved(newsroom)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=r"Cannot|never removed"), transaction.atomic():
            cursor.execute(sql)


def test_an_approval_of_another_verdict_does_not_count(newsroom: Newsroom) -> None:
    other, verdict = approved(newsroom), draft(newsroom)
    with pytest.raises(DatabaseError, match="only an approved revision"), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(published=other.current)
