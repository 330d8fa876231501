"""Find the keys most like a query: its rarest terms first, under a fixed budget of postings.

The score of a key is the sum of the weights of the terms it shares, which are the higher the rarer
the term, over the square root of four more than its length: measured, that division lifts the
recall of real pairs from 0.85 to 0.91. All queries of one call are answered from three statements:
what is known of the terms, with the tail, in one snapshot; the full blocks, which never change; and
which keys the best documents still are.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from claims.index.asking import as_array, ask
from claims.index.merging import DOCUMENTS_A_RUN
from claims.index.packing import FULL, LENGTHS, Numbers, count, number_of, runs, unpack
from claims.index.services import Hit, Rows

_TAIL = 1 << 33
"""Slots from here on are keys of the tail; below, documents."""

_MOST_TERMS = 1 << 16
_SPARE = 10  # documents looked at beyond the limit, for those that were put again or dropped

Plan = list[tuple[int, int]]
"""Terms to read, rarest first, and of each from which block on."""

_NORMS = np.sqrt(4 + np.array(LENGTHS, np.float64))

_TERMS = """
WITH live AS (SELECT id, documents FROM claims_generation WHERE state = 'live'),
asked AS (SELECT %s::bigint[] AS terms)
SELECT NULL::bigint, id, documents, NULL::bytea FROM live
UNION ALL
SELECT term, NULL, df, head FROM claims_index_term
WHERE generation = (SELECT id FROM live) AND term = ANY((SELECT terms FROM asked)::bigint[])
UNION ALL
SELECT term, NULL, NULL, string_agg(int8send(entry), '') FROM claims_index_waiting_posting
WHERE generation = (SELECT id FROM live) AND term = ANY((SELECT terms FROM asked)::bigint[])
GROUP BY term
"""
_BLOCKS = """
SELECT block.term, block.data
FROM unnest(%s::bigint[], %s::int[]) AS wanted (term, number)
JOIN claims_index_block block
    ON block.generation = %s AND block.term = wanted.term AND block.number >= wanted.number
