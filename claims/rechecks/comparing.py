"""What has changed about what verdicts rest on since their public revision was written.

Everything is asked for many verdicts at once: a constant number of queries for all of them, and a
few more where something changed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils import timezone

from claims.articles.looking import newest_looks
from claims.articles.models import Document, DocumentKind, Look, Retraction, Snapshot
from claims.extraction.models import Anchor, AnchorState, Claim, ClaimVersion, Run, Time
from claims.links.models import Link
from claims.publication.models import Publication
from claims.rechecks.models import Finding, Ground, RecheckCause, Severity
from claims.rechecks.rules import digest, over
from claims.verdicts.models import Appearance, EvidenceLine, Revision, Verdict
from claims.work.models import WorkState


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that speaks for a finding; ``key`` names its cause, for ever the same.

    Of one that is ``folded`` only the first is filed while it is open: the next of its kind about
    its document count it up.
    """

    key: str
    kind: Finding.Kind
    severity: Severity
    document: Document | None = None
    claim: Claim | None = None
    link: Link | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    folded: bool = False


@dataclass(slots=True)
class Case:
    """A published verdict with what its public revision rests on.

    ``exhibits`` are the keys of documents that are evidence themselves, ``cited`` those of links.
    ``answered`` holds for each document with an address whether it answered when last looked at.
    """

    verdict: Verdict
    revision: Revision
    published_at: dt.datetime
    documents: list[Document] = field(default_factory=list)
    exhibits: set[int] = field(default_factory=set)
    cited: set[int] = field(default_factory=set)
    claims: dict[int, int] = field(default_factory=dict)  # each with its article, by their keys
    versions: list[ClaimVersion] = field(default_factory=list)
    times: list[tuple[ClaimVersion, dt.date]] = field(default_factory=list)
    causes: list[RecheckCause] = field(default_factory=list)
    answered: list[bool] = field(default_factory=list)
    seen: list[Observation] = field(default_factory=list)

    @property
    def since(self) -> dt.datetime:
        return self.revision.made_at

    @property
    def was_looked_at(self) -> bool:
        """Whether any source with an address answered, or none has one."""
        return any(self.answered) or not self.answered


def documents_of(verdicts: Collection[int]) -> dict[int, list[Document]]:
    """What each verdict rests on, by the verdicts' keys; their addresses are prefetched."""
    pairs = Ground.objects.filter(verdict__in=verdicts).order_by("document_id")
    of = list(dict.fromkeys(pairs.values_list("verdict", "document")))
    documents = Document.objects.prefetch_related("addresses").in_bulk({d for _v, d in of})
    found: dict[int, list[Document]] = {verdict: [] for verdict in verdicts}
    for verdict, document in of:
        found[verdict].append(documents[document])
    return found


def cases_of(verdicts: Collection[int]) -> dict[int, Case]:
    """The cases of those verdicts, by key, that the public sees."""
    public = Verdict.objects.published().filter(pk__in=verdicts).select_related("published")
    times = dict(
        Publication.objects.filter(verdict__in=verdicts)
        .exclude(kind=Publication.Kind.WITHDRAWN)
        .order_by("number")
        .values_list("verdict", "published_at")
    )
    cases = {
        verdict.pk: Case(verdict, verdict.published, times[verdict.pk])
        for verdict in public
        if verdict.published is not None
    }
    for key, documents in documents_of(cases).items():
        cases[key].documents = documents
    of_revision = {case.revision.pk: case for case in cases.values()}
    for verdict, claim, article in Ground.objects.filter(
        verdict__in=cases, claim__isnull=False
    ).values_list("verdict", "claim", "document"):
        cases[verdict].claims[claim] = article
    for row in Appearance.objects.filter(verdict__in=cases, removed_at=None).select_related(
        "version__claim"
    ):
        cases[row.verdict_id].versions.append(row.version)
    for line in EvidenceLine.objects.filter(revision__in=of_revision).select_related(
        "version__claim"
    ):
        case = of_revision[line.revision_id]
        if line.version is not None:
            case.versions.append(line.version)
        if line.document_id is not None:
            case.exhibits.add(line.document_id)
        if line.link_id is not None:
            case.cited.add(line.link_id)
    _add_linked(cases.values())
    _add_times(cases.values())
    return cases


