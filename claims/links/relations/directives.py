"""Two directives: two states in time, or two wordings of one."""

from __future__ import annotations

from collections.abc import Iterator

from claims.links.comparability import (
    NONE,
    Reason,
    days_between,
    issuing_states,
    period,
    same_object,
)
from claims.links.features import Features
from claims.links.relations.pair import Pair
from claims.links.relations.polarity import opposition

ANOTHER_TIME_DAYS = 20
"""Directives further apart than this are two states and not two reports of one."""


def directives(pair: Pair) -> Iterator[Reason]:
    """How far the directives of two claims are apart: two states in time, or two wordings of
    one."""
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
    same = (first.level, first.direction) == (second.level, second.direction)
    values = [first.strength, second.strength]
    if same:
        if same_object(a, b) and not opposition(pair)[0] and not pair.clashing:
            yield Reason("same_strength", "strength", 1.0, *spans)
        return
    gap = state_gap(pair)
    if gap and gap > ANOTHER_TIME_DAYS:
        yield Reason("later_state", "time", 1.0, *spans, [*values, str(gap)])
    if aims == {"restrictive", "permissive"}:
        yield Reason("permitted_and_restricted", "strength", 1.0, *spans)
    else:
        yield Reason("other_strength", "strength", 1.0, *spans, values)


def state_gap(pair: Pair) -> int:
    """Days between the times the two directives are stated for, else between publications."""
    one, other = period(pair.a), period(pair.b)
    return (days_between(one, other) if one and other else abs(pair.gap or 0)) or 0


def _same_product(a: Features, b: Features) -> bool:
    return bool(a.kinds.get("product", NONE) & b.kinds.get("product", NONE))
