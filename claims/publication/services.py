"""Publish and withdraw. What was published is kept as the bytes that were served."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.ledger import services as ledger
from claims.links.models import Decision
from claims.people.models import Actor, User, require_person
from claims.people.rules import Act
from claims.publication.models import Publication
from claims.publication.rendering import public_document, withdrawn_document
from claims.verdicts import services as verdicts
from claims.verdicts.models import Revision, Verdict
from claims.work.services import wake_on_commit


def publish(*, verdict: Verdict, by: Actor, expected_revision: int) -> Publication:
    """Make the approved revision what the world sees.

    Raises ``Conflict`` when it is not approved, or the person or the author has no statement
    of interests on file, ``LostUpdate`` when it was revised since, and ``PermissionDenied`` when
    the person, the author or the approver declared a tie to what the claims name.
    """
    person = require_person(by, Act.PUBLISH_VERDICT)
    with transaction.atomic():
        row = verdicts.release(verdict, person=person, expected_revision=expected_revision)
        first = not row.publications.exists()
        kind = Publication.Kind.PUBLISHED if first else Publication.Kind.CORRECTED
        publication = _publish(row, row.published, kind, person)
        ledger.append(
            "verdict.published" if first else "verdict.corrected",
            subject=row,
            by=by,
            number=publication.number,
            revision=expected_revision,
            assignee=row.assignee.ledger_name if row.assignee else None,
            etag=publication.etag,
        )
        wake_on_commit("follow")
    return publication


def withdraw(*, verdict: Verdict, by: Actor, expected_revision: int, note: str) -> Publication:
    """Take back what is published, with a public note. The page stays and says so.

    In an emergency anybody with the right may: no statement of interests is asked for.
    """
    person = require_person(by, Act.WITHDRAW_VERDICT)
    if not note.strip():
        raise ValidationError({"note": _("Tell the public why the verdict is withdrawn.")})
    with transaction.atomic():
        row = verdicts.retract(verdict, expected_revision=expected_revision)
        publication = _withdraw(row, person, note.strip())
        ledger.append(
            "verdict.withdrawn",
            subject=row,
            by=by,
            number=publication.number,
            note=note.strip(),
            etag=publication.etag,
        )
        wake_on_commit("follow")
    return publication


def _publish(
    verdict: Verdict, released: Revision | None, kind: Publication.Kind, by: User
) -> Publication:
    if released is None:
        raise ValueError("the verdict stage released no revision")
    revision = (
        Revision.objects.select_related("rating__scale")
        .prefetch_related(
            "texts",
            "evidence__version__claim__article__source__entity__names",
            "evidence__version__claim__article__addresses",
            "evidence__version__anchors",
            "evidence__version__attributions",
            Prefetch("evidence__link__decisions", Decision.objects.with_claims()),
            "evidence__link__decisions__version_a__claim__article__addresses",
            "evidence__link__decisions__version_b__claim__article__addresses",
            "evidence__document__addresses",
            "evidence__snapshot",
            "questions",
            "replies",
        )
        .get(pk=released.pk)
    )
    shown = Verdict.objects.prefetch_related(
        "appearances__version__claim__article__source__entity__names",
        "appearances__version__claim__article__addresses",
        "appearances__version__anchors",
        "appearances__version__attributions",
    ).get(pk=verdict.pk)
    earlier = list(verdict.publications.select_related("revision__rating").order_by("number"))
    at = _now(earlier[-1] if earlier else None)
    number = earlier[-1].number + 1 if earlier else 1
    document = public_document(
        shown, revision, kind=kind, number=number, at=at, note=revision.public_note, earlier=earlier
    )
    return _keep(verdict, number, kind, revision, at, by, revision.public_note, document)


def _withdraw(verdict: Verdict, by: User, note: str) -> Publication:
    """The last public document, marked as withdrawn: nothing enters it that nobody approved."""
    last = verdict.publications.select_related("revision__rating").latest("number")
    at, number, kind = _now(last), last.number + 1, Publication.Kind.WITHDRAWN
    document = withdrawn_document(last, number=number, at=at, note=note)
    return _keep(verdict, number, kind, last.revision, at, by, note, document)


def _now(last: Publication | None) -> dt.datetime:
    """Not before the publication before, even where the clock was set back: what was said on a
    day has one answer."""
    now = timezone.now()
    return max(now, last.published_at) if last else now


def _keep(
    verdict: Verdict,
    number: int,
    kind: Publication.Kind,
    revision: Revision,
    at: dt.datetime,
    by: User,
    note: str,
    content: dict[str, Any],
) -> Publication:
    document = orjson.dumps(content)
    return Publication.objects.create(
        verdict=verdict,
        number=number,
        kind=kind,
        revision=revision,
        published_at=at,
        by=by,
        note=note,
        document=document.decode(),
        etag=hashlib.sha256(document).hexdigest(),
    )
