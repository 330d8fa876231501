"""Where each step is taken: one line of revisions, nothing lost and nothing silent."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections

from claims.errors import Conflict, LostUpdate
from claims.extraction import services as extraction
from claims.ledger.models import Entry
from claims.people.models import Machine
from claims.publication import services as publication
from claims.verdicts import services as verdicts
from claims.verdicts.models import Verdict
from tests.factories import Newsroom, approved, claim, draft, published, rating
from tests.verdicts.world import kinds, revise


def stage(verdict: Verdict) -> str:
    return Verdict.objects.get(pk=verdict.pk).stage


# --- stages -------------------------------------------------------------------------------

Step = Callable[[Verdict, Newsroom], object]
STEPS: dict[str, Step] = {
    "submit": lambda v, n: verdicts.submit(verdict=v, by=n.minjun, expected_revision=1),
    "send back": lambda v, n: verdicts.send_back(
        verdict=v, by=n.seoyeon, expected_revision=1, note="근거를 더"
    ),
    "approve": lambda v, n: verdicts.approve(verdict=v, by=n.seoyeon, expected_revision=1),
    "publish": lambda v, n: publication.publish(verdict=v, by=n.seoyeon, expected_revision=1),
    "withdraw": lambda v, n: publication.withdraw(
        verdict=v, by=n.seoyeon, expected_revision=1, note="틀렸다"
    ),
}
TO = {  # how a verdict comes to each stage
    "draft": (),
    "in_review": ("submit",),
    "approved": ("submit", "approve"),
    "published": ("submit", "approve", "publish"),
    "withdrawn": ("submit", "approve", "publish", "withdraw"),
}
ALLOWED = {
    ("draft", "submit"): "in_review",
    ("in_review", "send back"): "draft",
    ("in_review", "approve"): "approved",
    ("approved", "send back"): "draft",
    ("approved", "publish"): "published",
    ("published", "withdraw"): "withdrawn",
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("at", TO)
def test_a_step_is_taken_where_it_fits_and_refused_elsewhere(
    newsroom: Newsroom, at: str, step: str
) -> None:
    verdict = draft(newsroom)
    for before in TO[at]:
        STEPS[before](verdict, newsroom)
    entries = Entry.objects.count()
    if (at, step) in ALLOWED:
        STEPS[step](verdict, newsroom)
        assert stage(verdict) == ALLOWED[at, step]
        assert Entry.objects.count() == entries + 1
    else:
        with pytest.raises(Conflict):
            STEPS[step](verdict, newsroom)
        assert stage(verdict) == at
        assert Entry.objects.count() == entries


@pytest.mark.parametrize("at", TO)
def test_a_revision_goes_the_whole_way_again_from_wherever_it_is_written(
    newsroom: Newsroom, at: str
) -> None:
    verdict = draft(newsroom)
    for before in TO[at]:
        STEPS[before](verdict, newsroom)
    said = {"correction": "clarification", "public_note": "날짜를 밝힌다"}
    revision = revise(verdict, newsroom, 1, **(said if at in ("published", "withdrawn") else {}))
    verdict.refresh_from_db()
    assert (verdict.stage, verdict.current, revision.number) == ("draft", revision, 2)
    with pytest.raises(Conflict):
        publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=2)


def test_a_revision_sent_back_after_its_approval_is_revised_first(newsroom: Newsroom) -> None:
    verdict = approved(newsroom)
    verdicts.send_back(
        verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note="출처를 더 찾자"
    )
    with pytest.raises(Conflict) as conflict:
        verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=1)
    assert conflict.value.code == "sent_back"
    revise(verdict, newsroom, 1)
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=2)
    assert stage(verdict) == "in_review"


def test_sending_back_says_what_is_to_be_done(newsroom: Newsroom) -> None:
    verdict = approved(newsroom)
    with pytest.raises(ValidationError):
        verdicts.send_back(verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note=" ")


# --- lost updates -------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
def test_every_step_names_the_revision_that_was_seen(newsroom: Newsroom, step: str) -> None:
    verdict = draft(newsroom)
    revise(verdict, newsroom, 1)
    with pytest.raises(LostUpdate) as lost:
        STEPS[step](verdict, newsroom)
    assert lost.value.current == 2
    with pytest.raises(LostUpdate):
        revise(verdict, newsroom, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_revise_at_once_one_wins_and_the_other_is_told() -> None:
    newsroom = Newsroom()
    verdict = draft(newsroom)
    step = rating()
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def write(by: object) -> None:
        start.wait()
        try:
            revise(verdict, newsroom, 1, by=by, rating=step)
            outcomes.append("won")
        except LostUpdate as lost:
            outcomes.append(f"lost to {lost.current}")
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=write, args=(by,)) for by in (newsroom.minjun, newsroom.seoyeon)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["lost to 2", "won"]
    assert [row.number for row in verdict.revisions.order_by("number")] == [1, 2]


# --- corrections --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("correction", "note", "field"),
    [
        ("", "날짜를 밝힌다", "correction"),
        ("rewrite", "날짜를 밝힌다", "correction"),
        ("withdrawn", "날짜를 밝힌다", "correction"),
        ("typo", "  ", "public_note"),
    ],
)
def test_a_correction_of_what_is_public_says_its_class_and_why(
    newsroom: Newsroom, correction: str, note: str, field: str
) -> None:
    verdict = published(newsroom)
    with pytest.raises(ValidationError) as refused:
        revise(verdict, newsroom, 1, correction=correction, public_note=note)
    assert list(refused.value.message_dict) == [field]
    assert stage(verdict) == "published"


@pytest.mark.parametrize("correction", ["typo", "clarification", "verdict_changed"])
def test_what_is_public_stays_public_until_the_correction_is(
    newsroom: Newsroom, correction: str
) -> None:
    verdict = published(newsroom)
    first = verdict.published
    step = rating("false", 1) if correction == "verdict_changed" else rating()
    revise(verdict, newsroom, 1, correction=correction, public_note="날짜를 밝힌다", rating=step)
    verdict.refresh_from_db()
    assert verdict.published == first
    assert verdict in Verdict.objects.published()


@pytest.mark.parametrize(
    ("correction", "key"),
    [("typo", "false"), ("clarification", "false"), ("verdict_changed", "half-true")],
)
def test_a_changed_rating_and_no_other_is_a_changed_verdict(
    newsroom: Newsroom, correction: str, key: str
) -> None:
    verdict = published(newsroom)
    with pytest.raises(ValidationError) as refused:
        revise(
            verdict,
            newsroom,
            1,
            correction=correction,
            public_note="날짜를 밝힌다",
            rating=rating(key, 1),
        )
    assert list(refused.value.message_dict) == ["correction"]
    assert verdict.revisions.count() == 1


def test_a_correction_is_measured_by_what_is_public_not_by_the_draft_before_it(
    newsroom: Newsroom,
) -> None:
    verdict, note = published(newsroom), "새 자료가 나왔다"
    other = rating("false", 1)
    revise(verdict, newsroom, 1, correction="verdict_changed", public_note=note, rating=other)
    revise(verdict, newsroom, 2, correction="typo", public_note=note)
    with pytest.raises(ValidationError):
        revise(verdict, newsroom, 3, correction="typo", public_note=note, rating=other)


def test_what_was_never_public_is_not_corrected(newsroom: Newsroom) -> None:
    with pytest.raises(ValidationError):
        revise(draft(newsroom), newsroom, 1, correction="typo", public_note="날짜를 밝힌다")


def test_what_was_withdrawn_is_not_public_again_by_being_rewritten(newsroom: Newsroom) -> None:
    verdict = published(newsroom)
    STEPS["withdraw"](verdict, newsroom)
    assert verdict not in Verdict.objects.published()
    with pytest.raises(ValidationError):
        revise(verdict, newsroom, 1)
    revise(verdict, newsroom, 1, correction="clarification", public_note="사진을 바로잡았다")
    assert verdict not in Verdict.objects.published()
    with pytest.raises(Conflict):
        publication.withdraw(
            verdict=verdict, by=newsroom.seoyeon, expected_revision=2, note="또 틀렸다"
        )
    verdicts.submit(verdict=verdict, by=newsroom.minjun, expected_revision=2)
    verdicts.approve(verdict=verdict, by=newsroom.seoyeon, expected_revision=2)
    publication.publish(verdict=verdict, by=newsroom.seoyeon, expected_revision=2)
    assert verdict in Verdict.objects.published()


# --- appearances --------------------------------------------------------------------------


def test_a_claim_is_attached_once_on_the_version_in_force(newsroom: Newsroom) -> None:
    verdict, other = draft(newsroom), claim()
    extraction.edit_claim(claim=other, by=newsroom.minjun, expected_version=1, kind="state")
    other.refresh_from_db()
    appearance = verdicts.attach(verdict=verdict, claim=other, by=newsroom.minjun)
    assert verdicts.attach(verdict=verdict, claim=other, by=newsroom.seoyeon) == appearance
    assert appearance.version.number == 2
    assert kinds(verdict) == ["verdict.drafted", "verdict.claim_attached"]


def test_the_last_claim_stays_and_what_was_taken_back_is_on_record(newsroom: Newsroom) -> None:
    first, second = claim(), claim()
    verdict = draft(newsroom, first, second)
    verdicts.detach(verdict=verdict, claim=first, by=newsroom.minjun)
    with pytest.raises(Conflict) as conflict:
        verdicts.detach(verdict=verdict, claim=first, by=newsroom.minjun)
    assert conflict.value.code == "not_attached"
    with pytest.raises(Conflict) as conflict:
        verdicts.detach(verdict=verdict, claim=second, by=newsroom.minjun)
    assert conflict.value.code == "last_claim"
    assert verdict.appearances.count() == 2
    verdicts.attach(verdict=verdict, claim=first, by=newsroom.minjun)
    assert verdict.appearances.filter(removed_at=None).count() == 2


@pytest.mark.parametrize("at", ["in_review", "approved"])
def test_what_is_with_the_approver_keeps_its_claims(newsroom: Newsroom, at: str) -> None:
    first, second = claim(), claim()
    verdict = draft(newsroom, first, second)
    for before in TO[at]:
        STEPS[before](verdict, newsroom)
    for change in (
        lambda: verdicts.attach(verdict=verdict, claim=claim(), by=newsroom.minjun),
        lambda: verdicts.detach(verdict=verdict, claim=second, by=newsroom.minjun),
    ):
        with pytest.raises(Conflict) as conflict:
            change()
        assert conflict.value.code == "wrong_stage"


def test_contributors_write_no_verdicts(newsroom: Newsroom) -> None:
    verdict = draft(newsroom)
    for attempt in (
        lambda: draft(newsroom, by=newsroom.hana),
        lambda: revise(verdict, newsroom, 1, by=newsroom.jiho),
        lambda: verdicts.attach(verdict=verdict, claim=claim(), by=newsroom.hana),
        lambda: verdicts.detach(verdict=verdict, claim=claim(), by=newsroom.stranger),
        lambda: verdicts.submit(verdict=verdict, by=newsroom.hana, expected_revision=1),
        lambda: verdicts.submit(verdict=verdict, by=Machine("seed"), expected_revision=1),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
