"""Numbers of one thing that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.links import quantity_rules
from claims.links.comparability import NONE, Reason, groups_conflict
from claims.links.relations.pair import Pair

_STILL_COUNTING = 60
"""Days within which a toll is still being counted."""

_GROWN = Decimal("1.05")


def numbers(pair: Pair) -> Iterator[Reason]:
    """Numbers of one thing that cannot both be right, or of which one follows the other."""
    yield from _grown(pair)
    if not pair.clashing:
        return
    counts = [x for x, _y in pair.agreeing if not quantity_rules.is_span(x)]
    if counts and not same_measure(pair):
        return
    x, y = pair.clashing[0]
    edition = groups_conflict(pair.a, pair.b, "basis.edition")
    revised = pair.later and ("change" in pair.late.kinds or edition)
    code = "revised_number" if revised else "other_number"
    yield Reason(code, "number", 1.0, x.span, y.span, [x.original, y.original])


def same_measure(pair: Pair) -> bool:
    """Whether two numbers that cannot both be right are said to measure the same."""
    return any(x.measure and x.measure == y.measure for x, y in pair.clashing)


def _grown(pair: Pair) -> Iterator[Reason]:
    """A count that grows while it is counted, a day or more later: a toll, people evacuated."""
    a, b = pair.a, pair.b
    if not pair.later or not a.kinds.get("toll", NONE) & b.kinds.get("toll", NONE):
        return
    if abs(pair.gap or 0) > _STILL_COUNTING:
        return
    for x, y in (*pair.clashing, *pair.agreeing):
        earlier, latter = (x, y) if pair.later == "b" else (y, x)
        if x.unit in ("%", "clock", "score") or latter.value <= earlier.value:
            continue
        if latter.value >= earlier.value * _GROWN:
            values = [x.original, y.original]
            yield Reason("grown_number", "number", 1.0, x.span, y.span, values)
            return
