"""Questions, the claims under them, and the origins that claims rest on."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Conflict
from claims.extraction.models import Claim
from claims.ledger import services as ledger
from claims.links.models import ClaimOrigin, Matter, MatterMember, Origin
from claims.people.models import Actor, require_person
from claims.people.rules import Act
from claims.reference.models import Entity

_LONGEST = 300


@transaction.atomic
def open_matter(*, by: Actor, question_ko: str = "", question_en: str = "") -> Matter:
    """Open a question, in at least one language."""
    person = require_person(by, Act.KEEP_MATTER)
    question_ko, question_en = question_ko.strip(), question_en.strip()
    if not question_ko and not question_en:
        raise ValidationError(_("A matter is a question: write it in at least one language."))
    if max(len(question_ko), len(question_en)) > _LONGEST:
        raise ValidationError(_("Say it in at most %(limit)d characters.") % {"limit": _LONGEST})
    matter = Matter.objects.create(
        question_ko=question_ko, question_en=question_en, created_by=person
    )
    ledger.append("matter.opened", subject=matter, by=by, ko=question_ko, en=question_en)
    return matter


@transaction.atomic
def place(*, matter: Matter, claim: Claim, by: Actor) -> MatterMember:
    """Put a claim under a question. Doing so twice changes nothing."""
    person = require_person(by, Act.KEEP_MATTER)
    if claim.retired_at:
        raise Conflict(_("This claim was retired."), code="retired")
    member, is_new = MatterMember.objects.get_or_create(
        matter=matter, claim=claim, removed_at=None, defaults={"added_by": person}
    )
    if is_new:
        ledger.append("matter.claim_placed", subject=matter, by=by, claim=str(claim.public_id))
    return member


@transaction.atomic
def remove(*, matter: Matter, claim: Claim, by: Actor) -> None:
    """Take a claim from under a question; that it was there stays on record."""
    require_person(by, Act.KEEP_MATTER)
    updated = MatterMember.objects.filter(matter=matter, claim=claim, removed_at=None).update(
        removed_at=timezone.now()
    )
    if updated != 1:
        raise Conflict(_("This claim is not under the question."), code="not_a_member")
    ledger.append("matter.claim_removed", subject=matter, by=by, claim=str(claim.public_id))


@transaction.atomic
def name_origin(
    *,
    claim: Claim,
    by: Actor,
    description: str,
    reporter: Entity | None = None,
    reported_on: dt.date | None = None,
) -> ClaimOrigin:
    """Say which original report or statement a claim rests on.

    The same reporter, day and description is the same origin.
    """
    person = require_person(by, Act.DECIDE_LINK)
    description = description.strip()
    if not description:
        raise ValidationError({"description": _("Describe the original report.")})
    if len(description) > _LONGEST:
        raise ValidationError(_("Say it in at most %(limit)d characters.") % {"limit": _LONGEST})
    if claim.current is None or claim.retired_at:
        raise Conflict(_("This claim was retired."), code="retired")
    origin, _made = Origin.objects.get_or_create(
        reporter=reporter,
        reported_on=reported_on,
        description=description,
        defaults={"created_by": person},
    )
    named, is_new = ClaimOrigin.objects.get_or_create(
        claim=claim,
        origin=origin,
        removed_at=None,
        defaults={"version": claim.current, "by": person},
    )
    if is_new:
        ledger.append("claim.origin_named", subject=claim, by=by, origin=str(origin.public_id))
    return named
