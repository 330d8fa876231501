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
    "": (-2.44, 0.78, 0.01, -1.90, -3.95, 4.02),
    "across": (0.67, -0.55, 0.81, -0.52, -0.94, 1.20),
    "alike": (-0.36, 1.02, 1.23, 0.41, 2.66, -1.90),
    "alike_across": (0.72, 1.04, -2.58, 1.60, 1.50, -3.25),
    "both_negative": (2.12, 1.73, -0.50, -1.45, -1.56, -0.64),
    "changed_places": (-2.54, -1.06, 3.13, -2.07, -0.86, 1.82),
    "day_apart": (0.08, -0.98, -1.34, -2.34, 2.26, -1.88),
    "evidence": (2.52, 0.15, -1.29, -0.67, 1.28, -2.04),
    "far_in_time": (-0.03, -0.21, 0.11, -0.55, 0.99, -0.34),
    "ground": (-0.79, 0.06, 1.78, 0.39, 1.07, -0.64),
    "ground_across": (0.42, 0.34, -0.80, 0.20, -0.32, -0.62),
    "grown_number": (-1.29, -4.22, 1.53, -1.06, 3.63, -1.29),
    "half_year_apart": (-0.06, -0.38, -1.24, 0.69, 0.66, 0.27),
    "higher_court": (-0.00, -0.29, -0.01, -0.01, 1.09, -0.80),
    "later_against": (-1.53, 0.84, -0.87, 1.14, 0.26, 0.01),
    "later_state": (-0.00, -1.07, -0.27, -0.92, 1.10, 1.08),
    "later_turn": (-1.12, -1.09, -1.20, -0.69, 1.23, -0.34),
    "least_left": (1.62, -0.43, 0.33, -2.21, -0.91, 0.42),
    "most_left": (-0.80, 0.18, 0.58, 1.72, -0.30, -0.23),
    "much_ground": (1.41, 1.80, -0.11, 1.27, -3.72, -1.38),
    "name_left": (1.76, 0.01, -0.43, -0.78, -0.17, -0.47),
    "names_left": (-0.18, -0.64, 1.68, -0.51, -0.01, -0.30),
    "narrower": (0.10, 0.40, -0.28, 0.34, -0.34, -0.38),
    "near_copy": (3.30, -1.39, -0.23, -2.19, -2.95, -1.86),
    "numbers_agree": (1.13, 1.12, -0.84, -0.02, -1.10, -1.24),
    "numbers_clash": (-0.90, -1.81, 1.70, -0.63, 0.91, 0.83),
    "one_counts": (-0.28, -0.16, 0.46, 0.21, -0.34, 0.13),
    "one_directive": (-1.84, -0.13, 0.21, 1.23, -0.14, 0.82),
    "one_negative": (-1.39, 1.26, 0.82, -0.52, -0.90, -0.81),
    "one_object": (0.10, -0.93, 1.24, -0.40, -0.22, 0.05),
    "one_origin": (1.32, -0.48, -1.17, -1.50, 1.26, -1.38),
    "one_report": (1.45, 0.82, -1.73, 0.53, -1.40, -0.46),
    "opposed_in_same_words": (-0.49, -0.35, 1.57, -0.95, 0.28, -0.90),
    "opposite": (-1.09, -3.07, 1.51, -0.42, 0.90, 0.84),
    "opposite_acts": (-1.25, -2.48, 1.61, -0.82, 1.60, 1.59),
    "other_actor": (-1.34, -2.61, -2.03, -1.29, 2.80, 2.97),
    "other_basis": (-0.06, 1.14, -2.21, 0.51, -1.16, 1.45),
    "other_certainty": (-0.17, -1.16, -0.87, 1.57, 0.57, -0.51),
    "other_day": (-0.40, -0.93, 2.19, -0.81, -0.48, 0.18),
    "other_direction": (-0.14, 1.82, -0.31, -0.44, 0.97, -1.89),
    "other_doer": (-3.13, 0.58, 1.77, -0.09, 0.25, 0.53),
    "other_forecaster": (-0.00, -0.00, -0.63, -0.02, -0.46, 1.12),
    "other_group": (-0.56, -1.90, 0.69, -3.41, -1.65, 3.98),
    "other_issuer": (-0.00, -0.19, -0.26, -0.14, -1.71, 2.29),
    "other_measure": (-0.19, -0.98, -1.18, -0.56, 0.84, 1.93),
    "other_number": (-0.90, -1.81, 1.70, -0.54, 0.52, 0.82),
    "other_place": (-0.08, -1.03, 0.62, -0.58, 0.35, 0.73),
    "other_product": (-0.00, -0.01, -0.07, -0.01, -1.44, 1.52),
    "other_qualifier": (-0.05, -0.93, -1.60, 0.74, -0.23, 1.40),
    "other_role": (-1.89, -0.72, -0.99, -0.12, 0.18, 1.57),
    "other_scope": (-2.19, -0.68, 0.21, 1.91, -0.06, -0.34),
    "other_stage": (-0.22, -2.07, -0.68, 1.51, 1.02, 0.43),
    "other_strength": (-0.65, -2.29, 1.15, 2.65, 0.12, -1.82),
    "other_subject": (-1.58, 1.13, -0.09, -0.39, 0.52, 0.44),
    "other_time": (-0.01, -0.60, -1.92, -0.21, -2.16, 3.03),
    "part_and_whole": (-0.01, -0.17, -2.20, -0.37, 0.16, 2.08),
    "part_in_one": (-1.05, 0.14, 0.61, 1.32, -0.32, -1.02),
    "permitted_and_restricted": (-0.15, -0.52, 2.48, -2.13, -0.82, 1.14),
    "reservation": (-0.71, 0.39, -2.09, 2.32, 0.06, -0.74),
    "revised_number": (-0.00, -0.06, -0.11, -0.22, 0.71, -0.32),
    "rival_actor": (-1.23, -2.66, 2.45, -0.24, 1.06, 0.57),
    "same_act": (-0.06, 0.28, -0.39, 0.55, 0.11, -0.27),
    "same_measure": (-0.53, -0.97, -0.45, -0.40, 0.27, 1.07),
    "same_role": (-0.73, -0.08, 0.45, 0.17, -0.10, 0.68),
    "same_strength": (0.65, 2.48, -1.08, 0.11, -1.46, -0.81),
    "same_subject": (-0.65, 0.20, -0.53, 0.60, 0.59, -0.02),
    "singled_out": (-0.17, -1.34, 3.16, -0.91, -1.07, -0.80),
    "two_directives": (-0.31, 0.19, -0.94, -0.03, 0.20, 1.07),
    "week_apart": (-2.55, -0.64, -1.20, -0.71, 1.65, 0.25),
    "weeks_apart": (-1.21, 0.34, -0.10, -0.37, 0.50, 0.09),
    "words": (0.58, -1.97, -1.27, 2.50, -1.19, 0.05),
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
