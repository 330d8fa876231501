"""How much of one text stands in another: agency copies that papers print with small changes.

Texts are compared by their shingles, runs of three words (Broder 1997, "On the resemblance and
containment of documents"): what an editor cuts, moves or puts before a copy leaves most of them
whole, while a report in other words shares next to none. A sketch, the smallest of the shingles'
hashes, is kept with each text, so that candidates are found by an index.
"""

from __future__ import annotations

import hashlib
import re

SHINGLE_WORDS = 3
SKETCH_SIZE = 64
LEAST_SHARED = 6
"""Of two sketches, what texts that are copies share at least: at a resemblance of one quarter (a
copy cut to a third of the original), 16 of 64 are expected, and fewer than six in one case of a
thousand."""
LEAST_SHINGLES = 20
"""Below this a text is a line or two, which two papers can write alike."""

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """Signed 64-bit hashes of every run of three words, case folded; empty for a shorter text."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(
        _hash(" ".join(words[at : at + SHINGLE_WORDS]))
        for at in range(len(words) - SHINGLE_WORDS + 1)
    )


def sketch(hashes: frozenset[int]) -> list[int]:
    """The 64 smallest hashes, in order: two texts' sketches overlap as the texts do."""
    return sorted(hashes)[:SKETCH_SIZE]


def contained(part: frozenset[int], whole: frozenset[int]) -> float:
    """The share of ``part`` that stands in ``whole``, 0 to 1; 0 for a text too short to tell."""
    if min(len(part), len(whole)) < LEAST_SHINGLES:
        return 0.0
    return len(part & whole) / len(part)


def _hash(words: str) -> int:
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
