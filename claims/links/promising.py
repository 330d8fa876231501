"""Which pairs are worth comparing in full: a bound of what the comparison can come to.

What two claims share (``relations.pair``) is computed here for all the pairs of a search at once
from the heads of their payloads, rather too high than too low: a number counts as agreeing where
the bounds of both meet. A pair is left out where even so it shares too little for any relation, or
too little for one as sure as is proposed: of 9,648 pairs that searches in twelve stories bring up
1,722 were left, and all 479 that the full comparison proposes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.links.calibration import Bools, Floats, least_ground
from claims.links.packed import NUMBER, TERM, Head

_LEAST_GROUND = 0.26
"""No relation was found at less, but between directives on one object."""
_LEAST_OF_DIRECTIVES = 0.15
# As in ``relations.pair``: what the words of two languages weigh, what a number that agrees adds by
# its digits (none, one, two, more), and what all of them add at most.
_ACROSS_WORDS = 0.25
_RARITY = np.array([0.5, 0.5, 1.0, 1.5])
_MOST_OF_NUMBERS = 4.5
_NO_WEIGHT = 1e-9

Ints = NDArray[np.int64]


def promising(
    pairs: Sequence[tuple[int, int]], heads: Mapping[int, Head], *, sure: float = 0.0
) -> list[tuple[int, int]]:
    """Those of the pairs, in their order, that share enough to be compared in full: enough for any
    relation, and where ``sure`` is given, for one of that confidence. A pair of which not both
    heads are known is one of them. About 5 µs a pair."""
    known = [pair for pair in pairs if pair[0] in heads and pair[1] in heads]
    orders = np.array([heads[a].has_order and heads[b].has_order for a, b in known], np.bool_)
    found = bounds(known, heads)
    least = np.where(orders, _LEAST_OF_DIRECTIVES, _LEAST_GROUND)
    if sure:
        least = np.maximum(least, least_ground(sure, found.evidence, found.agreeing, orders))
    enough = (found.ground >= least).tolist()
    left_out = {pair for pair, is_enough in zip(known, enough, strict=True) if not is_enough}
    return [pair for pair in pairs if pair not in left_out]


class Bounds(NamedTuple):
    """For each pair at least the ground and the evidence that ``relations.pair`` finds, at most
    little more, and whether numbers may agree."""

    ground: Floats
    evidence: Floats
    agreeing: Bools


def bounds(pairs: Sequence[tuple[int, int]], heads: Mapping[int, Head]) -> Bounds:
    place = {key: number for number, key in enumerate(heads)}
    ends = np.array([(place[a], place[b]) for a, b in pairs], np.int64).reshape(-1, 2)
    stored = _Heads(heads.values())
    bonus = np.minimum(stored.agreeing(ends), _MOST_OF_NUMBERS)
    weight = stored.shared(ends) + bonus
    totals = np.maximum(stored.totals(ends) + bonus[:, None], _NO_WEIGHT)
    ground = weight / totals.sum(axis=1) + np.minimum(1, weight / totals.min(axis=1)) / 2
    return Bounds(ground, weight, bonus > 0)


class _Heads:
    """The heads of many claims as arrays; claims by their place."""

    def __init__(self, heads: Iterable[Head]) -> None:
        rows = list(heads)
        self.terms, self.term_ends = _joined([row.terms for row in rows], TERM)
        self.numbers, self.number_ends = _joined([row.numbers for row in rows], NUMBER)
        self.languages = np.array([row.language for row in rows])
        self.weights = np.array([(row.weight, row.known) for row in rows]).reshape(-1, 2)

    def totals(self, ends: Ints) -> Floats:
        """What both claims of each pair are about, in all: shape (pairs, 2)."""
        whole, known = self.weights[ends, 0], self.weights[ends, 1]
        across = self.languages[ends[:, 0]] != self.languages[ends[:, 1]]
        totals: Floats = np.where(across[:, None], known + _ACROSS_WORDS * (whole - known), whole)
        return totals

    def shared(self, ends: Ints) -> Floats:
        """The weight of the terms that both claims of each pair have."""
        first = np.unique(ends[:, 0])
        owner, own = _rows(self.term_ends, first)
        names = self.terms["term"].astype(np.int64)
        table = first[owner] << 32 | names[own]
        order = np.argsort(table)
        table = table[order]
        pair, other = _rows(self.term_ends, ends[:, 1])
        asked = ends[pair, 0] << 32 | names[other]
        at = np.minimum(np.searchsorted(table, asked), len(table) - 1)
        both = table[at] == asked if len(table) else np.zeros(0, np.bool_)
        weights = self.terms["weight"]
        least = np.minimum(weights[own[order[at[both]]]], weights[other[both]])
        return np.bincount(pair[both], least, len(ends)).astype(np.float64)

    def agreeing(self, ends: Ints) -> Floats:
        """What the numbers of one unit whose bounds meet may add."""
        pair, of = _rows(self.number_ends, ends[:, 0])
        again, other = _rows(self.number_ends, ends[pair, 1])
        x, y = self.numbers[of[again]], self.numbers[other]
        meet = x["unit"] == y["unit"]
        meet &= (x["low"] <= y["high"]) & (y["low"] <= x["high"])
        digits = np.maximum(x["digits"], y["digits"])[meet]
        rarity = _RARITY[np.minimum(digits, len(_RARITY) - 1)]
        return np.bincount(pair[again[meet]], rarity, len(ends)).astype(np.float64)


def _joined(parts: Sequence[bytes], row: np.dtype[Any]) -> tuple[NDArray[Any], Ints]:
    """The rows of all parts one after the other, and where each part begins and the last ends."""
    lengths = np.array([0, *map(len, parts)]) // row.itemsize
    return np.frombuffer(b"".join(parts), row), np.cumsum(lengths)


def _rows(ends: Ints, parts: Ints) -> tuple[Ints, Ints]:
    """The rows of these parts, with the place in ``parts`` that each is of."""
    sizes = ends[parts + 1] - ends[parts]
    place = np.repeat(np.arange(len(parts)), sizes)
    before = np.cumsum(sizes) - sizes
    return place, np.arange(len(place)) + (ends[parts] - before)[place]
