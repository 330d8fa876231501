"""Learn from the ledger what happened earlier in the flow.

A stage never calls a later one. A later stage follows the ledger by a cursor of its own and
turns what it reads into due rows, in the transaction that moves the cursor: nothing is missed
and nothing is done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from claims.ledger.models import Entry
from claims.work.models import LedgerCursor

BATCH = 200


def follow(name: str, handle: Callable[[Entry], None]) -> int:
    """Hand every entry after the cursor ``name`` to ``handle``, oldest first; return how many.
    As ``follow_together``, for who looks at one entry at a time."""

    def each(entries: Sequence[Entry]) -> None:
        for entry in entries:
            handle(entry)

    return follow_together(name, each)


def follow_together(name: str, handle: Callable[[Sequence[Entry]], int | None]) -> int:
    """Hand the entries after the cursor ``name`` to ``handle``, at most ``BATCH`` at a time and
    oldest first; return how many.

    ``handle`` only writes to the database, briefly; ledger entries it appends are followed too. It
    may return how many of the entries it is done with: what it wrote is committed, and the others
    are handed over again in a transaction of their own. So one that an entry gives more to write
    than one transaction takes writes a part of it each time, by keys that make none of it twice.
    When another process is following under this name, nothing is done.
    """
    LedgerCursor.objects.get_or_create(name=name)
    total = 0
    while True:
        with transaction.atomic():
            cursor = (
                LedgerCursor.objects.select_for_update(skip_locked=True).filter(name=name).first()
            )
            if cursor is None:
                return total
            entries = list(Entry.objects.after(cursor.position).select_related("body")[:BATCH])
            if not entries:
                return total
            done = handle(entries)
            for entry in entries[:done][-1:]:
                cursor.position = entry.seq
                cursor.save(update_fields=["position"])
            total += len(entries[:done])


def has_read(name: str, entries: QuerySet[Entry]) -> bool:
    """Whether the follower ``name`` has come past all of ``entries``."""
    position = LedgerCursor.objects.filter(name=name).values_list("position", flat=True).first()
    return not entries.filter(seq__gt=position or 0).exists()
