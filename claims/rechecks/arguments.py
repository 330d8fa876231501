"""What is said anew about the claims that verdicts rest on: links, origins, other verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from claims.articles.models import Document
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links.models import ClaimOrigin, Decision, Link, Origin, Proposal, Relation, Side
from claims.rechecks.comparing import Case, Observation
from claims.rechecks.models import Finding, RecheckCause, Severity
from claims.rechecks.rules import AGAINST, WITH_CONFIDENCE
from claims.verdicts.models import Stage, Verdict

WORTH_A_NOTE = 0.7
"""Least confidence of a new proposal without conflict that is noted."""


def disputed(cases: Collection[Case]) -> set[int]:
    """The verdicts, by key, of which a claim is contradicted by a person's decision. One query."""
    pairs = (
        Decision.objects.in_force()
        .filter(_touching(cases, "link__"), relation=Relation.CONTRADICTS)
        .values_list("link__a", "link__b")
    )
    claims = {claim for pair in pairs for claim in pair}
    return {case.verdict.pk for case in cases if claims & case.claims.keys()}


def observe_links(cases: Collection[Case]) -> None:
    """Note new disagreement, later states, and decisions that changed."""
    if not any(case.claims for case in cases):
        return
    first = min(case.since for case in cases)
    decided = Decision.objects.filter(link=OuterRef("pk"), at__gt=first)
    proposed = Proposal.objects.filter(link=OuterRef("pk"), made_at__gt=first)
    links = list(
        Link.objects.filter(Exists(decided) | Exists(proposed), _touching(cases))
        .select_related("a", "b")
        .prefetch_related("proposals", "decisions")
        .order_by("pk")
    )
    of_claim: defaultdict[int, list[Link]] = defaultdict(list)
    for link in links:
        of_claim[link.a_id].append(link)
        of_claim[link.b_id].append(link)
    for case in cases:
        for link in {link.pk: link for claim in case.claims for link in of_claim[claim]}.values():
            case.seen += _link(case, link)


def _touching(cases: Iterable[Case], path: str = "") -> Q:
    claims = {claim for case in cases for claim in case.claims}
    return Q(**{f"{path}a__in": claims}) | Q(**{f"{path}b__in": claims})


def _link(case: Case, link: Link) -> list[Observation]:
    """What a link says now, by a person's decision or else the machine's proposal."""
    changed = _changed_decision(case, link)
    decision = link.decision
    newest = decision or link.proposal
    if newest is None:
        return changed
    at = decision.at if decision else link.proposal.made_at  # type: ignore[union-attr]
    if at <= case.since:
        return changed
    other_is_later = (link.b_id if newest.later == Side.B else link.a_id) not in case.claims
    sure = decision is not None
    confidence = None if decision else link.proposal.confidence  # type: ignore[union-attr]
    if newest.relation == Relation.CONTRADICTS:
        kind = Finding.Kind.NEW_CONTRADICTION
        severity = Severity.SERIOUS if sure else _of_proposal(confidence)
    elif newest.relation == Relation.SUPERSEDES and other_is_later:
        kind = Finding.Kind.NEW_SUPERSEDING
        severity = Severity.NOTICE if sure else _of_proposal(confidence)
    elif changed or newest.relation == Relation.NOT_COMPARABLE:
        return changed
    elif sure or (confidence or 0) >= WORTH_A_NOTE:
        kind, severity = Finding.Kind.NEW_LINK, Severity.NOTE
    else:
        return []
    return [
        Observation(
            key=f"link:{link.public_id}:{newest.relation}:{'decided' if sure else 'proposed'}",
            kind=kind,
            severity=severity,
            claim=link.b if link.a_id in case.claims else link.a,
            link=link,
            detail={"relation": newest.relation, "confidence": confidence},
        )
    ]


def _of_proposal(confidence: float | None) -> Severity:
    return Severity.NOTICE if (confidence or 0) >= WITH_CONFIDENCE else Severity.NOTE


def _changed_decision(case: Case, link: Link) -> list[Observation]:
    """A decision that was in force when the verdict was written and is another one now; one that
    now speaks against the claim is told of as such."""
    decisions = sorted(link.decisions.all(), key=lambda decision: decision.number)
    before = next((d.relation for d in reversed(decisions) if d.at <= case.since), "")
    after = decisions[-1].relation if decisions else ""
    if not before or before == after or after in AGAINST:
        return []
    return [
        Observation(
            key=f"link:{link.public_id}:{before}:{after or 'undone'}",
            kind=Finding.Kind.LINK_CHANGED,
            severity=Severity.SERIOUS if link.pk in case.cited else Severity.NOTICE,
            claim=link.b if link.a_id in case.claims else link.a,
            link=link,
            detail={"before": before, "after": after},
        )
    ]


