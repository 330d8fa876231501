"""How two claims relate, said with reasons: a first comparison by shared names and numbers.

Similarity finds partners but cannot label them (entailing and contradicting partners are
equally similar), so the label comes from what can be named: the same object or not, the same
time or not, a directive's strength, an opposite polarity, another number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from claims.links.features import Features, Number, Order, When

COMPARER = "facets 1"
NOT_COMPARABLE = "not_comparable"
PROPOSED_FROM = 0.5
"""Least confidence that is shown to a person."""

ANOTHER_TIME_DAYS = 45
"""Directives further apart than this are two states and not two reports of one.

The reports of one directive came within a month of each other in the case the workbench was
made for; its successive steps (2024-09, 2025-04, 2025-07, 2025-09) lie two months or more apart.
"""

SAME_SENTENCE = 0.9
"""Share of common words from which two claims are one sentence, copied or lightly edited."""

_NAME_WEIGHT = {"product": 1.6, "company": 0.8, "person": 0.8, "agency": 0.8, "government": 0.4}
_OTHER_NAME_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a stable code, the facet it is about, its weight (towards its relation, or against
    where negative), the spans it rests on, and the values named."""

    code: str
    facet: str
    weight: float
    a: tuple[int, int] | None = None
    b: tuple[int, int] | None = None
    values: Sequence[str] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "facet": self.facet,
            "weight": round(self.weight, 3),
            "a": list(self.a) if self.a else None,
            "b": list(self.b) if self.b else None,
            "values": list(self.values),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """``relation`` is one of ``repeats``, ``corroborates``, ``contradicts``, ``qualifies``,
    ``supersedes`` and ``not_comparable``; ``later`` is ``a`` or ``b`` for supersedes, else empty;
    ``independence`` is ``independent``, ``shared_origin`` or ``unknown``; ``confidence`` is 0 to
    1."""

    relation: str
    later: str
    independence: str
    confidence: float
    reasons: Sequence[Reason]


def compare(a: Features, b: Features, *, similarity: float | None = None) -> Comparison:
    """How ``a`` and ``b`` relate. ``similarity`` is the cosine of their vectors where it is known:
    it can make up for words in another language, and never says which relation holds."""
    origin = independence(a, b)
    reasons = _common_ground(a, b)
    if reasons is None:
        other = Reason("other_subject", "object", 1.0)
        return Comparison(NOT_COMPARABLE, "", origin, 0.9, [other])
    if _other_issuers(a, b):
        other = Reason("other_issuer", "actor", 1.0)
        return Comparison(NOT_COMPARABLE, "", origin, 0.8, [other])
    related = _relation(a, b)
    if related is None:
        return Comparison(NOT_COMPARABLE, "", origin, 0.6, reasons)
    relation, later, why = related
    reasons += why
    confidence = _squash(sum(reason.weight for reason in reasons))
    return Comparison(relation, later, origin, confidence, reasons)


def _other_issuers(a: Features, b: Features) -> bool:
    """Whether two directives come from different states: what Washington rules neither
    supersedes nor contradicts what Beijing does. Told by the first word of the names that their
    issuers carry, so only within one language."""
    if not (a.order and b.order) or a.language != b.language:
        return False
    states_a, states_b = _states(a, a.order), _states(b, b.order)
    return bool(states_a) and bool(states_b) and not states_a & states_b


def _states(features: Features, order: Order) -> set[str]:
    return {
        name.label.split()[0]
        for name in features.names
        if name.kind in ("place", "government") and name.label in order.issuer
    }


def independence(a: Features, b: Features) -> str:
    """Whether the two rest on different original reports, as far as their chains tell."""
    if a.article and a.article == b.article:
        return "shared_origin"  # two papers print one text
    if a.outlet and a.outlet == b.outlet:
        return "unknown"
    reporters_a, reporters_b = _reporters(a), _reporters(b)
    if not reporters_a or not reporters_b:
        return "unknown"
    if reporters_a & reporters_b:
        return "shared_origin"
    return "independent"


def _reporters(claim: Features) -> set[str]:
    return {voice.key for voice in claim.voices if voice.kind == "outlet" and voice.key}


def _common_ground(a: Features, b: Features) -> list[Reason] | None:
    """The shared names, numbers and words; None when that is not the same subject."""
    products_a = {name.key for name in a.names if name.kind == "product"}
    products_b = {name.key for name in b.names if name.kind == "product"}
    if products_a and products_b and not products_a & products_b:
        return None
    other = {name.key: name for name in b.names}
    shared: dict[str, Reason] = {}
    for name in a.names:
        if name.key in other and name.key not in shared:
            weight = _NAME_WEIGHT.get(name.kind, _OTHER_NAME_WEIGHT)
            shared[name.key] = Reason(
                "same_name", "object", weight, name.span, other[name.key].span, [name.label]
            )
    numbers = [
        Reason("same_number", "number", 1.2, x.span, y.span, [x.original, y.original])
        for x in a.numbers
        for y in b.numbers
        if x.unit == y.unit and x.value == y.value and x.high == y.high
    ][:3]
    reasons = [*shared.values(), *numbers]
    words = overlap(a.lemmas, b.lemmas) if a.language == b.language else 0.0
    if words >= 0.2:
        reasons.append(Reason("same_words", "words", 4.0 * words, values=[f"{words:.0%}"]))
    if a.order and b.order and products_a & products_b:
        reasons.append(Reason("both_directives", "act", 1.0, a.order.span, b.order.span))
    gap = days_between(a.when, b.when)
    if gap is not None and gap > 400:
        reasons.append(Reason("far_in_time", "time", -0.8, values=[str(gap)]))
    about_one_thing = (
        bool(products_a & products_b) or len(shared) >= 2 or (bool(shared) and bool(numbers))
    )
    if (
        not (about_one_thing and (words >= 0.15 or numbers or (a.order and b.order)))
        and words < 0.5
    ):
        return None
    return reasons


