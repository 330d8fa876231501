"""A later claim that tells of a turn: a higher court, another day, something withdrawn."""

from __future__ import annotations

from claims.links.comparability import NONE, Reason, other_period, period
from claims.links.features import Features, Mark
from claims.links.relations.pair import LEAST_EVIDENCE, Found, Pair, same_act


def court(pair: Pair) -> Found | None:
    """A higher instance judged after a lower one."""
    one, other = _instance(pair.a), _instance(pair.b)
    if one and other and one[0] != other[0]:
        later = "a" if one[0] > other[0] else "b"
        why = Reason(
            "higher_court", "time", 1.0, one[1].span, other[1].span, [one[1].words, other[1].words]
        )
        return "supersedes", later, [why]
    return None


def _instance(features: Features) -> tuple[int, Mark] | None:
    found = [mark for mark in features.marks if mark.kind.startswith("court.")]
    if not found:
        return None
    mark = max(found, key=lambda one: one.kind)
    return int(mark.kind[-1]), mark


def moved(pair: Pair) -> Found | None:
    """One event on two days: at one time of reporting they contradict, later it was moved."""
    a, b = pair.a, pair.b
    if not other_period(a, b) or pair.ground < 0.45 or not same_act(pair):
        return None
    one, other = period(a), period(b)
    if one is None or other is None:
        return None
    values = [one.original, other.original]
    why = Reason("other_day", "time", 1.0, one.span, other.span, values)
    if pair.later:
        return "supersedes", pair.later, [why]
    return "contradicts", "", [why]


_CHANGES = (
    "act.keep-", "act.begin-", "act.date", "act.allow", "act.truth+", "act.custody", "act.trace+",
    "act.life+", "act.agree", "act.begin+", "change", "stage.7", "act.staff-", "act.list",
    "act.way",
)  # fmt: skip


def changed(pair: Pair) -> Found | None:
    """The later claim tells of a turn (withdrawn, lifted, found, extended) that the earlier one
    does not know."""
    if not pair.later or pair.ground < 0.5 or pair.evidence < LEAST_EVIDENCE:
        return None
    late, early = (pair.b, pair.a) if pair.later == "b" else (pair.a, pair.b)
    for mark in late.marks:
        if mark.kind.startswith(_CHANGES) and mark.code not in early.kinds.get(mark.kind, NONE):
            side_a, side_b = (mark.span, None) if pair.later == "a" else (None, mark.span)
            why = Reason("later_turn", "time", 1.0, side_a, side_b, [mark.words])
            return "supersedes", pair.later, [why]
    return None
