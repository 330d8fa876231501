"""Keep the index of candidates as the claims stand: in their text or not, in their current words.

What is put is told by the database alone, under a lock on the claims, in the transaction that
changed them; so it does not matter who changed what, and putting the same again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from claims.extraction.models import Claim, ClaimQuerySet, Mention, Quantity, Time
from claims.index import services as index
from claims.index.models import Filling
from claims.people.public_ids import made_at
from claims.text.terms import terms
from claims.work.services import finish, put_off

CLAIMS_A_STEP = 500
CLAIMS_A_BATCH = 5_000

indexed = Signal()
"""Sent with the ``keys`` of the claims that the index was brought up to date with, in the same
transaction and under its locks: what a later stage keeps beside the index follows the claims."""

filled = Signal()
"""Sent with the moment ``since`` when the index has all claims again that it lacked since then, in
the transaction that ends its filling: what was searched meanwhile may have missed some."""


def update(claims: ClaimQuerySet) -> None:
    """Bring the index up to date with these claims, in the caller's transaction: a constant
    number of queries. One that was retired, is lost or has no version is found no more."""
    with transaction.atomic(savepoint=False):
        keys = _locked(claims)
        rows: dict[int, tuple[str, ...]] = dict.fromkeys(keys, ())
        index.put(rows | rows_of(Claim.objects.filter(pk__in=keys)))
        indexed.send(Claim, keys=keys)


def _locked(claims: ClaimQuerySet) -> list[int]:
    rows = claims.select_for_update(of=("self",), no_key=True).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def rows_of(claims: ClaimQuerySet) -> dict[int, tuple[str, ...]]:
    """The terms, by key, of those of the claims that stand in their text. Four queries.

    An entity has its own key here, merged or not: who searches asks for all keys of one entity,
    so that a merge and a split need no claim indexed anew.
    """
    standing = claims.in_text().exclude(current=None)
    found = list(standing.values_list("pk", "current", "current__lemmas"))
    versions = [version for _key, version, _lemmas in found]
    names, numbers, times = (
        _by_version(model.objects.filter(version__in=versions).values_list("version", *fields))
        for model, fields in (
            (Mention, ("entity__slug",)),
            (Quantity, ("value", "value_high", "unit")),
            (Time, ("first", "last")),
        )
    )
    return {
        key: terms(lemmas, (slug for (slug,) in names[version]), numbers[version], times[version])
        for key, version, lemmas in found
        if version is not None and lemmas is not None
    }


def perform(filling: Filling) -> None:
    """Index the next claims that were stored before there was an index."""
    after = Claim.objects.filter(pk__gt=filling.after).order_by("pk")
    keys = list(after.values_list("pk", flat=True)[:CLAIMS_A_STEP])
    with transaction.atomic():
        update(Claim.objects.filter(pk__in=keys))
        if keys:
            put_off(filling, seconds=0, after=keys[-1])
        elif finish(filling):
            filled.send(Filling, since=made_at(filling.public_id))


def rebuild_index(progress: Callable[[int], None]) -> int:
    """Build the index anew beside the one that is searched, and then search it; how many claims
    it was built of. ``progress`` is told how many were read. Raises ``Conflict`` while another
    process rebuilds."""
    return index.rebuild(_batches(), progress)


def _batches() -> Iterator[dict[int, tuple[str, ...]]]:
    last = 0
    while True:
        after = Claim.objects.filter(pk__gt=last).order_by("pk")
        keys = list(after.values_list("pk", flat=True)[:CLAIMS_A_BATCH])
        if not keys:
            return
        for start in range(0, len(keys), CLAIMS_A_STEP):
            with transaction.atomic():
                some = Claim.objects.filter(pk__in=keys[start : start + CLAIMS_A_STEP])
                indexed.send(Claim, keys=_locked(some))
        yield rows_of(Claim.objects.filter(pk__in=keys))
        last = keys[-1]


def _by_version(rows: Any) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for version, *values in rows:
        found[version].append(tuple(values))
    return found
