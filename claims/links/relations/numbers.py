"""Numbers of one thing that cannot both be right."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claims.links import quantity_rules
from claims.links.comparability import NONE, Reason, groups_conflict
from claims.links.relations.pair import NOT_COMPARABLE, Found, Pair

_STILL_COUNTING = 60
"""Days within which a toll is still being counted."""

_GROWN = Decimal("1.05")


def numbers(pair: Pair) -> Found | None:
    """Numbers of one thing that cannot both be right."""
    grown = _grown(pair)
    if grown is not None:
        return grown
    if not pair.clashing:
        return None
    counts = [x for x, _y in pair.agreeing if not quantity_rules.is_span(x)]
    if counts and not any(x.measure and x.measure == y.measure for x, y in pair.clashing):
        return None
    x, y = pair.clashing[0]
    why = Reason("other_number", "number", 1.0, x.span, y.span, [x.original, y.original])
    a, b = pair.a, pair.b
    if pair.later:
        side = b if pair.later == "b" else a
        if "change" in side.kinds or groups_conflict(a, b, "basis.edition"):
            return "supersedes", pair.later, [replace(why, code="revised_number")]
    if pair.ground < (0.45 if x.measure and x.measure == y.measure else 0.57):
        return NOT_COMPARABLE, "", [replace(why, code="number_of_something_else")]
    return "contradicts", "", [why]


def _grown(pair: Pair) -> Found | None:
    """A count that grows while it is counted, a day or more later: a toll, people evacuated."""
    a, b = pair.a, pair.b
    if not pair.later or not a.kinds.get("toll", NONE) & b.kinds.get("toll", NONE):
        return None
    if abs(pair.gap or 0) > _STILL_COUNTING:
        return None
    for x, y in (*pair.clashing, *pair.agreeing):
        earlier, latter = (x, y) if pair.later == "b" else (y, x)
        if x.unit in ("%", "clock", "score") or latter.value <= earlier.value:
            continue
        if latter.value >= earlier.value * _GROWN:
            values = [x.original, y.original]
            why = Reason("grown_number", "number", 1.0, x.span, y.span, values)
            return "supersedes", pair.later, [why]
    return None