ORDER BY block.term, block.number
"""
# The fence keeps the look-up of a key a look-up, and from being done once for each condition.
_KEYS = """
SELECT document, key
FROM (
    SELECT document, (
        SELECT keys[document %% %s + 1] FROM claims_index_documents
        WHERE generation = %s AND run = document / %s
    ) AS key
    FROM unnest(%s::int[]) AS document OFFSET 0
) AS found
WHERE key <> 0 AND NOT EXISTS (
    SELECT FROM claims_index_waiting waiting
    WHERE waiting.generation = %s AND waiting.key = found.key
)
"""


@dataclass(slots=True)
class _Term:
    """What is known of a term of the queries."""

    df: int = 0
    head: bytes = b""
    in_head: int = 0
    blocks: int = 0  # full ones, beside the head
    tail: bytes = b""


@dataclass(slots=True)
class _Found:
    """What one query found, in no order: slots, and the score of each."""

    slots: Numbers
    scores: NDArray[np.float64]

    def best(self, number: int) -> list[tuple[int, float]]:
        """The best slots, best first; of equals the newest."""
        slots, scores = self.slots, self.scores
        if number < len(scores):
            enough = scores >= np.partition(scores, -number)[-number]
            slots, scores = slots[enough], scores[enough]
        order = np.lexsort((slots, scores))[: -number - 1 : -1]
        return list(zip(slots[order].tolist(), scores[order].tolist(), strict=True))


def search(queries: Rows, *, limit: int, exclude: Collection[int]) -> dict[int, list[Hit]]:
    """As ``CandidateIndex.search``; three statements, rarely one more."""
    asked = {key: {number_of(term) for term in terms} for key, terms in queries.items()}
    generation, total, known = _look_up(sorted(set(chain.from_iterable(asked.values()))))
    plans = {key: _plan(terms, known) for key, terms in asked.items()}
    postings = _read(generation, known, plans.values())
    weights = {term: math.log1p(max(total, 1) / max(row.df, 1)) for term, row in known.items()}
    found = {key: _score(plan, postings, weights) for key, plan in plans.items()}
    return _verified(generation, found, limit, frozenset(exclude))


def _look_up(terms: Sequence[int]) -> tuple[int, int, dict[int, _Term]]:
    """The generation that is searched, its number of documents, and the terms it knows."""
    generation = total = 0
    known: dict[int, _Term] = {}
    for term, live, number, data in ask(_TERMS, as_array(terms)):
        if term is None:
            generation, total = live, number
        elif number is None:
            known.setdefault(term, _Term()).tail = data
        else:
            row = known.setdefault(term, _Term())
            row.df, row.head, row.in_head = number, data, count(data)
            row.blocks = (number - row.in_head) // FULL
    return generation, total, known


def _plan(terms: Collection[int], known: Mapping[int, _Term]) -> Plan:
    """What to read for a query.

    The first that does not fit into what is left of the budget is read in part, newest first; that
    is all there is for a query of common words.
    """
    left = settings.CANDIDATE_BUDGET
    plan = []
    ordered = sorted((known[term].df, term) for term in terms if term in known)
    for df, term in ordered[:_MOST_TERMS]:
        row = known[term]
        wanted = math.ceil(max(left - row.in_head, 0) / FULL) if df > left else row.blocks
        plan.append((term, max(row.blocks - wanted, 0)))
        left -= df
        if left <= 0:
            break
    return plan


def _read(
    generation: int, known: Mapping[int, _Term], plans: Iterable[Plan]
) -> dict[int, tuple[int, Numbers]]:
    """For each term of the plans the first block that was read, and all from there on in the order
    of their age: ``(slot << 4 | level) << 16``, so that a place in a query fits in below."""
    first: dict[int, int] = {}
    for term, number in chain.from_iterable(plans):
        first[term] = min(number, first.get(term, number))
    blocks: dict[int, list[bytes]] = {term: [] for term in first}
    wanted = {term: number for term, number in first.items() if number < known[term].blocks}
    if wanted:
        for term, data in ask(_BLOCKS, as_array(wanted), as_array(wanted.values()), generation):
            blocks[term].append(data)
    for term, own in blocks.items():
        if known[term].head:
            own.append(known[term].head)
    documents, levels = unpack(list(chain.from_iterable(blocks.values())))
    merged = (documents << 4 | levels) << 16
    found, end = {}, 0
    for term, own in blocks.items():
        row = known[term]
        start, end = end, end + row.in_head + FULL * (len(own) - bool(row.head))
        coded = merged[start:end]
        if row.tail:
            tail = np.frombuffer(row.tail, ">i8").astype(np.int64)
            coded = np.concatenate((coded, (tail + (_TAIL << 4)) << 16))
        found[term] = first[term], coded
    return found


def _score(
    plan: Plan, postings: Mapping[int, tuple[int, Numbers]], weights: Mapping[int, float]
) -> _Found:
    parts = []
    for place, (term, number) in enumerate(plan):
        first, coded = postings[term]
        parts.append(coded[(number - first) * FULL :] | place)
    if not parts:
        return _Found(np.empty(0, np.int64), np.empty(0))
    shared = np.sort(np.concatenate(parts))
    starts = runs(shared >> 16)[:-1]
    own = np.array([weights[term] for term, _number in plan])
    sums = np.add.reduceat(own[shared & 0xFFFF], starts)
    slots = shared[starts] >> 16
    return _Found(slots >> 4, sums / _NORMS[slots & 15])


def _verified(
    generation: int, found: Mapping[int, _Found], limit: int, exclude: frozenset[int]
) -> dict[int, list[Hit]]:
    """The best of each query that are still what the index has of their keys."""
    hits: dict[int, list[Hit]] = {}
    keys: dict[int, int] = {}
    number = limit + min(len(exclude), limit) + _SPARE
    while len(hits) < len(found):
        best = {query: one.best(number) for query, one in found.items() if query not in hits}
        slots = {slot for rows in best.values() for slot, _score in rows}
        keys |= _keys(generation, slots - keys.keys())
        for query, rows in best.items():
            own = [Hit(keys[slot], score) for slot, score in rows if keys[slot]]
            own = [hit for hit in own if hit.key not in exclude]
            if len(own) >= limit or len(rows) < number:
                hits[query] = own[:limit]
        number *= 4
    return {query: hits[query] for query in found}


def _keys(generation: int, slots: Collection[int]) -> dict[int, int]:
    """The key of each slot, 0 for a document that is not its key's any more."""
    keys = {slot: slot - _TAIL if slot >= _TAIL else 0 for slot in slots}
    documents = [slot for slot in slots if slot < _TAIL]
    if documents:
        run, wanted = DOCUMENTS_A_RUN, as_array(documents)
        keys |= dict(ask(_KEYS, run, generation, run, wanted, generation))
    return keys
