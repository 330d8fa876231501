"""What the owner of a key keeps beside its postings, to have it at hand for whatever is found.

Bytes that the index does not read. Where a write is one of the transaction that puts or drops the
key, they follow it: no transaction sees the one without the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from claims.index.asking import as_array, ask

_PUT = """
INSERT INTO claims_index_payload (key, data)
SELECT key, data FROM unnest(%s::bigint[], %s::bytea[]) AS new (key, data)
ON CONFLICT (key) DO UPDATE SET data = excluded.data
WHERE claims_index_payload.data <> excluded.data
"""
_DROP = "DELETE FROM claims_index_payload WHERE key = ANY(%s::bigint[])"
_READ = "SELECT key, data FROM claims_index_payload WHERE key = ANY(%s::bigint[])"
_BEGINNINGS = """
SELECT key, substring(data FROM 1 FOR %s) FROM claims_index_payload WHERE key = ANY(%s::bigint[])
"""


def put(rows: Mapping[int, bytes]) -> None:
    """Keep these in place of what was there; the same again changes no row. One statement."""
    if rows:
        keys = sorted(rows)  # in one order, so that nobody waits in a ring
        ask(_PUT, as_array(keys), [rows[key] for key in keys])


def drop(keys: Collection[int]) -> None:
    """Forget what is kept for these keys."""
    if keys:
        ask(_DROP, as_array(sorted(keys)))


def read(keys: Collection[int]) -> dict[int, bytes]:
    """What is kept, by key; keys without anything are left out. About 4 µs a key."""
    return dict(ask(_READ, as_array(sorted(keys)))) if keys else {}


def beginnings(keys: Collection[int], length: int) -> dict[int, bytes]:
    """The first ``length`` bytes of what is kept, by key."""
    return dict(ask(_BEGINNINGS, length, as_array(sorted(keys)))) if keys else {}
