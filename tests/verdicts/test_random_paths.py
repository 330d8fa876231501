"""Whatever people try, in whatever order: what the newsroom promises holds afterwards."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.errors import Conflict
from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.people.models import User
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
    person,
    published,
    rating,
    wording,
)

PEOPLE = (*("minjun", "seoyeon", "dohyun") * 3, "hana", "jiho", "stranger")
STARTS = {"draft": draft, "approved": approved, "published": published}
VERBS = (
    *("revise", "correct", "submit", "approve", "publish", "send_back", "withdraw"),
    *("attach", "detach", "approve", "publish", "submit"),
)
STEPS = st.tuples(st.sampled_from(VERBS), st.sampled_from(PEOPLE), st.integers(0, 3))


class World:
    """A verdict, its people, and two claims and ratings to choose from."""

    def __init__(self, newsroom: Newsroom, editor: User, start: str) -> None:
        self.people = vars(newsroom) | {"dohyun": editor}
        self.verdict = STARTS[start](newsroom)
        self.claims: list[Claim] = [claim(), claim()]
        self.ratings: list[Rating] = [rating("true"), rating("false")]

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
                    is_correction = verb == "correct"
                    verdicts.revise(
                        **given,
                        expected_revision=expected,
                        rating=self.ratings[choice % 2],
                        wordings=[wording()],
                        correction="typo" if is_correction else "",
                        public_note="고침" if is_correction else "",
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
    if is_public:
        assert newest is not None
        assert newest.revision == row.published
        assert Approval.objects.filter(revision=newest.revision).exists()

    kinds = list(Entry.objects.about(row).values_list("kind", flat=True))
    assert kinds.count("verdict.revised") == len(revisions) - 1
    public = ("verdict.published", "verdict.corrected", "verdict.withdrawn")
    assert sum(kind in public for kind in kinds) == len(publications)


@pytest.fixture
def dohyun(newsroom: Newsroom) -> User:
    """A second editor."""
    return person("dohyun", Role.EDITOR)


@settings(
    max_examples=12,
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
        if not taken:
            assert after == before
        assert Entry.objects.count() - entries == (after != before)
        assert_the_promises_hold(world.verdict)
    assert ledger.first_fault() is None
