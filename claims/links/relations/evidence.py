"""All that two claims show for one relation or another: the signs, and what they are weighed with.

``benchmarks.calibrate`` fits ``claims/links/calibration.py`` to ``facts``: a new one counts for
nothing until it is run again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.links.calibration import usual_likeness
from claims.links.comparability import Reason, same_object
from claims.links.features import Features
from claims.links.independence import independence
from claims.links.relations.actors import rivals
from claims.links.relations.degrees import degrees, one_report
from claims.links.relations.directives import directives
from claims.links.relations.exclusions import kept_apart
from claims.links.relations.numbers import numbers, same_measure
from claims.links.relations.pair import NOT_COMPARABLE, Pair, left_over, pair_of, same_act
from claims.links.relations.polarity import negative, opposition, same_predication
from claims.links.relations.roles import filled
from claims.links.relations.sameness import same_sentence
from claims.links.relations.times import later, turns

_AGAINST = frozenset(
    "opposite opposite_acts other_number rival_actor singled_out changed_places other_doer"
    " other_day permitted_and_restricted higher_court later_turn grown_number"
    " revised_number".split()
)
"""Signs that two claims cannot both be right, at one time at least."""
_DEGREES = frozenset(
    "other_strength other_stage other_certainty other_scope permitted_and_restricted other_group"
    " other_basis part_and_whole other_day other_number reservation narrower".split()
)
"""Signs that one claim limits the other."""
_OTHER_PARTY = frozenset({"other_actor", "other_subject"})
"""Signs that keep two claims apart, but not of a deed that one party alone can have done."""
_OTHER_MATTER = frozenset({"other_product", "other_addressee", "other_act"})
"""Signs of two products, or of two directives, of which neither says anything of the other."""
_OPPOSED = frozenset({"opposite", "opposite_acts"})
_NEAR_COPY = 0.6
"""Share of common words from which one claim may be taken from the other."""
_NAMED = 1.1
"""What a word weighs more than that is a name that no gazetteer knows."""


def facts_of(a: Features, b: Features, similarity: float | None) -> dict[str, float]:
    """What the relation of two claims is weighed by (``benchmarks.calibrate`` fits to it)."""
    pair = pair_of(a, b, similarity)
    return facts(pair, signs(pair))


def signs(pair: Pair) -> list[Reason]:
    """All that the facets of the two claims say for one relation or another."""
    against, denied = opposition(pair)
    opposed = bool(against)
    if denied and not same_predication(pair):
        against = []
    apart, rival = kept_apart(pair, opposed=opposed), list(rivals(pair))
    if any(reason.code == "rival_actor" for reason in rival):
        apart = [reason for reason in apart if reason.code not in _OTHER_PARTY]
    return [
        *apart,
        *rival,
        *against,
        *numbers(pair),
        *directives(pair, opposed=opposed),
        *turns(pair),
        *degrees(pair),
    ]


def facts(pair: Pair, found: Sequence[Reason]) -> dict[str, float]:
    """What the relation is weighed by: the signs, how much the two share, and how far apart in
    time they were published. The same for both orders of a pair."""
    a, b = pair.a, pair.b
    gap = abs(pair.gap or 0)
    alike = pair.similarity
    if alike is None:
        alike = usual_likeness(pair.ground, pair.words, across=pair.across)
    over = sorted((left_over(a, b) / max(a.weight, 0.5), left_over(b, a) / max(b.weight, 0.5)))
    values: dict[str, float] = {
        "ground": pair.ground,
        "much_ground": max(0.0, pair.ground - 0.5),
        "ground_across": pair.ground * pair.across,
        "evidence": min(pair.evidence, 8.0) / 8,
        "alike": alike,
        "alike_across": alike * pair.across,
        "across": float(pair.across),
        "words": pair.words,
        "near_copy": max(0.0, pair.words - 0.8) * 5,
        "least_left": over[0],
        "most_left": over[1],
        "numbers_agree": float(bool(pair.agreeing)),
        "numbers_clash": float(bool(pair.clashing)),
        "same_measure": float(same_measure(pair)),
        "one_counts": float(bool(a.numbers) != bool(b.numbers)),
        "same_subject": float(bool(a.subjects & b.subjects)),
        "same_act": float(same_act(pair)),
        "one_negative": float(negative(a) != negative(b)),
        "both_negative": float(negative(a) and negative(b)),
        "one_directive": float(bool(a.order) != bool(b.order)),
        "two_directives": float(bool(a.order) and bool(b.order)),
        "one_object": float(same_object(a, b)),
        "one_report": float(one_report(a, b)),
        "one_origin": float(independence(a, b) == "shared_origin"),
        "part_in_one": float(("part" in a.kinds) != ("part" in b.kinds)),
        "day_apart": float(gap >= 1),
        "week_apart": float(gap >= 7),
        "weeks_apart": float(gap > 25),
        "half_year_apart": float(gap > 200),
    }
    if not pair.across:
        values |= _by_words(a, b)
    for reason in found:
        values[reason.code] = 1.0
    if pair.later and any(reason.code in _AGAINST for reason in found):
        values["later_against"] = 1.0
    if any(reason.code in _OPPOSED for reason in found):
        values["opposed_in_same_words"] = max(0.0, pair.words - 0.5) * 2
    return values


def _by_words(a: Features, b: Features) -> Mapping[str, float]:
    """What only the words of one language show: the same or other nouns in one role, and names
    that one claim has and the other has not."""
    same, other = filled(a.statement, b.statement, a.language)
    own_a, own_b = _names_left(a, b), _names_left(b, a)
    return {
        "same_role": min(same, 2) / 2,
        "other_role": min(other, 2) / 2,
        "names_left": float(own_a and own_b),
        "name_left": float(own_a != own_b),
    }


def _names_left(a: Features, b: Features) -> bool:
    return any(
        weight > _NAMED and term[0] == "w" and term not in b.terms
        for term, weight in a.terms.items()
    )


def possible(pair: Pair, found: Sequence[Reason]) -> frozenset[str]:
    """The relations that something can be said for; each but the first two needs its sign."""
    if same_sentence(pair):
        return frozenset({"repeats"})
    codes = {reason.code for reason in found}
    copied = pair.words >= _NEAR_COPY or independence(pair.a, pair.b) == "shared_origin"
    alike = pair.agreeing or pair.clashing or pair.words >= _NEAR_COPY
    alike = alike or same_predication(pair) or same_object(pair.a, pair.b)
    if codes & _OTHER_MATTER or not alike:
        return frozenset({NOT_COMPARABLE})
    possible = {NOT_COMPARABLE, "corroborates"}
    if copied and not codes & _AGAINST:
        possible.add("repeats")
    if codes & _AGAINST:
        possible.add("contradicts")
    if codes & _DEGREES:
        possible.add("qualifies")
    if codes & (_AGAINST | _DEGREES | {"later_state"}) and later(pair):
        possible.add("supersedes")
    return frozenset(possible)
