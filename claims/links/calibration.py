"""From what a comparison rests on to the probability that its relation is right.

A logistic function whose numbers were fitted once (2026-11-22) on two sets of pairs: 281 pairs of
sentences judged by hand (``tests/links/pairs_open.jsonl``, weight 1) and 480 cross-article pairs
of three sets of annotated articles for which the rules named a relation (weight 1/4: what the
annotators did not link counts as wrong). The rules had seen the first set, so its intercept was
lowered by half a unit afterwards; ``python -m benchmarks.pairs`` prints how often answers are
right.
"""

from __future__ import annotations

import math
from collections.abc import Collection

_INTERCEPT = -3.8
_GROUND = 6.2  # per unit of common ground, 0 to 1
_EVIDENCE = 0.06  # per unit of shared weight, up to 8
_NUMBER = 1.4  # where numbers agree
_ONE_OBJECT = 2.5  # where both are directives on one object
_MOST_EVIDENCE = 8.0
_KIND = {
    "repeats": 1.5,
    "contradicts": 1.0,
    "qualifies": 0.6,
    "supersedes": 0.0,
    "corroborates": -0.4,
}
_TURN = -0.4
_TURNS = frozenset({"later_turn", "other_day"})
# A pair that is kept apart by a named facet, and one that merely shares little.
_KEPT_APART = 0.9
_LITTLE_SHARED = (0.95, 0.6)  # at no common ground, and less per unit of it
_VAGUE = frozenset({"other_subject", "little_in_common", "number_of_something_else"})


def confidence(
    relation: str,
    codes: Collection[str],
    *,
    ground: float,
    evidence: float,
    agreeing: bool,
    one_object: bool = False,
) -> float:
    """The probability, 0 to 1, that ``relation`` is right. ``codes`` are those of its reasons,
    ``ground`` and ``evidence`` how much the two share, ``agreeing`` whether numbers agree, and
    ``one_object`` whether both are directives on one object, whatever else they share."""
    if relation == "not_comparable":
        if _VAGUE.isdisjoint(codes):
            return _KEPT_APART
        most, slope = _LITTLE_SHARED
        return round(most - slope * ground, 4)
    logit = _INTERCEPT + _GROUND * ground + _EVIDENCE * min(evidence, _MOST_EVIDENCE)
    logit += _NUMBER * agreeing + _ONE_OBJECT * one_object + _KIND[relation]
    if not _TURNS.isdisjoint(codes):
        logit += _TURN
    return round(1 / (1 + math.exp(-logit)), 4)
