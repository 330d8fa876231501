"""Find the keys most like a query: its rarest terms first, under a fixed budget of postings.

The score of a key is the sum of the weights of the terms it shares, which are the higher the rarer
the term, over the square root of four more than its length: measured, that division lifts the
recall of real pairs from 0.85 to 0.91. All queries of one call are answered from one statement, in
one snapshot: all postings to read, packed and waiting, and which documents count no more. To ask
again costs more than what is asked for: a tenth of a millisecond in the driver, and as much again
for two processes to be woken.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from claims.index.asking import as_array, ask
from claims.index.documents import Keys, keys_of
from claims.index.models import HIDDEN
from claims.index.packing import FULL, LENGTHS, Numbers, number_of, runs, unpack
from claims.index.services import Hit, Rows

_TAIL = 1 << 33
"""Slots from here on are keys of the tail; below, documents."""

_SPARE = 10  # documents looked at beyond the limit, for those that were put again or dropped

Plan = list[tuple[int, int]]
"""Terms to read, and of each from which block on."""

_NORMS = np.sqrt(4 + np.array(LENGTHS, np.float64))

# What to read is decided where the counts are, to save asking twice. The first term of a query
# that does not fit into what is left of its budget is read in part, newest first; that is all there
# is for a query of common words. A head has 1 to FULL postings, so that counts tell its length.
_POSTINGS = f"""
WITH live AS MATERIALIZED (SELECT * FROM claims_generation WHERE state = 'live'),
budgeted AS (
    SELECT query, asked.term, coalesce(df, 0) AS df, head,
        %s::bigint + coalesce(df, 0) - sum(coalesce(df, 0)) OVER (
            PARTITION BY query ORDER BY df NULLS FIRST, asked.term ROWS UNBOUNDED PRECEDING
        ) AS budget
    FROM unnest(%s::int[], %s::bigint[]) AS asked (query, term)
    LEFT JOIN claims_index_term stored
        ON stored.generation = (SELECT id FROM live) AND stored.term = asked.term
),
planned AS MATERIALIZED (
    SELECT *, greatest(
        (df - 1) / {FULL} - (greatest(budget - (df - 1) %% {FULL} - 1, 0) + {FULL - 1}) / {FULL}, 0
    ) AS first
    FROM budgeted WHERE budget > 0
)
SELECT 'live', id, documents::bigint, merges::bigint, NULL::bytea FROM live
UNION ALL
SELECT 'plan', query, term, first, NULL FROM planned
UNION ALL
SELECT 'read', term, first, df, CASE WHEN (df - 1) / {FULL} = first THEN head ELSE (
    SELECT string_agg(data, '' ORDER BY number) FROM claims_index_block block
    WHERE block.generation = (SELECT id FROM live)
        AND block.term = planned.term AND block.number >= first
) || head END
FROM (SELECT DISTINCT ON (term) * FROM planned ORDER BY term, first) AS planned
UNION ALL
SELECT 'tail', term, NULL, NULL, string_agg(int8send(entry), '') FROM claims_index_waiting_posting
WHERE generation = (SELECT id FROM live)
    AND term = ANY(ARRAY(SELECT {HIDDEN} UNION ALL SELECT term FROM planned))
GROUP BY term
"""  # noqa: S608  (numbers of ours)


@dataclass(slots=True)
class _Standing:
    """Which key each document has, and the keys of which it counts no more."""

    keys: Keys
    hidden: frozenset[int]

    def keys_of(self, slots: Numbers) -> list[int]:
        """The key of each slot, 0 for a document that is not its key's any more."""
        is_new = slots >= _TAIL
        keys: list[int] = np.where(
            is_new, slots - _TAIL, self.keys[np.where(is_new, 0, slots)]
        ).tolist()
        if self.hidden:
            new = is_new.tolist()
            return [
                key if own or key not in self.hidden else 0
                for key, own in zip(keys, new, strict=True)
            ]
        return keys


