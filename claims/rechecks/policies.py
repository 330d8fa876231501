"""Keep the policies by which published verdicts are looked at again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.ledger import services as ledger
from claims.people.models import Actor, require
from claims.people.rules import Act
from claims.rechecks.models import Policy
from claims.work.services import wake_on_commit

LONGEST_DAYS = 3650  # the table holds it, too
_FIELDS = ("every_days", "sooner_days", "recent_days")


def save_policy(*, policy: Policy, by: Actor) -> Policy:
    """Keep a new policy, or the changes that were made to ``policy`` in memory.

    One that looks more often reaches what waits within a tick; one that looks more rarely counts
    from the next look on. What a policy is about stays: another kind or rating is another policy.
    Raises ``ValidationError`` for less than a day.
    """
    require(by, Act.CURATE_REFERENCE)
    check_days(every_days=policy.every_days, sooner_days=policy.sooner_days)
    with transaction.atomic():
        old = (
            Policy.objects.select_for_update(of=("self",), no_key=True).filter(pk=policy.pk).first()
        )
        policy.full_clean()
        before = _values(old) if old else {}
        after = _values(policy)
        if before == after:
            return policy
        if old and (old.kind, old.rating_id) != (policy.kind, policy.rating_id):
            raise ValidationError(_("Make another policy for another kind or rating."))
        policy.save()
        kind = "policy.changed" if old else "policy.added"
        ledger.append(kind, subject=policy, by=by, before=before, after=after)
        wake_on_commit("follow")
    return policy


def remove_policy(*, policy: Policy, by: Actor) -> None:
    """Do without a policy: from the next look on, the next most exact one counts."""
    require(by, Act.CURATE_REFERENCE)
    with transaction.atomic():
        row = Policy.objects.select_for_update(of=("self",), no_key=True).get(pk=policy.pk)
        ledger.append("policy.removed", subject=row, by=by, before=_values(row))
        row.delete()


def check_days(*, every_days: int | None, sooner_days: int | None) -> None:
    """Raise ``ValidationError`` for less than a day, too long a time, and a longer "sooner"."""
    for name, days in (("every_days", every_days), ("sooner_days", sooner_days)):
        if days is None or not 1 <= days <= LONGEST_DAYS:
            message = _("Give a number of days from 1 to %(most)d.") % {"most": LONGEST_DAYS}
            raise ValidationError({name: message})
    if every_days and sooner_days and sooner_days > every_days:
        raise ValidationError(
            {"sooner_days": _("Sooner is not later: give at most the days of the other interval.")}
        )


def _values(policy: Policy) -> dict[str, Any]:
    """A policy as the ledger keeps it."""
    about = {"kind": policy.kind, "rating": "/".join(policy.natural_key()[1:])}
    return about | {name: getattr(policy, name) for name in _FIELDS}
