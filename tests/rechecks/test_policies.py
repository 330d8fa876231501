"""Policies are kept by curators, never of less than a day, and reach what waits."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from claims.ledger.models import Entry
from claims.rechecks import services
from claims.rechecks.models import Policy, Recheck
from claims.rechecks.policies import remove_policy, save_policy
from claims.work.following import follow_together
from claims.work.services import claim_together
from tests.factories import Newsroom, published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "field"), [((0, 0), "every_days"), ((7, 0), "sooner_days"), ((7, 8), "sooner_days")]
)
def test_less_than_a_day_is_refused_and_told_why(
    newsroom: Newsroom, days: tuple[int, int], field: str
) -> None:
    policy = Policy(every_days=days[0], sooner_days=days[1])
    with pytest.raises(ValidationError) as refusal:
        save_policy(policy=policy, by=newsroom.jiho)
    assert list(refusal.value.message_dict) == [field]
    assert not Policy.objects.exists()


def test_policies_are_kept_by_curators_and_on_the_ledger(newsroom: Newsroom) -> None:
    with pytest.raises(PermissionDenied):
        save_policy(policy=Policy(every_days=7, sooner_days=1), by=newsroom.minjun)
    policy = save_policy(policy=Policy(every_days=7, sooner_days=1), by=newsroom.jiho)
    save_policy(policy=policy, by=newsroom.jiho)  # nothing changed
    policy.every_days = 14
    save_policy(policy=policy, by=newsroom.jiho)
    kinds = [entry.kind for entry in Entry.objects.about(policy)]
    assert kinds == ["policy.changed", "policy.added"]
    remove_policy(policy=policy, by=newsroom.jiho)
    assert not Policy.objects.exists()


def test_one_that_looks_more_often_reaches_what_waits_and_no_other(newsroom: Newsroom) -> None:
    first, second = published(newsroom), published(newsroom)
    follow_together("rechecks", services.follow)
    before = first.rechecks.get().next_attempt_at
    rating = first.published.rating  # type: ignore[union-attr]
    own = second.published.rating  # type: ignore[union-attr]
    save_policy(policy=Policy(every_days=1, sooner_days=1, rating=rating), by=newsroom.jiho)
    save_policy(policy=Policy(every_days=90, sooner_days=90), by=newsroom.jiho)
    follow_together("rechecks", services.follow)
    assert first.rechecks.get().next_attempt_at < timezone.now() + dt.timedelta(days=1)
    after = second.rechecks.get().next_attempt_at
    assert (after < before) == (own == rating)


def test_the_delivered_ones_are_loaded_once_and_are_sound(newsroom: Newsroom) -> None:
    for _twice in range(2):
        call_command("prepare", verbosity=0)
    policies = list(Policy.objects.all())
    assert sum(p.kind == "" and p.rating is None for p in policies) == 1
    for policy in policies:
        policy.full_clean()
        assert Policy.objects.get_by_natural_key(*policy.natural_key()) == policy


@pytest.mark.parametrize("jump", [dt.timedelta(days=400), dt.timedelta(days=-400)], ids=str)
def test_a_clock_that_jumps_loses_nothing(newsroom: Newsroom, jump: dt.timedelta) -> None:
    verdict = published(newsroom)
    follow_together("rechecks", services.follow)
    row = verdict.rechecks.get()
    # As if the row had been made by a clock that was wrong by so much.
    Recheck.objects.update(
        created_at=row.created_at + jump, next_attempt_at=row.next_attempt_at + jump
    )
    published(newsroom)
    follow_together("rechecks", services.follow)
    row.refresh_from_db()
    assert row.next_attempt_at <= timezone.now() + dt.timedelta(days=28)
    # And as if a worker that died had taken it by that clock.
    Recheck.objects.filter(pk=row.pk).update(
        step="read", next_attempt_at=timezone.now(), claimed_until=timezone.now() + jump
    )
    services.perform(claim_together(Recheck, 16))
    done, following = verdict.rechecks.order_by("pk")
    assert (done.pk, done.state, following.state) == (row.pk, "done", "waiting")
    wait = following.next_attempt_at - timezone.now()
    assert dt.timedelta(0) < wait <= dt.timedelta(days=28)