def _add_linked(cases: Iterable[Case]) -> None:
    """Of claims that only a cited link names, the version that is current."""
    lacking = {
        case.revision.pk: case.claims.keys() - {version.claim_id for version in case.versions}
        for case in cases
    }
    wanted = {claim for claims in lacking.values() for claim in claims}
    if not wanted:
        return
    current = {
        version.claim_id: version
        for version in ClaimVersion.objects.filter(
            claim__in=wanted, claim__current=F("pk")
        ).select_related("claim")
    }
    for case in cases:
        case.versions += [current[claim] for claim in lacking[case.revision.pk] if claim in current]


def _add_times(cases: Iterable[Case]) -> None:
    named: defaultdict[int, list[dt.date]] = defaultdict(list)
    versions = {version.pk for case in cases for version in case.versions}
    for version, last in Time.objects.filter(version__in=versions).values_list("version", "last"):
        named[version].append(last)
    for case in cases:
        case.times = [(version, last) for version in case.versions for last in named[version.pk]]


def observe_documents(cases: Collection[Case], *, now: dt.datetime) -> None:
    """Note what became of documents and of the words that were quoted from them."""
    keys = {document.pk for case in cases for document in case.documents}
    looks, newest = newest_looks(keys), _newest(keys)
    changed = {
        key
        for case in cases
        for key in (document.pk for document in case.documents)
        if _is_newer(newest[key], case.since)
    }
    read = set(
        Run.objects.filter(
            snapshot__in=[newest[key].pk for key in changed], state=WorkState.DONE
        ).values_list("snapshot__document", flat=True)
        if changed
        else ()
    )
    anchors = _anchors(cases, changed)
    notices = _retractions(keys)
    for case in cases:
        for version in case.versions:
            case.seen += _quote(version, anchors.get(version.pk, ()), case.since)
        told = {found.document.pk for found in case.seen if found.document is not None}
        for document in case.documents:
            snapshot = newest[document.pk]
            if _is_newer(snapshot, case.since):
                is_read = document.pk in read
                if not (document.pk in told and is_read):
                    case.seen.append(_change(case, document, snapshot, is_read=is_read))
            case.seen += _look(case, document, looks.get(document.pk), snapshot)
            if (notice := notices.get(document.pk)) is not None:
                case.seen.append(_retraction(document, notice))
    _observe_dates(cases, now)


def _newest(documents: Collection[int]) -> dict[int, Snapshot]:
    """The newest snapshot of each document, without its text and bytes."""
    rows = (
        Snapshot.objects.filter(document__in=documents)
        .order_by("document", "-number")
        .distinct("document")
        .only("document_id", "number", "public_id", "taken_at", "text_sha256")
    )
    return {row.document_id: row for row in rows}


def _is_newer(snapshot: Snapshot, since: dt.datetime) -> bool:
    return snapshot.number > 1 and snapshot.taken_at > since


def _anchors(cases: Collection[Case], changed: set[int]) -> dict[int, Sequence[Anchor]]:
    """Where the versions quoted from changed articles stand, the oldest snapshot first."""
    wanted = [
        version.pk
        for case in cases
        for version in case.versions
        if version.claim.article_id in changed
    ]
    found: defaultdict[int, list[Anchor]] = defaultdict(list)
    if wanted:
        rows = Anchor.objects.filter(version__in=wanted).select_related("snapshot__document")
        for row in rows.defer("snapshot__text", "snapshot__blocks").order_by("snapshot__number"):
            found[row.version_id].append(row)
    return dict(found)


def _retractions(documents: Collection[int]) -> dict[int, Retraction]:
    """Of each document the first notice, of those that are trusted where there is one."""
    rows = Retraction.objects.filter(document__in=documents).order_by("is_trusted", "-pk")
    return {row.document_id: row for row in rows}


