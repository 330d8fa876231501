"""Which generations of the index there are, and who may change that when.

Whoever writes keys holds the lock of writing with others until commit; who begins a generation or
puts one in another's place holds it alone. So every key that is put after a rebuild began reaches
both generations, and every key put before is committed and seen by what the rebuild reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Conflict
from claims.index.asking import ask
from claims.index.models import (
    HIDDEN,
    KEYS_A_RUN,
    Block,
    Documents,
    Generation,
    GenerationState,
    Places,
    Term,
    Waiting,
    WaitingPosting,
)

_SPACE = 0x696E6478  # "indx": these advisory locks are this stage's
_SEARCHES_END = dt.timedelta(minutes=1)
# Puts did not see which keys were merged into what was built beside them.
_HIDE = f"""
INSERT INTO claims_index_waiting_posting (generation, term, entry)
SELECT generation, {HIDDEN}, key::bigint << 4 FROM claims_index_waiting AS waiting
WHERE generation = %s AND (
    SELECT entries[2 * (key %% {KEYS_A_RUN}) + 1] FROM claims_index_places AS places
    WHERE places.generation = waiting.generation AND run = key / {KEYS_A_RUN}
) <> 0
ON CONFLICT DO NOTHING
"""  # noqa: S608  (numbers of ours)
ROWS = (Term, Block, Documents, Places, Waiting, WaitingPosting)
"""What a generation consists of; each has a ``generation``."""


class Lock(IntEnum):
    WRITING = 1
    MERGING = 2
    REBUILDING = 3


def hold(lock: Lock, *, shared: bool = False) -> None:
    """Wait for ``lock`` and hold it until the transaction ends."""
    kind = "_shared" if shared else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{kind}(%s, %s)", [_SPACE, lock])


def try_hold(lock: Lock) -> bool:
    """Hold ``lock`` until the transaction ends, unless another process has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_SPACE, lock])
        return bool(cursor.fetchone()[0])


def written() -> list[Generation]:
    """The generations that a put writes to, in the caller's transaction; there is one at least."""
    hold(Lock.WRITING, shared=True)
    rows = Generation.objects.exclude(state=GenerationState.RETIRED).order_by("pk")
    found = list(rows)
    if any(row.state == GenerationState.LIVE for row in found):
        return found
    first = Generation(state=GenerationState.LIVE, live_since=timezone.now())
    Generation.objects.bulk_create([first], ignore_conflicts=True)  # another may be quicker
    return list(rows.all())


@contextmanager
def rebuilding() -> Iterator[Generation]:
    """A new generation for the block to build; searched when the block ends well, else retired.

    Raises ``Conflict`` while another process rebuilds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_SPACE, Lock.REBUILDING])
        if not cursor.fetchone()[0]:
            raise Conflict(_("The index is being rebuilt already."), code="rebuilding")
    try:
        with transaction.atomic():
            hold(Lock.WRITING)
            _retire(GenerationState.BUILDING)
            made = Generation.objects.create(state=GenerationState.BUILDING)
        try:
            yield made
        except BaseException:
            with transaction.atomic():
                hold(Lock.WRITING)
                _retire(GenerationState.BUILDING)
            raise
        with transaction.atomic():
            hold(Lock.MERGING)
            hold(Lock.WRITING)
            _retire(GenerationState.LIVE)
            made.state, made.live_since = GenerationState.LIVE, timezone.now()
            made.save(update_fields=["state", "live_since"])
            ask(_HIDE, made.pk)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_SPACE, Lock.REBUILDING])


def tidy() -> None:
    """Retire what a killed rebuild left, and remove the rows of what was retired.

    A retired generation keeps its rows for a minute, for the searches that still read it.
    """
    with transaction.atomic():
        left = Generation.objects.filter(state=GenerationState.BUILDING)
        if left.exists() and try_hold(Lock.REBUILDING):
            hold(Lock.WRITING)
            _retire(GenerationState.BUILDING)
    before = timezone.now() - _SEARCHES_END
    for old in Generation.objects.filter(state=GenerationState.RETIRED, retired_at__lt=before):
        with transaction.atomic():
            for model in ROWS:
                model.objects.filter(generation=old.pk).delete()
            old.delete()


def _retire(state: GenerationState) -> None:
    Generation.objects.filter(state=state).update(
        state=GenerationState.RETIRED, retired_at=timezone.now()
    )
