"""Put keys and drop them: into the tail, in the caller's transaction.

What waits in the tail hides whatever was merged for its key, and a posting of its own says so; so a
put changes only rows of its own keys: two puts of different keys never wait for each other, nor for
a merge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction

from claims.index.asking import as_array, ask
from claims.index.generations import written
from claims.index.models import HIDDEN, KEYS_A_RUN, Generation, GenerationState
from claims.index.packing import digest_of, level_of, number_of

Terms = Mapping[int, Sequence[int]]

# The tail by an array and not joined: a plan made while it was short would read all of it by now,
# or once for every key.
_KNOWN = f"""
SELECT key, terms, NULL::int[] FROM claims_index_waiting
WHERE generation = %s AND key = ANY(%s::int[])
UNION ALL
SELECT key, NULL, (
    SELECT entries[2 * (key %% {KEYS_A_RUN}) + 1:2 * (key %% {KEYS_A_RUN}) + 2]
    FROM claims_index_places WHERE generation = %s AND run = key / {KEYS_A_RUN}
) FROM unnest(%s::int[]) AS key
"""  # noqa: S608  (a number of ours)
# Row after row in the order of the keys, whether new or not, so that two puts of the same keys wait
# for each other and never in a ring. What was there keeps its terms for now, and is told by xmax.
_ADD = """
INSERT INTO claims_index_waiting (generation, key, terms)
SELECT %s, key, terms::bigint[] FROM unnest(%s::int[], %s::text[]) AS new (key, terms) ORDER BY key
ON CONFLICT (generation, key) DO UPDATE SET key = excluded.key
RETURNING key, terms, xmax = 0
"""
_CHANGE = """
UPDATE claims_index_waiting SET terms = new.terms::bigint[]
FROM unnest(%s::int[], %s::text[]) AS new (key, terms)
WHERE claims_index_waiting.generation = %s AND claims_index_waiting.key = new.key
"""
# A merge gives a key its document only while it holds the key's row, which the put holds by now.
_ADD_POSTINGS = f"""
INSERT INTO claims_index_waiting_posting (generation, term, entry)
SELECT %s, term, entry FROM unnest(%s::bigint[], %s::bigint[]) AS new (term, entry)
UNION ALL
SELECT %s, {HIDDEN}, key::bigint << 4 FROM unnest(%s::int[]) AS key
WHERE (
    SELECT entries[2 * (key %% {KEYS_A_RUN}) + 1]
    FROM claims_index_places WHERE generation = %s AND run = key / {KEYS_A_RUN}
) <> 0
"""  # noqa: S608  (numbers of ours)
_REMOVE_POSTINGS = """
DELETE FROM claims_index_waiting_posting posting
USING unnest(%s::bigint[], %s::bigint[]) AS old (term, entry)
WHERE posting.generation = %s AND posting.term = old.term AND posting.entry = old.entry
"""


def put(rows: Mapping[int, Collection[str]]) -> None:
    """Make these the terms of these keys; of none, drop the key."""
    wanted = {key: sorted({number_of(term) for term in terms}) for key, terms in rows.items()}
    with transaction.atomic(savepoint=False):
        for generation in written() if wanted else ():
            changed = _changed(generation, wanted)
            if changed:
                _wait(generation.pk, changed)


def remove_postings(generation: int, terms: Terms) -> None:
    """Take the rows of these keys out of the tail."""
    numbers, entries = _postings(terms)
    numbers += [HIDDEN] * len(terms)
    entries += [key << 4 for key in terms]
    ask(_REMOVE_POSTINGS, as_array(numbers), as_array(entries), generation)


def _postings(terms: Terms) -> tuple[list[int], list[int]]:
    """The rows of the tail for the terms of these keys: a term each, and an entry each."""
    entries = {key: key << 4 | level_of(len(own)) for key, own in terms.items()}
    return (
        [term for own in terms.values() for term in own],
        [entries[key] for key, own in terms.items() for _term in own],
    )


def _changed(generation: Generation, wanted: Terms) -> dict[int, Sequence[int]]:
    """Those of ``wanted`` that the generation does not have so already.

    While it is built, dropping counts as a change: the builder may have read the key before.
    """
    keys = as_array(wanted)
    waits, places = {}, {}
    for key, terms, place in ask(_KNOWN, generation.pk, keys, generation.pk, keys):
        if terms is not None:
            waits[key] = sorted(terms)
        else:
            places[key] = place or (0, 0)
    is_built = generation.state == GenerationState.BUILDING
    changed = {}
    for key, terms in wanted.items():
        document, digest = places[key]
        if key in waits:
            is_known = waits[key] == terms
        elif terms:
            is_known = bool(document) and digest == digest_of(terms)
        else:
            is_known = not document and not is_built
        if not is_known:
            changed[key] = terms
    return changed


def _wait(generation: int, terms: Terms) -> None:
    added = ask(_ADD, generation, as_array(terms), _as_arrays(terms.values()))
    before = {key: had for key, had, is_new in added if not is_new}
    if before:
        remove_postings(generation, before)
        again = {key: terms[key] for key in before}
        ask(_CHANGE, as_array(again), _as_arrays(again.values()), generation)
    numbers, entries = map(as_array, _postings(terms))
    ask(_ADD_POSTINGS, generation, numbers, entries, generation, as_array(terms), generation)


def _as_arrays(rows: Iterable[Sequence[int]]) -> str:
    """PostgreSQL has no array of arrays of different lengths; each is read from its text."""
    return "{" + ",".join(f'"{as_array(row)}"' for row in rows) + "}"
