"""Look again at what verdicts rest on, file what was found, and leave the ratings alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles.looking import look_at, newest_looks
from claims.articles.models import Document, DocumentKind, Look
from claims.errors import Conflict
from claims.extraction import services as extraction
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.people.models import Actor, require, require_person
from claims.people.rules import Act
from claims.rechecks import catching_up, causes, events, filing, grounds, scheduling
from claims.rechecks.causes import RECHECKER, Cause
from claims.rechecks.comparing import documents_of
from claims.rechecks.models import Finding, Recheck, RecheckCause, Severity
from claims.rechecks.reading import unread
from claims.verdicts.models import Verdict
from claims.work.models import WorkState
from claims.work.services import held, put_off_together, wake_on_commit

WAIT_FOR_READING_SECONDS = 2.0
LOOKING_SECONDS = 10.0
"""About how long one lease looks at sources before it gives back what is left."""
FRESH = dt.timedelta(hours=1)
"""A source that was looked at so lately is asked again only when a person wants it."""


def follow(entries: Sequence[Entry]) -> None:
    """What happened that gives reason to look at published verdicts again."""
    public = {entry.subject_id for entry in entries if entry.kind in grounds.CHANGED_BY}
    keys: list[int] = []
    if public:
        changed = Verdict.objects.filter(public_id__in=public)
        keys = list(changed.order_by("pk").values_list("pk", flat=True))
        grounds.rebuild(keys)
    told = catching_up.with_missed(events.causes_of(entries), entries)
    if keys:
        causes.lock({*keys, *told})
        scheduling.schedule(keys)
    causes.demand(told)
    scheduling.follow_policies(entries)
    scheduling.keep_within_policies(timezone.now())


def request(*, verdict: Verdict, by: Actor, reason: str = "") -> Recheck:
    """Look again now. A re-check that is scheduled is brought forward; one that has looked already
    is taken back from its worker, by its lease, and starts from the first step."""
    require(by, Act.REQUEST_RECHECK)
    if not Verdict.objects.published().filter(pk=verdict.pk).exists():
        raise Conflict(_("Only a published verdict is re-checked."), code="not_published")
    now = timezone.now()
    with transaction.atomic():
        grounds.rebuild([verdict.pk])  # of what was published a moment ago, nobody has read yet
        recheck = causes.waiting([verdict.pk])[verdict.pk]
        recheck.cause, recheck.reason = Recheck.Cause.PERSON, reason.strip()[:300]
        recheck.step, recheck.next_attempt_at = Recheck.Step.LOOK, now
        recheck.claim_token = recheck.claimed_until = None
        recheck.attempts, recheck.last_error = 0, ""  # as what is tried again by a person
        recheck.requests += 1
        recheck.save(
            update_fields=[
                "cause",
                "reason",
                "step",
                "next_attempt_at",
                "claim_token",
                "claimed_until",
                "attempts",
                "last_error",
                "requests",
            ]
        )
        asked = Cause("recheck.requested", f"person:{now.isoformat()}", Severity.NOTE)
        causes.keep({recheck.pk: [asked]})
        ledger.append("recheck.requested", subject=verdict, by=by, reason=reason)
        wake_on_commit("rechecks")
    return recheck


def resolve(*, finding: Finding, by: Actor, resolution: str) -> Finding:
    """Say what was made of a finding. The verdict's rating changes only by a new revision."""
    person = require_person(by, Act.RESOLVE_FINDING)
    if not resolution.strip():
        raise ValidationError({"resolution": _("Say what was made of the finding.")})
    with transaction.atomic():
        row = Finding.objects.select_for_update(of=("self",), no_key=True).get(pk=finding.pk)
        if row.resolved_at is not None:
            raise Conflict(_("This finding is resolved already."), code="resolved_already")
        row.resolved_at = timezone.now()
        row.resolved_by = person
        row.resolution = resolution.strip()
        row.save(update_fields=["resolved_at", "resolved_by", "resolution"])
        ledger.append(
            "finding.resolved",
            subject=row,
            by=by,
            verdict=str(row.verdict.public_id),
            finding=row.kind,
            severity=row.severity,
            key=row.key,
            resolution=row.resolution,
        )
    return row


