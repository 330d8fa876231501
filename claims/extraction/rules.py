"""How what a new reading found is told to be a claim that is known already."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from claims.text.findings import Block, BlockClass

SAME_CLAIM = 75.0
"""Least rapidfuzz ratio (0 to 100) of two quotes that are one claim before and after an edit.

A replaced verb or number in a Korean sentence of 40 to 120 characters leaves 80 to 95; two
different sentences of one article seldom pass 60.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A known claim: its database key, and where and how it last stood in the text."""

    key: int
    quote: str
    start: int
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A claim of a new reading."""

    quote: str
    start: int


def match(known: Sequence[Known], read: Sequence[Read]) -> list[int | None]:
    """For each read claim the key of the known one that it is, or None for a new one.

    Equal quotes first: those that stood at the same place, then in the order of the text, before
    retired ones; then the most alike of the rest that stand, each used once. A retired claim is
    known by its very words only, so that what a person took out does not come back as new. Cost:
    linear, but that of the last part is quadratic in what the others left over.
    """
    found: list[int | None] = [None] * len(read)
    quotes = [squeezed(row.quote) for row in read]
    in_place = {(squeezed(row.quote), row.start): row for row in known if not row.retired}
    for index, one in enumerate(read):
        if here := in_place.pop((quotes[index], one.start), None):
            found[index] = here.key
    used = {key for key in found if key is not None}
    by_quote: dict[str, deque[Known]] = {}
    for row in sorted(known, key=lambda row: (row.retired, row.start)):
        if row.key not in used:
            by_quote.setdefault(squeezed(row.quote), deque()).append(row)
    for index in sorted(range(len(read)), key=lambda index: read[index].start):
        same = by_quote.get(quotes[index])
        if found[index] is None and same:
            found[index] = same.popleft().key
    left = {row.key: row for rows in by_quote.values() for row in rows if not row.retired}
    quoted = {key: row.quote for key, row in left.items()}
    pairs = sorted(
        (
            (score, -abs(left[key].start - read[index].start), index, key)
            for index in range(len(read))
            if found[index] is None
            for _quote, score, key in process.extract(
                read[index].quote,
                quoted,
                scorer=fuzz.ratio,
                score_cutoff=SAME_CLAIM,
                limit=None,
            )
        ),
        reverse=True,
    )
    taken: set[int] = set()
    for _score, _distance, index, key in pairs:
        if found[index] is None and key not in taken:
            found[index] = key
            taken.add(key)
    return found


class Loss(StrEnum):
    """Why a claim is lost."""

    GONE = "gone"
    ALTERED = "altered"
    NOT_BODY = "not_body"
    NOT_READ = "not_read"


def why_lost(
    blocks: Iterable[Block], start: int | None, end: int | None, *, altered: bool
) -> tuple[Loss, Block | None]:
    """Why a claim is lost whose words last stood at ``start`` to ``end`` of the newest text,
    whose ``blocks`` these are; with the block that is no body, if that is why.

    Without a place its words are gone. ``altered``: what stands there are not its very words.
    """
    if start is None or end is None:
        return Loss.GONE, None
    for block in blocks:
        if block.start < end and start < block.end and block.kind is not BlockClass.BODY:
            return Loss.NOT_BODY, block
    return (Loss.ALTERED if altered else Loss.NOT_READ), None


def squeezed(quote: str) -> str:
    """A quote without regard to how its white space was set."""
    return " ".join(quote.split())
