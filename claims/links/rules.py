"""How two claims relate, said with reasons: first whether they compare, then what one says of the
other.

Similarity finds partners but cannot label them (entailing and contradicting partners are equally
similar), so the label comes from what can be named: opposite words, numbers that cannot both be
right, a directive's strength, how far a plan has come, a later state. Rules over facets, in
``relations`` a module for each, find these signs; what they weigh against each other and against
how much the two have in common was fitted to judged pairs (``calibration.py``). No relation but
"not comparable" and "corroborates" is answered without a sign of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.links.calibration import WEIGHTS, chances, confidence, weight
from claims.links.comparability import Reason, issuing_states, rests_on, same_object
from claims.links.features import Features
from claims.links.independence import independence
from claims.links.relations.evidence import facts, possible, signs
from claims.links.relations.pair import NOT_COMPARABLE, Pair, pair_of
from claims.links.relations.times import later

__all__ = ["COMPARER", "NOT_COMPARABLE", "Comparison", "Reason", "compare"]

COMPARER = "facets 2"

_LEAST_GROUND = 0.26
_LEAST_OF_DIRECTIVES = 0.15
"""Pairs that share less are left at once. Two directives on one product need share little else."""


_RULED_OUT = 0.6
"""How often a pair that a rule leaves only this for was judged so: 10 of 16 in the open table."""

_APART = frozenset(
    "other_product other_addressee other_act other_actor other_issuer other_measure other_basis"
    " other_group other_place other_direction part_and_whole far_in_time".split()
)
"""Signs that even two directives on one object say nothing of each other."""


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
    it can make up for words that differ, and never says which relation holds. About 150 µs."""
    pair = pair_of(a, b, similarity)
    one_object = same_object(a, b)
    if not shares_enough(pair):
        why = Reason("other_subject", "object", 1.0)
        sure = round(1 - pair.reach, 4)
        return Comparison(NOT_COMPARABLE, "", independence(a, b), sure, [rests_on(why, a, b)])
    found = signs(pair)
    likely = chances(facts(pair, found))
    relations = possible(pair, found)
    relation = _of_one_object(pair, found) if one_object and len(relations) > 1 else ""
    decided = bool(relation) or relations == {"repeats"}
    if not relation:
        relation = max(relations, key=lambda one: (likely[one], one))
    sure = likely[relation]
    if relations == {NOT_COMPARABLE}:
        sure = max(sure, _RULED_OUT)
    if relation != NOT_COMPARABLE:
        most = confidence(
            relation,
            ground=pair.reach,
            evidence=pair.evidence,
            agreeing=bool(pair.agreeing),
            one_object=one_object,
        )
        sure = most if decided else min(sure, most)
    return Comparison(
        relation,
        later(pair) if relation == "supersedes" else "",
        independence(a, b, relation),
        round(sure, 4),
        [rests_on(reason, a, b) for reason in (*pair.reasons, *_telling(relation, found))],
    )


def shares_enough(pair: Pair) -> bool:
    """Whether the two have so much in common that it is worth asking how they relate."""
    one_object = same_object(pair.a, pair.b)
    return pair.reach >= (_LEAST_OF_DIRECTIVES if one_object else _LEAST_GROUND)


def _of_one_object(pair: Pair, found: Sequence[Reason]) -> str:
    """What two directives on one object are to each other, whatever else they share; empty where
    something keeps them apart."""
    codes = {reason.code for reason in found}
    if codes & _APART:
        return ""
    if "later_state" in codes and later(pair):
        return "supersedes"
    if "permitted_and_restricted" in codes:
        if pair.later and not _is_denial(pair):
            return "supersedes"
        sure = pair.reach >= 0.5 and issuing_states(pair.a) == issuing_states(pair.b)
        return "contradicts" if sure else "qualifies"
    if "other_strength" in codes:
        return "qualifies"
    return "corroborates" if codes == {"same_strength"} else ""


def _is_denial(pair: Pair) -> bool:
    """Whether one says that the other's directive was not given: no later state of it."""
    return (pair.a.polarity == "negative") != (pair.b.polarity == "negative")


def _telling(relation: str, found: Sequence[Reason]) -> list[Reason]:
    """The signs with what each weighs for the relation, or against it."""
    said = [
        replace(reason, weight=weight(reason.code, relation)) if reason.code in WEIGHTS else reason
        for reason in found
    ]
    if any(reason.weight > 0 for reason in said):
        return said
    code, facet = _UNSIGNED.get(relation, ("nothing_against", "words"))
    return [*said, Reason(code, facet, 0.3)]


_UNSIGNED = {
    NOT_COMPARABLE: ("little_in_common", "object"),
    "repeats": ("same_sentence", "words"),
}
