"""Build an index anew beside the one that is searched.

Postings are parted by term into files without a name, then sorted and packed part by part: memory
stays bounded, every block is full, and nothing is left of a process that is killed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from itertools import pairwise
from typing import IO

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from claims.index.asking import as_array
from claims.index.generations import rebuilding
from claims.index.models import DOCUMENTS_A_RUN, KEYS_A_RUN, Generation
from claims.index.packing import (
    FULL,
    Numbers,
    digest_of,
    level_of,
    number_of,
    pack,
    pack_keys,
    runs,
)
from claims.index.services import Rows

_PARTS = 64
_POSTING = np.dtype([("term", "<i8"), ("document", "<u4"), ("level", "u1")])


def rebuild(source: Iterable[Rows], progress: Callable[[int], None]) -> int:
    """As ``CandidateIndex.rebuild``; how many keys the new index was built of."""
    with rebuilding() as generation, ExitStack() as opened:
        files = [opened.enter_context(tempfile.TemporaryFile()) for _part in range(_PARTS)]
        keys, digests = _spool(source, progress, files)
        with transaction.atomic():
            _add_keys(generation.pk, keys, digests)
            for file in files:
                file.seek(0)
                _add_part(generation.pk, np.frombuffer(file.read(), _POSTING))
            current = np.unique(keys).size
            Generation.objects.filter(pk=generation.pk).update(
                documents=len(keys), emptied=len(keys) - current
            )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE claims_index_term, claims_index_block")
            cursor.execute("ANALYZE claims_index_documents, claims_index_places")
    return current


def _spool(
    source: Iterable[Rows], progress: Callable[[int], None], files: Sequence[IO[bytes]]
) -> tuple[Numbers, Numbers]:
    """Number the documents in the order of the source and part their postings; return the key of
    each document and the digest of its terms."""
    keys: list[Numbers] = []
    digests: list[Numbers] = []
    total = 0
    for rows in source:
        terms = {key: sorted({number_of(term) for term in own}) for key, own in rows.items() if own}
        lengths = [len(own) for own in terms.values()]
        postings = np.empty(sum(lengths), _POSTING)
        postings["term"] = [term for own in terms.values() for term in own]
        postings["document"] = np.repeat(np.arange(total, total + len(terms)), lengths)
        postings["level"] = np.repeat([level_of(length) for length in lengths], lengths)
        part = (postings["term"] >> 58) + _PARTS // 2  # in order: rows come as their key sorts
        order = np.argsort(part, kind="stable")
        ends = runs(part[order])
        for start, end in pairwise(ends):
            files[part[order[start]]].write(postings[order[start:end]].tobytes())
        keys.append(np.array(list(terms), np.int64))
        digests.append(np.array([digest_of(own) for own in terms.values()], np.int64))
        total += len(terms)
        progress(total)
    nothing = np.empty(0, np.int64)
    return np.concatenate([nothing, *keys]), np.concatenate([nothing, *digests])


def _add_keys(generation: int, keys: Numbers, digests: Numbers) -> None:
    """Which key each document has, and which document each key; of a key that came twice the last
    counts."""
    newest, places = np.unique(keys[::-1], return_index=True)
    documents = len(keys) - 1 - places
    kept = np.zeros(len(keys), np.int64)
    kept[documents] = newest
    with connection.cursor() as cursor:
        with cursor.copy(
            "COPY claims_index_documents (generation, merge, run, keys) FROM STDIN"
        ) as copy:
            for start in range(0, len(kept), DOCUMENTS_A_RUN):
                run = pack_keys(kept[start : start + DOCUMENTS_A_RUN])
                copy.write_row((generation, 0, start // DOCUMENTS_A_RUN, run))
        ends = runs(newest // KEYS_A_RUN)
        with cursor.copy("COPY claims_index_places (generation, run, entries) FROM STDIN") as copy:
            for start, end in pairwise(ends):
                entries = np.zeros(2 * KEYS_A_RUN, np.int64)
                at = 2 * (newest[start:end] % KEYS_A_RUN)
                entries[at] = documents[start:end] + 1
                entries[at + 1] = digests[documents[start:end]]
                number = int(newest[start] // KEYS_A_RUN)
                copy.write_row((generation, number, as_array(entries.tolist())))


def _add_part(generation: int, postings: NDArray[np.void]) -> None:
    """The blocks and heads of the terms of one part."""
    ordered = postings[np.argsort(postings["term"], kind="stable")]
    ends = runs(ordered["term"])
    sizes = np.diff(ends)
    heads = (sizes - 1) % FULL + 1
    full = (sizes - 1) // FULL
    counts = np.full(int((full + 1).sum()), FULL)
    counts[np.cumsum(full + 1) - 1] = heads
    packed = pack(ordered["document"].astype(np.int64) << 4 | ordered["level"], counts)
    terms = ordered["term"][ends[:-1]].tolist()
    at = (np.cumsum(full + 1) - 1).tolist()
    with connection.cursor() as cursor:
        with cursor.copy("COPY claims_index_term (generation, df, term, head) FROM STDIN") as copy:
            for term, size, head in zip(terms, sizes.tolist(), at, strict=True):
                copy.write_row((generation, size, term, packed[head]))
        with cursor.copy(
            "COPY claims_index_block (generation, number, term, data) FROM STDIN"
        ) as copy:
            for term, blocks, head in zip(terms, full.tolist(), at, strict=True):
                for number in range(blocks):
                    data = packed[head - blocks + number]
                    copy.write_row((generation, number, term, data))
