"""What each sign of a pair weighs for each relation, and so how probable each relation is.

A multinomial logistic function of ``relations.evidence.facts``: the mean of two fits of 2026-11-22
by ``python -m benchmarks.calibrate``, to 505 judged pairs of ``tests/links/pairs_open.jsonl`` and
to all 625 (written by three hands), each with pairs of their statements with strangers, which count
1/25. The mean was right more often than either of pairs that neither had seen (0.67 of 281). The
intercept of "not comparable" is 0.3 lower than fitted, for half of what was missed was called so.

Two texts that somebody asks about compare more often than two claims that a search brings
together, so that ``confidence`` bounds what is proposed: a logistic function of the common ground
alone, fitted on the same day to 281 of these pairs and to 480 cross-article pairs of three sets of
annotated articles, where what nobody linked counts as wrong.
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
LIKENESS = (0.15, 0.21, 0.64, 0.02, 0.57)
WEIGHTS = {
    "": (-2.46, 0.16, 0.96, -1.55, -2.92, 2.24),
    "across": (0.86, 0.09, -0.25, -0.15, -0.92, 0.39),
    "alike": (-0.08, 0.39, 0.33, 0.69, 1.53, -2.06),
    "alike_across": (0.42, 0.77, -0.62, 0.43, 0.80, -1.84),
    "both_negative": (0.96, 0.83, -0.65, -0.79, -0.20, -0.16),
    "changed_places": (-1.06, -0.83, 2.06, -0.73, -0.11, 0.68),
    "day_apart": (0.69, -0.27, -0.71, -1.92, 2.24, -0.47),
    "evidence": (1.56, -0.14, -0.79, -0.47, 0.62, -0.78),
    "far_in_time": (-0.00, -0.00, -0.18, -0.00, 0.36, -0.18),
    "ground": (-0.31, 1.08, 0.48, 0.69, -0.64, -0.83),
    "ground_across": (0.40, 0.22, 0.07, -0.01, -0.35, -0.30),
    "grown_number": (-0.36, -0.97, -0.59, -0.08, 2.51, -0.52),
    "half_year_apart": (-0.03, -0.08, -0.10, -0.05, 0.42, -0.17),
    "higher_court": (-0.00, -0.01, -0.00, -0.00, 0.82, -0.81),
    "later_against": (-0.75, -0.67, -0.16, 0.11, 1.09, 0.20),
    "later_state": (-0.04, -0.12, -0.03, -0.20, 0.53, -0.14),
    "later_turn": (-0.27, 0.67, -1.13, -0.18, 1.06, -0.24),
    "least_left": (0.31, 0.27, -0.36, -2.07, 0.16, 1.41),
    "most_left": (-0.72, -0.45, 0.34, 1.01, -0.19, 0.39),
    "much_ground": (0.49, 0.69, 0.04, 0.38, -0.74, -0.91),
    "name_left": (0.54, 0.15, -0.52, -0.14, -0.39, 0.35),
    "names_left": (-0.07, -0.45, 0.53, -0.32, 0.34, -0.02),
    "narrower": (0.08, 0.42, -0.18, 0.46, -0.56, -0.21),
    "near_copy": (2.90, -0.90, 0.41, -1.17, -1.07, -0.31),
    "numbers_agree": (1.02, 0.98, -0.85, -0.06, -0.48, -0.65),
    "numbers_clash": (-0.41, -1.10, 1.38, -0.95, 0.47, 0.62),
    "one_counts": (-0.35, -0.07, 0.43, -0.12, -0.29, 0.40),
    "one_directive": (-0.74, -0.43, -0.22, 0.86, 0.27, 0.26),
    "one_negative": (-0.66, 0.66, 0.98, -0.47, -0.36, -0.13),
    "one_object": (-0.14, -0.15, 0.49, 0.15, -0.58, 0.23),
    "one_origin": (1.25, 0.14, -0.66, -0.62, 0.77, -0.90),
    "one_report": (1.16, 0.35, -0.83, -0.14, -0.47, -0.07),
    "opposite": (-0.35, -1.60, 1.66, -0.38, 0.50, 0.16),
    "opposite_acts": (-0.52, -1.51, 1.32, -1.06, 1.04, 0.74),
    "other_actor": (-0.35, -1.32, -0.42, -0.72, 1.18, 1.65),
    "other_basis": (-0.02, -0.04, -1.31, -0.09, -0.29, 1.74),
    "other_certainty": (-0.21, -1.42, -0.70, 1.51, 0.91, -0.08),
    "other_day": (-0.09, -0.42, 1.67, -0.68, -0.70, 0.23),
    "other_direction": (-0.04, 0.72, -0.08, -0.04, -0.03, -0.53),
    "other_doer": (-0.97, 0.15, 1.26, -0.42, -0.06, 0.03),
    "other_forecaster": (-0.00, -0.00, -0.29, -0.01, -0.17, 0.47),
    "other_group": (-0.22, -0.71, -0.22, -0.94, -0.33, 2.42),
    "other_issuer": (-0.01, -0.04, -0.08, -0.01, -0.55, 0.70),
    "other_measure": (-0.06, -0.30, -0.54, -0.12, -0.17, 1.21),
    "other_number": (-0.40, -1.07, 1.40, -0.93, 0.04, 0.93),
    "other_place": (-0.04, -0.27, 0.07, -0.28, -0.22, 0.73),
    "other_product": (-0.01, -0.00, -0.00, -0.00, -0.26, 0.27),
    "other_qualifier": (-0.02, -0.10, -1.23, -0.11, -0.45, 1.91),
    "other_role": (-0.68, -0.17, -0.80, -0.06, 0.32, 1.41),
    "other_scope": (-0.93, -0.74, 0.18, 1.48, 0.11, -0.10),
    "other_stage": (0.14, -1.93, -0.61, 1.81, 0.25, 0.35),
    "other_strength": (-0.20, -1.04, 0.41, 1.79, -0.18, -0.78),
    "other_subject": (-0.59, 0.84, -0.28, -0.69, 0.52, 0.21),
    "other_time": (-0.01, -0.01, -0.20, -0.01, -1.27, 1.47),
    "part_and_whole": (-0.01, -0.05, -1.70, -0.41, 0.31, 1.85),
    "part_in_one": (-0.29, 0.07, 0.14, 1.17, -0.34, -0.75),
    "permitted_and_restricted": (-0.11, -0.66, 1.16, -0.84, -0.12, 0.57),
    "reservation": (-0.09, -0.46, -1.42, 2.00, 0.14, -0.18),
    "revised_number": (-0.00, -0.03, -0.01, -0.01, 0.49, -0.43),
    "rival_actor": (-0.26, -1.15, 1.82, -0.21, 0.23, -0.45),
    "same_act": (0.06, 0.14, -0.29, 0.23, 0.08, -0.20),
    "same_measure": (-0.19, -0.37, -0.58, -0.18, 0.45, 0.87),
    "same_role": (0.02, -0.29, 0.15, -0.19, -0.06, 0.36),
    "same_strength": (-0.02, 0.62, -0.35, -0.04, -0.06, -0.15),
    "same_subject": (-0.50, 0.18, -0.66, 0.79, 0.33, -0.15),
    "singled_out": (-0.07, -0.56, 2.26, -0.35, -0.35, -0.93),
    "two_directives": (0.09, 0.26, -0.34, 0.17, -0.56, 0.41),
    "week_apart": (-0.42, -1.08, -1.55, -0.77, 1.60, 1.67),
    "weeks_apart": (-0.30, -0.71, -0.52, -0.60, 1.09, 0.93),
    "words": (0.38, -1.25, -0.37, 1.46, -0.01, -0.21),
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
