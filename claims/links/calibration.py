"""What each sign of a pair weighs for each relation, and so how probable each relation is.

A multinomial logistic function of ``relations.evidence.facts``, fitted on 2026-11-22 by ``python -m
benchmarks.calibrate``: to the 625 judged pairs of ``tests/links/pairs_open.jsonl`` (written by
three hands), which count four times, with pairs of their statements with strangers, which count
1/25; and to what a search compares within the ten stories of ``tests/links/stories`` (four
articles each, 621 links), where what nobody linked counts 1/20. With two of the stories left out in
turns, 2.5 times as many of their links were found as by what was fitted to the pairs alone.

Two texts that somebody asks about compare more often than two claims that a search brings
together, so that ``confidence`` bounds what is proposed: a logistic function of the common ground
alone, fitted on the same day to 281 of these pairs and to 480 cross-article pairs of three sets of
annotated articles, where what nobody linked counts as wrong. ``LINKS_PROPOSED_FROM`` says how
much of what it bounds was right in the stories left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from operator import mul

import numpy as np
from numpy.typing import NDArray

RELATIONS = (
    "repeats",
    "corroborates",
    "contradicts",
    "qualifies",
    "supersedes",
    "not_comparable",
)
# What was fitted. Columns as in RELATIONS; the first row are the intercepts.
# fmt: off
LIKENESS = (0.16, 0.19, 0.65, 0.05, 0.49)
WEIGHTS = {
    "": (-2.51, 0.46, -0.21, -1.87, -3.17, 4.03),
    "across": (0.76, -0.80, 1.00, -0.36, -0.97, 1.35),
    "alike": (-0.36, 1.09, 1.27, 0.54, 2.47, -2.00),
    "alike_across": (0.80, 1.55, -2.76, 0.90, 1.27, -3.39),
    "both_negative": (1.90, 1.51, 0.09, -1.15, -1.72, -0.85),
    "changed_places": (-2.35, -0.97, 3.08, -2.27, -0.73, 1.72),
    "day_apart": (0.17, -0.84, -1.23, -1.67, 2.00, -1.99),
    "evidence": (2.38, -0.08, -1.16, -0.52, 1.37, -1.96),
    "far_in_time": (-0.03, -0.18, 0.02, -0.77, 1.26, -0.40),
    "ground": (-0.54, 0.36, 1.72, 0.06, 0.85, -0.68),
    "ground_across": (0.35, 0.40, -0.81, 0.36, -0.35, -0.71),
    "grown_number": (-1.38, -4.35, 1.57, -1.15, 3.83, -1.37),
    "half_year_apart": (-0.06, -0.22, -1.17, 0.19, 0.76, 0.37),
    "higher_court": (-0.00, -0.26, -0.00, -0.01, 1.14, -0.89),
    "later_against": (-1.62, 0.69, -0.95, 0.94, 0.34, 0.24),
    "later_state": (-0.00, -0.97, -0.24, -1.24, 1.20, 1.15),
    "later_turn": (-1.09, -0.91, -1.16, -0.98, 1.28, -0.41),
    "least_left": (1.79, -0.44, 0.37, -2.20, -1.17, 0.36),
    "most_left": (-0.96, 0.32, 0.58, 1.60, -0.15, -0.12),
    "much_ground": (1.64, 1.86, -0.15, 1.25, -3.94, -1.43),
    "name_left": (1.82, -0.01, -0.47, -0.77, -0.15, -0.49),
    "names_left": (-0.18, -0.73, 1.77, -0.55, -0.02, -0.27),
    "narrower": (0.06, 0.35, -0.22, 0.40, -0.34, -0.34),
    "near_copy": (3.19, -1.38, 0.27, -2.29, -2.86, -1.80),
    "numbers_agree": (1.13, 1.19, -0.80, -0.13, -1.25, -1.26),
    "numbers_clash": (-1.04, -1.96, 1.66, -0.04, 0.49, 0.74),
    "one_counts": (-0.37, -0.12, 0.58, 0.23, -0.42, 0.13),
    "one_directive": (-1.87, -0.11, 0.23, 1.31, -0.21, 0.80),
    "one_negative": (-1.40, 1.27, 0.85, -0.54, -0.94, -0.85),
    "one_object": (0.05, -0.93, 1.18, -0.51, 0.12, -0.08),
    "one_origin": (1.44, -0.38, -1.35, -1.47, 1.22, -1.52),
    "one_report": (1.62, 1.03, -1.78, 0.45, -1.71, -0.59),
    "opposed_in_same_words": (-0.48, -0.48, 1.59, -0.92, 0.22, -0.81),
    "opposite": (-1.12, -3.00, 1.53, -0.21, 0.61, 0.66),
    "opposite_acts": (-1.24, -2.46, 1.60, -0.81, 1.60, 1.55),
    "other_act": (-0.00, -0.01, -0.15, -0.00, -0.76, 0.91),
    "other_actor": (-1.37, -2.60, -2.06, -1.23, 2.75, 2.92),
    "other_addressee": (-0.24, 1.90, -0.18, -0.13, -0.03, -1.32),
    "other_basis": (-0.07, 1.06, -1.36, 0.55, -1.46, 1.04),
    "other_certainty": (-0.42, -1.66, -0.56, 2.14, -0.24, -0.30),
    "other_day": (-0.38, -0.80, 2.23, -1.08, -0.27, 0.03),
    "other_direction": (-0.15, 2.08, -0.29, -0.42, 0.92, -2.14),
    "other_doer": (-0.85, 0.36, 1.14, -0.55, -0.07, -0.09),
    "other_forecaster": (-0.00, -0.00, -0.61, -0.04, -0.34, 0.99),
    "other_group": (-0.57, -1.89, 0.62, -3.23, -1.55, 3.88),
    "other_issuer": (-0.00, -0.16, -0.18, -0.16, -1.44, 1.94),
    "other_measure": (-0.22, -0.97, -1.10, -0.54, 0.78, 1.93),
    "other_number": (-1.04, -1.80, 1.96, -1.00, 0.76, 0.82),
    "other_place": (-0.07, -0.98, 0.63, -0.61, 0.35, 0.70),
    "other_product": (-0.00, -0.01, -0.06, -0.01, -1.42, 1.50),
    "other_qualifier": (-0.04, -0.88, -1.61, 0.70, -0.30, 1.43),
    "other_role": (-1.95, -0.60, -1.02, -0.12, 0.11, 1.59),
    "other_scope": (-2.17, -0.70, 0.30, 1.85, -0.01, -0.33),
    "other_stage": (-0.45, -2.51, -0.30, 2.26, -0.09, 0.72),
    "other_strength": (-0.67, -2.10, 1.21, 2.76, -0.09, -2.07),
    "other_subject": (-1.60, 1.12, -0.06, -0.47, 0.57, 0.47),
    "other_time": (-0.01, -0.66, -1.82, -0.22, -2.17, 3.03),
    "part_and_whole": (-0.01, -0.14, -2.21, -0.47, 0.11, 2.16),
    "part_in_one": (-1.09, 0.15, 0.55, 1.35, -0.14, -1.15),
    "permitted_and_restricted": (-0.15, -0.24, 2.51, -2.15, -0.70, 0.79),
    "reservation": (-0.68, 0.29, -2.04, 2.37, -0.06, -0.69),
    "revised_number": (-0.00, -0.07, -0.13, -0.48, 0.98, -0.46),
    "rival_actor": (-1.18, -2.54, 2.45, -0.28, 1.03, 0.45),
    "same_act": (-0.16, 0.22, -0.30, 0.54, 0.18, -0.21),
    "same_measure": (-0.77, -1.13, -0.48, -0.38, 0.13, 1.28),
    "same_role": (-0.62, 0.04, 0.34, -0.03, 0.03, 0.63),
    "same_strength": (0.62, 2.68, -1.03, 0.27, -1.80, -0.90),
    "same_subject": (-0.73, 0.18, -0.49, 0.64, 0.48, 0.03),
    "singled_out": (-0.14, -1.27, 3.38, -0.81, -1.50, -1.05),
    "two_directives": (-0.22, -0.00, -0.94, -0.03, 0.02, 1.29),
    "week_apart": (-2.58, -0.63, -1.24, -0.65, 1.67, 0.22),
    "weeks_apart": (-1.24, 0.18, -0.17, -0.09, 0.46, 0.17),
    "went_back": (-0.20, 2.56, -0.05, -0.84, -1.05, -0.43),
    "went_on": (1.02, 1.33, -0.58, -3.66, 1.56, 0.05),
    "words": (0.53, -1.92, -1.22, 2.71, -1.68, 0.12),
}
# end of what was fitted
# fmt: on


_INTERCEPT = -3.8
_GROUND = 6.2  # per unit of common ground, 0 to 1
_EVIDENCE = 0.06  # per unit of shared weight, up to 8
_NUMBER = 1.4  # where numbers agree
_ONE_OBJECT = 2.5  # where both are directives on one object
_MOST_EVIDENCE = 8.0
_KIND = {
    "repeats": 1.0,
    "contradicts": 1.0,
    "qualifies": 0.6,
    "supersedes": 0.0,
    "corroborates": -0.4,
}
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def chances(values: Mapping[str, float]) -> dict[str, float]:
    """The probability of each relation, 0 to 1; together 1."""
    shown = [(value, WEIGHTS[name]) for name, value in values.items() if value and name in WEIGHTS]
    sizes, weights = [1.0, *(size for size, _row in shown)], [row for _size, row in shown]
    columns = zip(WEIGHTS[""], *weights, strict=True)
    logits = [sum(map(mul, sizes, column)) for column in columns]
    highest = max(logits)
    raised = [math.exp(logit - highest) for logit in logits]
    total = sum(raised)
    return {relation: one / total for relation, one in zip(RELATIONS, raised, strict=True)}


def weight(sign: str, relation: str) -> float:
    """What a sign adds to the logit of a relation; 0 for a sign that was never seen."""
    return WEIGHTS[sign][RELATIONS.index(relation)] if sign in WEIGHTS else 0.0


def usual_likeness(ground: float, words: float, *, across: bool) -> float:
    """The cosine that two texts of so much common ground and words usually have, where their
    vectors are not known."""
    alone, by_ground, by_words, alone_across, by_ground_across = LIKENESS
    if across:
        return alone_across + by_ground_across * ground
    return alone + by_ground * ground + by_words * words


def confidence(
    relation: str,
    *,
    ground: float,
    evidence: float,
    agreeing: bool,
    one_object: bool = False,
) -> float:
    """The probability, 0 to 1, that ``relation`` is right for a pair of the news, by no more than
    how much the two share: of two directives on one object, and at most of any other pair."""
    logit = _INTERCEPT + _GROUND * ground + _EVIDENCE * min(evidence, _MOST_EVIDENCE)
    logit += _NUMBER * agreeing + _ONE_OBJECT * one_object + _KIND[relation]
    return round(1 / (1 + math.exp(-logit)), 4)


def least_ground(sure: float, evidence: Floats, agreeing: Bools, one_object: Bools) -> Floats:
    """For each of many pairs the common ground below which ``confidence`` says less than ``sure``,
    between 0 and 1, of every relation."""
    logit = math.log(sure / (1 - sure)) - _INTERCEPT - max(_KIND.values())
    by_others = _EVIDENCE * np.minimum(evidence, _MOST_EVIDENCE)
    by_others += _NUMBER * agreeing + _ONE_OBJECT * one_object
    return (logit - by_others) / _GROUND
