"""What the ledger tells of, as reasons to look again at the verdicts that rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import Coalesce

from claims.articles.models import Snapshot
from claims.extraction.models import Claim
from claims.ledger.models import Entry
from claims.links.models import Link, Origin, Proposal, Side
from claims.rechecks.causes import Cause
from claims.rechecks.models import Ground, Severity
from claims.rechecks.rules import AGAINST, WITH_CONFIDENCE, digest
from claims.reference.models import Rating
from claims.reference.queries import meant_by
from claims.verdicts.models import Appearance, CorrectionClass, Stage, Verdict

PUBLIC = frozenset({"verdict.published", "verdict.corrected", "verdict.withdrawn"})
MATTERS_NOT = (CorrectionClass.TYPO, CorrectionClass.CLARIFICATION)


def _lists() -> defaultdict[Any, list[Cause]]:
    return defaultdict(list)


@dataclass(slots=True)
class _Told:
    """Causes by what they are about; ``but`` are the verdicts that told of their own change."""

    by_document: defaultdict[UUID, list[Cause]] = field(default_factory=_lists)
    by_claim: defaultdict[int, list[Cause]] = field(default_factory=_lists)
    by_entity: defaultdict[UUID, list[Cause]] = field(default_factory=_lists)
    by_origin: defaultdict[UUID, list[Cause]] = field(default_factory=_lists)
    by_rating: defaultdict[int, list[Cause]] = field(default_factory=_lists)
    but: dict[Cause, int] = field(default_factory=dict)


def causes_of(entries: Sequence[Entry]) -> dict[int, list[Cause]]:
    """The published verdicts, by key, that these entries give reason to look at again, each with
    its causes. A constant number of queries, whatever the number of entries."""
    found = read(entries)
    _drop_earlier(found, entries)
    return found


def read(entries: Sequence[Entry]) -> dict[int, list[Cause]]:
    """As ``causes_of``, of whatever is public now, even if it was not when an entry was made."""
    told = _Told()
    by_kind: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    for kind, of_kind in by_kind.items():
        if kind in READERS:
            READERS[kind](told, of_kind)
    return _resting(told)


def _drop_earlier(found: dict[int, list[Cause]], entries: Sequence[Entry]) -> None:
    """Of verdicts that were first published among these entries, what happened before is for
    ``catching_up``, whenever it was read, but for a claim that was retired. Those published before
    were watched all the while. One query at most."""
    published = {e.subject_id: e.seq for e in entries if e.kind == "verdict.published"}
    if not found or not published:
        return
    public = Verdict.objects.published().filter(pk__in=found, public_id__in=published)
    for verdict, public_id in public.values_list("pk", "public_id"):
        found[verdict] = [
            cause
            for cause in found[verdict]
            if cause.kind == "claim.retired" or (cause.entry or 0) > published[public_id]
        ]


def _resting(told: _Told) -> dict[int, list[Cause]]:
    found: defaultdict[int, list[Cause]] = defaultdict(list)
    rows: list[tuple[Iterable[tuple[int, Any]], dict[Any, list[Cause]]]] = []
    grounds = Ground.objects.order_by("verdict_id")
    if told.by_document:
        pairs = grounds.filter(document__public_id__in=told.by_document)
        rows.append((pairs.values_list("verdict", "document__public_id"), told.by_document))
    if told.by_claim:
        pairs = grounds.filter(claim__in=told.by_claim)
        rows.append((pairs.values_list("verdict", "claim"), told.by_claim))
    if told.by_entity:
        pairs = grounds.filter(claim__current__mentions__entity__public_id__in=told.by_entity)
        rows.append(
            (
                pairs.values_list("verdict", "claim__current__mentions__entity__public_id"),
                told.by_entity,
            )
        )
    if told.by_rating:
        public = Verdict.objects.published().filter(published__rating__in=told.by_rating)
        rows.append((public.values_list("pk", "published__rating"), told.by_rating))
    if told.by_origin:
        rows.append((_sharing(told.by_origin), told.by_origin))
    for pairs_of, causes in rows:
        for verdict, about in dict.fromkeys(pairs_of):
            found[verdict] += [c for c in causes[about] if told.but.get(c) != verdict]
    return found


def _sharing(origins: Iterable[UUID]) -> Iterable[tuple[int, UUID]]:
    """The verdicts that rest on claims of two articles whose reports come of one of these origins,
    each with the origin in force."""
    rows = (
        Ground.objects.filter(claim__origins__removed_at=None)
        .annotate(
            origin=Coalesce(
                "claim__origins__origin__merged_into__public_id",
                "claim__origins__origin__public_id",
            )
        )
        .filter(origin__in=list(origins))
        .values("verdict", "origin")
        .annotate(articles=Count("document", distinct=True))
        .filter(articles__gte=2)
    )
    return [(row["verdict"], row["origin"]) for row in rows]


# --- documents ----------------------------------------------------------------------------


def _snapshots(told: _Told, entries: Sequence[Entry]) -> None:
    """By the text and not by the snapshot: a page that goes to and fro says nothing new."""
    named = [content["snapshot"] for entry in entries if (content := _content(entry))]
    texts = dict(
        Snapshot.objects.filter(public_id__in=named).values_list("public_id", "text_sha256")
    )
    for entry in entries:
        text = texts.get(UUID(_content(entry).get("snapshot", str(entry.subject_id))))
        key = f"text:{entry.subject_id}:{bytes(text or b'').hex()[:16]}"
        told.by_document[entry.subject_id].append(
            Cause(entry.kind, key, Severity.NOTICE, entry.seq)
        )


def _documents(severity: Severity) -> Callable[[_Told, Sequence[Entry]], None]:
    def read(told: _Told, entries: Sequence[Entry]) -> None:
        for entry in entries:
            told.by_document[entry.subject_id].append(
                Cause(entry.kind, _key(entry), severity, entry.seq)
            )

    return read


def _retractions(told: _Told, entries: Sequence[Entry]) -> None:
    """Serious where the publisher says so; of an entry that was erased, nobody knows who did. Those
    that do not tell are of the time when every notice counted."""
    for entry in entries:
        said = _content(entry)
        is_trusted = bool(said) and said.get("is_trusted", True)
        severity = Severity.SERIOUS if is_trusted else Severity.NOTICE
        key = f"{entry.kind}:{entry.subject_id}:{'trusted' if is_trusted else 'said'}"
        told.by_document[entry.subject_id].append(Cause(entry.kind, key, severity, entry.seq))


# --- claims -------------------------------------------------------------------------------


def _claims(told: _Told, entries: Sequence[Entry]) -> None:
    """A claim that a person worded otherwise, split or rejected. How much it is worth checking
    says nothing of what it states."""
    claims = dict(
        Claim.objects.filter(public_id__in=[entry.subject_id for entry in entries]).values_list(
            "public_id", "pk"
        )
    )
    for entry in entries:
        said = _content(entry)
        if entry.kind == "claim.edited" and said and said["after"].keys() <= {"check_worthiness"}:
            continue
        # One that another takes the place of still stands in the article; a rejected one does not.
        is_rejected = entry.kind == "claim.retired" and not said.get("successors")
        severity = Severity.SERIOUS if is_rejected else Severity.NOTICE
        cause = Cause(entry.kind, _key(entry), severity, entry.seq)
        told.by_claim[claims[entry.subject_id]].append(cause)


# --- links and origins --------------------------------------------------------------------


def _proposals(told: _Told, entries: Sequence[Entry]) -> None:
    """What the machine proposes against a claim with confidence."""
    of = {
        UUID(proposal): entry
        for entry in entries
        for proposal in _content(entry).get("proposals", ())
    }
    proposals = Proposal.objects.filter(
        public_id__in=of, relation__in=AGAINST, confidence__gte=WITH_CONFIDENCE
    )
    for proposal in proposals.select_related("link"):
        link, entry = proposal.link, of[proposal.public_id]
        cause = Cause(
            entry.kind,
            f"link:{link.public_id}:{proposal.relation}:proposed",
            Severity.NOTICE,
            entry.seq,
        )
        for claim in _spoken_against(link, proposal.later):
            told.by_claim[claim].append(cause)


def _decisions(told: _Told, entries: Sequence[Entry]) -> None:
    """What a person decided against a claim, or otherwise than before."""
    links = Link.objects.in_bulk([e.subject_id for e in entries], field_name="public_id")
    for entry in entries:
        said = _content(entry)
        link, after = links.get(entry.subject_id), said.get("after", "")
        if link is None:
            continue
        key = f"link:{link.public_id}:{after or 'undone'}:{said.get('before') or 'new'}"
        if after in AGAINST:
            severity = Severity.SERIOUS if after == "contradicts" else Severity.NOTICE
            claims = _spoken_against(link, said.get("later", ""))
        elif said.get("before"):
            severity, claims = Severity.NOTICE, [link.a_id, link.b_id]
        else:
            continue
        for claim in claims:
            told.by_claim[claim].append(Cause(entry.kind, key, severity, entry.seq))


def _spoken_against(link: Link, later: str) -> list[int]:
    """The claims, by key, that a relation speaks against: of a later state only the earlier."""
    by_later = {Side.A.value: [link.b_id], Side.B.value: [link.a_id]}
    return by_later.get(later, [link.a_id, link.b_id])


def _origins(told: _Told, entries: Sequence[Entry]) -> None:
    """Origins that claims were found to rest on, or that were found to be one."""
    named: list[tuple[UUID, Entry]] = []
    for entry in entries:
        said = _content(entry)
        origins = said.get("origins") or [said.get("origin") or said.get("into")]
        named += [(UUID(origin), entry) for origin in origins if origin]
    survivors = dict(
        Origin.objects.filter(public_id__in=[origin for origin, _entry in named])
        .annotate(survivor=Coalesce("merged_into__public_id", "public_id"))
        .values_list("public_id", "survivor")
    )
    for origin, entry in named:
        survivor = survivors.get(origin, origin)
        kind = f"origin:{survivor}:{entry.kind}"
        told.by_origin[survivor].append(Cause(entry.kind, kind, Severity.NOTICE, entry.seq))


# --- verdicts and reference data ----------------------------------------------------------


def _verdicts(told: _Told, entries: Sequence[Entry]) -> None:
    """What another verdict says now of the claims that it is about."""
    told_of = {entry.subject_id: entry for entry in entries}  # the newest of each
    about = Appearance.objects.filter(
        verdict__public_id__in=told_of, removed_at=None
    ).select_related("verdict__published")
    for row in about:
        entry, verdict = told_of[row.verdict.public_id], row.verdict
        if verdict.published is None:
            continue  # withdrawn, and written anew since
        if verdict.published.correction in MATTERS_NOT and verdict.stage != Stage.WITHDRAWN:
            continue
        number = _content(entry).get("number", entry.seq)
        cause = Cause(
            entry.kind, f"verdict:{verdict.public_id}:{number}", Severity.NOTICE, entry.seq
        )
        told.but[cause] = verdict.pk
        told.by_claim[row.claim_id].append(cause)


def _entities(told: _Told, entries: Sequence[Entry]) -> None:
    """An entity that was renamed, merged, split or described otherwise. A name that is only added
    corrects nothing; a merge takes along what was said to be the entity before."""
    with_others = ("entity.merged", "entity.split")
    meant = meant_by({entry.subject_id for entry in entries if entry.kind in with_others})
    for entry in entries:
        said = _content(entry)
        before, after = said.get("before"), said.get("after")
        if entry.kind == "entity.named" and all(name in (after or ()) for name in before or ()):
            continue
        severity = Severity.NOTE if entry.kind == "entity.named" else Severity.NOTICE
        ground = digest([after, said.get("into"), said.get("out_of")])
        key = f"{entry.kind}:{entry.subject_id}:{ground}"
        for entity in meant.get(entry.subject_id, {entry.subject_id}):
            told.by_entity[entity].append(Cause(entry.kind, key, severity, entry.seq))


def _ratings(told: _Told, entries: Sequence[Entry]) -> None:
    """A step of a scale, or the scale, that was corrected; these are few."""
    scales: dict[UUID, list[int]] = defaultdict(list)
    for rating in Rating.objects.select_related("scale"):
        scales[rating.public_id].append(rating.pk)
        scales[rating.scale.public_id].append(rating.pk)
    for entry in entries:
        said = _content(entry)
        before, after = said.get("before") or {}, said.get("after") or {}
        moved = any(before.get(name) != after.get(name) for name in ("number", "position"))
        cause = Cause(
            entry.kind,
            f"{entry.kind}:{entry.subject_id}:{digest(after)}",
            Severity.NOTICE if moved else Severity.NOTE,
            entry.seq,
        )
        for rating_id in scales[entry.subject_id]:
            told.by_rating[rating_id].append(cause)


def _key(entry: Entry) -> str:
    """Names what the subject is now said to be: who changes it to and fro says nothing new."""
    key = f"{entry.kind}:{entry.subject_id}"
    after = _content(entry).get("after")
    return f"{key}:{digest(after)}" if after else key


def _content(entry: Entry) -> dict[str, Any]:
    """What an entry says; nothing, when it was erased."""
    return entry.body.content or {}


READERS: dict[str, Callable[[_Told, Sequence[Entry]], None]] = {
    "snapshot.taken": _snapshots,
    "document.gone": _documents(Severity.SERIOUS),
    "document.retracted": _retractions,
    "article.corrected": _documents(Severity.NOTICE),
    "claim.edited": _claims,
    "claim.retired": _claims,
    "links.proposed": _proposals,
    "link.decided": _decisions,
    "link.undone": _decisions,
    "claim.origin_named": _origins,
    "article.origins_found": _origins,
    "origin.merged": _origins,
    **dict.fromkeys(PUBLIC, _verdicts),
    "entity.named": _entities,
    "entity.merged": _entities,
    "entity.split": _entities,
    "entity.changed": _entities,
    "rating.changed": _ratings,
    "ratingscale.changed": _ratings,
}