@dataclass(slots=True)
class _Found:
    """What one query found, in no order: slots, and the score of each."""

    slots: Numbers
    scores: NDArray[np.float64]

    def best(self, number: int) -> tuple[Numbers, list[float]]:
        """The best slots, best first; of equals the newest."""
        slots, scores = self.slots, self.scores
        if number < len(scores):
            enough = scores >= np.partition(scores, -number)[-number]
            slots, scores = slots[enough], scores[enough]
        order = np.lexsort((slots, scores))[: -number - 1 : -1]
        return slots[order], scores[order].tolist()


@dataclass(slots=True)
class _Read:
    """What was read for a term: from which block on, and all postings from there on in the order
    of their age, as ``(slot << 4 | level) << 24``, so that a place in a query fits in below."""

    first: int
    postings: Numbers
    weight: float


def search(queries: Rows, *, limit: int, exclude: Collection[int]) -> dict[int, list[Hit]]:
    """As ``CandidateIndex.search``; one statement, and one more after a merge."""
    asked = [{number_of(term) for term in terms} for terms in queries.values()]
    plans, read, standing = _look_up(asked)
    excluded = frozenset(exclude)
    return {
        key: _hits(_score(plan, read), standing, limit, excluded)
        for key, plan in zip(queries, plans, strict=True)
    }


def _look_up(asked: Sequence[Collection[int]]) -> tuple[list[Plan], dict[int, _Read], _Standing]:
    """What to read for each query, what was read, and whose it is."""
    generation = merges = total = 0
    plans: list[Plan] = [[] for _terms in asked]
    found, tails = [], {}
    places = as_array(place for place, terms in enumerate(asked) for _term in terms)
    terms = as_array(chain.from_iterable(asked))
    for row in ask(_POSTINGS, settings.CANDIDATE_BUDGET, places, terms):
        match row:
            case "live", generation, total, merges, _:
                pass
            case "plan", place, term, first, _:
                plans[place].append((term, first))
            case "read", term, first, df, packed:
                found.append((term, first, df, packed))
            case "tail", term, _, _, entries:
                tails[term] = np.frombuffer(entries, ">i8").astype(np.int64)
    hidden = tails.pop(HIDDEN, np.empty(0, np.int64)) >> 4
    merged = unpack(b"".join([packed for *_term, packed in found if packed])) << 24
    read, end = {}, 0
    for term, first, df, _packed in found:
        start, end = end, end + df - first * FULL
        postings = merged[start:end]
        if term in tails:
            postings = np.concatenate((postings, (tails[term] + (_TAIL << 4)) << 24))
        read[term] = _Read(first, postings, math.log1p(max(total, 1) / max(df, 1)))
    return plans, read, _Standing(keys_of(generation, merges), frozenset(hidden.tolist()))


def _score(plan: Plan, read: Mapping[int, _Read]) -> _Found:
    if not plan:
        return _Found(np.empty(0, np.int64), np.empty(0))
    terms = [read[term] for term, _first in plan]
    shared = np.concatenate(
        [
            term.postings[(first - term.first) * FULL :] | place
            for place, (term, (_term, first)) in enumerate(zip(terms, plan, strict=True))
        ]
    )
    shared.sort()
    starts = runs(shared >> 24)[:-1]
    weights = np.array([term.weight for term in terms])
    sums = np.add.reduceat(weights[shared & 0xFFFFFF], starts)
    slots = shared[starts] >> 24
    return _Found(slots >> 4, sums / _NORMS[slots & 15])


def _hits(found: _Found, standing: _Standing, limit: int, exclude: frozenset[int]) -> list[Hit]:
    """The best that are still what the index has of their keys."""
    number = limit + min(len(exclude), limit) + _SPARE
    while True:
        slots, scores = found.best(number)
        hits = [
            Hit(key, score)
            for key, score in zip(standing.keys_of(slots), scores, strict=True)
            if key and key not in exclude
        ]
        if len(hits) >= limit or len(slots) < number:
            return hits[:limit]
        number *= 4
