"""What the page of a verdict shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Prefetch, Q, QuerySet

from claims.articles.models import Snapshot
from claims.desk.access import DeskRequest
from claims.desk.paging import page_of
from claims.desk.steps import TAKEN_BY, Standing, offers, steps_of
from claims.desk.wording import Words
from claims.ledger.models import Entry
from claims.links.models import Decision
from claims.people.models import User
from claims.people.rules import ALLOWED, Act
from claims.publication.models import Publication
from claims.rechecks.models import Finding, FindingQuerySet, Recheck, Severity
from claims.reference.models import Rating
from claims.verdicts.interests import no_statement_of, require_free, with_statement
from claims.verdicts.models import Approval, Revision, Stage, Verdict, VerdictQuerySet
from claims.work.models import WorkState

_OF_CLAIM = (
    "claim__article__source__entity__names",
    "version__attributions",
    "version__anchors",
)
FINDINGS = 10  # that one page shows, and as many that are settled
ALARMS = 5  # findings that the notice of a re-check names
_STEPS = 40  # entries of the ledger in which the steps of the newest revision are looked for


def page_data(verdict: Verdict, request: DeskRequest) -> dict[str, Any]:
    """A constant number of queries. ``verdict`` comes from ``for_display``; ``?findings=`` is the
    page of the open findings, ``?settled=`` that of the others."""
    user = request.user
    revision = verdict.current or verdict.revisions.latest("number")
    approval = Approval.objects.filter(revision=revision).select_related("by").first()
    publications = list(
        verdict.publications.with_recheck_flag()
        .defer("document")
        .select_related("by", "revision__rating")
        .order_by("-number")
    )
    entries = Entry.objects.about(verdict).select_related("body__actor")
    findings = verdict.findings.for_display()
    rechecks = list(verdict.rechecks.with_causes()[:10])
    waiting = next((row for row in rechecks if row.state == WorkState.WAITING), None)
    able = offers(standing_of(verdict, revision, approval, user), user.may)
    return {
        "verdict": verdict,
        "revision": revision,
        "texts": sorted(revision.texts.all(), key=lambda text: text.language != revision.language),
        "scale": list(Rating.objects.filter(scale=revision.rating.scale)),
        "steps": steps_of(
            verdict.stage, revision.number, entries.filter(kind__in=TAKEN_BY)[:_STEPS]
        ),
        "approval": approval,
        "evidence": _evidence(revision),
        "questions": revision.questions.all(),
        "replies": revision.replies.all(),
        "appearances": verdict.appearances.filter(removed_at=None)
        .select_related("claim__article__source__entity", "version", "claim__current")
        .prefetch_related(*_OF_CLAIM),
        "revisions": verdict.revisions.select_related("rating", "author").order_by("-number"),
        "publications": publications,
        "public": publications[0] if publications else None,
        "alarm": _alarm(verdict, publications, waiting),
        "open_findings": page_of(request, findings.open(), per_page=FINDINGS, name="findings"),
        "other_findings": page_of(request, _settled(findings), per_page=FINDINGS, name="settled"),
        "waiting": waiting,
        "rechecks": [row for row in rechecks if row is not waiting],
        "entries": entries[:60],
        "may": frozenset(offer.name for offer in able if not offer.why_not),
        "kept_from": [offer for offer in able if offer.why_not and offer.here],
        "not_now": [offer for offer in able if not offer.here and user.may(Act.DRAFT_VERDICT)],
        "claims_open": user.may(Act.DRAFT_VERDICT)
        and verdict.stage not in (Stage.IN_REVIEW, Stage.APPROVED),
        "assignable": people_who_may(Act.DRAFT_VERDICT) if user.may(Act.DRAFT_VERDICT) else [],
    }


def _evidence(revision: Revision) -> Any:
    return revision.evidence.select_related(
        "version__claim__article__source__entity", "document__article"
    ).prefetch_related(
        "version__claim__article__source__entity__names",
        "version__anchors",
        "version__attributions",
        Prefetch("link__decisions", Decision.objects.with_claims()),
        "document__addresses",
        Prefetch("snapshot", Snapshot.objects.defer("text", "blocks", "headers")),
    )


def _settled(findings: FindingQuerySet) -> FindingQuerySet:
    """The resolved ones, the last first, before the notes that ask nobody for anything."""
    settled = findings.filter(Q(resolved_at__isnull=False) | Q(severity=Severity.NOTE))
    return settled.order_by(F("resolved_at").desc(nulls_last=True), "-pk")


@dataclass(frozen=True, slots=True)
class Alarm:
    """Why a published verdict is under re-check: what was found, the newest of ``count`` findings,
    and what asks to look again."""

    findings: Sequence[Finding]
    count: int
    causes: Sequence[Any]


def _alarm(
    verdict: Verdict,
    publications: Sequence[Publication],
    waiting: Recheck | None,
) -> Alarm | None:
    is_flagged = publications and publications[0].under_recheck
    if not is_flagged or verdict.stage == Stage.WITHDRAWN:
        return None
    serious = Severity.SERIOUS
    found = verdict.findings.open().filter(severity=serious)
    return Alarm(
        list(found.select_related("claim__current")[:ALARMS]),
        found.count(),
        [row for row in waiting.gravest_causes if row.severity == serious] if waiting else [],
    )


def standing_of(
    verdict: Verdict, revision: Revision, approval: Approval | None, user: User
) -> Standing:
    """Three queries, and five where somebody is tied to what the claims name."""
    others = {revision.author, *([approval.by] if approval else [])} - {user}
    tie = _tie(verdict, {user, *others})
    own_tie = _tie(verdict, {user}) if tie else ""
    declared = with_statement({user, revision.author})
    return Standing(
        stage=verdict.stage,
        is_own=revision.author_id == user.pk,
        was_approved=approval is not None,
        is_public=verdict.published_id is not None and verdict.stage != Stage.WITHDRAWN,
        has_statement=user.pk in declared,
        authors_lack=""
        if revision.author_id in declared | {user.pk}
        else no_statement_of(revision.author),
        own_tie=own_tie,
        others_tie="" if own_tie else tie,
    )


def _tie(verdict: Verdict, people: Collection[User]) -> str:
    try:
        require_free(verdict, people)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


def people_who_may(act: Act) -> QuerySet[User]:
    """Everybody whom the table of rules lets do ``act``."""
    allowed = Q(groups__name__in=ALLOWED[act]) | Q(is_superuser=True)
    return User.objects.filter(allowed, is_active=True).distinct().order_by("username")


def under_recheck() -> QuerySet[Publication]:
    """The newest publications of the verdicts that are under re-check, as the public is told."""
    flagged = Publication.objects.current().with_recheck_flag()
    flagged = flagged.filter(under_recheck=True)  # type: ignore[misc]  # annotated
    return flagged.exclude(kind=Publication.Kind.WITHDRAWN).order_by()


ONLY = ("recheck", "mine", "approval")
"""What the list of verdicts can be narrowed to."""


def narrowed(rows: VerdictQuerySet, only: str, user: User) -> VerdictQuerySet:
    """The verdicts under re-check, those assigned to ``user``, or those that wait for an approval
    that ``user`` can give; all for another word."""
    if only == "recheck":
        return rows.filter(pk__in=under_recheck().values("verdict"))
    if only == "mine":
        return rows.filter(assignee=user)
    if only == "approval":
        if not user.may(Act.APPROVE_VERDICT):
            return rows.none()
        return rows.filter(stage=Stage.IN_REVIEW).exclude(current__author=user)
    return rows


def flagged_of(verdicts: Iterable[Verdict]) -> frozenset[int]:
    """The keys of those that are under re-check. One query."""
    return frozenset(
        under_recheck().filter(verdict__in=list(verdicts)).values_list("verdict", flat=True)
    )


def stage_counts() -> list[tuple[str, Words, int]]:
    """Every stage with its number of verdicts. One query."""
    counts = dict(Verdict.objects.order_by().values_list("stage").annotate(Count("pk")))
    return [(stage.value, stage.label, counts.get(stage.value, 0)) for stage in Stage]
