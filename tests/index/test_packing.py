"""Blocks give back what was packed, and stay as small as said."""

from __future__ import annotations

from itertools import chain, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claims.index.packing import (
    FULL,
    LENGTHS,
    count,
    digest_of,
    level_of,
    number_of,
    pack,
    runs,
    unpack,
)

DOCUMENTS = st.integers(0, 2**28 - 1) | st.integers(0, 2**22) | st.integers(0, 3000)
POSTINGS = st.dictionaries(DOCUMENTS, st.integers(0, 15), min_size=1, max_size=FULL)


@given(st.lists(POSTINGS, max_size=8))
def test_blocks_give_back_what_was_packed(many: list[dict[int, int]]) -> None:
    ordered = [
        sorted(document << 4 | level for document, level in postings.items()) for postings in many
    ]
    together = list(chain.from_iterable(ordered))
    counts = np.array([len(rows) for rows in ordered], np.int64)
    blocks = pack(np.array(together, np.int64), counts)
    assert unpack(b"".join(blocks)).tolist() == together
    assert [count(block) for block in blocks] == [len(rows) for rows in ordered]


def one(documents: list[int]) -> bytes:
    (block,) = pack(np.array(documents) << 4 | 15, np.array([len(documents)]))
    return block


def test_a_full_block_stays_in_its_row() -> None:
    assert len(one([n << 19 for n in range(FULL)])) < 2032 - 24 - 16
    assert len(one(list(range(FULL)))) == 7 + 2 * FULL


def test_a_term_of_one_document_takes_nine_bytes() -> None:
    assert len(one([2**28 - 1])) == 9
    assert count(b"") == 0


def test_levels_are_lengths_rounded_down() -> None:
    assert [LENGTHS[level_of(n)] for n in (0, 1, 7, 12, 13, 14, 15, 64, 10_000)] == [
        *(1, 1, 6, 12, 12, 12, 15, 64, 64)
    ]
    assert len(LENGTHS) == 16


def test_numbers_of_terms_stay_as_they_are() -> None:
    """They are stored: another way to number would find nothing of what is there."""
    assert number_of("@h20") == -9015935988188438875
    assert number_of("\ud800") != number_of("")
    assert digest_of([3, 1, 2]) == digest_of([1, 2, 3]) != digest_of([1, 2])


@given(st.lists(st.integers(0, 3)))
def test_runs_part_what_differs(values: list[int]) -> None:
    ordered = np.array(sorted(values), np.int64)
    ends = runs(ordered)
    parts = [ordered[a:b].tolist() for a, b in pairwise(ends)]
    assert list(chain.from_iterable(parts)) == sorted(values)
    assert all(len(set(part)) == 1 for part in parts)
    assert len(parts) == len(set(values))
