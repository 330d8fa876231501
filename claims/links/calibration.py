"""What each sign of a pair weighs for each relation, and so how probable each relation is.

A multinomial logistic function of ``relations.evidence.facts``, fitted on 2026-11-22 by ``python -m
benchmarks.calibrate`` to the 505 judged pairs of ``tests/links/pairs_open.jsonl`` and to 1,598
pairs of their statements with strangers, which count 1/25; of the pairs left out in tenths it had
0.75 right. Two texts that somebody asks about compare more often than two claims that a search
brings together, so that ``confidence`` bounds what is proposed: a logistic function of the common
ground alone, fitted on 2026-11-22 to 281 of these pairs and to 480 cross-article pairs of three
sets of annotated articles, where what nobody linked counts as wrong.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

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
LIKENESS = (0.15, 0.22, 0.63, -0.01, 0.65)
WEIGHTS = {
    "": (-2.18, -0.14, 1.68, -1.57, -2.43, 2.17),
    "across": (1.05, 0.35, -0.39, -0.10, -1.06, 0.16),
    "alike": (-0.10, 0.53, 0.13, 0.80, 1.20, -1.97),
    "alike_across": (0.54, 0.78, -0.51, 0.34, 0.44, -1.62),
    "both_negative": (0.72, 0.69, -0.64, -0.37, -0.17, -0.24),
    "changed_places": (-1.03, -0.86, 2.06, -0.76, -0.11, 0.70),
    "day_apart": (0.72, -0.26, -0.41, -2.40, 2.27, -0.31),
    "evidence": (1.50, -0.14, -0.85, -0.63, 0.74, -0.63),
    "far_in_time": (-0.00, -0.00, -0.22, -0.00, 0.57, -0.35),
    "ground": (-0.39, 1.37, 0.10, 0.73, -0.75, -0.76),
    "ground_across": (0.41, 0.09, 0.29, 0.01, -0.38, -0.38),
    "grown_number": (-0.27, -0.81, -0.69, -0.01, 2.40, -0.62),
    "half_year_apart": (-0.02, -0.09, -0.10, -0.03, 0.40, -0.16),
    "higher_court": (-0.00, -0.01, -0.00, -0.00, 0.90, -0.89),
    "later_against": (-0.56, -0.44, -0.26, -0.23, 1.28, 0.04),
    "later_state": (-0.05, -0.19, -0.03, -0.14, 0.50, -0.08),
    "later_turn": (-0.19, 0.76, -1.07, -0.18, 0.93, -0.28),
    "least_left": (-0.50, 0.69, -0.79, -2.05, 0.02, 2.09),
    "most_left": (-0.95, -0.80, 0.27, 1.11, -0.07, 0.76),
    "much_ground": (0.19, 0.72, -0.13, 0.54, -0.60, -0.77),
    "name_left": (-0.05, -0.00, -0.65, 0.09, -0.32, 0.93),
    "names_left": (-0.06, -0.56, 0.14, -0.40, 0.77, 0.11),
    "narrower": (-0.01, 0.47, -0.19, 0.27, -0.36, -0.17),
    "near_copy": (2.92, -0.96, 0.38, -1.23, -1.18, -0.06),
    "numbers_agree": (0.98, 0.90, -0.90, -0.11, -0.31, -0.58),
    "numbers_clash": (-0.34, -1.07, 1.39, -0.99, 0.49, 0.55),
    "one_counts": (-0.52, 0.03, 0.47, -0.23, -0.17, 0.42),
    "one_directive": (-0.70, -0.49, -0.23, 0.81, 0.47, 0.14),
    "one_negative": (-0.62, 0.72, 0.79, -0.64, -0.49, 0.27),
    "one_object": (-0.24, -0.24, 0.50, 0.35, -0.75, 0.37),
    "one_origin": (1.20, 0.25, -0.66, -0.39, 0.65, -1.06),
    "one_report": (1.19, 0.36, -0.85, -0.24, -0.44, -0.02),
    "opposite": (-0.31, -1.23, 1.68, -0.42, 0.85, -0.58),
    "opposite_acts": (-0.51, -1.51, 1.44, -1.06, 1.09, 0.55),
    "other_actor": (-0.34, -1.42, 0.19, -0.89, 1.05, 1.42),
    "other_basis": (-0.02, -0.04, -1.27, -0.04, -0.55, 1.92),
    "other_certainty": (-0.24, -1.21, -0.58, 1.43, 0.67, -0.06),
    "other_day": (-0.04, -0.26, 1.66, -0.87, -0.94, 0.45),
    "other_direction": (-0.03, 0.27, -0.08, -0.04, -0.02, -0.10),
    "other_doer": (-0.93, 0.13, 1.39, -0.63, 0.01, 0.04),
    "other_forecaster": (-0.00, -0.00, -0.39, -0.00, -0.16, 0.55),
    "other_group": (-0.23, -0.70, -0.17, -0.78, -0.38, 2.26),
    "other_issuer": (-0.01, -0.06, -0.12, -0.00, -0.58, 0.77),
    "other_measure": (-0.03, -0.22, -0.51, -0.10, -0.16, 1.03),
    "other_number": (-0.33, -1.04, 1.41, -0.98, -0.09, 0.99),
    "other_place": (-0.02, -0.26, -0.26, -0.36, -0.16, 1.06),
    "other_product": (-0.00, -0.00, -0.00, -0.00, -0.16, 0.16),
    "other_qualifier": (-0.02, -0.11, -1.32, -0.11, -0.40, 1.95),
    "other_role": (-0.63, -0.13, -0.59, -0.08, 0.09, 1.35),
    "other_scope": (-0.77, -0.75, 0.19, 1.13, 0.21, -0.00),
    "other_stage": (0.22, -2.13, -0.78, 1.85, 0.34, 0.50),
    "other_strength": (-0.14, -1.03, 0.40, 1.66, -0.11, -0.77),
    "other_subject": (-0.45, 0.80, -0.34, -0.57, 0.33, 0.24),
    "other_time": (-0.01, -0.01, -0.23, -0.00, -1.29, 1.54),
    "part_and_whole": (-0.01, -0.05, -1.59, -0.28, -0.20, 2.13),
    "part_in_one": (-0.20, 0.02, 0.06, 1.38, -0.32, -0.94),
    "permitted_and_restricted": (-0.12, -0.77, 1.27, -0.78, -0.09, 0.50),
    "reservation": (-0.07, -0.45, -1.34, 1.86, -0.17, 0.17),
    "revised_number": (-0.00, -0.03, -0.02, -0.00, 0.63, -0.57),
    "rival_actor": (-0.15, -1.04, 1.93, -0.13, 0.04, -0.66),
    "same_act": (0.22, 0.18, -0.23, 0.17, -0.01, -0.31),
    "same_measure": (-0.15, -0.33, -0.50, -0.38, 0.32, 1.04),
    "same_role": (0.31, -0.40, 0.16, -0.29, -0.24, 0.45),
    "same_strength": (-0.19, 0.43, -0.22, -0.08, -0.06, 0.11),
    "same_subject": (-0.58, 0.19, -0.78, 0.97, 0.46, -0.26),
    "singled_out": (-0.05, -0.53, 2.39, -0.37, -0.36, -1.09),
    "two_directives": (0.16, 0.34, -0.36, 0.08, -0.39, 0.18),
    "week_apart": (-0.30, -0.99, -1.51, -0.49, 1.33, 1.63),
    "weeks_apart": (-0.23, -0.71, -0.54, -0.40, 0.91, 0.94),
    "words": (0.26, -1.17, -0.29, 1.51, 0.04, -0.32),
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
    "repeats": 1.5,
    "contradicts": 1.0,
    "qualifies": 0.6,
    "supersedes": 0.0,
    "corroborates": -0.4,
}


def chances(values: Mapping[str, float]) -> dict[str, float]:
    """The probability of each relation, 0 to 1; together 1."""
    logits = list(WEIGHTS[""])
    for name, value in values.items():
        if value and name in WEIGHTS:
            logits = [
                logit + value * weight for logit, weight in zip(logits, WEIGHTS[name], strict=True)
            ]
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
