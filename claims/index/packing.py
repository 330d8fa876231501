"""How postings are packed: the documents that have a term, and how long each document is.

A block holds up to 440 documents in ascending order: a header, the steps from each to the next in
as few whole bytes as the widest needs, then a level for each, two to a byte. At a million documents
of 15 terms this is about 2.6 bytes a posting, and numpy unpacks all the blocks of a search at once.
"""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

FULL = 440
"""Documents of a full block: at four bytes a step it is still below the 2 kB that PostgreSQL keeps
in the row."""

LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 34, 45, 64)
"""The lengths, in terms, that scores tell apart: the square root of 4 more grows by 5 to 17 %."""

_HEADER = struct.Struct("<BHI")  # bytes a step, documents, the first document
_STEPS: dict[int, np.dtype[Any]] = {n: np.dtype(f"<u{n}") for n in (1, 2, 4)}


@lru_cache(maxsize=1 << 16)
def number_of(term: str) -> int:
    """A signed 64-bit number for a term. Among 10 million terms two share one with a chance of
    1 in 370,000, and then a claim is found that has the other one."""
    found = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(found, "little", signed=True)


def digest_of(terms: Sequence[int]) -> int:
    """A signed 32-bit number by which a put sees that a key has its terms already; never 0."""
    packed = np.array(sorted(terms), np.int64).tobytes()
    found = hashlib.blake2b(packed, digest_size=4).digest()
    return int.from_bytes(found, "little", signed=True) or 1


def level_of(length: int) -> int:
    """The greatest of ``LENGTHS`` that is not above ``length``, by its place."""
    return max(bisect_right(LENGTHS, length) - 1, 0)


def pack(documents: Numbers, levels: Numbers, counts: Numbers) -> list[bytes]:
    """Blocks of so many documents each (1 to 440), in ascending order within a block, with the
    level of each document."""
    if not len(counts):
        return []
    starts = np.cumsum(counts) - counts
    steps = np.diff(documents, prepend=0)
    steps[starts] = 0
    widest = np.maximum.reduceat(steps, starts)
    widths = np.where(widest < 1 << 8, 1, np.where(widest < 1 << 16, 2, 4))
    is_step = np.ones(len(documents), np.bool_)
    is_step[starts] = False
    packed, at = {}, {}
    for width in _STEPS:
        mine = is_step & np.repeat(widths == width, counts)
        packed[width] = steps[mine].astype(_STEPS[width]).tobytes()
        at[width] = 0
    sizes = (counts + 1) // 2
    halves = np.zeros(2 * int(sizes.sum()), np.uint8)
    halves[_even_starts(counts, starts)] = levels
    whole = (halves[::2] | halves[1::2] << 4).tobytes()
    made, end = [], 0
    firsts = documents[starts].tolist()
    for first, number, width in zip(firsts, counts.tolist(), widths.tolist(), strict=True):
        begin, at[width] = at[width], at[width] + (number - 1) * width
        start, end = end, end + (number + 1) // 2
        header = _HEADER.pack(width, number, first)
        made.append(header + packed[width][begin : at[width]] + whole[start:end])
    return made


def _even_starts(counts: Numbers, starts: Numbers) -> Numbers:
    """The place of each document where every block begins at an even one."""
    odd = counts % 2
    return np.arange(int(counts.sum())) + np.repeat(np.cumsum(odd) - odd, counts)


def count(block: bytes) -> int:
    """How many documents a block holds; 0 for no bytes."""
    return int(_HEADER.unpack_from(block)[1]) if block else 0


def unpack(blocks: Sequence[bytes]) -> tuple[Numbers, Numbers]:
    """The documents of the blocks, one block after the other, and the level of each."""
    if not blocks:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    headers = [_HEADER.unpack_from(block) for block in blocks]
    counts = np.array([header[1] for header in headers])
    starts = np.cumsum(counts) - counts
    found = np.empty(int(counts.sum()), np.int64)
    is_step = np.ones(len(found), np.bool_)
    is_step[starts] = False
    widths = np.array([header[0] for header in headers], np.uint8)
    for width in set(widths.tolist()):
        packed = b"".join(
            block[_HEADER.size : _HEADER.size + (number - 1) * own]
            for block, (own, number, _first) in zip(blocks, headers, strict=True)
            if own == width
        )
        mine = is_step if (widths == width).all() else is_step & np.repeat(widths == width, counts)
        found[mine] = np.frombuffer(packed, _STEPS[width])
    found[starts] = 0
    reached = np.cumsum(found)
    firsts = np.array([header[2] for header in headers])
    found = reached + np.repeat(firsts - reached[starts], counts)

    packed = b"".join(
        block[_HEADER.size + (number - 1) * width :]
        for block, (width, number, _first) in zip(blocks, headers, strict=True)
    )
    halves = np.frombuffer(packed, np.uint8)
    levels = np.empty(2 * len(halves), np.int64)
    levels[::2], levels[1::2] = halves & 15, halves >> 4
    return found, levels[_even_starts(counts, starts)]


def runs(ordered: NDArray[Any]) -> Numbers:
    """Where each run of equal elements starts, and the length of the whole at the end."""
    if not len(ordered):
        return np.zeros(1, np.int64)
    changes = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return np.concatenate(([0], changes, [len(ordered)]))
