"""Whatever people try, in whatever order, also at once: what the newsroom promises holds."""

from __future__ import annotations

import datetime as dt
import json
import random
import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.errors import Conflict
from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.people import services as people
from claims.people.models import InterestStatement, User
from claims.people.rules import Role
from claims.publication import services as publication
from claims.publication.models import Publication
from claims.reference.models import Rating
from claims.verdicts import services as verdicts
from claims.verdicts.models import Approval, Stage, Verdict
from tests.factories import (
    Newsroom,
    approved,
    claim,
    draft,
    entity,
    mention,
    person,
    published,
    rating,
    wording,
)

PEOPLE = (*("minjun", "seoyeon", "dohyun") * 3, "hana", "jiho", "stranger")
STARTS = {"draft": draft, "approved": approved, "published": published}
VERBS = (
    *("revise", "correct", "submit", "approve", "publish", "send_back", "withdraw"),
    *("attach", "detach", "approve", "publish", "submit", "assign", "declare", "lapse"),
)
STEPS = st.tuples(st.sampled_from(VERBS), st.sampled_from(PEOPLE), st.integers(0, 3))


class World:
    """A verdict, its people, and two claims and ratings to choose from; people declare to be tied
    to what the second claim mentions, or to nothing."""

    def __init__(self, newsroom: Newsroom, editor: User, start: str) -> None:
        self.people = vars(newsroom) | {"dohyun": editor}
        self.verdict = STARTS[start](newsroom)
        self.yard = entity("가람조선")
        text = f"가람조선은 노조와 {self.yard.pk}차로 합의했다고 밝혔다."
        tied = claim(text, mentions=[mention(text, "가람조선", self.yard)])
        self.claims: list[Claim] = [claim(), tied]
        self.ratings: list[Rating] = [rating(), rating("false")]

    def _declare(self, by: User, choice: int) -> None:
        people.declare_interests(
            by=by,
            text="",
            entities=[self.yard] if choice == 1 else [],
            valid_until=timezone.localdate(),
        )

    def take(self, verb: str, who: str, choice: int) -> bool:
        """Try one verb; whether it was taken. It is sometimes asked with a stale revision."""
        self.verdict.refresh_from_db()
        assert self.verdict.current is not None
        expected = self.verdict.current.number - (choice == 3)
        given: dict[str, Any] = {"verdict": self.verdict, "by": self.people[who]}
        try:
            match verb:
                case "attach":
                    verdicts.attach(**given, claim=self.claims[choice % 2])
                case "detach":
                    verdicts.detach(**given, claim=self.claims[choice % 2])
                case "revise" | "correct":
                    is_correction, step = verb == "correct", self.ratings[choice % 2]
                    public = verdicts.last_public(self.verdict)
                    same = public is not None and public.rating == step
                    changed = "typo" if same else "verdict_changed"
                    verdicts.revise(
                        **given,
                        expected_revision=expected,
                        rating=step,
                        wordings=[wording(summary=f"{who}의 고침 {choice}")],
                        questions=[verdicts.Inquiry("언제?")],
                        correction=changed if is_correction else "",
                        public_note="고침" if is_correction else "",
                    )
                case "assign":
                    verdicts.assign(**given, to=self.people["seoyeon" if choice else "minjun"])
                case "declare":
                    self._declare(self.people[who], choice)
                case "lapse":  # nothing a person does: a statement runs out
                    day = timezone.localdate() - dt.timedelta(days=1)
                    InterestStatement.objects.create(
                        user=self.people[who], made_on=day, valid_until=day
                    )
                case "submit":
                    verdicts.submit(**given, expected_revision=expected)
                case "approve":
                    verdicts.approve(**given, expected_revision=expected)
                case "publish":
                    publication.publish(**given, expected_revision=expected)
                case "send_back":
                    verdicts.send_back(**given, expected_revision=expected, note="다시")
                case "withdraw":
                    publication.withdraw(**given, expected_revision=expected, note="틀렸다")
        except (Conflict, PermissionDenied, ValidationError):
            return False
        return True


def state(verdict: Verdict) -> tuple[object, ...]:
    """All of a verdict that a verb can change."""
    row = Verdict.objects.get(pk=verdict.pk)
    return (
        row.stage,
        row.current_id,
        row.published_id,
        row.assignee_id,
        Entry.objects.filter(kind="interests.declared").count(),
        row.revisions.count(),
        row.publications.count(),
        Approval.objects.filter(revision__verdict=row).count(),
        sorted(row.appearances.filter(removed_at=None).values_list("claim", flat=True)),
    )


