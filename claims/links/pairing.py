"""Which compared pairs are worth a person's look, and the links of readings kept in memory.

The stored path (``proposing.py``) and ``manage.py evaluate`` rank and fold here, by one rule.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations
from typing import Generic, TypeVar

from claims.links.features import Features, Order
from claims.links.rules import Comparison, compare
from claims.text.terms import terms

CANDIDATES = 50
"""Most partners compared for one claim."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Scored(Generic[K]):
    """How ``a`` and ``b`` relate, compared when partners were looked for ``of``, one of them."""

    a: K
    b: K
    of: K
    outcome: Comparison


@dataclass(frozen=True, slots=True)
class Kept(Generic[K]):
    """A pair worth proposing; ``folded`` are the claims of pairs that say the same again."""

    a: K
    b: K
    outcome: Comparison
    folded: tuple[K, ...] = ()


def folds(claims: Mapping[K, Features]) -> dict[K, K]:
    """For each claim the one that stands for it: the first given of those that say the same in one
    text, an article's own or its copies'. Cost: the pairs of claims of one text."""
    by_text: dict[str, list[K]] = defaultdict(list)
    for key, claim in claims.items():
        by_text[claim.article].append(key)
    stands = {key: key for key in claims}
    for text, keys in by_text.items():
        for first, second in combinations(keys if text else [], 2):
            # Only what stands for itself stands for another: likeness is not passed on.
            if (stands[first], stands[second]) != (first, second):
                continue
            if says_again(claims[first], claims[second]):
                stands[second] = first
    return stands


def says_again(first: Features, second: Features) -> bool:
    """Whether a claim of a text brings nothing that the first given of the two does not say."""
    if _orders_again(first, second):
        return True
    if not shares_words(first.lemmas, second.lemmas):
        return False
    return compare(first, second).relation == "repeats"


def shares_words(first: AbstractSet[str], second: AbstractSet[str]) -> bool:
    """Whether two claims have three in four of their words in common: no two say the same with
    fewer, but where both tell of a directive."""
    return 4 * len(first & second) >= 3 * max(len(first), len(second))


def _orders_again(first: Features, second: Features) -> bool:
    """Whether a text tells of one directive twice: as strong, by nobody else, on the same, and with
    no number or time that the first does not have."""
    one, other = first.order, second.order
    if one is None or other is None or not first.on or first.on != second.on:
        return False
    same_state = not (first.issuing and second.issuing) or first.issuing == second.issuing
    days = {(time.first, time.last) for time in first.times}
    nothing_new = not second.numbers and all((t.first, t.last) in days for t in second.times)
    return _deed(one) == _deed(other) and same_state and nothing_new


def _deed(order: Order) -> tuple[str, str, str, str]:
    return order.strength, order.direction, order.status, order.act


def rank(
    found: Iterable[Scored[K]], stands: Mapping[K, K], *, proposed_from: float, most: int
) -> list[Kept[K]]:
    """The pairs worth proposing, the surest first: comparable, confident, and at most ``most`` for
    each claim that partners were looked for.

    Two pairs whose claims say the same are one proposal: of the claims that stand for the others,
    where those are a pair, else of the surer pair. ``stands`` is as from ``folds``; a claim that is
    not in it stands for itself.
    """
    kept: dict[frozenset[K], Kept[K]] = {}
    count: dict[K, int] = defaultdict(int)
    for one in sorted(found, key=lambda one: -one.outcome.confidence):
        if one.outcome.relation == "not_comparable" or one.outcome.confidence < proposed_from:
            continue
        pair = frozenset((stands.get(one.a, one.a), stands.get(one.b, one.b)))
        of = stands.get(one.of, one.of)
        if len(pair) == 1:  # a claim and what says the same in a copy
            continue
        if (before := kept.get(pair)) is not None:
            shown, again = (before, one) if {before.a, before.b} == pair else (one, before)
            if {shown.a, shown.b} != pair:
                shown, again = before, one
            ends = {shown.a, shown.b}
            folded = (*before.folded, again.a, again.b)
            more = dict.fromkeys(key for key in folded if key not in ends)
            kept[pair] = Kept(shown.a, shown.b, shown.outcome, tuple(more))
        elif count[of] < most:
            kept[pair] = Kept(one.a, one.b, one.outcome)
            count[of] += 1
    return list(kept.values())


def links(
    claims: Mapping[K, Features],
    *,
    proposed_from: float,
    most: int,
    alike: Mapping[tuple[K, K], float] | None = None,
) -> list[Kept[K]]:
    """The links of claims in memory, of different texts, as a search for each claim among all the
    others proposes them. ``alike`` are the pairs that a second look brings together by likeness of
    meaning, either way round, with the cosine of their vectors."""
    alike = alike or {}
    pairs = [(of, other) for of, partners in candidates(claims).items() for other in partners]
    found = [
        Scored(of, other, of, compare(claims[of], claims[other], similarity=alike.get((of, other))))
        for of, other in dict.fromkeys((*pairs, *alike))
    ]
    return rank(found, folds(claims), proposed_from=proposed_from, most=most)


def candidates(claims: Mapping[K, Features]) -> dict[K, list[K]]:
    """For each claim up to 50 of other texts that share terms with it, those first whose shared
    terms are rare: the sum of their weights over the square root of 4 + the number of terms, as
    the index weighs them. Cost: the claims times those that share a term with each."""
    said = {
        key: terms(
            claim.lemmas,
            (name.key for name in claim.names),
            ((one.value, one.high, one.unit) for one in claim.numbers),
            ((time.first, time.last) for time in claim.times),
        )
        for key, claim in claims.items()
    }
    having: dict[str, list[K]] = defaultdict(list)
    for key, own in said.items():
        for term in own:
            having[term].append(key)
    found: dict[K, list[K]] = {}
    for key, own in said.items():
        points: dict[K, float] = defaultdict(float)
        for term in own:
            weight = math.log(1 + len(claims) / len(having[term]))
            for other in having[term]:
                if claims[other].article != claims[key].article:
                    points[other] += weight / math.sqrt(4 + len(said[other]))
        found[key] = [
            other for other, _weight in nlargest(CANDIDATES, points.items(), key=lambda one: one[1])
        ]
    return found