def perform(rechecks: Sequence[Recheck]) -> None:
    """Take re-checks, taken together, as far as they come under their lease: look at the sources,
    and where nothing is to be waited for, compare.

    One that has to wait, for a host or for what changed to be read, is given back and counts no
    attempt; what it has seen so far it does not ask for again.
    """
    documents = documents_of({row.verdict_id for row in rechecks})
    ready = _look(rechecks, documents)
    waiting = unread({d for row in ready for d in documents[row.verdict_id]})
    busy = [row for row in ready if any(d.pk in waiting for d in documents[row.verdict_id])]
    if busy:
        put_off_together(busy, seconds=WAIT_FOR_READING_SECONDS, step=Recheck.Step.READ)
    if settled := [row for row in ready if row not in busy]:
        _compare(settled)


def _look(
    rechecks: Sequence[Recheck], documents: Mapping[int, Sequence[Document]]
) -> list[Recheck]:
    """Ask what has an address and was not asked lately; read again what has none. Returns the
    re-checks that have looked at everything."""
    looking = [row for row in rechecks if row.step == Recheck.Step.LOOK]
    ready = [row for row in rechecks if row.step != Recheck.Step.LOOK]
    if not looking:
        return ready
    looks = newest_looks({d.pk for row in looking for d in documents[row.verdict_id]})
    stale = _stale(looking, documents, looks)
    waits = look_at(list(stale.values()), by=RECHECKER, seconds=LOOKING_SECONDS)
    later: defaultdict[float, list[Recheck]] = defaultdict(list)
    texts: set[Document] = set()
    for row in looking:
        left = [waits[d.pk] for d in documents[row.verdict_id] if d.pk in waits]
        if left:
            later[round(min(left), 1)].append(row)
            continue
        ready.append(row)
        texts |= {
            document
            for document in documents[row.verdict_id]
            if document.address is None and document.kind == DocumentKind.ARTICLE
        }
    for seconds, rows in later.items():
        put_off_together(rows, seconds=seconds)
    for document in sorted(texts, key=lambda document: document.pk):
        extraction.queue(snapshot=document.latest_snapshot)
    return ready


def _stale(
    rechecks: Sequence[Recheck],
    documents: Mapping[int, Sequence[Document]],
    looks: Mapping[int, Look],
) -> dict[int, Document]:
    """The documents, by key, that these re-checks have to ask. A look of a time to come was made
    before the clock was set back, and says nothing."""
    now = timezone.now()
    asked = dict(
        RecheckCause.objects.filter(recheck__in=rechecks, kind="recheck.requested")
        .order_by("at")
        .values_list("recheck", "at")
    )
    return {
        document.pk: document
        for row in rechecks
        for document in documents[row.verdict_id]
        if document.address is not None
        and not (
            document.pk in looks and asked.get(row.pk, now - FRESH) <= looks[document.pk].at <= now
        )
    }


def _compare(rechecks: Sequence[Recheck]) -> None:
    """File what is new, say how each ended, and set the next date: all in one transaction.

    It compares under the locks of the rows: what is demanded before is seen, and what is demanded
    later waits and makes the next re-check due. One that has more to file than one transaction
    takes is given back with what it filed, and is due at once.
    """
    now = timezone.now()
    with transaction.atomic():
        rows = {
            row.verdict_id: row
            for row in held(rechecks)
            .select_related("verdict")
            .order_by("pk")
            .select_for_update(of=("self",), no_key=True)
        }
        if not rows:
            return
        cases = filing.observed(rows, now=now)
        ended = filing.file(rows, cases, now=now)
        if going_on := [row for verdict, row in rows.items() if verdict not in ended]:
            put_off_together(going_on, seconds=0, step=Recheck.Step.COMPARE)
        by_outcome: defaultdict[str, list[int]] = defaultdict(list)
        for verdict, end in ended.items():
            by_outcome[end.outcome].append(rows[verdict].pk)
        for outcome, keys in by_outcome.items():
            Recheck.objects.filter(pk__in=keys).update(
                state=WorkState.DONE,
                outcome=outcome,
                finished_at=now,
                last_error="",
                claimed_until=None,
                claim_token=None,
            )
        closed = {verdict: case for verdict, case in cases.items() if verdict in ended}
        scheduling.schedule_next(closed, ended, now=now)
        ledger.append_many(
            [
                ("recheck.finished", row.verdict, ended[verdict].content(row))
                for verdict, row in rows.items()
                if verdict in closed  # of one that was withdrawn, the withdrawal has told
            ],
            by=RECHECKER,
        )
        if any(end.filed for end in ended.values()):
            wake_on_commit("follow")
