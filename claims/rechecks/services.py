"""Look again at what a verdict rests on, file what was found, and leave the rating alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.articles import services as articles
from claims.errors import Conflict
from claims.extraction import services as extraction
from claims.extraction.models import ClaimKind, HedgeLevel, Run
from claims.ledger import services as ledger
from claims.ledger.models import Entry
from claims.links.models import Decision, Link, LinkSearch, Relation
from claims.people.models import Actor, Machine, require, require_person
from claims.people.rules import Act
from claims.rechecks import comparing
from claims.rechecks.models import Finding, Recheck
from claims.rechecks.rules import next_look, outcome
from claims.verdicts.models import Verdict
from claims.work.following import has_read
from claims.work.services import demand, finish, put_off, wake_on_commit

RECHECKER = Machine("rechecks")
WAIT_FOR_READING_SECONDS = 2.0
LONGEST_WAIT = dt.timedelta(minutes=1)


def follow(entry: Entry) -> None:
    """What happened that gives reason to look at published verdicts again."""
    match entry.kind:
        case "verdict.published" | "verdict.corrected":
            _schedule(Verdict.objects.get(public_id=entry.subject_id))
        case "snapshot.taken" | "document.gone":
            _demand_for(
                Verdict.objects.published()
                .filter(comparing.rests_on(article__public_id=entry.subject_id))
                .distinct(),
                reason=entry.kind,
            )
        case "links.proposed" | "link.decided" | "link.undone":
            links = _links_of(entry)
            _demand_for(comparing.verdicts_of(links), reason=entry.kind)


def request(*, verdict: Verdict, by: Actor, reason: str = "") -> Recheck:
    """Look again now. A re-check that is scheduled is brought forward."""
    require(by, Act.REQUEST_RECHECK)
    if not Verdict.objects.published().filter(pk=verdict.pk).exists():
        raise Conflict(_("Only a published verdict is re-checked."), code="not_published")
    with transaction.atomic():
        recheck = _demand(verdict, cause=Recheck.Cause.PERSON, reason=reason)
        ledger.append("recheck.requested", subject=verdict, by=by, reason=reason)
    return recheck


def perform(recheck: Recheck) -> None:
    """Take the next step of a re-check under its lease."""
    match recheck.step:
        case Recheck.Step.LOOK:
            _look(recheck)
        case Recheck.Step.READ:
            _wait_for_reading(recheck)
        case Recheck.Step.COMPARE:
            _compare(recheck)


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
            "finding.resolved", subject=row, by=by, key=row.key, resolution=row.resolution
        )
    return row


def _look(recheck: Recheck) -> None:
    """Step one: fetch what has an address; read again what has none."""
    for document in comparing.documents_of(recheck.verdict):
        if document.address is not None:
            articles.look_again(document=document, by=RECHECKER)
    with transaction.atomic():
        for document in comparing.documents_of(recheck.verdict):
            if document.address is None and comparing.is_article(document):
                extraction.queue(snapshot=document.latest_snapshot)
        put_off(recheck, seconds=0, step=Recheck.Step.READ)
        wake_on_commit("rechecks")


def _wait_for_reading(recheck: Recheck) -> None:
    """Step two: not before everything that changed is read and linked. What keeps failing and is
    put off for longer than a minute is not waited for; the comparison says that it is unread."""
    documents = comparing.documents_of(recheck.verdict)
    about = Entry.objects.filter(subject_id__in=[document.public_id for document in documents])
    soon = Q(next_attempt_at__lte=timezone.now() + LONGEST_WAIT)
    busy = (
        not has_read("extraction", about.filter(kind="snapshot.taken"))
        or Run.objects.waiting().filter(soon, snapshot__document__in=documents).exists()
        or not has_read("links", about.filter(kind="extraction.finished"))
        or LinkSearch.objects.waiting().filter(soon, article__in=[d.pk for d in documents]).exists()
    )
    with transaction.atomic():
        if busy:
            put_off(recheck, seconds=WAIT_FOR_READING_SECONDS)
        else:
            put_off(recheck, seconds=0, step=Recheck.Step.COMPARE)
            wake_on_commit("rechecks")


def _compare(recheck: Recheck) -> None:
    """Step three: file what is new, say how it ended, and set the next date.

    What was seen before and still waits for a person needs one still.
    """
    verdict = recheck.verdict
    seen, looked = comparing.observe(verdict)
    with transaction.atomic():
        findings = [_file(recheck, observation) for observation in seen]
        filed = [finding for finding, is_new in findings if is_new]
        waiting = [finding for finding, _new in findings if finding.resolved_at is None]
        ended = outcome(severities=[finding.severity for finding in waiting], looked=looked)
        Recheck.objects.filter(pk=recheck.pk).update(outcome=ended)
        done = finish(recheck)
        ledger.append(
            "recheck.finished",
            subject=verdict,
            by=RECHECKER,
            recheck=str(recheck.public_id),
            outcome=ended,
            findings=[[finding.kind, finding.severity, finding.key] for finding in filed],
        )
        if done:
            _schedule(verdict)


def _file(recheck: Recheck, seen: comparing.Observation) -> tuple[Finding, bool]:
    """File what was not filed before; the same cause does not ring twice."""
    return Finding.objects.get_or_create(
        verdict=recheck.verdict,
        key=seen.key,
        defaults={
            "recheck": recheck,
            "kind": seen.kind,
            "severity": seen.severity,
            "document": seen.document,
            "claim": seen.claim,
            "link": seen.link,
            "detail": seen.detail,
        },
    )


def _schedule(verdict: Verdict) -> None:
    """The next look by policy, unless one waits already."""
    if not Verdict.objects.published().filter(pk=verdict.pk).exists():
        return
    publication = verdict.publications.latest("number")
    versions = [row.version for row in verdict.appearances.filter(removed_at=None)]
    due = next_look(
        published=publication.published_at,
        now=timezone.now(),
        hedged=any(v.hedge in (HedgeLevel.HEARSAY, HedgeLevel.SPECULATIVE) for v in versions),
        predictive=any(v.kind == ClaimKind.PREDICTION for v in versions),
        disputed=Decision.objects.in_force()
        .filter(link__in=comparing.links_of(verdict), relation=Relation.CONTRADICTS)
        .exists(),
    )
    _demand(verdict, cause=Recheck.Cause.SCHEDULE, reason="", due=due)


def _demand(
    verdict: Verdict, *, cause: Recheck.Cause, reason: str, due: dt.datetime | None = None
) -> Recheck:
    """One waiting re-check a verdict; a new reason brings the scheduled one forward.

    An event is about what is stored already, so the comparison to come sees it. A person asks
    for a look at the sources: one that has looked already is taken back from its worker, by
    its lease, and starts from the first step.
    """
    ground = {"cause": cause, "reason": reason[:300]}
    recheck = demand(Recheck, verdict=verdict, due=due, defaults=ground)
    if cause == Recheck.Cause.PERSON:
        Recheck.objects.filter(pk=recheck.pk).update(
            step=Recheck.Step.LOOK, claim_token=None, claimed_until=None
        )
    if cause != Recheck.Cause.SCHEDULE:
        Recheck.objects.filter(pk=recheck.pk, cause=Recheck.Cause.SCHEDULE).update(**ground)
        wake_on_commit("rechecks")
    return recheck


def _demand_for(verdicts: Iterable[Verdict], *, reason: str) -> None:
    for verdict in verdicts:
        _demand(verdict, cause=Recheck.Cause.EVENT, reason=reason)


def _links_of(entry: Entry) -> list[Link]:
    if entry.kind != "links.proposed":
        return list(Link.objects.filter(public_id=entry.subject_id))
    content = entry.body.content or {}
    return list(Link.objects.filter(proposals__public_id__in=content.get("proposals", [])))
