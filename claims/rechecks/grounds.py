"""What each published verdict rests on, kept so that whatever changes finds its verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from claims.extraction.models import Claim
from claims.rechecks.models import Ground
from claims.verdicts.models import Appearance, EvidenceLine, Verdict

CHANGED_BY = frozenset(
    {
        "verdict.published",
        "verdict.corrected",
        "verdict.withdrawn",
        "verdict.revised",
        "verdict.claim_attached",
        "verdict.claim_detached",
    }
)
"""Entries after which a verdict may rest on something else."""
Pair = tuple[int, int | None]
"""The key of a document and of a claim in it; without one the document is an exhibit."""


def rebuild(verdicts: Collection[int]) -> None:
    """Say anew what these verdicts, by their keys, rest on; one that the public does not see rests
    on nothing. Call it in the transaction of the cursor that brought it. A constant number of
    queries, whatever the number of verdicts.
    """
    wanted = _wanted(verdicts)
    known: defaultdict[int, dict[Pair, int]] = defaultdict(dict)
    rows = Ground.objects.filter(verdict__in=verdicts)
    for key, verdict, document, claim in rows.values_list("pk", "verdict", "document", "claim"):
        known[verdict][document, claim] = key
    old = [
        key
        for verdict, pairs in known.items()
        for pair, key in pairs.items()
        if pair not in wanted[verdict]
    ]
    new = [
        Ground(verdict_id=verdict, document_id=document, claim_id=claim)
        for verdict, pairs in wanted.items()
        for document, claim in sorted(pairs - known[verdict].keys(), key=str)
    ]
    Ground.objects.filter(pk__in=old).delete()
    Ground.objects.bulk_create(new, ignore_conflicts=True)


def _wanted(verdicts: Collection[int]) -> defaultdict[int, set[Pair]]:
    public = set(
        Verdict.objects.published().filter(pk__in=verdicts).values_list("published", flat=True)
    )
    claims: defaultdict[int, set[int]] = defaultdict(set)
    wanted: defaultdict[int, set[Pair]] = defaultdict(set)
    if not public:
        return wanted
    for verdict, claim in Appearance.objects.filter(
        verdict__published__in=public, removed_at=None
    ).values_list("verdict", "claim"):
        claims[verdict].add(claim)
    for verdict, *named, document in EvidenceLine.objects.filter(revision__in=public).values_list(
        "revision__verdict", "version__claim", "link__a", "link__b", "document"
    ):
        claims[verdict].update(claim for claim in named if claim is not None)
        if document is not None:
            wanted[verdict].add((document, None))
    articles = _articles(claim for rested_on in claims.values() for claim in rested_on)
    for verdict, rested_on in claims.items():
        wanted[verdict].update((articles[claim], claim) for claim in rested_on)
    return wanted


def _articles(claims: Iterable[int]) -> dict[int, int]:
    return dict(Claim.objects.filter(pk__in=set(claims)).values_list("pk", "article"))