def _relation(a: Features, b: Features) -> tuple[str, str, list[Reason]] | None:
    """The label; None where claims are opposite or their numbers differ, but of another time or
    matter: that says nothing of either."""
    words = overlap(a.lemmas, b.lemmas) if a.language == b.language else 0.0
    clash = _clash(a, b)
    if words >= SAME_SENTENCE and not clash and _manner(a) == _manner(b):
        return "repeats", "", [Reason("same_sentence", "words", 0.5)]
    if a.order and b.order:
        return _between_orders(a, b, a.order, b.order)
    gap = days_between(a.when, b.when)
    conflict = None
    if a.polarity != b.polarity:
        if words < 0.4 and a.language == b.language:
            return None
        conflict = Reason("opposite", "polarity", 0.5)
    elif clash and words >= 0.3:
        conflict = clash
    if conflict is not None:
        if gap is None:
            return "contradicts", "", [conflict, Reason("time_unknown", "time", -0.4)]
        return ("contradicts", "", [conflict]) if gap <= ANOTHER_TIME_DAYS else None
    if a.hedge != b.hedge and "speculative" in (a.hedge, b.hedge):
        return (
            "qualifies",
            "",
            [Reason("other_certainty", "certainty", 0.0, values=[a.hedge, b.hedge])],
        )
    return "corroborates", "", []


def _manner(claim: Features) -> tuple[object, ...]:
    """What two equal sets of words may still differ in."""
    strength = claim.order.strength if claim.order else None
    return claim.polarity, strength, claim.hedge == "speculative"


def _between_orders(
    a: Features, b: Features, first: Order, second: Order
) -> tuple[str, str, list[Reason]]:
    """Two directives: opposite, two states in time, or two wordings of one."""
    gap = days_between(a.when, b.when)
    if gap is not None and gap > ANOTHER_TIME_DAYS and a.when and b.when:
        if (first.level, first.direction) == (second.level, second.direction):
            return "corroborates", "", [Reason("later_report", "time", 0.0, values=[str(gap)])]
        later = "a" if a.when.first > b.when.last else "b"
        why = Reason(
            "later_state",
            "time",
            0.4,
            first.span,
            second.span,
            [first.strength, second.strength, str(gap)],
        )
        return "supersedes", later, [why]
    if a.polarity != b.polarity:
        return "contradicts", "", [Reason("opposite", "polarity", 0.3, first.span, second.span)]
    if {first.direction, second.direction} == {"restrictive", "permissive"}:
        why = Reason("permitted_and_restricted", "strength", 0.2, first.span, second.span)
        return "qualifies", "", [why]
    if first.level != second.level:
        why = Reason(
            "other_strength",
            "strength",
            0.2,
            first.span,
            second.span,
            [first.strength, second.strength],
        )
        return "qualifies", "", [why]
    return "corroborates", "", [Reason("same_strength", "strength", 0.6, first.span, second.span)]


def _clash(a: Features, b: Features) -> Reason | None:
    """One number on each side in the same unit that cannot both be right."""
    for x in a.numbers:
        if any(x.unit == y.unit and x.value == y.value for y in b.numbers):
            continue
        rivals = [y for y in b.numbers if y.unit == x.unit]
        if len(rivals) != 1 or sum(z.unit == x.unit for z in a.numbers) != 1 or not x.unit:
            continue
        y = rivals[0]
        if compatible(x, y):
            continue
        return Reason("other_number", "number", 0.3, x.span, y.span, [x.original, y.original])
    return None


def compatible(x: Number, y: Number) -> bool:
    """Whether one quantity can be both: ranges that meet, bounds that allow it, "about" 5 %."""
    low_x, high_x = _bounds(x)
    low_y, high_y = _bounds(y)
    return low_x <= high_y and low_y <= high_x


def _bounds(number: Number) -> tuple[Decimal, Decimal]:
    infinite = Decimal("Infinity")
    low, high = number.value, number.high if number.high is not None else number.value
    match number.comparator:
        case "more_than" | "at_least":
            return low, infinite
        case "less_than" | "at_most":
            return -infinite, high
        case "about":
            return low - abs(low) / 20, high + abs(high) / 20
        case _:
            return low, high


def days_between(a: When | None, b: When | None) -> int | None:
    """Days between two closed intervals; 0 where they meet, None where one is unknown."""
    if a is None or b is None:
        return None
    return max((a.first - b.last).days, (b.first - a.last).days, 0)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared lemmas over the geometric mean of both counts (cosine of sets), 0 to 1."""
    if not a or not b:
        return 0.0
    return len(a & b) / math.sqrt(len(a) * len(b))


def _squash(weight: float) -> float:
    """Weights to 0..1: a weight of 2 is even odds."""
    return round(1 / (1 + math.exp(2.0 - weight)), 4)
