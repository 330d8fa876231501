"""Two directives: two states in time, or two wordings of one."""

from __future__ import annotations

from collections.abc import Iterator

from claims.links import concepts
from claims.links.comparability import (
    NONE,
    Reason,
    Said,
    addressees,
    apart,
    days_between,
    issuing_states,
    of_words,
    period,
    same_object,
)
from claims.links.features import Features, Order
from claims.links.relations.pair import Pair

ANOTHER_TIME_DAYS = 20
"""Directives further apart than this are two states and not two reports of one."""


_DEEDS = {
    "demand": "구매 구입 매입 주문 도입 수입 사용 이용 활용 채택 시험 테스트"
    " buy purchase order procure acquire import use adopt deploy test",
    "supply": "판매 수출 공급 출하 선적 sell sale export supply ship shipment",
    "making": "생산 제조 produce production manufacture",
    "investing": "투자 invest investment",
}
"""What directives forbid or demand, by those that are one matter: who may not buy a chip may not
use it either."""
_DEED_OF = {
    word if word[0] >= "가" else concepts.stem(word): deed
    for deed, words in _DEEDS.items()
    for word in words.split()
}


def directives(pair: Pair, *, opposed: bool) -> Iterator[Reason]:
    """How far the directives of two claims are apart: two states in time, or two wordings of
    one. ``opposed`` as in ``exclusions.kept_apart``."""
    first, second = pair.a.order, pair.b.order
    if first is None or second is None:
        return
    a, b = pair.a, pair.b
    spans = first.span, second.span
    aims = {first.direction, second.direction}
    states_a, states_b = issuing_states(a), issuing_states(b)
    one_state = bool(states_a & states_b) or not (states_a or states_b)
    if len(aims) > 1 and not _same_product(a, b) and ("promotive" in aims or not one_state):
        yield Reason("other_direction", "act", 1.0, *spans)
        return
    yield from _other_matter(pair, first, second)
    same = (first.level, first.direction) == (second.level, second.direction)
    values = [first.strength, second.strength]
    if same:
        if same_object(a, b) and not opposed and not pair.clashing:
            yield Reason("same_strength", "strength", 1.0, *spans)
        return
    gap = state_gap(pair)
    if gap and gap > ANOTHER_TIME_DAYS:
        yield Reason("later_state", "time", 1.0, *spans, [*values, str(gap)])
    if aims == {"restrictive", "permissive"}:
        yield Reason("permitted_and_restricted", "strength", 1.0, *spans)
    else:
        yield Reason("other_strength", "strength", 1.0, *spans, values)


def _other_matter(pair: Pair, first: Order, second: Order) -> Iterator[Reason]:
    """Another addressee or another deed: neither says anything of the other."""
    a, b = addressees(pair.a), addressees(pair.b)
    if apart(a, b):
        yield of_words("other_addressee", "addressee", _label(pair.a, a), _label(pair.b, b))
    one, other = _deeds(first, pair.a.language), _deeds(second, pair.b.language)
    if one and other and not one & other:
        yield Reason("other_act", "act", 1.0, first.span, second.span, [first.act, second.act])


def _label(features: Features, keys: frozenset[str]) -> Said:
    named = ((name.label, name.span) for name in features.names if name.key in keys)
    return next(named, (min(keys), None))


def _deeds(order: Order, language: str) -> frozenset[str]:
    """What is forbidden or demanded, as far as it is one of the deeds that are told apart."""
    if language == "ko":
        return frozenset(deed for word, deed in _DEED_OF.items() if word in order.act)
    words = (own for own, _start, _end in concepts.english_words(order.act))
    return frozenset(_DEED_OF[word] for word in words if word in _DEED_OF)


def state_gap(pair: Pair) -> int:
    """Days between the times the two directives are stated for, else between publications."""
    one, other = period(pair.a), period(pair.b)
    return (days_between(one, other) if one and other else abs(pair.gap or 0)) or 0


def _same_product(a: Features, b: Features) -> bool:
    return bool(a.kinds.get("product", NONE) & b.kinds.get("product", NONE))
