"""Two directives: two states in time, or two wordings of one."""

from __future__ import annotations

from claims.links.comparability import (
    NONE,
    Reason,
    days_between,
    issuing_states,
    period,
    same_object,
)
from claims.links.features import Features
from claims.links.relations.pair import NOT_COMPARABLE, Found, Pair
from claims.links.relations.polarity import opposition

ANOTHER_TIME_DAYS = 20
"""Directives further apart than this are two states and not two reports of one."""

_OTHER_DIRECTIVE = 0.42


def directives(pair: Pair) -> Found | None:
    """Two directives: two states in time, or two wordings of one."""
    first, second = pair.a.order, pair.b.order
    if first is None or second is None:
        return None
    a, b = pair.a, pair.b
    if pair.ground < _OTHER_DIRECTIVE and not same_object(a, b):
        return None
    aims = {first.direction, second.direction}
    states_a, states_b = issuing_states(a), issuing_states(b)
    one_state = bool(states_a & states_b) or not (states_a or states_b)
    if len(aims) > 1 and not _same_product(a, b) and ("promotive" in aims or not one_state):
        why = Reason("other_direction", "act", 1.0, first.span, second.span)
        return NOT_COMPARABLE, "", [why]
    one, other = period(a), period(b)
    gap = days_between(one, other) if one and other else abs(pair.gap or 0)
    same = (first.level, first.direction) == (second.level, second.direction)
    spans = first.span, second.span
    if gap and gap > ANOTHER_TIME_DAYS and not same:
        later = pair.later
        if one and other:
            later = "a" if one.first > other.last else "b"
        if later:
            values = [first.strength, second.strength, str(gap)]
            return "supersedes", later, [Reason("later_state", "time", 1.0, *spans, values)]
    if not same:
        if aims == {"restrictive", "permissive"}:
            why = Reason("permitted_and_restricted", "strength", 1.0, *spans)
            if pair.later:
                return "supersedes", pair.later, [why]
            sure = pair.ground >= 0.5 and issuing_states(a) == issuing_states(b)
            return ("contradicts" if sure else "qualifies"), "", [why]
        values = [first.strength, second.strength]
        return "qualifies", "", [Reason("other_strength", "strength", 1.0, *spans, values)]
    if same_object(a, b) and not opposition(pair)[0] and not pair.clashing:
        return "corroborates", "", [Reason("same_strength", "strength", 1.0, *spans)]
    return None


def _same_product(a: Features, b: Features) -> bool:
    return bool(a.kinds.get("product", NONE) & b.kinds.get("product", NONE))
