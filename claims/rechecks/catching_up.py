"""What happened to a verdict's ground between its writing and its publication.

Only what the public sees is watched. What changed while a revision lay with its author, approver or
publisher is therefore looked up in the ledger when it is published: it is looked at again at once,
for what happened after it was written, by the same rules as if it had been public by then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from claims.articles.models import Document
from claims.extraction.models import Claim, Mention
from claims.ledger.models import Entry, kind_of
from claims.links.models import Link, Origin
from claims.rechecks import events
from claims.rechecks.causes import Cause
from claims.rechecks.models import Ground, RecheckCause
from claims.reference.models import Entity
from claims.reference.queries import said_to_be
from claims.verdicts.models import Verdict

_PUBLISHES = frozenset({"verdict.published", "verdict.corrected"})


def with_missed(
    told: Mapping[int, Sequence[Cause]], entries: Sequence[Entry]
) -> dict[int, list[Cause]]:
    """``told``, causes by the keys of verdicts, with what the verdicts that these entries publish
    were not told of yet. Call it when their grounds are built. A dozen queries for each of them."""
    whole = {verdict: list(causes) for verdict, causes in told.items()}
    published = {e.subject_id: e for e in entries if e.kind in _PUBLISHES}  # the newest of each
    if not published:
        return whole
    public = Verdict.objects.published().filter(public_id__in=published)
    for verdict in public.select_related("published__rating__scale").order_by("pk"):
        found = _since_written(verdict, published[verdict.public_id])
        heard = {cause.key for cause in whole.get(verdict.pk, ())}
        known = RecheckCause.objects.filter(recheck__verdict=verdict)
        heard.update(known.filter(key__in=[c.key for c in found]).values_list("key", flat=True))
        if new := [cause for cause in found if cause.key not in heard]:
            whole.setdefault(verdict.pk, []).extend(new)
    return whole


def _since_written(verdict: Verdict, publication: Entry) -> list[Cause]:
    if verdict.published is None:
        return []
    between = Entry.objects.filter(
        _about(verdict),
        kind__in=events.READERS,
        at__gt=verdict.published.made_at,
        seq__lt=publication.seq,
    )
    read = events.read(list(between.select_related("body").order_by("seq")))
    return read.get(verdict.pk, [])


def _about(verdict: Verdict) -> Q:
    """The entries that can give reason to look at a verdict again: by what its claims and documents
    are, what is linked to them, where they come from, whom they name and how it is rated."""
    grounds = Ground.objects.filter(verdict=verdict)
    claims = Claim.objects.filter(pk__in=grounds.filter(claim__isnull=False).values("claim"))
    links = Link.objects.filter(Q(a__in=claims) | Q(b__in=claims))
    linked = Claim.objects.filter(Q(pk__in=links.values("a")) | Q(pk__in=links.values("b")))
    documents = Document.objects.filter(
        Q(pk__in=grounds.values("document")) | Q(pk__in=linked.values("article"))
    )
    origins = Origin.objects.filter(claims__claim__in=claims)
    others = Verdict.objects.filter(appearances__claim__in=claims).exclude(pk=verdict.pk)
    named = Mention.objects.filter(version__claim__in=claims, entity__isnull=False)
    named_ids = set(named.values_list("entity__public_id", flat=True))
    entities = Entity.objects.filter(public_id__in=said_to_be(named_ids))
    about = Q(pk__in=[])
    every: tuple[QuerySet[Any], ...] = (claims, links, documents, origins, others, entities)
    for rows in every:
        about |= Q(
            subject_kind=rows.model._meta.model_name,
            subject_id__in=set(rows.values_list("public_id", flat=True)),
        )
    if verdict.published is not None:
        rating = verdict.published.rating
        for row in (rating, rating.scale):
            about |= Q(subject_kind=kind_of(row), subject_id=row.public_id)
    return about
