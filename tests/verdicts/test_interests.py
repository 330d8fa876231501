"""Conflicts of interest: who has no statement on file, or a tie to what a verdict is about, keeps
their hands off it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from claims.errors import Conflict
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.people.models import InterestStatement, User
from claims.people.rules import Role
from claims.people.services import declare_interests
from claims.publication import services as publication
from claims.reference import services as reference
from claims.reference.models import Entity
from claims.verdicts import services as verdicts
from claims.verdicts.models import Verdict
from tests.factories import SETUP, Newsroom, claim, draft, entity, mention, person
from tests.verdicts.world import revise

TEXT = "가람조선은 노조와 합의했다고 밝혔다."

Step = Callable[[Verdict, Newsroom], object]
STEPS: dict[str, Step] = {
    "submit": lambda v, n: verdicts.submit(verdict=v, by=n.minjun, expected_revision=1),
    "approve": lambda v, n: verdicts.approve(verdict=v, by=n.seoyeon, expected_revision=1),
    "publish": lambda v, n: publication.publish(verdict=v, by=n.seoyeon, expected_revision=1),
}
WHO = {"submit": "minjun", "approve": "seoyeon", "publish": "seoyeon"}
BEFORE = {"submit": (), "approve": ("submit",), "publish": ("submit", "approve")}


@pytest.fixture
def yard(newsroom: Newsroom) -> Entity:
    return entity("가람조선")


@pytest.fixture
def about_it(yard: Entity) -> Claim:
    return claim(TEXT, mentions=[mention(TEXT, "가람조선", yard)])


def declare(user: User, *ties: Entity, days: int = 30) -> InterestStatement:
    until = timezone.localdate() + dt.timedelta(days=days)
    return declare_interests(by=user, text="", entities=ties, valid_until=until)


def run_out(user: User, *ties: Entity) -> None:
    """As if the newest statement had been made for a week, a month ago."""
    today = timezone.localdate()
    made = InterestStatement.objects.create(
        user=user,
        made_on=today - dt.timedelta(days=30),
        valid_until=today - dt.timedelta(days=1),
    )
    made.interests.bulk_create(made.interests.model(statement=made, entity=tie) for tie in ties)


def at(step: str, newsroom: Newsroom, *claims: Claim) -> Verdict:
    """A verdict on which ``step`` is the next."""
    verdict = draft(newsroom, *claims)
    for before in BEFORE[step]:
        STEPS[before](verdict, newsroom)
    return verdict


@pytest.mark.parametrize("step", STEPS)
def test_who_has_no_statement_in_force_is_told_how_to_make_one(
    newsroom: Newsroom, step: str
) -> None:
    verdict = at(step, newsroom)
    acting: User = getattr(newsroom, WHO[step])
    run_out(acting)
    entries = Entry.objects.count()
    with pytest.raises(Conflict) as refused:
        STEPS[step](verdict, newsroom)
    assert refused.value.code == "no_statement"
    assert "/api/v1/me/interests" in refused.value.message
    assert Entry.objects.count() == entries
    declare(acting)
    STEPS[step](verdict, newsroom)


@pytest.mark.parametrize("step", STEPS)
def test_a_revision_whose_author_has_no_statement_in_force_goes_no_further(
    newsroom: Newsroom, step: str
) -> None:
    verdict = at(step, newsroom)
    run_out(newsroom.minjun)
    taken = STEPS[step] if step != "submit" else submitted_by_the_editor
    with pytest.raises(Conflict, match="Minjun") as refused:
        taken(verdict, newsroom)
    assert refused.value.code == "no_statement"
    declare(newsroom.minjun)
    taken(verdict, newsroom)


def submitted_by_the_editor(verdict: Verdict, newsroom: Newsroom) -> None:
    verdicts.submit(verdict=verdict, by=newsroom.seoyeon, expected_revision=1)


@pytest.mark.parametrize("step", STEPS)
def test_who_is_tied_to_what_the_claims_mention_takes_no_step(
    newsroom: Newsroom, yard: Entity, about_it: Claim, step: str
) -> None:
    verdict = at(step, newsroom, claim(), about_it)
    acting: User = getattr(newsroom, WHO[step])
    declare(acting, yard)
    entries = Entry.objects.count()
    with pytest.raises(PermissionDenied, match="가람조선"):
        STEPS[step](verdict, newsroom)
    assert Entry.objects.count() == entries
    declare(acting)  # sold
    STEPS[step](verdict, newsroom)


@pytest.mark.parametrize("step", ["approve", "publish"])
def test_a_tie_that_the_author_declares_later_stops_the_revision(
    newsroom: Newsroom, yard: Entity, about_it: Claim, step: str
) -> None:
    verdict = at(step, newsroom, about_it)
    declare(newsroom.minjun, yard)
    with pytest.raises(PermissionDenied, match="Minjun"):
        STEPS[step](verdict, newsroom)


def test_a_tie_that_the_approver_declares_later_stops_the_publication(
    newsroom: Newsroom, yard: Entity, about_it: Claim
) -> None:
    other = person("dohyun", Role.EDITOR)
    verdict = at("publish", newsroom, about_it)
    declare(newsroom.seoyeon, yard)
    with pytest.raises(PermissionDenied, match="Seoyeon"):
        publication.publish(verdict=verdict, by=other, expected_revision=1)


def test_nobody_writes_about_what_they_are_tied_to(
    newsroom: Newsroom, yard: Entity, about_it: Claim
) -> None:
    verdict = draft(newsroom, about_it)
    other = draft(newsroom)
    run_out(newsroom.minjun, yard)  # it has run out, but the tie was not taken back
    for attempt in (
        lambda: draft(newsroom, about_it),
        lambda: revise(verdict, newsroom, 1),
        lambda: verdicts.attach(verdict=other, claim=about_it, by=newsroom.minjun),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert Verdict.objects.count() == 2
    revise(other, newsroom, 1)
    revise(verdict, newsroom, 1, by=newsroom.seoyeon)


def test_merged_entities_are_one_until_they_are_split(
    newsroom: Newsroom, yard: Entity, about_it: Claim
) -> None:
    group = entity("가람그룹")
    declare(newsroom.minjun, group)
    draft(newsroom, about_it)
    reference.merge_entities(winner=group, loser=yard, by=SETUP)
    with pytest.raises(PermissionDenied):
        draft(newsroom, about_it)
    reference.split_entity(entity=yard, by=SETUP)
    reference.merge_entities(winner=yard, loser=group, by=SETUP)
    with pytest.raises(PermissionDenied):
        draft(newsroom, about_it)
    reference.split_entity(entity=group, by=SETUP)
    draft(newsroom, about_it)


def test_whom_a_claim_is_attributed_to_counts_as_well(newsroom: Newsroom, yard: Entity) -> None:
    said = claim()
    assert said.current is not None
    said.current.attributions.create(position=5, voice="named", name="가람조선", entity=yard)
    declare(newsroom.minjun, yard)
    with pytest.raises(PermissionDenied):
        draft(newsroom, said)


def test_a_withdrawal_asks_for_no_statement(newsroom: Newsroom) -> None:
    verdict = at("publish", newsroom)
    STEPS["publish"](verdict, newsroom)
    run_out(newsroom.seoyeon)
    publication.withdraw(
        verdict=verdict, by=newsroom.seoyeon, expected_revision=1, note="사진이 다른 다리였다"
    )
