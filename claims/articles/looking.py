"""Look at the addresses of many documents, politely, in few queries."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Sequence

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles import politeness, services
from claims.articles.models import Document, DocumentKind, Look, Snapshot
from claims.articles.retrying import asked_to_wait
from claims.articles.services import Answer
from claims.people.models import Actor

QUIET = (Look.Outcome.UNCHANGED, Look.Outcome.FAILED)
"""Outcomes that leave the picture of a document as it was: their looks are written together."""


def look_at(documents: Sequence[Document], *, by: Actor, seconds: float) -> dict[int, float]:
    """Look at each document's address and record it, one after the other, for about ``seconds``.

    The documents have an address, prefetched. Returns, by key, those that were not looked at and
    how many seconds later it is worth trying: their host is busy, or time was up. That of a host
    which is paused for longer is recorded as one that could not be looked at, and holds nobody up.
    A constant number of queries, and a few more for each document that changed or is gone.
    """
    addresses = {d.pk: d.address.url for d in documents if d.address is not None}
    rules = politeness.rules_for(addresses.values())
    last, known = _last_looks(addresses), _known(addresses)
    answers: list[tuple[Document, Answer]] = []
    waits: dict[int, float] = {}
    in_line: Counter[str] = Counter()
    end = time.monotonic() + seconds
    for document in documents:
        if time.monotonic() > end:
            waits[document.pk] = 0.0
            continue
        url = addresses[document.pk]
        host = politeness.host_of(url)
        with politeness.turn(url, rules) as turn:
            if turn.is_paused:
                paused = Answer(Look.Outcome.FAILED, message=_("The host is left alone."))
                answers.append((document, paused))
                continue
            if turn.wait:
                # Who waits for the same host comes one after the other, and not all at once.
                between = politeness.seconds_between(host, rules)
                waits[document.pk] = turn.wait + in_line[host] * between
                in_line[host] += 1
                continue
            answer = services.ask(
                url,
                last=last.get(document.pk),
                known=known[document.pk],
                exhibit=document.kind == DocumentKind.EXHIBIT,
            )
            turn.rest = asked_to_wait(answer.retry_after, now=timezone.now()).total_seconds()
        answers.append((document, answer))
    Look.objects.bulk_create(
        services.look_of(document, answer)
        for document, answer in answers
        if answer.outcome in QUIET
    )
    for document, answer in answers:
        if answer.outcome not in QUIET:
            services.record(document, answer, by=by)
    return waits


def newest_looks(documents: Collection[int]) -> dict[int, Look]:
    """The newest look at each document, by the documents' keys. One query."""
    newest = Look.objects.filter(document=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    keys = Document.objects.filter(pk__in=documents).values_list(Subquery(newest), flat=True)
    return {look.document_id: look for look in Look.objects.filter(pk__in=keys)}


def _last_looks(documents: Collection[int]) -> dict[int, Look]:
    """The newest look at each document that had validators. One query."""
    with_validators = (
        Look.objects.filter(document=OuterRef("pk"))
        .exclude(etag="", last_modified="")
        .order_by("-pk")
        .values("pk")[:1]
    )
    keys = Document.objects.filter(pk__in=documents).values_list(
        Subquery(with_validators), flat=True
    )
    return {look.document_id: look for look in Look.objects.filter(pk__in=keys)}


def _known(documents: Collection[int]) -> dict[int, bytes]:
    """The SHA-256 of the bytes of each document's newest snapshot. One query."""
    newest = (
        Snapshot.objects.filter(document__in=documents)
        .order_by("document", "-number")
        .distinct("document")
    )
    return {key: bytes(digest) for key, digest in newest.values_list("document", "sha256")}
