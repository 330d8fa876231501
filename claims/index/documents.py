"""Which key each document has, kept in the process: only a merge changes it.

Four bytes a document, for as long as the connection lasts: whatever replaces the database ends it.
A search says in its own snapshot which merge it follows, and what was written since the one that is
kept is read then; what is kept may follow a later merge, never an earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from claims.index.asking import Connection, ask, connected
from claims.index.models import DOCUMENTS_A_RUN
from claims.index.packing import unpack_keys

Keys = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Kept:
    generation: int
    merges: int = -1
    keys: Keys = field(default_factory=lambda: np.zeros(1, np.int32))


_kept: WeakKeyDictionary[Connection, _Kept] = WeakKeyDictionary()

# What this transaction wrote itself may be rolled back, and its number given to another merge.
_NEW = """
SELECT NULL::int, merges, NULL::bytea,
    coalesce(age(xmin) > age(pg_current_xact_id_if_assigned()::xid), true)
FROM claims_generation WHERE id = %s
UNION ALL
SELECT run, NULL, keys, NULL FROM claims_index_documents WHERE generation = %s AND merge > %s
"""


def keys_of(generation: int, merges: int) -> Keys:
    """The key of each document after so many merges or more, 0 for an emptied one and for some
    that are not there yet. A statement where another process merged since it was asked last."""
    connection = connected()
    kept = _kept.get(connection)
    if kept is None or kept.generation != generation:
        kept = _Kept(generation)
    if kept.merges < merges:
        kept, may_be_kept = _brought_up(kept)
        if may_be_kept:
            _kept[connection] = kept
    return kept.keys


def _brought_up(kept: _Kept) -> tuple[_Kept, bool]:
    generation = kept.generation
    merges, may_be_kept, changed = kept.merges, False, {}
    for run, number, packed, is_settled in ask(_NEW, generation, generation, kept.merges):
        if run is None:
            merges, may_be_kept = number, is_settled
        else:
            changed[run * DOCUMENTS_A_RUN] = unpack_keys(packed)
    length = max([len(kept.keys), *(start + len(own) for start, own in changed.items())])
    keys = np.zeros(length, np.int32)
    keys[: len(kept.keys)] = kept.keys
    for start, own in changed.items():
        keys[start : start + len(own)] = own
    return _Kept(generation, merges, keys), may_be_kept
