"""Bring the tail into packed blocks, some hundred keys in one transaction.

One process merges at a time; others leave it to it. What a merge writes nobody else writes, and
what it reads of the tail is locked, so that a key that is put again meanwhile waits for its end.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import LiteralString

import numpy as np
from django.db import connection, transaction
from django.db.models import F

from claims.index import generations
from claims.index.asking import as_array, ask
from claims.index.generations import Lock, try_hold
from claims.index.models import (
    DOCUMENTS_A_RUN,
    KEYS_A_RUN,
    Generation,
    GenerationState,
    Waiting,
)
from claims.index.packing import (
    FULL,
    count,
    digest_of,
    level_of,
    pack,
    pack_keys,
    runs,
    unpack,
    unpack_keys,
)
from claims.index.waiting import Terms, remove_postings

KEYS_A_MERGE = 1000

_HEADS = """
SELECT term, df, head FROM claims_index_term WHERE generation = %s AND term = ANY(%s::bigint[])
"""
# Blocks come as one row of bytes and are cut there, which is many times faster than one by one.
_ADD_BLOCKS = """
INSERT INTO claims_index_block (generation, number, term, data)
SELECT %s, number, term, substring(%s::bytea FROM start FOR length)
FROM unnest(%s::int[], %s::bigint[], %s::int[], %s::int[]) AS new (number, term, start, length)
"""
_SET_HEADS = """
INSERT INTO claims_index_term (generation, df, term, head)
SELECT %s, df, term, substring(%s::bytea FROM start FOR length)
FROM unnest(%s::int[], %s::bigint[], %s::int[], %s::int[]) AS new (df, term, start, length)
ON CONFLICT (generation, term) DO UPDATE SET df = excluded.df, head = excluded.head
"""
_PLACES = "SELECT run, entries FROM claims_index_places WHERE generation = %s AND run = ANY(%s)"
_SET_PLACES = """
INSERT INTO claims_index_places (generation, run, entries)
SELECT %s, run, entries::int[] FROM unnest(%s::int[], %s::text[]) AS new (run, entries)
ON CONFLICT (generation, run) DO UPDATE SET entries = excluded.entries
"""
_DOCUMENTS = "SELECT run, keys FROM claims_index_documents WHERE generation = %s AND run = ANY(%s)"
_SET_DOCUMENTS = """
INSERT INTO claims_index_documents (generation, merge, run, keys)
SELECT %s, %s, run, keys FROM unnest(%s::int[], %s::bytea[]) AS new (run, keys)
ON CONFLICT (generation, run) DO UPDATE SET keys = excluded.keys, merge = excluded.merge
"""


def is_due() -> bool:
    """Whether enough waits for a merge to be worth it: it rewrites a row a term, so it waits for
    1,000 keys, of a small store for a twentieth of it."""
    live = Generation.objects.filter(state=GenerationState.LIVE).first()
    if live is None:
        return False
    enough = min(KEYS_A_MERGE, max(live.documents // 20, 1))
    return len(Waiting.objects.filter(generation=live.pk).values("key")[:enough]) == enough


def merge(*, seconds: float) -> int:
    """Merge what waits, for at most about so long; how many keys."""
    end, total = time.monotonic() + seconds, 0
    while merged := _merge_some():
        total += merged
        if merged < KEYS_A_MERGE or time.monotonic() > end:
            break
    generations.tidy()
    return total


@transaction.atomic
def _merge_some() -> int:
    if not try_hold(Lock.MERGING):
        return 0
    live = Generation.objects.filter(state=GenerationState.LIVE).first()
    if live is None:
        return 0
    waiting = Waiting.objects.filter(generation=live.pk).order_by("key")
    terms: dict[int, list[int]] = dict(
        waiting.select_for_update(skip_locked=True).values_list("key", "terms")[:KEYS_A_MERGE]
    )
    if not terms:
        return 0
    own = {key: numbers for key, numbers in terms.items() if numbers}
    documents = {key: live.documents + place for place, key in enumerate(own)}
    emptied = _move(live.pk, terms, documents)
    _note_keys(live, emptied, documents)
    _add_postings(live.pk, own, documents)
    Waiting.objects.filter(generation=live.pk, key__in=list(terms)).delete()
    remove_postings(live.pk, terms)
    Generation.objects.filter(pk=live.pk).update(
        merges=F("merges") + 1,
        documents=F("documents") + len(documents),
        emptied=F("emptied") + len(emptied),
    )
    return len(terms)


def _move(generation: int, terms: Terms, documents: dict[int, int]) -> list[int]:
    """Note which document each key has now; return those that the keys had before."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [generation, sorted({key // KEYS_A_RUN for key in terms})])
        places: defaultdict[int, list[int]] = defaultdict(lambda: [0] * (2 * KEYS_A_RUN))
        places.update(cursor.fetchall())
        before = []
        for key, own in terms.items():
            entries, at = places[key // KEYS_A_RUN], 2 * (key % KEYS_A_RUN)
            if entries[at]:
                before.append(entries[at] - 1)
            entries[at : at + 2] = (documents[key] + 1, digest_of(own)) if own else (0, 0)
        arrays = [as_array(entries) for entries in places.values()]
        cursor.execute(_SET_PLACES, [generation, list(places), arrays])
    return before


def _note_keys(live: Generation, emptied: Iterable[int], documents: dict[int, int]) -> None:
    """Note the keys of the new documents, and none of those that were emptied."""
    keys = {document: key for key, document in documents.items()} | dict.fromkeys(emptied, 0)
    wanted = as_array({document // DOCUMENTS_A_RUN for document in keys})
    found: defaultdict[int, list[int]] = defaultdict(list)
    for run, packed in ask(_DOCUMENTS, live.pk, wanted):
        found[run] = unpack_keys(packed).tolist()
    for document in sorted(keys):
        own, at = found[document // DOCUMENTS_A_RUN], document % DOCUMENTS_A_RUN
        own[at : at + 1] = [keys[document]]  # at the end of the run, a new one
    packed_runs = [pack_keys(own) for own in found.values()]
    ask(_SET_DOCUMENTS, live.pk, live.merges + 1, as_array(found), packed_runs)


def _add_postings(generation: int, terms: Terms, documents: dict[int, int]) -> None:
    """Behind the newest documents of every term; what is more than full becomes a block."""
    new = np.array([term for own in terms.values() for term in own], np.int64)
    added = np.repeat(
        [documents[key] << 4 | level_of(len(own)) for key, own in terms.items()],
        [len(own) for own in terms.values()],
    )
    rows = ask(_HEADS, generation, as_array(np.unique(new).tolist()))
    known = {term: (df, head) for term, df, head in rows}
    heads = [head for _df, head in known.values()]
    old = np.repeat(np.array(list(known), np.int64), [count(head) for head in heads])
    every = np.concatenate((old, new))
    order = np.argsort(every, kind="stable")
    every = every[order]
    ends = runs(every)
    blocks, sets = [], []
    counts: list[int] = []
    for start, end in pairwise(ends.tolist()):
        full, rest = divmod(end - start - 1, FULL)
        counts += [FULL] * full + [rest + 1]
    postings = np.concatenate((unpack(b"".join(heads)), added))[order]
    packed = iter(pack(postings, np.array(counts, np.int64)))
    for start, end in pairwise(ends.tolist()):
        term, number = int(every[start]), end - start
        df, head = known.get(term, (0, b""))
        first = (df - count(head)) // FULL
        blocks += [(first + n, term, next(packed)) for n in range((number - 1) // FULL)]
        sets.append((df - count(head) + number, term, next(packed)))
    for statement, written in ((_ADD_BLOCKS, blocks), (_SET_HEADS, sets)):
        if written:
            _write_packed(statement, generation, written)


def _write_packed(
    statement: LiteralString, generation: int, rows: list[tuple[int, int, bytes]]
) -> None:
    numbers, terms, packed = zip(*rows, strict=True)
    lengths = np.array([len(data) for data in packed])
    starts = np.cumsum(lengths) - lengths + 1
    arrays = (numbers, terms, starts.tolist(), lengths.tolist())
    ask(statement, generation, b"".join(packed), *map(as_array, arrays))