def _look(case: Case, document: Document, look: Look | None, newest: Snapshot) -> list[Observation]:
    """Note what the newest look at an address says."""
    if document.address is None:
        return [_not_looked(document, "no-address", "no_address")]
    case.answered.append(look is not None and look.outcome != Look.Outcome.FAILED)
    if look is None or look.outcome == Look.Outcome.FAILED:
        return [_not_looked(document, "not-looked", look.message if look else "never")]
    if look.outcome != Look.Outcome.GONE:
        return []
    is_exhibit = document.pk in case.exhibits
    return [
        Observation(
            # Gone again after it said something else is news, gone once more is not.
            key=f"gone:{document.public_id}:{_text(newest)}",
            kind=Finding.Kind.EVIDENCE_GONE if is_exhibit else Finding.Kind.SOURCE_GONE,
            severity=Severity.SERIOUS,
            document=document,
            detail={"status": look.status},
        )
    ]


def _not_looked(document: Document, cause: str, why: str) -> Observation:
    return Observation(
        key=f"{cause}:{document.public_id}",
        kind=Finding.Kind.SOURCE_NOT_LOOKED_AT,
        severity=Severity.NOTE,
        document=document,
        detail={"why": why},
    )


def _change(case: Case, document: Document, newest: Snapshot, *, is_read: bool) -> Observation:
    """A change that left the quoted words alone is a note, one for each document; one of evidence
    without quotes, or that could not be read, needs a person."""
    detail = {"snapshot": str(newest.public_id), "is_read": is_read}
    if document.kind != DocumentKind.ARTICLE:
        return Observation(
            key=f"evidence:{document.public_id}:{_text(newest)}",
            kind=Finding.Kind.EVIDENCE_CHANGED,
            severity=Severity.NOTICE,
            document=document,
            detail=detail,
            folded=True,
        )
    state = "" if is_read else f":{_text(newest)}:unread"
    return Observation(
        key=f"changed:{document.public_id}{state}",
        kind=Finding.Kind.SOURCE_CHANGED,
        severity=Severity.NOTE if is_read else Severity.NOTICE,
        document=document,
        detail=detail,
        folded=not is_read,
    )


def _quote(
    version: ClaimVersion, anchors: Sequence[Anchor], since: dt.datetime
) -> list[Observation]:
    """Whether the words a version was read from still stand in the newest snapshot.

    By the words and not by the snapshot: a page that goes to and fro says nothing new.
    """
    kinds = {
        AnchorState.ALTERED: Finding.Kind.QUOTE_ALTERED,
        AnchorState.LOST: Finding.Kind.QUOTE_LOST,
    }
    if not anchors or anchors[-1].snapshot.taken_at <= since:
        return []
    first, newest = anchors[0], anchors[-1]
    kind = kinds.get(AnchorState(newest.state))
    if kind is None:
        return []
    after = newest.quote if kind == Finding.Kind.QUOTE_ALTERED else ""
    return [
        Observation(
            key=f"quote:{version.claim.public_id}:{version.number}:{newest.state}:{digest(after)}",
            kind=kind,
            severity=Severity.SERIOUS,
            document=newest.snapshot.document,
            claim=version.claim,
            detail={
                "before": first.quote,
                "after": after,
                "snapshot": str(newest.snapshot.public_id),
            },
        )
    ]


def _retraction(document: Document, notice: Retraction) -> Observation:
    """That somebody else says so, a person has to look into; the publisher's word comes anew."""
    return Observation(
        key=f"{'retracted' if notice.is_trusted else 'said-retracted'}:{document.public_id}",
        kind=Finding.Kind.SOURCE_RETRACTED
        if notice.is_trusted
        else Finding.Kind.SOURCE_SAID_RETRACTED,
        severity=Severity.SERIOUS if notice.is_trusted else Severity.NOTICE,
        document=document,
        detail={"url": notice.url, "title": notice.title},
    )


def _observe_dates(cases: Iterable[Case], now: dt.datetime) -> None:
    """Note the dates that lay ahead when the verdict was written and are over now."""
    zone = timezone.get_default_timezone()
    for case in cases:
        for version, last in case.times:
            if case.since < over(last, zone) <= now:
                case.seen.append(
                    Observation(
                        key=f"date:{version.claim.public_id}:{last.isoformat()}",
                        kind=Finding.Kind.DATE_REACHED,
                        severity=Severity.NOTICE,
                        claim=version.claim,
                        detail={"date": last.isoformat()},
                    )
                )


def _text(snapshot: Snapshot) -> str:
    return bytes(snapshot.text_sha256).hex()[:16]
