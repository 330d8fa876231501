"""How postings are packed: the documents that have a term, and how long each document is.

A *posting* is a number: the document (below 2**28) times 16, plus the level of its length. A block
holds up to 220 in ascending order: a header, then an entry each, the step from the document before
times 16 plus the level, in as few whole bytes as the widest needs. At a million documents of 15
terms this is about 2.6 bytes a posting, and numpy unpacks all the blocks of a search at once.
"""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

FULL = 220
"""Postings of a full block. A merge rewrites what is not full yet and leaves as much room behind:
at twice as many a week of news takes 8 bytes a claim more, and what is read is no less."""

LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 34, 45, 64)
"""The lengths, in terms, that scores tell apart: the square root of 4 more grows by 5 to 17 %."""

_HEADER = struct.Struct("<BHI")  # bytes an entry, entries, the first document
_WIDTHS = (2, 3, 4)

KEY = np.dtype("<i4")


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


def pack(postings: Numbers, counts: Numbers) -> list[bytes]:
    """Blocks of so many postings each (1 to 220), in ascending order within a block."""
    if not len(counts):
        return []
    starts = np.cumsum(counts) - counts
    steps = np.diff(postings >> 4, prepend=0)
    steps[starts] = 0
    widest = np.maximum.reduceat(steps, starts)
    widths = np.where(widest < 1 << 12, 2, np.where(widest < 1 << 20, 3, 4))
    entries = (steps << 4 | postings & 15).astype("<u4").view(np.uint8).reshape(-1, 4)
    packed = {
        width: entries[np.repeat(widths == width, counts), :width].tobytes() for width in _WIDTHS
    }
    made, at = [], dict.fromkeys(_WIDTHS, 0)
    firsts = (postings[starts] >> 4).tolist()
    for first, number, width in zip(firsts, counts.tolist(), widths.tolist(), strict=True):
        begin, at[width] = at[width], at[width] + number * width
        made.append(_HEADER.pack(width, number, first) + packed[width][begin : at[width]])
    return made


def count(block: bytes) -> int:
    """How many postings a block holds; 0 for no bytes."""
    return int(_HEADER.unpack_from(block)[1]) if block else 0


def unpack(blocks: bytes) -> Numbers:
    """The postings of blocks laid end to end, one block after the other."""
    parts, counts, firsts, at = [], [], [], 0
    while at < len(blocks):
        width, number, first = _HEADER.unpack_from(blocks, at)
        at += _HEADER.size
        # Read as four bytes each, of which the first few belong to what stands before.
        parts.append(np.ndarray(number, "<u4", blocks, at - 4 + width, width) >> 8 * (4 - width))
        counts.append(number)
        firsts.append(first)
        at += number * width
    if not parts:
        return np.empty(0, np.int64)
    entries = np.concatenate(parts)
    reached = np.cumsum(entries >> 4, dtype=np.int64)
    starts = np.cumsum(counts) - counts
    reached += np.repeat(firsts - reached[starts], counts)
    return reached << 4 | entries & 15


def pack_keys(keys: Iterable[int]) -> bytes:
    """Keys as they are kept for a run of documents."""
    return np.fromiter(keys, KEY).tobytes()


def unpack_keys(packed: bytes) -> NDArray[np.int32]:
    return np.frombuffer(packed, KEY)


def runs(ordered: NDArray[Any]) -> Numbers:
    """Where each run of equal elements starts, and the length of the whole at the end."""
    if not len(ordered):
        return np.zeros(1, np.int64)
    changes = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return np.concatenate(([0], changes, [len(ordered)]))
