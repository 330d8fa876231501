"""What a verdict rests on, and what has changed about it since it was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from claims.articles.models import Document, DocumentKind, Look
from claims.extraction.models import Anchor, AnchorState, Claim, ClaimVersion
from claims.links.models import Link, Relation, Side
from claims.rechecks.models import Finding, Severity
from claims.verdicts.models import Verdict
from claims.work.models import WorkState

WORTH_A_NOTE = 0.7
"""Least confidence of a new proposal without conflict that is noted."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that speaks for a finding; ``key`` names its cause, for ever the same."""

    key: str
    kind: Finding.Kind
    severity: Severity
    document: Document | None = None
    claim: Claim | None = None
    link: Link | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def rests_on(**claim: Any) -> Q:
    """Verdicts that rest on the claims with these properties, by appearance or by evidence."""
    condition = Q()
    for path in (
        "published__evidence__version__claim",
        "published__evidence__link__a",
        "published__evidence__link__b",
    ):
        condition |= Q(**{f"{path}__{name}": value for name, value in claim.items()})
    appearing = {f"appearances__claim__{name}": value for name, value in claim.items()}
    return condition | Q(appearances__removed_at=None, **appearing)


def verdicts_of(links: Iterable[Link]) -> list[Verdict]:
    """The published verdicts that rest on a claim of one of these links."""
    claims = {key for link in links for key in (link.a_id, link.b_id)}
    if not claims:
        return []
    return list(Verdict.objects.published().filter(rests_on(pk__in=claims)).distinct())


def versions_of(verdict: Verdict) -> list[ClaimVersion]:
    """The versions that the published revision was written on."""
    return list(
        ClaimVersion.objects.filter(
            Q(pk__in=verdict.appearances.filter(removed_at=None).values("version"))
            | Q(pk__in=_evidence(verdict).filter(version__isnull=False).values("version"))
        )
        .select_related("claim")
        .prefetch_related(Prefetch("anchors", Anchor.objects.select_related("snapshot")))
    )


def links_of(verdict: Verdict) -> QuerySet[Link]:
    claims = [version.claim_id for version in versions_of(verdict)]
    return Link.objects.filter(Q(a__in=claims) | Q(b__in=claims))


def documents_of(verdict: Verdict) -> list[Document]:
    """The articles of the claims it rests on, and the exhibits of its evidence."""
    articles = [version.claim.article_id for version in versions_of(verdict)]
    exhibits = _evidence(verdict).filter(document__isnull=False).values("document")
    return list(
        Document.objects.filter(Q(pk__in=articles) | Q(pk__in=exhibits))
        .prefetch_related("addresses")
        .order_by("pk")
    )


def is_article(document: Document) -> bool:
    return document.kind == DocumentKind.ARTICLE


def observe(verdict: Verdict) -> tuple[list[Observation], bool]:
    """What has changed since the public revision was written, and whether any source was looked at.

    A verdict all of whose documents have no address counts as looked at when they were read
    again; each such document is noted.
    """
    since = verdict.publications.latest("number").revision.made_at
    seen: list[Observation] = []
    answers: list[bool] = []
    versions = versions_of(verdict)
    for version in versions:
        seen += _quote(version, since)
    touched = {found.document for found in seen}
    for document in documents_of(verdict):
        seen += _change(document, since, is_told=document in touched)
        if document.address is not None:
            answers.append(_look(document, seen))
        else:
            seen.append(
                Observation(
                    key=f"no-address:{document.public_id}",
                    kind=Finding.Kind.SOURCE_NOT_LOOKED_AT,
                    severity=Severity.NOTE,
                    document=document,
                    detail={"why": "no_address"},
                )
            )
    own = {version.claim_id for version in versions}
    for link in links_of(verdict).prefetch_related("proposals", "decisions"):
        seen += _link(link, own, since)
    return seen, any(answers) or not answers


