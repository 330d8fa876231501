"""How two claims relate, said with reasons: first whether they compare, then what one says of the
other.

Similarity finds partners but cannot label them (entailing and contradicting partners are equally
similar), so the label comes from what can be named: opposite words, numbers that cannot both be
right, a directive's strength, how far a plan has come, a later state. Every step is a rule over
facets, in ``relations`` a module for each; nothing is learned but the confidence
(``calibration.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.links.calibration import confidence
from claims.links.comparability import Reason, same_object
from claims.links.features import Features
from claims.links.independence import independence
from claims.links.relations import (
    actors,
    degrees,
    directives,
    exclusions,
    numbers,
    polarity,
    sameness,
    times,
)
from claims.links.relations.pair import (
    ALIKE,
    LEAST_EVIDENCE,
    NOT_COMPARABLE,
    SURE_GROUND,
    Found,
    Pair,
    pair_of,
    same_act,
)

__all__ = ["COMPARER", "NOT_COMPARABLE", "Comparison", "Reason", "compare"]

COMPARER = "facets 1"

_GROUND = 0.30
_GROUND_ACROSS = 0.26
_DIRECTIVE_GROUND = 0.15
"""Two directives on one product need share little else."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``relation`` is one of ``repeats``, ``corroborates``, ``contradicts``, ``qualifies``,
    ``supersedes`` and ``not_comparable``; ``later`` is ``a`` or ``b`` for supersedes, else empty;
    ``independence`` is ``independent``, ``shared_origin`` or ``unknown``; ``confidence`` is the
    probability, 0 to 1, that the relation is right."""

    relation: str
    later: str
    independence: str
    confidence: float
    reasons: Sequence[Reason]


def compare(a: Features, b: Features, *, similarity: float | None = None) -> Comparison:
    """How ``a`` and ``b`` relate. ``similarity`` is the cosine of their vectors where it is known:
    it can make up for words in another language, and never says which relation holds."""
    pair = pair_of(a, b, similarity)
    relation, later, why = _relation(pair)
    reasons = [*pair.reasons, *why]
    return Comparison(
        relation,
        later,
        independence(a, b, relation),
        confidence(
            relation,
            {reason.code for reason in why},
            ground=pair.ground,
            evidence=pair.evidence,
            agreeing=bool(pair.agreeing),
            one_object=same_object(a, b),
        ),
        reasons,
    )


def _relation(pair: Pair) -> Found:
    if pair.ground < _DIRECTIVE_GROUND:
        return NOT_COMPARABLE, "", [Reason("other_subject", "object", 1.0)]
    ruling = times.court(pair)
    if ruling is not None and pair.ground >= _GROUND:
        return ruling
    apart = exclusions.kept_apart(pair)
    other = actors.rival(pair, apart)
    if other is not None:
        return other
    if apart:
        return NOT_COMPARABLE, "", apart
    if sameness.same_sentence(pair):
        return "repeats", "", [Reason("same_sentence", "words", 1.0, values=[f"{pair.words:.0%}"])]
    if same_object(pair.a, pair.b) and pair.ground >= _DIRECTIVE_GROUND:
        found = directives.directives(pair)
        if found is not None:
            return found
    if pair.ground < (_GROUND_ACROSS if pair.across else _GROUND):
        return NOT_COMPARABLE, "", [Reason("other_subject", "object", 1.0)]
    against = pair.ground >= 0.5 and bool(polarity.opposition(pair)[0])
    if (
        not against
        and exclusions.other_subject(pair)
        and pair.ground < (0.5 if pair.agreeing else SURE_GROUND)
    ):
        return NOT_COMPARABLE, "", [Reason("other_subject", "object", 1.0)]
    for rule in (
        numbers.numbers,
        directives.directives,
        polarity.denied,
        polarity.opposed,
        times.moved,
        degrees.stages,
        times.changed,
        degrees.scope,
    ):
        found = rule(pair)
        if found is not None:
            return found
    one_matter = same_act(pair) or pair.alike >= ALIKE
    if pair.ground < (0.42 if one_matter else SURE_GROUND) and not pair.agreeing:
        return NOT_COMPARABLE, "", [Reason("little_in_common", "object", 0.5)]
    if pair.evidence < LEAST_EVIDENCE and pair.alike < ALIKE:
        return NOT_COMPARABLE, "", [Reason("little_in_common", "object", 0.5)]
    if polarity.opposition(pair)[0]:  # of something else, or one of the rules would have said so
        return NOT_COMPARABLE, "", [Reason("little_in_common", "object", 0.5)]
    return "corroborates", "", [Reason("nothing_against", "words", 0.3)]