def assert_the_promises_hold(verdict: Verdict) -> None:
    row = Verdict.objects.select_related("current", "published").get(pk=verdict.pk)
    revisions = list(row.revisions.order_by("number"))
    assert [revision.number for revision in revisions] == list(range(1, len(revisions) + 1))
    assert row.current == revisions[-1]
    for approval in Approval.objects.filter(revision__verdict=row).select_related("revision"):
        assert approval.by_id != approval.revision.author_id
    assert row.appearances.filter(removed_at=None).exists()
    if row.stage in (Stage.APPROVED, Stage.PUBLISHED):
        assert Approval.objects.filter(revision=row.current).exists()

    publications = list(row.publications.order_by("number"))
    assert [made.number for made in publications] == list(range(1, len(publications) + 1))
    newest = publications[-1] if publications else None
    is_public = newest is not None and newest.kind != Publication.Kind.WITHDRAWN
    assert (row in Verdict.objects.published()) == is_public
    if newest is not None:
        assert len(json.loads(newest.document)["history"]) == len(publications)
    for made in publications:
        assert Approval.objects.filter(revision=made.revision).exists()
        said = json.loads(made.document)
        text = made.revision.texts.get(language=made.revision.language)
        assert (said["statement"]["ko"], said["summary"]["ko"]) == (text.statement, text.summary)
        assert said["rating"]["key"] == made.revision.rating.key
        assert len(said["questions"]) == made.revision.questions.count()
    if is_public:
        assert newest is not None
        assert newest.revision == row.published
        assert row.assignee is not None

    kinds = list(Entry.objects.about(row).values_list("kind", flat=True))
    assert kinds.count("verdict.revised") == len(revisions) - 1
    public = ("verdict.published", "verdict.corrected", "verdict.withdrawn")
    assert sum(kind in public for kind in kinds) == len(publications)
    approvals = Approval.objects.filter(revision__verdict=row).count()
    assert kinds.count("verdict.approved") == approvals
    attached = row.appearances.count() - 1  # the first with the draft
    assert kinds.count("verdict.claim_attached") == attached
    taken_back = row.appearances.filter(removed_at__isnull=False).count()
    assert kinds.count("verdict.claim_detached") == taken_back


@pytest.fixture
def dohyun(newsroom: Newsroom) -> User:
    """A second editor."""
    return person("dohyun", Role.EDITOR)


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(start=st.sampled_from(sorted(STARTS)), steps=st.lists(STEPS, min_size=6, max_size=18))
def test_whatever_is_tried_the_promises_hold(
    newsroom: Newsroom, dohyun: User, start: str, steps: list[tuple[str, str, int]]
) -> None:
    world = World(newsroom, dohyun, start)
    for verb, who, choice in steps:
        before, entries = state(world.verdict), Entry.objects.count()
        taken = world.take(verb, who, choice)
        after = state(world.verdict)
        assert Entry.objects.count() - entries == (after != before)
        if taken:
            assert_the_promises_hold(world.verdict)
        else:
            assert after == before
    assert ledger.first_fault() is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("start", ["draft", "published"])
def test_whatever_two_try_at_once_the_promises_hold(start: str) -> None:
    """Two threads of people who know nothing of each other, on one verdict. What each of them did
    is on the ledger once, and nothing else is."""
    newsroom = Newsroom()
    world = World(newsroom, person("dohyun", Role.EDITOR), start)
    entries, state_before = Entry.objects.count(), state(world.verdict)
    begin, taken, faults = threading.Barrier(2), [0, 0], []

    def work(number: int) -> None:
        chance = random.Random(f"{start}-{number}")  # noqa: S311  the same at every run
        mine = World.__new__(World)
        vars(mine).update(vars(world) | {"verdict": Verdict.objects.get(pk=world.verdict.pk)})
        begin.wait()
        try:
            for _step in range(40):
                verb, who = chance.choice(VERBS), chance.choice(PEOPLE)
                if verb not in ("attach", "assign", "lapse"):  # these may change nothing
                    taken[number] += mine.take(verb, who, chance.randrange(4))
        except BaseException as fault:
            faults.append(fault)
            raise
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert sum(taken) > 5
    assert state(world.verdict) != state_before
    assert Entry.objects.count() - entries == sum(taken)
    assert_the_promises_hold(world.verdict)
    assert ledger.first_fault() is None