def observe_origins(cases: Collection[Case]) -> None:
    """Note claims of two articles that were found, since, to rest on one report."""
    several = [case for case in cases if len(set(case.claims.values())) > 1]
    if not several:
        return
    claims = {claim for case in several for claim in case.claims}
    resting: defaultdict[int, list[ClaimOrigin]] = defaultdict(list)
    for row in ClaimOrigin.objects.filter(claim__in=claims, removed_at=None).select_related(
        "origin__merged_into"
    ):
        resting[row.claim_id].append(row)
    for case in several:
        by_origin: defaultdict[Origin, list[ClaimOrigin]] = defaultdict(list)
        for claim in case.claims:
            for row in resting[claim]:
                by_origin[row.origin.merged_into or row.origin].append(row)
        merged = {cause.key for cause in case.causes if cause.kind == "origin.merged"}
        for origin, rows in by_origin.items():
            articles = {case.claims[row.claim_id] for row in rows}
            is_news = any(row.at > case.since for row in rows) or any(
                str(origin.public_id) in key for key in merged
            )
            if len(articles) > 1 and is_news:
                case.seen.append(
                    Observation(
                        key=f"origin:{origin.public_id}:{len(articles)}",
                        kind=Finding.Kind.ORIGIN_SHARED,
                        severity=Severity.NOTICE,
                        detail={"origin": str(origin.public_id), "articles": len(articles)},
                    )
                )


def observe_causes(cases: Collection[Case]) -> None:
    """Note what only the ledger tells of, and no row keeps: corrections by people, claims that were
    edited or retired, what other verdicts say, corrected entities and scales."""
    told = {cause.entry: cause for case in cases for cause in case.causes if _kind_of(cause)}
    if not told:
        return
    entries = {
        entry.seq: entry
        for entry in Entry.objects.filter(seq__in=[seq for seq in told if seq]).select_related(
            "body"
        )
    }
    subjects = {entry.subject_id for entry in entries.values()}
    documents = Document.objects.in_bulk(subjects, field_name="public_id")
    claims = Claim.objects.in_bulk(subjects, field_name="public_id")
    verdicts = {
        verdict.public_id: verdict
        for verdict in Verdict.objects.filter(public_id__in=subjects).select_related("published")
    }
    for case in cases:
        for cause in case.causes:
            kind, entry = _kind_of(cause), entries.get(cause.entry or 0)
            if kind is None or entry is None:
                continue
            other = verdicts.get(entry.subject_id)
            severity = Severity(cause.severity)
            if other is not None and _agrees(other, case):
                severity = Severity.NOTE
            case.seen.append(
                Observation(
                    key=cause.key,
                    kind=kind,
                    severity=severity,
                    document=documents.get(entry.subject_id),
                    claim=claims.get(entry.subject_id),
                    detail=_detail(entry),
                )
            )


_KINDS = {
    "article.corrected": Finding.Kind.SOURCE_CORRECTED,
    "claim.edited": Finding.Kind.CLAIM_EDITED,
    "claim.retired": Finding.Kind.CLAIM_RETIRED,
    "verdict": Finding.Kind.OTHER_VERDICT,
    "entity": Finding.Kind.REFERENCE_CHANGED,
    "rating": Finding.Kind.REFERENCE_CHANGED,
    "ratingscale": Finding.Kind.REFERENCE_CHANGED,
}


_TOLD = ("before", "after", "into", "out_of", "because", "successors")


def _kind_of(cause: RecheckCause) -> Finding.Kind | None:
    return _KINDS.get(cause.kind) or _KINDS.get(cause.kind.partition(".")[0])


def _agrees(other: Verdict, case: Case) -> bool:
    """Whether another verdict stands and is of the same rating."""
    return (
        other.stage != Stage.WITHDRAWN
        and other.published is not None
        and other.published.rating_id == case.revision.rating_id
    )


def _detail(entry: Entry) -> dict[str, Any]:
    said = entry.body.content or {}
    kept = {name: said[name] for name in _TOLD if name in said}
    return {"what": entry.kind, "subject": str(entry.subject_id), **kept}
