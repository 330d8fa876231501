"""Find the keys most like a query: its rarest terms first, under a fixed budget of postings.

The score of a key is the sum of the weights of the terms it shares, which are the higher the rarer
the term, over the square root of four more than its length: measured, that division lifts the
recall of real pairs from 0.85 to 0.91. All queries of one call are answered from two statements:
all postings to read, packed and waiting, in one snapshot; and which keys the best documents still
are. To ask again costs more than what is asked for: a tenth of a millisecond in the driver, and as
much again for two processes to be woken.
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
from claims.index.merging import DOCUMENTS_A_RUN
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
WITH live AS MATERIALIZED (SELECT id, documents FROM claims_generation WHERE state = 'live'),
asked AS MATERIALIZED (SELECT query, term FROM unnest(%s::int[], %s::bigint[]) AS a (query, term)),
known AS MATERIALIZED (
    SELECT one.term, coalesce(stored.df, 0) AS df, stored.head
    FROM (SELECT DISTINCT term FROM asked) AS one
    LEFT JOIN claims_index_term stored
        ON stored.generation = (SELECT id FROM live) AND stored.term = one.term
),
budgeted AS (
    SELECT *, %s::bigint + df - sum(df) OVER (
        PARTITION BY query ORDER BY df, term ROWS UNBOUNDED PRECEDING
    ) AS budget
    FROM asked JOIN known USING (term)
),
planned AS MATERIALIZED (
    SELECT *, greatest(
        (df - 1) / {FULL} - (greatest(budget - (df - 1) %% {FULL} - 1, 0) + {FULL - 1}) / {FULL}, 0
    ) AS first
    FROM budgeted WHERE budget > 0
)
SELECT NULL::int, NULL::bigint, id, documents, NULL::bytea FROM live
UNION ALL
SELECT query, term, first, NULL, NULL FROM planned
UNION ALL
SELECT NULL, term, first, df, CASE WHEN (df - 1) / {FULL} = first THEN head ELSE (
    SELECT string_agg(data, '' ORDER BY number) FROM claims_index_block block
    WHERE block.generation = (SELECT id FROM live)
        AND block.term = planned.term AND block.number >= first
) || head END
FROM (SELECT DISTINCT ON (term) * FROM planned ORDER BY term, first) AS planned
UNION ALL
SELECT NULL, term, NULL, NULL, string_agg(int8send(entry), '') FROM claims_index_waiting_posting
WHERE generation = (SELECT id FROM live) AND term = ANY(ARRAY(SELECT term FROM planned))
GROUP BY term
"""  # noqa: S608  (a number of ours)
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


@dataclass(slots=True)
class _Read:
    """What was read for a term: from which block on, and all postings from there on in the order
    of their age, as ``(slot << 4 | level) << 24``, so that a place in a query fits in below."""

    first: int
    postings: Numbers
    weight: float


def search(queries: Rows, *, limit: int, exclude: Collection[int]) -> dict[int, list[Hit]]:
    """As ``CandidateIndex.search``; two statements, rarely one more."""
    asked = [{number_of(term) for term in terms} for terms in queries.values()]
    generation, plans, read = _look_up(asked)
    found = {key: _score(plan, read) for key, plan in zip(queries, plans, strict=True)}
    return _verified(generation, found, limit, frozenset(exclude))


def _look_up(asked: Sequence[Collection[int]]) -> tuple[int, list[Plan], dict[int, _Read]]:
    """The generation that is searched, what to read for each query, and what was read."""
    generation = total = 0
    plans: list[Plan] = [[] for _terms in asked]
    found, tails = [], {}
    places = as_array(place for place, terms in enumerate(asked) for _term in terms)
    terms = as_array(chain.from_iterable(asked))
    rows = ask(_POSTINGS, places, terms, settings.CANDIDATE_BUDGET)
    for place, term, first, number, data in rows:
        if place is not None:
            plans[place].append((term, first))
        elif term is None:
            generation, total = first, number
        elif first is None:
            tails[term] = (np.frombuffer(data, ">i8") + (_TAIL << 4)) << 24
        else:
            found.append((term, first, number, data))
    merged = unpack(b"".join([data for *_term, data in found if data])) << 24
    read, end = {}, 0
    for term, first, df, _data in found:
        start, end = end, end + df - first * FULL
        postings = merged[start:end]
        if term in tails:
            postings = np.concatenate((postings, tails[term]))
        read[term] = _Read(first, postings, math.log1p(max(total, 1) / max(df, 1)))
    return generation, plans, read


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
