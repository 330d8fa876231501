"""What people say of origins: which report a claim rests on, and which two are one."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Conflict
from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.links.models import ClaimOrigin, Medium, Origin
from claims.people.models import Actor, require_person
from claims.people.rules import Act
from claims.reference.models import Entity
from claims.reference.rules import meant

_LONGEST = 300


@transaction.atomic
def name_origin(
    *,
    claim: Claim,
    by: Actor,
    description: str,
    reporter: Entity | None = None,
    reported_on: dt.date | None = None,
    medium: str = Medium.UNKNOWN,
) -> ClaimOrigin:
    """Say which original report or statement a claim rests on, in words of one's own.

    The same reporter, day and description is the same origin. What the machine found of the claim
    counts no longer while a person's naming is in force.
    """
    person = require_person(by, Act.DECIDE_LINK)
    description = description.strip()
    if not description:
        raise ValidationError({"description": _("Describe the original report.")})
    if len(description) > _LONGEST:
        raise ValidationError(_("Say it in at most %(limit)d characters.") % {"limit": _LONGEST})
    if medium not in Medium.values:
        raise ValidationError({"medium": _("Choose one of the media.")})
    origin, _made = Origin.objects.get_or_create(
        reporter=reporter,
        reported_on=reported_on,
        description=description,
        key="",
        defaults={"created_by": person, "medium": medium},
    )
    return rest_on(claim=claim, origin=origin.merged_into or origin, by=by)


@transaction.atomic
def rest_on(*, claim: Claim, origin: Origin, by: Actor) -> ClaimOrigin:
    """Say that a claim rests on a known origin. Doing so twice changes nothing.

    Raises ``Conflict`` for a retired claim and for an origin that was merged into another.
    """
    person = require_person(by, Act.DECIDE_LINK)
    if claim.current is None or claim.retired_at:
        raise Conflict(_("This claim was retired."), code="retired")
    row = _locked(origin)[origin.pk]
    if row.merged_into_id is not None:
        raise Conflict(_("This origin was merged into another one."), code="merged")
    said = {"version": claim.current, "by": person}
    named, is_new = ClaimOrigin.objects.get_or_create(
        claim=claim, origin=row, removed_at=None, defaults=said
    )
    if not is_new and named.by_id is not None:
        return named
    if not is_new:  # what the machine found, a person now stands for
        ClaimOrigin.objects.filter(pk=named.pk).update(removed_at=timezone.now())
        named = ClaimOrigin.objects.create(claim=claim, origin=row, **said)
    ledger.append("claim.origin_named", subject=claim, by=by, origin=str(row.public_id))
    return named


@transaction.atomic
def take_away(*, claim: Claim, origin: Origin, by: Actor) -> None:
    """Say that a claim does not rest on an origin, nor on any that is merged with it; the machine
    does not find it there again.

    Raises ``Conflict`` where it does not, or not any more.
    """
    person = require_person(by, Act.DECIDE_LINK)
    seen = _locked(origin)[origin.pk]
    survivor = seen.merged_into_id or seen.pk
    merged = Origin.objects.filter(Q(pk=survivor) | Q(merged_into=survivor))
    rows = ClaimOrigin.objects.filter(claim=claim, origin__in=merged, removed_at=None)
    if not rows.update(removed_at=timezone.now(), removed_by=person):
        raise Conflict(_("The claim does not rest on this origin."), code="not_resting")
    ledger.append("claim.origin_taken_away", subject=claim, by=by, origin=str(origin.public_id))


@transaction.atomic
def merge(*, origin: Origin, into: Origin, by: Actor) -> Origin:
    """Say that two origins are one report. The first stays readable and is found under the other.

    What was merged into ``origin`` before goes with it. Raises ``Conflict`` when either was merged
    meanwhile.
    """
    require_person(by, Act.DECIDE_LINK)
    if origin.pk == into.pk:
        raise ValidationError(_("An origin is not merged into itself."))
    rows = _locked(origin, into)
    row, survivor = rows[origin.pk], rows[into.pk]
    if row.merged_into_id is not None or survivor.merged_into_id is not None:
        raise Conflict(_("One of the two was merged already."), code="merged")
    Origin.objects.filter(merged_into=row).update(merged_into=survivor)
    row.merged_into = row.said_to_be = survivor
    row.save(update_fields=["merged_into", "said_to_be"])
    ledger.append("origin.merged", subject=row, by=by, into=str(survivor.public_id))
    return survivor


@transaction.atomic
def split(*, origin: Origin, by: Actor) -> Origin:
    """Take a merge back: the origin stands for itself again, with the claims that rest on it and
    with those origins that were said to be it, as they were before the merge.

    Raises ``Conflict`` for one that is not merged, or not any more, and where what it was merged
    into was merged meanwhile.
    """
    require_person(by, Act.DECIDE_LINK)
    seen = Origin.objects.select_related("merged_into").get(pk=origin.pk)
    rows = _locked(*filter(None, (seen, seen.merged_into)))
    row = rows[origin.pk]
    if row.merged_into_id is None:
        raise Conflict(_("This origin is not merged."), code="not_merged")
    if row.merged_into_id not in rows:
        raise Conflict(_("This origin was merged into another one."), code="merged")
    survivor = rows[row.merged_into_id]
    row.merged_into = row.said_to_be = None
    row.save(update_fields=["merged_into", "said_to_be"])
    under = meant(row.pk, [(one.pk, one.said_to_be_id) for one in rows.values()])
    Origin.objects.filter(pk__in=under).update(merged_into=row)
    ledger.append("origin.split", subject=row, by=by, out_of=str(survivor.public_id))
    return row


def _locked(*origins: Origin) -> dict[int, Origin]:
    """Locked with what was merged into them, in the order of their keys, so that two people never
    wait for each other."""
    keys = [one.pk for one in origins]
    rows = Origin.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    return {row.pk: row for row in rows.filter(Q(pk__in=keys) | Q(merged_into__in=keys))}