def _look(document: Document, seen: list[Observation]) -> bool:
    """Note what the newest look at an address says; whether it was answered at all."""
    look = document.looks.select_related("snapshot").first()
    if look is None or look.outcome == Look.Outcome.FAILED:
        seen.append(
            Observation(
                key=f"not-looked:{document.public_id}",
                kind=Finding.Kind.SOURCE_NOT_LOOKED_AT,
                severity=Severity.NOTE,
                document=document,
                detail={"why": look.message if look else "never"},
            )
        )
        return False
    if look.outcome == Look.Outcome.GONE:
        seen.append(
            Observation(
                key=f"gone:{document.public_id}",
                kind=Finding.Kind.SOURCE_GONE,
                severity=Severity.SERIOUS,
                document=document,
                detail={"status": look.status},
            )
        )
    return True


def _change(document: Document, since: dt.datetime, *, is_told: bool) -> list[Observation]:
    """Note a change that left the words alone; one that could not be read needs a person.

    ``is_told`` is whether an altered or lost quote of the document speaks of it already.
    """
    newest = document.latest_snapshot
    if newest.taken_at <= since or newest.number == 1:
        return []
    is_read = not is_article(document) or newest.runs.filter(state=WorkState.DONE).exists()
    if is_read and is_told:
        return []
    return [
        Observation(
            key=f"changed:{newest.public_id}:{'read' if is_read else 'unread'}",
            kind=Finding.Kind.SOURCE_CHANGED,
            severity=Severity.NOTE if is_read else Severity.NOTICE,
            document=document,
            detail={"snapshot": str(newest.public_id), "is_read": is_read},
        )
    ]


def _quote(version: ClaimVersion, since: dt.datetime) -> list[Observation]:
    """Whether the words a version was read from still stand in the newest snapshot."""
    anchors = sorted(version.anchors.all(), key=lambda anchor: anchor.snapshot.number)
    if not anchors or anchors[-1].snapshot.taken_at <= since:
        return []
    first, newest = anchors[0], anchors[-1]
    kinds = {
        AnchorState.ALTERED: Finding.Kind.QUOTE_ALTERED,
        AnchorState.LOST: Finding.Kind.QUOTE_LOST,
    }
    kind = kinds.get(AnchorState(newest.state))
    if kind is None:
        return []
    return [
        Observation(
            key=f"quote:{version.claim.public_id}:{version.number}:{newest.snapshot.public_id}",
            kind=kind,
            severity=Severity.SERIOUS,
            document=newest.snapshot.document,
            claim=version.claim,
            detail={
                "before": first.quote,
                "after": newest.quote if kind == Finding.Kind.QUOTE_ALTERED else "",
                "snapshot": str(newest.snapshot.public_id),
            },
        )
    ]


def _link(link: Link, own: set[int], since: dt.datetime) -> list[Observation]:
    """New disagreement or a later state, as decided by a person or proposed by the machine."""
    decision = link.decision
    newest = decision or link.proposal
    if newest is None:
        return []
    at = decision.at if decision else link.proposal.made_at  # type: ignore[union-attr]
    if at <= since:
        return []
    other_is_later = (link.b_id if newest.later == Side.B else link.a_id) not in own
    sure = decision is not None
    confidence = None if decision else link.proposal.confidence  # type: ignore[union-attr]
    if newest.relation == Relation.CONTRADICTS:
        kind, severity = Finding.Kind.NEW_CONTRADICTION, Severity.NOTICE
        if sure:
            severity = Severity.SERIOUS
    elif newest.relation == Relation.SUPERSEDES and other_is_later:
        kind, severity = Finding.Kind.NEW_SUPERSEDING, Severity.NOTICE
    elif newest.relation == Relation.NOT_COMPARABLE:
        return []
    elif sure or (confidence or 0) >= WORTH_A_NOTE:
        kind, severity = Finding.Kind.NEW_LINK, Severity.NOTE
    else:
        return []
    return [
        Observation(
            key=f"link:{link.public_id}:{newest.relation}:{'decided' if sure else 'proposed'}",
            kind=kind,
            severity=severity,
            claim=link.b if link.a_id in own else link.a,
            link=link,
            detail={"relation": newest.relation, "confidence": confidence},
        )
    ]


def _evidence(verdict: Verdict) -> QuerySet[Any]:
    revision = verdict.published or verdict.current
    if revision is None:
        raise ValueError(f"verdict {verdict.pk} has no revision")
    return revision.evidence.all()
